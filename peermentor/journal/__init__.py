"""The only code that touches the disk: one JSON file, whole or not at all."""
