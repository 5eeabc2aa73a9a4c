"""The conditions under which a scenario happens."""
