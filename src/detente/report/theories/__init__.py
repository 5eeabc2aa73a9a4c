"""The theories on this case."""
