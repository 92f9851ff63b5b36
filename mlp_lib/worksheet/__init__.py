"""The backpropagation worksheet: one round of training by hand, on numbers drawn from a seed, each box diagnosed."""
from .diagnosis import Verdict, check, check_all
from .drawing import draw
from .sheet import Entry, Sheet

__all__ = ["Entry", "Sheet", "Verdict", "check", "check_all", "draw"]
