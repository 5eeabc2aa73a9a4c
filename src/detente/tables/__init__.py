"""Tables of positions, salience and power: the researcher's file format, read from CSV, XLSX and neighbours' files."""

from detente.tables.reading import read_table
from detente.tables.table import PositionTable
from detente.tables.writing import as_case, rows_of

__all__ = ["PositionTable", "as_case", "read_table", "rows_of"]
