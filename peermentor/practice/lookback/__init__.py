"""Looking back: search, timeline, statistics and trends."""
