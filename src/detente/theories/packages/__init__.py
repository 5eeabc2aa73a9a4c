"""Theories that choose a package."""
