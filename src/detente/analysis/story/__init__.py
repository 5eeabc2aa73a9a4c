"""The most typical worlds of every end, and any world from its key."""
