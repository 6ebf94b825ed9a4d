"""What comes in: a file of another program becomes arrivals with their lines, and arrivals become records."""
