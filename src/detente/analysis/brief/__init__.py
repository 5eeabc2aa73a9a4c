"""What a case comes to, in one object behind a page, a terminal, a notebook, JSON and documents."""
