"""The deal space."""
