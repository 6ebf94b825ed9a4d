"""What commands share: argument types, questions, the editor, answers and commands that wait, hints."""
