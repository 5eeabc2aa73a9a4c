"""Signs to watch: how much each tells, and when it would be seen."""
