"""How it may end."""
