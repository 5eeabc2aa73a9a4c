"""How likely each scenario is, and how sure that is."""
