"""Names that are known beforehand: states, places, bodies, people, treaties, in Chinese and English."""

from detente.drafting.gazetteer.load import Entry, Gazetteer, gazetteer

__all__ = ["Entry", "Gazetteer", "gazetteer"]
