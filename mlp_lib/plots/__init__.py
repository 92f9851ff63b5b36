"""A plot draws one idea of the book with Matplotlib: a network, a function, a decision surface, a loss over epochs.

Call `style` once per notebook. Every plot draws into `ax`, or into a new figure where none is given. What a plot
shows has to be told in words too, in the cell's metadata ``mystnb.image.alt``; each function says what to tell.
"""
from .curves import loss_curves, plot_function
from .diagram import Diagram, draw_network
from .style import style
from .surface import decision_surface, grid
from .sweeps import sweep

__all__ = ["Diagram", "decision_surface", "draw_network", "grid", "loss_curves", "plot_function", "style", "sweep"]
