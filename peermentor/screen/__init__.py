"""The only code that prints: a Result becomes a screen (Rich), one JSON document, or plain lines."""
