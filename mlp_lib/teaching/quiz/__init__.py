"""A quiz question, and how it is shown."""
from .record import Option, Question
from .show import Chapter, Quiz

__all__ = ["Chapter", "Option", "Question", "Quiz"]
