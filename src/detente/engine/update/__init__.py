"""Worlds weighed by what has been observed."""
