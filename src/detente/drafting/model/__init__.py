"""A language model reads beside the rules, under the same rules: what it does not quote to the letter is refused."""
