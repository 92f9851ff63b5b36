"""The style is the book's one look: Okabe-Ito colours, a white figure, text that stays readable on a phone.

The colours are told apart by readers with any colour vision, but never use colour alone: pair it with a dash,
a marker or a label. Source: Okabe and Ito (2008), Color Universal Design.
"""
from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import matplotlib
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.rcsetup import cycler

if TYPE_CHECKING:
    from matplotlib.typing import RcKeyType
BLACK, GREY = "#000000", "#767676"              # grey has contrast 4.5 against white
ORANGE, SKY, GREEN = "#E69F00", "#56B4E9", "#009E73"
YELLOW, BLUE, RED, PURPLE = "#F0E442", "#0072B2", "#D55E00", "#CC79A7"
CYCLE = (BLUE, RED, GREEN, PURPLE, ORANGE, SKY, BLACK)
DASHES = ("-", "--", "-.", ":")                 # of curves, in the order of CYCLE
MARKERS = ("o", "^", "s", "D", "v", "P", "X")   # of classes, in the order of CYCLE

# from below to above the middle; light, so that points in RED and BLUE stand out on it
DIVERGING = LinearSegmentedColormap.from_list("mlp_diverging", ["#E9975F", "#F7F7F7", "#62A8D2"])

RC: dict[RcKeyType, Any] = {
    "figure.figsize": (6, 3.5), "figure.dpi": 100, "figure.constrained_layout.use": True,
    "figure.facecolor": "white", "savefig.facecolor": "white", "axes.facecolor": "white",
    "font.size": 11, "axes.titlesize": 11, "axes.labelsize": 11, "legend.fontsize": 10.5,
    "xtick.labelsize": 10.5, "ytick.labelsize": 10.5,
    "axes.prop_cycle": cycler(color=CYCLE),
    "axes.spines.top": False, "axes.spines.right": False, "axes.axisbelow": True,
    "axes.grid": True, "grid.color": "#E3E3E3", "grid.linewidth": 0.8,
    "lines.linewidth": 2.0, "legend.frameon": False, "svg.hashsalt": "mlp_lib",
}


def style() -> None:
    """Give every figure from here on the book's look (sets Matplotlib's rcParams), in a notebook twice as fine."""
    matplotlib.rcParams.update(RC)
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if hasattr(shell, "kernel"):
        from matplotlib_inline.config import InlineBackend
        InlineBackend.instance(parent=shell).figure_formats = {"retina"}
