"""Tables for the tests of `mlp_lib.table`: small ones with a known law, and what spoils them."""
import numpy as np
import pandas as pd


def numbers(n=120, seed=0):
    """Return a table whose target is a bend of two inputs, with a category and an input that says nothing."""
    rng = np.random.default_rng(seed)
    frame = pd.DataFrame({"width": rng.uniform(0, 4, n), "load": rng.normal(10, 3, n),
                          "steel": rng.choice(["S235", "S355", "S460"], n), "noise": rng.normal(size=n)})
    frame["sag"] = (frame.width - 2)**2 + 0.2 * frame.load + frame.steel.map({"S235": 0, "S355": 1, "S460": 2}) + \
        rng.normal(0, 0.1, n)
    return frame


def classes(n=150, seed=0):
    """Return a table with three classes that lie about three points."""
    rng = np.random.default_rng(seed)
    k = rng.integers(0, 3, n)
    centre = np.array([[0, 0], [3, 0], [0, 3]])[k]
    frame = pd.DataFrame(centre + rng.normal(0, 0.7, (n, 2)), columns=["x", "y"])
    return frame.assign(kind=np.array(["crack", "spall", "none"])[k])
