"""Talks: keeping one, its form as one text, and the reflection on it."""
