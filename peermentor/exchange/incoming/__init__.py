"""Imports: a file of another program is read as arrivals with their lines, and these become records."""
