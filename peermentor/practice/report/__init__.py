"""What of a relationship, or of all, belongs on a page to keep or to give, and the numbers of its charts."""
