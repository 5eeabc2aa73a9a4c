"""Which uncertain inputs the variance of a result comes from."""
