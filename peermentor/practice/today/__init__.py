"""What is due today, hints, and the library of guide pages, tips and questions."""
