"""An exercise asks, hints, shows its solution and checks an answer, with a message for every usual slip."""
from .compare import Reason, compare, each
from .engine import Case, Exercise, Mistake, Slip, Verdict
from .form import Form

__all__ = ["Case", "Exercise", "Form", "Mistake", "Reason", "Slip", "Verdict", "compare", "each"]
