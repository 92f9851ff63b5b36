"""The project's own tools: each is one step of the Makefile."""
