"""What drives the outlook."""
