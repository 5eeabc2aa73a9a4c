"""Two versions of a case."""
