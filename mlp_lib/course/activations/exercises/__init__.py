"""Exercises of the chapter on activation functions (slides S9 to S13), in the order of the page."""
from .curves import BUMP, TENT
from .depth import GRADIENT_LEFT, ONE_LAYER
from .relu import DEAD, RELU_SLOPE
from .sigmoid import SATURATION, STABLE_SIGMOID
from .tanh import SAME_SIGN, TANH

EXERCISES = (ONE_LAYER, STABLE_SIGMOID, SATURATION, SAME_SIGN, TANH, GRADIENT_LEFT, DEAD, RELU_SLOPE, TENT, BUMP)
