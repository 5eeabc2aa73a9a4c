"""Where a play is done: threads, processes, a cluster, or any executor of Python's own kind."""
