"""The first page: a network that learns, before a word is said about it."""
