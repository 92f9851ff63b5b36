"""The backpropagation worksheet: one round of training by hand, on numbers drawn from a seed, each box diagnosed."""
from .diagnosis import Verdict, check, check_all
from .drawing import draw
from .paper import paper, sheets
from .questions import practice
from .sheet import Entry, Sheet
from .widget import Worksheet, show

__all__ = [
    "Entry", "Sheet", "Verdict", "Worksheet", "check", "check_all", "draw", "paper", "practice", "sheets", "show",
]
