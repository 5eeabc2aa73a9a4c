"""The case language: numbers, conditions, changes, the schema and the shipped cases."""

from detente.case.case import Case
from detente.case.editing.edit import edit, edits, save, splices, with_changes, with_values
from detente.case.numbers.paths import quantities
from detente.case.reading.load import Shipped, cases, load, read_bytes
from detente.case.reading.read import Checked, check, read_text
from detente.case.schema.case import Document
from detente.case.schema.quantities import Quantity

__all__ = [
    "Case",
    "Checked",
    "Document",
    "Quantity",
    "Shipped",
    "cases",
    "check",
    "edit",
    "edits",
    "load",
    "quantities",
    "read_bytes",
    "read_text",
    "save",
    "splices",
    "with_changes",
    "with_values",
]
