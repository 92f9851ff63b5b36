"""A quiz question, and how it is shown."""
from .drill import Drill
from .record import Option, Question
from .show import Quiz

__all__ = ["Drill", "Option", "Question", "Quiz"]
