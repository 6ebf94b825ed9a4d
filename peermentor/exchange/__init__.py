"""Formats of other programs: one small class for each, in a file of its own, found by name."""
