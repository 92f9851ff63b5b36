"""Explorers and drawings of the chapter from the linear model to neurons (slides S3 to S8)."""
from .cell import draw_cell, draw_neuron
from .counter import counter
from .flexibility import flexibility
from .line import line
from .unit import unit

__all__ = ["counter", "draw_cell", "draw_neuron", "flexibility", "line", "unit"]
