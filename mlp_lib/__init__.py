"""A multilayer perceptron written the way the lecture writes it, with the parts of the companion book around it."""
from . import data, exercises, explorers, peers, plots, quiz, worksheet
from .activations import ACTIVATIONS
from .diagnose import diagnose
from .explore import explore
from .gradcheck import KinkWarning, gradient_check, numerical_gradient
from .losses import LOSSES
from .metrics import METRICS
from .network import MLP, backward, forward, loss
from .optimizers import OPTIMIZERS
from .starts import INITS
from .storage import load, save
from .sweep import sweep
from .training import fit
from .trials import Trial

__all__ = [
    "ACTIVATIONS", "INITS", "LOSSES", "METRICS", "MLP", "OPTIMIZERS", "KinkWarning", "Trial", "backward", "data",
    "diagnose", "exercises", "explore", "explorers", "fit", "forward", "gradient_check", "load", "loss",
    "numerical_gradient", "peers", "plots", "quiz", "save", "sweep", "worksheet",
]
