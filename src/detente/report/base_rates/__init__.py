"""The outside view."""
