"""Packages, what they give to whom, and the exact solver that engine and theories share."""
