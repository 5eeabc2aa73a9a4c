"""The case language: numbers, conditions, changes, the schema and the shipped cases."""
