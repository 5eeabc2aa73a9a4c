"""Power in voting bodies."""
