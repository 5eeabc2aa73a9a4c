"""What a case comes to, on a page: words, pictures, page."""
