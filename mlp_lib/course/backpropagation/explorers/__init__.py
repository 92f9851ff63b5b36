"""Explorers of the chapter on backpropagation (slides S20 to S33)."""
from .chain_stepper import stepper
from .descent import curve, surface
from .film import film
from .matrix_stepper import matrices
from .nudge import nudge

__all__ = ["curve", "film", "matrices", "nudge", "stepper", "surface"]
