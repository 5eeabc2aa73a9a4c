"""The conflict graph."""
