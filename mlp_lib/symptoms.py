"""The symptoms of a training run: what its losses, its network and its data show to one who looks at them."""
from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from .hints import Array
from .losses import Loss
from .network import MLP, Trace, forward


@dataclass
class Run:
    """What is looked at: losses of the epochs, the network, inputs with their trace, targets or None."""

    losses: Array                           # (epochs,)
    net: MLP
    X: Array                                # (N, n_0); `given` is False where it stands in for the reader's
    given: bool
    y: Array | None                         # (N, K)
    loss: Loss | None
    trace: Trace = field(init=False)

    def __post_init__(self) -> None:
        self.trace = forward(self.net, self.X)

    @property
    def output(self) -> str:
        return self.net.sigma[self.net.L].name

    @property
    def entropy(self) -> bool:
        """Whether it is known that the loss is an entropy."""
        return self.loss is not None and "entropy" in self.loss.name

    @property
    def hidden(self) -> range:
        return range(1, self.net.L)

    @property
    def classes(self) -> bool:
        """Whether the targets are classes, coded as 0 and 1, or one column of -1 and 1."""
        values = set() if self.y is None else set(np.unique(self.y))
        return values == {0, 1} or (values == {-1, 1} and self.net.sizes[-1] == 1)

    @property
    def same(self) -> bool:
        """Whether all targets are the same."""
        return self.y is not None and bool((np.ptp(self.y, axis=0) <= 1e-9 * np.abs(self.y).max()).all())

    @property
    def late(self) -> float:
        """The mean loss of the last quarter of the epochs."""
        return float(self.losses[-(len(self.losses) // 4 or 1):].mean()) if len(self.losses) else 0.0

    @property
    def fall(self) -> float:
        """The share of itself that the loss lost in the second half of the epochs; 0 if it went up and down as much."""
        half = np.log(self.losses[-(len(self.losses) // 2 + 1):] + 1e-300)
        if len(half) < 4:
            return float(max(1 - np.exp(half[-1] - half[-2]), 0)) if len(half) > 1 else 0.0
        epoch = np.arange(len(half)) - (len(half) - 1) / 2
        slope, r = epoch @ half / (epoch @ epoch), np.corrcoef(epoch, half)[0, 1]
        steady = r * np.sqrt((len(half) - 2) / (1 - r**2 + 1e-12)) < -3      # Student's t of the slope
        return float(1 - np.exp(slope * (len(half) - 1))) if steady else 0.0

    @property
    def restless(self) -> bool:
        """Whether the loss goes up and down: in the second half of the epochs, by more than 2 %, and gets nowhere."""
        steps = np.diff(np.log(self.losses + 1e-300))                         # (epochs - 1,)
        late = steps[len(steps) // 2:]
        return len(late) > 0 and bool((late > 0).mean() > 0.25 and np.abs(late).mean() > 0.02) and not self.fall

    def constant(self) -> float:
        """Return the mean loss of one good constant for all observations, infinity where it cannot be known or is 0."""
        if self.y is None or self.loss is None or self.same:
            return np.inf
        return min(self._of(middle(self.y, axis=0)) for middle in (np.mean, np.median))

    def zero(self) -> float:
        """Return the mean loss of a new network, which puts out about 0 or knows nothing of the classes."""
        if self.y is None or self.loss is None or self.entropy:
            return self.constant()
        return self._of(np.zeros(self.net.sizes[-1])) or np.inf

    def _of(self, answer: Array) -> float:
        assert self.y is not None and self.loss is not None
        with np.errstate(all="ignore"):
            return float(self.loss.value(np.broadcast_to(answer, self.y.shape), self.y)) / len(self.y)

    def spread(self) -> float:
        """Return how much the outputs differ between observations: the largest standard deviation of an output."""
        return float(self.trace.a[self.net.L].std(axis=0).max())
