"""Many worlds: beliefs drawn, worlds played, counts kept."""
