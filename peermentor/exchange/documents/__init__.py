"""Documents: what one command shows, as a text to give to other people."""
