"""What to watch."""
