"""What verbs print, a module a question."""
