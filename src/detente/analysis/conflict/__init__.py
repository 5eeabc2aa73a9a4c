"""Stability of the states of a conflict graph."""
