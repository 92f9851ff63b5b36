"""Descent: gradient descent on a loss of one weight, and on one of two, step by step."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from mlp_lib import data
from mlp_lib.hints import Array
from mlp_lib.plots.style import BLACK, BLUE, GREEN, GREY, RED
from mlp_lib.teaching.explorer import Control, Explorer, Frame, Update, explore

STEPS = (0, 1, 2, 4, 20)
Curve = Callable[[Any], Any]                        # of a number or of an array
VALLEYS: dict[str, tuple[Curve, Curve, float]] = {  # C(w), dC/dw and the start of the descent
    "one valley": (lambda w: 1.25 * (w - 2) ** 2, lambda w: 2.5 * (w - 2), -1.0),
    "two valleys": (lambda w: (w**4 - 8 * w**2 - 3 * w) / 8 + 4, lambda w: (4 * w**3 - 16 * w - 3) / 8, -3.2),
}


def walk(slope: Curve, w: ArrayLike, eta: float, steps: int) -> Array:
    """Return the places (steps + 1, ...) of a descent from w; one that leaves for good stays at a thousand."""
    places = [np.asarray(w, float)]
    for _ in range(steps):
        w = places[-1]
        places.append(np.clip(w - eta * slope(w), -1e3, 1e3) if np.abs(w).max() < 1e3 else w)
    return np.array(places)


def curve() -> Explorer:
    """Return the explorer of gradient descent on a loss of one weight, with one valley or with two."""
    grid = np.linspace(-4, 6, 401)

    def scene(figure: Figure) -> Update:
        ax = figure.subplots()
        ax.set(xlabel="weight w", ylabel="cost C(w)", xlim=(-4, 6), ylim=(-1, 14))
        line, = ax.plot([], [], color=BLUE)
        path, = ax.plot([], [], "o-", color=BLACK, ms=5, lw=0.8)
        tangent, = ax.plot([], [], "--", color=RED, label="tangent: its slope is the gradient")
        here, = ax.plot([], [], "o", color=RED, ms=9)
        figure.legend(loc="outside upper center")

        def update(cost: str, eta: float, step: int) -> Frame:
            C, slope, start = VALLEYS[cost]
            w = walk(slope, start, eta, max(STEPS))[:step + 1]
            now, steep = float(w[-1]), float(slope(w[-1]))
            line.set_data(grid, C(grid))
            path.set_data(w, C(w))
            tangent.set_data([now - 1.2, now + 1.2], [C(now) - 1.2 * steep, C(now) + 1.2 * steep])
            here.set_data([now], [C(now)])
            if abs(now) >= 1e3:
                return (line, path, tangent, here), (
                    f"η = {eta:g}, after {step} steps: the weight has left the picture for good. It diverges.")
            return (line, path, tangent, here), (
                f"η = {eta:g}, after {step} steps: w = {now:.3f}, C = {C(now):.3f}, slope {steep:.3f}; the next step "
                f"would be −η · slope = {-eta * steep + 0.0:.3f}.".replace("-", "−"))
        return update

    return explore(scene, name="descent-curve", title="Gradient descent on one weight", figsize=(6, 3.6),
                   cost=Control(list(VALLEYS), "cost"),
                   eta=Control([0.05, 0.2, 0.4, 0.75, 0.85], "learning rate η"),
                   step=Control(STEPS, "steps"), start={"eta": 0.2, "step": 0})


def rentals() -> tuple[Array, Array]:
    """Return temperature (N,), in tens of °C, and rentals (N,), in hundreds of bikes, of one hour in twenty."""
    bikes = data.bikeshare().iloc[::20]
    return bikes["temperature"].to_numpy(float) / 10, bikes["bikers"].to_numpy(float) / 100


def surface() -> Explorer:
    """Return the explorer of gradient descent on the loss of a line b + w x, before and after x is standardised."""
    x, y = rentals()
    inputs = {"x: temperature in tens of °C": x, "x: temperature, standardised": data.standardizer(x)(x)}

    def scene(figure: Figure) -> Update:
        parts, panels = [], figure.subplots(1, 2)
        for (title, x), ax in zip(inputs.items(), panels, strict=True):
            A = np.column_stack([np.ones_like(x), x])                            # (N, 2): b + w x = A (b, w)
            best = np.linalg.lstsq(A, y, rcond=None)[0]
            half = 2.4
            b, w = np.meshgrid(*(np.linspace(m - half, m + half, 81) for m in best))
            C = ((b[..., None] + w[..., None] * x - y) ** 2).mean(axis=-1)
            ax.contour(b, w, C, levels=C.min() + np.geomspace(0.1, 16, 6), colors=GREY, linewidths=0.8)
            ax.plot(*best, "*", color=GREEN, ms=13)
            ax.set(title=title, xlabel="bias b", ylabel="weight w", xlim=(best[0] - half, best[0] + half),
                   ylim=(best[1] - half, best[1] + half))
            ax.grid(False)
            path, = ax.plot([], [], "o-", color=BLUE, ms=4, lw=1)
            here, = ax.plot([], [], "o", color=RED, ms=8)
            parts.append((path, here, A, best))

        def update(eta: float, step: int) -> Frame:
            words = []
            for (path, here, A, best), name in zip(parts, ("as it comes", "standardised"), strict=True):
                def slope(theta: Array, A: Array = A) -> Array:
                    return 2 * A.T @ (A @ theta - y) / len(y)                    # of the mean squared error
                places = walk(slope, best + np.array([-1.9, 1.5]), eta, max(STEPS))[:step + 1]
                path.set_data(*places.T)
                here.set_data(*places[-1:].T)
                C = ((A @ places[-1] - y) ** 2).mean()
                over = C / ((A @ best - y) ** 2).mean() - 1
                words.append(f"{name}, C = {C:.3f}, {100 * over:.1f} % above the lowest" if over < 100
                             else f"{name}, it diverges")
            return [artist for path, here, *_ in parts for artist in (path, here)], (
                f"η = {eta:g}, after {step} steps. Temperature {'; '.join(words)}.")
        return update

    return explore(scene, name="descent-surface", title="Gradient descent on two weights", figsize=(6, 3.4),
                   eta=Control([0.02, 0.1, 0.2, 0.5, 1.05], "learning rate η"),
                   step=Control(STEPS, "steps"), start={"eta": 0.1, "step": 0})
