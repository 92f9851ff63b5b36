"""Exercises of the chapter from the linear model to neurons (slides S3 to S8)."""
from .basis import COMPOSE, LINEAR, POWERS, TANH
from .counting import BUDGET, COUNTS, PARAMETERS, SHAPES
from .folds import FOLDS
from .line import BOUNDARY, LINE
from .unit import NEURON, THRESHOLD

EXERCISES = (LINEAR, POWERS, TANH, COMPOSE, NEURON, THRESHOLD, BOUNDARY, LINE, COUNTS, PARAMETERS, SHAPES, BUDGET,
             FOLDS)
