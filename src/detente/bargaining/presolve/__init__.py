"""What is settled before a search begins: issues, rows, order, the root bound."""
