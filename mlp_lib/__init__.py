"""A multilayer perceptron written the way the lecture writes it, with the parts of the companion book around it.

The library comes at once and needs NumPy alone. What brings Matplotlib, pandas or the widgets, and the book's own
content, comes when it is first asked for: in a browser it would take most of the wait.
"""
import importlib
from typing import TYPE_CHECKING

from . import data, inspection, probabilities, quantiles
from .activations import ACTIVATIONS
from .diagnose import diagnose
from .gradcheck import KinkWarning, gradient_check, numerical_gradient
from .losses import LOSSES
from .metrics import METRICS
from .network import MLP, backward, forward, loss
from .optimizers import OPTIMIZERS
from .starts import INITS
from .storage import load, save
from .training import fit

if TYPE_CHECKING:
    from . import peers, playground, plots, table
    from .course import (
        dialects,
        equations,
        exercises,
        experiments,
        explorers,
        formulas,
        glossary,
        quiz,
        slides,
        worksheet,
    )
    from .course.hyperparameters import failures, typical
    from .course.index import learning
    from .course.outlook import elsewhere
    from .course.structured_data import project, stored
    from .course.sweeps import bikes
    from .course.your_table import bridge
    from .sweeps.sweep import sweep
    from .sweeps.trial import Trial
    from .teaching.explorer import explore

__all__ = [
    "ACTIVATIONS", "INITS", "LOSSES", "METRICS", "MLP", "OPTIMIZERS", "KinkWarning", "Trial", "backward", "data",
    "diagnose", "exercises", "explore", "explorers", "fit", "forward", "gradient_check", "inspection", "load", "loss",
    "numerical_gradient", "peers", "playground", "plots", "probabilities", "quantiles", "quiz", "save", "sweep",
    "table", "worksheet",
]

_MODULES = {module.rpartition(".")[2]: module for module in (
    "peers", "playground", "plots", "table", "course.dialects", "course.equations", "course.exercises",
    "course.experiments", "course.explorers", "course.formulas", "course.glossary", "course.quiz", "course.slides",
    "course.worksheet",
    "course.hyperparameters.failures", "course.hyperparameters.typical", "course.index.learning",
    "course.outlook.elsewhere", "course.structured_data.project", "course.structured_data.stored",
    "course.sweeps.bikes", "course.your_table.bridge")}
_HOMES = {"Trial": "sweeps.trial", "explore": "teaching.explorer", "sweep": "sweeps.sweep"}     # of one name each


def __getattr__(name: str) -> object:
    if name in _MODULES:
        found: object = importlib.import_module(f"{__name__}.{_MODULES[name]}")
    elif name in _HOMES:
        found = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = found                             # from now on it is found without this function
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
