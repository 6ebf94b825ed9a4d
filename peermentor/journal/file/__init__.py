"""Bytes on disk, whole or not at all: the lock, the replacement, JSON as text."""
