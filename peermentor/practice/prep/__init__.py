"""The agenda of the next talk: parts, minutes, questions and why they are asked, tips."""
