"""What the spread of an outlook is due to."""
