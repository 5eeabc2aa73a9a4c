"""International crises that are over: generic cases made from what was known of each, beside how it ended."""
