"""How negotiations work in general, fitted to counts of how crises, summits and truces ended."""
