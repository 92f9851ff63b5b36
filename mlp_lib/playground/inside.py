"""Inside: what the Playground hides: the layers in numbers, one observation with all its numbers, the loss in words."""
from __future__ import annotations

from typing import Any

import numpy as np

from .. import checks
from ..losses import LOSSES
from ..network import backward, forward
from .run import Run
from .settings import FEATURES

FORMULAS = {                                # loss of a task -> mean over the N observations, in plain text
    "half_squared_error": "C = 1/N Σ ½ (a − y)²",
    "binary_cross_entropy": "C = −1/N Σ (y log a + (1 − y) log(1 − a)), y = 0 or 1",
    "cross_entropy": "C = −1/N Σ log a of the true class",
}
OUTPUTS = {"tanh": "a = tanh z", "identity": "a = z", "sigmoid": "a = σ(z), the probability of class 1",
           "softmax": "a = softmax z, the probability of each class"}
FLAT = 0.05                                 # of its steepest: where a slope is smaller, a unit is saturated
STEEPEST = {"tanh": 1.0, "sigmoid": 0.25}


def formula(run: Run) -> str:
    """Return the output and the loss of a run in plain text, with the penalty."""
    settings = _as_run(run).settings
    penalty = {"L1": " + {:g} Σ |w|", "L2": " + {:g} Σ ½ w²"}.get(settings.regularization, "")
    return (f"{OUTPUTS[settings.task.output]};  {FORMULAS[settings.task.loss]}"
            f"{penalty.format(settings.regularization_rate) if settings.regularization_rate else ''}")


def layers(run: Run) -> list[dict[str, Any]]:
    """Return for each layer its numbers over the training set: parameters, size of dC/dW, activations, flat units.

    gradient    root of the sum of squares of dC/dW[l], C the mean loss without the penalty
    activation  root mean square of a[l], and its lowest and highest value
    flat        share of the outputs where the slope of a hidden unit is nearly 0: of ReLU 0, of tanh and sigmoid less
                than a twentieth of its steepest; None for the output and for linear units
    """
    net, trace = _as_run(run).net, run.trace
    grad = backward(net, trace, run.train.y, run.settings.task.loss, "mean")
    found = []
    for l in range(1, net.L + 1):
        z, a, name = trace.z[l], trace.a[l], net.sigma[l].name
        slope = np.abs(net.sigma[l].derivative(z, a)) if l < net.L and name != "identity" else None
        flat = None if slope is None else float((slope <= FLAT * STEEPEST.get(name, 0.0)).mean())
        found.append({
            "layer": l, "units": net.sizes[l], "activation": name, "parameters": net.W[l].size + net.b[l].size,
            "gradient": float(np.linalg.norm(grad.W[l])), "size": float(np.sqrt((a**2).mean())),
            "low": float(a.min()), "high": float(a.max()), "flat": flat})
    return found


def observation(run: Run, number: int) -> dict[str, Any]:
    """Return all numbers of one observation of the training set, counted from 1: forward, loss, backward, the step.

    For each layer z, a and delta = dC/dz of its units, dC/dW and dC/db, and the weights that one step by this
    observation alone would give, w - eta dC/dw (17), without a penalty. The loss is that of this observation.
    """
    n = checks.count(number, "the observation", 1, _as_run(run).N) - 1
    net, task, eta = run.net, run.settings.task, run.settings.learning_rate
    x, y = run.train.X[n], run.train.y[n]
    trace = forward(net, x)
    grad = backward(net, trace, y, task.loss)
    cost = float(LOSSES[task.loss].total(trace.z[net.L], trace.a[net.L], y))
    return {
        "number": number, "of": run.N, "point": run.train.places[n].tolist(), "label": float(run.train.labels[n]),
        "inputs": [[FEATURES[name][0], float(value)] for name, value in zip(run.settings.features, x, strict=True)],
        "layers": [{"layer": l, "z": trace.z[l].tolist(), "a": trace.a[l].tolist(), "delta": grad.delta[l].tolist(),
                    "W": net.W[l].tolist(), "b": net.b[l].tolist(), "dW": grad.W[l].tolist(), "db": grad.b[l].tolist(),
                    "new_W": (net.W[l] - eta * grad.W[l]).tolist(), "new_b": (net.b[l] - eta * grad.b[l]).tolist()}
                   for l in range(1, net.L + 1)],
        "target": y.tolist(), "loss": cost, "words": _in_numbers(task.loss, trace.a[net.L], y, cost),
    }


def _as_run(run: Run) -> Run:
    if not isinstance(run, Run):
        raise TypeError(f"run must be a Run, got {type(run).__name__}. Of a session, take its .run.")
    return run


def _in_numbers(loss: str, a: Any, y: Any, cost: float) -> str:
    """Return the loss of one observation with its numbers in the formula."""
    if loss == "half_squared_error":
        return f"½ ({a[0]:.4f} − {_signed(y[0])})² = {cost:.4f}"
    if loss == "binary_cross_entropy":
        return f"−log {a[0]:.4f} = {cost:.4f}" if y[0] else f"−log(1 − {a[0]:.4f}) = {cost:.4f}"
    return f"−log {a[int(np.argmax(y))]:.4f} = {cost:.4f}"


def _signed(y: float) -> str:
    return f"({y:.4g})" if y < 0 else f"{y:.4g}"
