"""The ledger: a folder that forecasts and outcomes are written into, and what proves that nothing was taken out."""

from detente.forecast.ledger.entry import GENESIS, Entry, canonical, digest_of
from detente.forecast.ledger.faults import Fault
from detente.forecast.ledger.ledger import Head, Ledger

__all__ = ["GENESIS", "Entry", "Fault", "Head", "Ledger", "canonical", "digest_of"]
