"""An exercise asks, hints, shows its solution and checks an answer, with a message for every usual slip."""
from .compare import Reason, compare, each
from .engine import Case, Exercise, Mistake, Slip, Verdict

__all__ = ["Case", "Exercise", "Mistake", "Reason", "Slip", "Verdict", "compare", "each"]
