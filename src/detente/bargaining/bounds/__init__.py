"""How good the rest of a search can still be: multipliers, cuts, completions, warm starts."""
