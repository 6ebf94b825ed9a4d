"""What is kept beside the journal: drafts, answers, settings."""
