"""What --json promises: one Struct for each thing shown. Fields are added, never renamed or removed."""
