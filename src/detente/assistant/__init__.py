"""The questions of the register as tools for assistants, over the Model Context Protocol."""
