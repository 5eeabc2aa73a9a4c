"""What all worlds together say."""
