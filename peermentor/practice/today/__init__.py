"""What is due, what to do next, and the library of guide pages, tips and questions."""
