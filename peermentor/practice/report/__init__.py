"""The report of a relationship, or of all: its sentences, its lists, and the numbers of its charts."""
