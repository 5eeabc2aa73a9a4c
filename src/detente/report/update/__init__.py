"""What facts have changed."""
