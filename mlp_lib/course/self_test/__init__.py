"""The self-test: forty questions over the whole lecture, drawn from a seed, with the sections to read again."""
from .paper import COUNT, Asked, Mark, Paper, draw, mark
from .show import SelfTest, show

__all__ = ["COUNT", "Asked", "Mark", "Paper", "SelfTest", "draw", "mark", "show"]
