"""Peers: fit, first words, agreements, pauses and endings, concerns, rehearsals, and the portrait of one."""
