"""The case language: numbers, conditions, changes, the schema and the shipped cases."""

from detente.case.case import Case
from detente.case.editing.edit import save, with_changes, with_values
from detente.case.numbers.paths import quantities
from detente.case.reading.load import Shipped, cases, load, read_bytes
from detente.case.reading.read import read_text
from detente.case.schema.case import Document
from detente.case.schema.quantities import Quantity

__all__ = [
    "Case",
    "Document",
    "Quantity",
    "Shipped",
    "cases",
    "load",
    "quantities",
    "read_bytes",
    "read_text",
    "save",
    "with_changes",
    "with_values",
]
