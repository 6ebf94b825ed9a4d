"""One module per ritual or noun: its arguments, one call, and a Result. No command imports another."""
