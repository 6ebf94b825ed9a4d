"""Corrections of what was kept: edits, deletions, moves, and two entries that are one person."""
