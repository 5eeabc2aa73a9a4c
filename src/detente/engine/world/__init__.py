"""One world: factors, events, meetings, ratification, conditions."""
