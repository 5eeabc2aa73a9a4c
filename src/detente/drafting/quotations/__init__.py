"""Whether a quotation stands in its source: to the letter, presentation aside, and not cut so that it misleads."""

from detente.drafting.quotations.cuts import Cut, cut_of
from detente.drafting.quotations.folding import Folded, fold
from detente.drafting.quotations.guard import unsupported_numbers
from detente.drafting.quotations.verify import Quotation, Refusal, quoted

__all__ = ["Cut", "Folded", "Quotation", "Refusal", "cut_of", "fold", "quoted", "unsupported_numbers"]
