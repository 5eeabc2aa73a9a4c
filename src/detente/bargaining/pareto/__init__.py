"""The frontier: packages that no other beats for everyone."""
