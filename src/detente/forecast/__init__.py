"""Forecasts: how good they were, and the negotiations that are over by which to tell."""
