"""Explorers of the chapter on hyperparameters (slides S34 and S35), from tables of trained networks."""
from .curves import batch_size, learning_rate, start
from .gallery import diagnoses, gallery
from .holding_back import early_stopping, penalty
from .loss import outliers
from .shape import width_depth
from .softmax import softmax
from .steps import steps

__all__ = ["batch_size", "diagnoses", "early_stopping", "gallery", "learning_rate", "outliers", "penalty", "softmax",
           "start", "steps", "width_depth"]
