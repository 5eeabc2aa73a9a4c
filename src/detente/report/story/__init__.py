"""Typical worlds: their words, their line in time, and their section."""
