"""From documents to a draft of a case: marked sentences, candidates, and what a person accepts of them."""
