"""Records from bytes and back: transactions, steps, versions, identity."""
