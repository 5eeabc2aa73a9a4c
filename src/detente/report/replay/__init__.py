"""Resolved cases played again."""
