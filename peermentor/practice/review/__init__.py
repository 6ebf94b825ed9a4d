"""Does this relationship still serve you? Entries, signals, ratings, verdict and conversation."""
