"""Theories that move positions."""
