"""From small questions that people can answer to the numbers of a case, with who said so and when."""
