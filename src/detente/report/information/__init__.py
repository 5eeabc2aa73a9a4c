"""What to find out first."""
