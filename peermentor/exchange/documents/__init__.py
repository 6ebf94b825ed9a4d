"""What one command shows, as a text to paste where other people read it."""
