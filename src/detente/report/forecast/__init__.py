"""Sealed forecasts and their scores."""
