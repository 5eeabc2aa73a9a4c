"""Under which conditions a result comes about: boxes of inputs in which it is much likelier."""
