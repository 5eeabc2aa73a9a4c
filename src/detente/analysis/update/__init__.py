"""What is believed once facts are known."""
