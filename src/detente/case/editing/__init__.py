"""Changing a case: its text, its levers, what is written back."""
