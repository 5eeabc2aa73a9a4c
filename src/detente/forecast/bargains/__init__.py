"""Bargains between two people whose preferences and outcome are known: what rules and tables say of them, scored."""
