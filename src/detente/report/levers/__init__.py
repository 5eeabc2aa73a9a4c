"""What would change the outlook."""
