"""The contract of `--json`: one Struct for each thing shown. Fields are added, never renamed or removed."""
