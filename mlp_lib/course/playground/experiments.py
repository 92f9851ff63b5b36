"""The experiments of the playground's chapter: runs by the Playground's own rules, from many seeds, and its films."""
from __future__ import annotations

import numpy as np

from mlp_lib.playground import Session
from mlp_lib.sweeps.experiment import Experiment, Outcomes

EPOCHS = (50, 100, 300, 1000)
SQUARES = "networkShape=&x=false&y=false&xSquared=true&ySquared=true"
FEATURES = "dataset=spiral&networkShape=6&xSquared=true&ySquared=true&xTimesY=true&sinX=true&sinY=true"
RUNS = {                                    # name of a setting -> its address behind the #, epochs
    "circle": ("", 300),
    "circle linear": ("activation=linear", 300),
    "circle zero start": ("initZero=true", 300),
    "circle squares": (SQUARES, 300),
    "circle squares slow": (f"{SQUARES}&learningRate=0.003", 300),
    "xor": ("dataset=xor", 300),
    "gauss": ("dataset=gauss", 100),
    "spiral": ("dataset=spiral", 1000),
    "spiral wide": ("dataset=spiral&networkShape=8,8", 1000),
    "spiral features": (FEATURES, 1000),
    "reg-plane": ("problem=regression", 100),
    "reg-gauss": ("problem=regression&regDataset=reg-gauss", 300),
}
FILMS = {                                   # name -> its address; a seed in it counts more than the table's
    "circle, tanh 4-2": "",
    "circle, linear 4-2": "activation=linear",
    "circle, squares, no hidden layer": SQUARES,
    "the same from seed 3": f"{SQUARES}&seed=3",
    "spiral, tanh 4-2": "dataset=spiral",
    "spiral, tanh 8-8": "dataset=spiral&networkShape=8,8",
    "spiral, all features, tanh 6": FEATURES,
}
FRAMES = (0, 10, 30, 100, 200, 300, 600, 1000)
LONGEST = 105                               # parameters of the largest network among the films


def playground(setting: str, seed: int) -> Outcomes:
    """Train at the Playground; note the test loss after some epochs, and the accuracy at the end."""
    address, last = RUNS[setting]
    run = Session(f"{address}&seed={seed}").run
    losses: Outcomes = {}
    for epoch in EPOCHS:
        if epoch <= last:
            run.epochs(epoch - run.epoch)
        losses[f"epoch_{epoch}"] = run.loss(run.test) if epoch <= last and not run.trouble else np.nan
    accuracy = run.accuracy(run.test)
    return losses | {"accuracy": np.nan if accuracy is None else accuracy}


def film(film: str, epoch: int, seed: int) -> Outcomes:
    """Return the parameters of a film's network after so many epochs."""
    run = Session(f"seed={seed}&{FILMS[film]}").run
    if epoch:
        run.epochs(epoch)
    return {f"theta_{i}": run.net.theta[i] if i < run.net.theta.size else np.nan for i in range(LONGEST)}


EXPERIMENTS = {
    "playground": Experiment("the Playground's rules, 50 % training, batches of 10, rate 0.03 unless said; test losses",
                             playground, {"setting": list(RUNS)}, range(20)),
    "playground-film": Experiment("the networks of the films, their parameters in the order of theta", film,
                                  {"film": list(FILMS), "epoch": list(FRAMES)}, range(10, 11)),
}
