"""Questions of the worksheet (slides S22 to S33), made from the numbers of its two fixed sheets."""
from .questions import questions

QUESTIONS = (*questions(1), *questions(2))
