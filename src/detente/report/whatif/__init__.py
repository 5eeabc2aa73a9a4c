"""A change of the case and what it would do."""
