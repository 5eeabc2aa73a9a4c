"""The classic theories beside each other on one case."""
