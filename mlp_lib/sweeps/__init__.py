"""A sweep runs a function over a grid of settings and seeds, on one process or many, and keeps each row as it ends."""
