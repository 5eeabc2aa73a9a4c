"""What is said of mistakes in a case, in both languages."""
