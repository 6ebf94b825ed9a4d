"""What keeps a journal well: backups, restoring, the checkup, mending."""
