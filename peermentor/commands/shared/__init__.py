"""What commands share: argument types, the questions, the editor, answers that wait, hints."""
