"""People: fit, the first words, agreements, pause and ending, and the portrait of one."""
