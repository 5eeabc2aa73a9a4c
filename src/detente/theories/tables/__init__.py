"""Tables of positions, salience and power: the researcher's file format, read from CSV, XLSX and neighbours' files."""

from detente.theories.tables.reading import read_table
from detente.theories.tables.table import PositionTable
from detente.theories.tables.writing import as_case, rows_of

__all__ = ["PositionTable", "as_case", "read_table", "rows_of"]
