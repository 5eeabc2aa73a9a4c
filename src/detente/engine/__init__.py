"""One world played forward: randomness, factors, events, meetings."""
