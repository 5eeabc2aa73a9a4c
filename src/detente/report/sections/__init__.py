"""One module an analysis: from its result to a section of the report."""
