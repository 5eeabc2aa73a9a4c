"""The case file as frozen, extra-forbidding models: one module for each noun of the language."""
