"""The experiments of the chapter on activations: three of them side by side, and the ReLU units that die."""
from __future__ import annotations

import numpy as np

from mlp_lib import data
from mlp_lib.hints import Array
from mlp_lib.network import MLP, forward
from mlp_lib.sweeps.experiment import Experiment, Outcomes, curve
from mlp_lib.training import fit


def rentals(n: int) -> tuple[Array, Array]:
    """Return X (n, 4), standardised, and y (n, 1), hundreds of bikes an hour, of n hours that are all learned from."""
    bikes = data.bikeshare().sample(n, random_state=0)
    X = bikes[["hour", "temperature", "humidity", "wind"]].to_numpy(float)
    return data.standardizer(X)(X), bikes[["bikers"]].to_numpy(float) / 100


def dead(net: MLP, X: Array, l: int) -> int:
    """Return how many units of layer l are at z <= 0 in every row of X."""
    return int((forward(net, X).z[l] <= 0).all(axis=0).sum())


def activation_rate(activation: str, eta: float, seed: int, epochs: int = 30) -> Outcomes:
    """Train two hidden layers of 20 units of one activation; of ReLU, count the units of the second that are dead."""
    X, y = rentals(1500)
    run = fit(MLP([4, 20, 20, 1], activation, rng=seed), X, y, loss="squared_error", eta=eta, epochs=epochs,
              batch_size=25, rng=seed)
    return {"dead": dead(run.net, X, 2) if activation == "relu" else np.nan} | curve(run.history.loss, epochs)


def dead_units(loss: str, eta: float, seed: int, epochs: int = 30) -> Outcomes:
    """Train fifty ReLU units and count the dead ones; nothing is counted where the training diverged."""
    X, y = rentals(800)
    run = fit(MLP([4, 50, 1], "relu", rng=seed), X, y, loss=loss, eta=eta, epochs=epochs, batch_size=20, rng=seed)
    ended = len(run.history.loss) == epochs
    return {"dead": dead(run.net, X, 1) if ended else np.nan, "last": run.history.loss[-1] if ended else np.nan}


RATES = [0.03, 0.1, 0.3, 0.5, 1.0, 2.0, 3.0]
EXPERIMENTS = {
    "activation-rate": Experiment("4-20-20-1, 1,500 hours, batches of 25; dead units of layer 2, losses",
                                  activation_rate, {"activation": ["sigmoid", "tanh", "relu"], "eta": RATES[:3]}),
    "dead-units": Experiment("4-50-1, ReLU, 800 hours, batches of 20, 30 epochs; dead units of 50, last loss",
                             dead_units, {"loss": ["squared_error", "huber"], "eta": RATES}),
}
