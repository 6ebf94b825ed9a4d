"""The terminal: streams, console, answers, questions, help."""
