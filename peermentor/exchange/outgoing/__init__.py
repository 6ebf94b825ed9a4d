"""Exports: the whole journal or a part of it, in a format that other programs read."""
