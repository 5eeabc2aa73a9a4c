"""Détente: play a negotiation from a case file to an outlook."""

__version__ = "0.1.0"
