"""Deals: which packages each party could accept, who blocks them, and what it would take, before any dice."""

from detente.analysis.deals.space import DealOptions, deals
from detente.analysis.deals.views import Deals

__all__ = ["DealOptions", "Deals", "deals"]
