"""What is kept of plays: a list, one of them, two beside each other."""
