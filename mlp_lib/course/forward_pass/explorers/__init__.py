"""Explorers of the chapter on the forward pass (slides S14 to S19)."""
from .batch import batch
from .losses import residual, surprise
from .pointing import pointing
from .stepper import stepper

__all__ = ["batch", "pointing", "residual", "stepper", "surprise"]
