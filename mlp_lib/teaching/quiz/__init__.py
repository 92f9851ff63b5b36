"""A quiz question, and how it is shown."""
from .record import Option, Question
from .show import Quiz

__all__ = ["Option", "Question", "Quiz"]
