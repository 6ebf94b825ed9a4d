"""One module per ritual or noun: read the arguments, make one call, return a Result. None imports another."""
