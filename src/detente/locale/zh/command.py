"""The commands."""

COMMAND: dict[str, str] = {}
