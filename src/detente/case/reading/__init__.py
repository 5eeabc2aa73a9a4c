"""From text to a case: YAML with places, the schema, problems with where they are."""
