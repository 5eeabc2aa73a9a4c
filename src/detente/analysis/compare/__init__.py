"""Two plays beside each other: levers, what-if, versions of a case."""
