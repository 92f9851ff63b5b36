"""The experiments of the playground's chapter: runs by the Playground's own rules, from many seeds."""
from __future__ import annotations

import numpy as np

from mlp_lib.playground import Session
from mlp_lib.sweeps.experiment import Experiment, Outcomes

EPOCHS = (50, 100, 300, 1000)
ALL = "&xSquared=true&ySquared=true&xTimesY=true&sinX=true&sinY=true"
RUNS = {                                    # name of a setting -> its address behind the #, epochs
    "circle": ("", 300),
    "circle linear": ("activation=linear", 300),
    "circle zero start": ("initZero=true", 300),
    "circle squares": ("networkShape=&x=false&y=false&xSquared=true&ySquared=true", 300),
    "circle squares slow": ("networkShape=&x=false&y=false&xSquared=true&ySquared=true&learningRate=0.003", 300),
    "xor": ("dataset=xor", 300),
    "gauss": ("dataset=gauss", 100),
    "spiral": ("dataset=spiral", 1000),
    "spiral wide": ("dataset=spiral&networkShape=8,8", 1000),
    "spiral features": (f"dataset=spiral&networkShape=6{ALL}", 1000),
    "reg-plane": ("problem=regression", 100),
    "reg-gauss": ("problem=regression&regDataset=reg-gauss", 300),
}


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


EXPERIMENTS = {
    "playground": Experiment("the Playground's rules, 50 % training, batches of 10, rate 0.03 unless said; test losses",
                             playground, {"setting": list(RUNS)}, range(20)),
}
