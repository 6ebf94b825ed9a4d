"""One module for each thing drawn, found by name: draw(data, color)."""
