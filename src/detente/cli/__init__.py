"""The commands: one module a verb, each loaded only when it is called."""

from detente.cli.frame.verbs import detente, main

__all__ = ["detente", "main"]
