"""What later documents tell of a case that stands: dated facts, for a person to confirm."""
