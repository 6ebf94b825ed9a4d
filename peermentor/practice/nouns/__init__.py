"""The records of the practice, the set of them all, and the words and numbers everything else rests on."""
