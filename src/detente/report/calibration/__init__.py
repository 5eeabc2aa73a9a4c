"""How the general beliefs were calibrated."""
