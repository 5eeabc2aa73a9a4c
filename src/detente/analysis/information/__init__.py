"""Which unknown to find out first, and what to ask."""
