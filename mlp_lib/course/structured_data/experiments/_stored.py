"""Stored networks: a few that the page takes as they are, so that what it shows is the same on every computer."""
from __future__ import annotations

from mlp_lib.quantiles import coverage, repeated
from mlp_lib.sweeps.experiment import Outcomes

from .. import models, stored
from ._concrete import concrete


def nets(seed: int) -> Outcomes:
    """Train one network of the average on the mixes of the first split, and keep its weights."""
    X, y, _ = concrete()
    train, test = stored.rows()
    net = models.trained(models.scaled(X[train], models.log_age), models.scaled(y[train]), seed, models.L2,
                         models.HIDDEN)
    f = models.with_scales(net, X[train], y[train])
    return {"test": models.rmse(f, X[test], y[test])} | stored.weights(net)


def bands(seed: int) -> Outcomes:
    """Train one small network for the band of a mix; a quarter of its training mixes only says how much to widen it."""
    X, y, _ = concrete()
    learn, test = stored.band_rows()[0], stored.rows()[1]
    targets = repeated(models.scaled(y[learn]), models.LEVELS)
    net = models.trained(models.scaled(X[learn], models.log_age), targets, seed, models.L2, stored.SMALL)
    f = models.with_scales(net, X[learn], y[learn])
    low, _, high = f(X[test]).T
    return {"inside": coverage(low, high, y[test, 0])} | stored.weights(net)
