"""From a case to the arrays that the engine reads."""
