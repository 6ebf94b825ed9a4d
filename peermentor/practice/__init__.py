"""Mentoring itself: records and the rules over them. Pure functions: no disk, no clock, no colour."""
