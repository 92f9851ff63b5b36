"""The backpropagation worksheet: one round of training by hand, on numbers drawn from a seed, each box diagnosed."""
from .boxes import Entry
from .diagnosis import Verdict
from .drawing import draw
from .paper import paper, sheets
from .questions import practice
from .sheet import Sheet, check, check_all
from .widget import Worksheet, show

__all__ = [
    "Entry", "Sheet", "Verdict", "Worksheet", "check", "check_all", "draw", "paper", "practice", "sheets", "show",
]
