"""A run at the Playground: points, a network, and its training, in parts that can be cut after any batch."""
from __future__ import annotations

import time
from dataclasses import dataclass, field

import numpy as np

from .. import checks
from ..diagnose import diagnose
from ..hints import Array
from ..losses import LOSSES
from ..metrics import accuracy
from ..network import MLP, Trace, forward
from ..runs import State
from ..training import _epoch, _evaluate
from .points import Points
from .record import Row, address_of
from .rules import coded, network, update
from .settings import Settings

CODES = {"tanh": (-1, 1), "sigmoid": (0, 1)}


@dataclass
class Curve:
    """The losses at the end of each epoch, the start first, as the Playground draws them."""

    loss: list[float] = field(default_factory=list)         # of the training set; `diagnose` reads it
    test: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Part:
    """The training set or the test set: points (N, 2), labels (N,), inputs (N, n_0), targets (N, K)."""

    places: Array
    labels: Array
    X: Array
    y: Array


class Run:
    """One run: the points in their order, of which the first are the training set, and a network from its start.

    .net .train .test       the network; the two parts of the points
    .epoch .at              epochs done; observations of the next one that are done already
    .curve .seconds         the losses by epoch; the time that training took
    .trouble                why it cannot go on, "" as long as it can
    .remarks                what was done to it on the way
    """

    def __init__(self, settings: Settings, points: Points, rng: np.random.Generator) -> None:
        self.settings, N = settings, len(points.y)
        self.N = int(np.clip(N * settings.train_percent // 100, 1, N - 1))
        whole = points.X, points.y, settings.inputs(points.X), coded(points.y, settings)
        self.train, self.test = (Part(*(values[rows] for values in whole))
                                 for rows in (slice(None, self.N), slice(self.N, None)))
        self.net: MLP = network(settings, rng)
        self.epoch, self.at, self.seconds, self.trouble = 0, 0, 0.0, ""
        self.curve, self.remarks = Curve(), list[str]()
        self._loss, self._step = LOSSES[settings.task.loss], update(settings, self.net)
        self._state = State(self.net.theta, rng, repr(self.net))        # of a training without a shuffle
        self._good = self.net                               # at the end of the last epoch
        self._batches = 8                                   # in the next part of a slice, by how long the last took
        self._measure()

    # --- training ---------------------------------------------------------------------------------

    def epochs(self, epochs: int = 1) -> None:
        """Train to the end of so many epochs, the present one counted, or until it diverges."""
        for _ in range(checks.count(epochs, "epochs", most=10**6)):
            if not self.trouble:
                self._go(self.N - self.at, self.settings.batch_size)

    def for_seconds(self, seconds: float, until: float = np.inf) -> None:
        """Train for about so many seconds, in whole batches, and to the end of epoch `until` at most.

        So a control is answered soon, wherever training is.
        """
        end = time.perf_counter() + checks.number(seconds, "seconds")
        while not self.trouble and self.epoch < until:
            before, batches = time.perf_counter(), self._batches
            self._go(batches * self.settings.batch_size, self.settings.batch_size)
            now = time.perf_counter()
            each = (now - before) / batches
            self._batches = int(np.clip(0.3 * seconds / each, 1, 4096))
            if end - now < 0.3 * seconds:
                return

    def one(self) -> None:
        """Train on the next observation alone: one update, by its own gradient."""
        if not self.trouble:
            self._go(1, 1)

    def _go(self, rows: int, batch: int) -> None:
        """Train on the next rows, at most to the end of the epoch."""
        rows = min(self.N - self.at, rows)
        part, before = slice(self.at, self.at + rows), time.perf_counter()
        self._state.theta = self.net.theta
        net, mean = _epoch(self.net, self.train.X[part], self.train.y[part], self._loss, self.settings.learning_rate,
                           min(batch, rows), self._step, self._state)    # from a copy of theta
        self.seconds += time.perf_counter() - before
        if not (np.isfinite(mean) and np.isfinite(net.theta).all()):
            self._diverged()
            return
        self.net = net
        self.at += rows
        if self.at == self.N:
            self.at, self.epoch = 0, self.epoch + 1
            self._measure()

    def _diverged(self) -> None:
        """Say what the original shows as NaN, and keep the last network with a finite loss."""
        if not np.isfinite(self.loss(self.train)):
            self.net = self._good
        found = diagnose(self.curve, self.net, self.train.X, self.train.y, self.settings.task.loss)
        self.trouble = (f"In epoch {self.epoch + 1} a weight grew beyond all numbers: the Playground would show NaN "
                        f"from here on. This is the network before that. {said(repr(found))}")
        self.remark(f"diverged in epoch {self.epoch + 1}")

    def weigh(self, l: int, to: int, start: int, value: float) -> None:
        """Set the weight from unit `start` to unit `to` of layer l, all counted from 1; from 0 is the bias."""
        value = checks.number(value, "a weight", -1e6)
        n_to, n_from = self.net.W[checks.count(l, "the layer", 1, self.net.L)].shape
        to, start = checks.count(to, "the unit", 1, n_to), checks.count(start, "the unit before it", 0, n_from)
        if start:
            self.net.W[l][to - 1, start - 1] = value
        else:
            self.net.b[l][to - 1] = value
        self.remark("weights edited")
        self.curve.loss.pop()
        self.curve.test.pop()
        self._measure()

    def remark(self, text: str) -> None:
        """Note what was done to the run, once."""
        if text not in self.remarks:
            self.remarks.append(text)

    # --- where it stands --------------------------------------------------------------------------

    @property
    def passes(self) -> float:
        """The epochs done, the present one as far as it is."""
        return self.epoch + round(self.at / self.N, 3)

    @property
    def trace(self) -> Trace:
        """The forward pass of the training set."""
        return forward(self.net, self.train.X)

    def loss(self, part: Part) -> float:
        """Return the mean loss over a part, without a penalty."""
        return _evaluate(self.net, part.X, part.y, self._loss)[0]

    def accuracy(self, part: Part) -> float | None:
        """Return the share of a part that is right, None where the targets are numbers."""
        if self.settings.problem == "regression":
            return None
        output = self.settings.task.output
        return accuracy(self.net.predict(part.X), part.y, "softmax" if output == "softmax" else "sigmoid",
                        CODES.get(output))

    def row(self) -> Row:
        """Return what the record keeps of the run."""
        return Row(self.settings, self.passes, self.loss(self.train), self.loss(self.test), self.accuracy(self.train),
                   self.accuracy(self.test), round(self.seconds, 2), "; ".join(self.remarks),
                   address_of(self.settings))

    def diagnosis(self) -> str:
        """Return what the run looks like, in words."""
        if self.trouble:
            return self.trouble
        if self.epoch < 5:
            return "Too early to say: train for five epochs."
        return said(repr(diagnose(self.curve, self.net, self.train.X, self.train.y, self.settings.task.loss)))

    def _measure(self) -> None:
        """Add the losses of now to the curve."""
        self._good = self.net
        self.curve.loss.append(self.loss(self.train))
        self.curve.test.append(self.loss(self.test))


def said(words: str) -> str:
    """Return words as a sentence of its own."""
    return words[:1].upper() + words[1:]
