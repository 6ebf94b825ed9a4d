"""The agenda of the next talk: its parts, their minutes, its questions and its tip."""
