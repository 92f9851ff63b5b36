"""Explorers and drawings of the chapter from the linear model to neurons (slides S3 to S8)."""
from .basis import flexibility
from .cell import draw_cell, draw_neuron
from .counting import counter
from .layer import layer
from .plane import line
from .single import unit

__all__ = ["counter", "draw_cell", "draw_neuron", "flexibility", "layer", "line", "unit"]
