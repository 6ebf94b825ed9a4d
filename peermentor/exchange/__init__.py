"""Other formats and other programs: one small class for each format, in a file of its own, found by name."""
