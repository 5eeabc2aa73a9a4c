"""Runs that are kept: counts by belief on disk, with what is needed to go on to the same bytes."""
