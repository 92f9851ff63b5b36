"""A sheet: a small network with short numbers, one round of training, and every number that the round brings forth."""
from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import ArrayLike

from mlp_lib import checks
from mlp_lib.inputs import as_net
from mlp_lib.network import MLP
from mlp_lib.teaching.answers import LIMIT

from .boxes import STEPS, Entry, Numbers
from .diagnosis import Verdict, mark_all
from .entries import fill

LARGEST = 3                                     # layers, units in a layer, observations: what a sheet of paper holds


class Sheet:
    """The worksheet of a network: its boxes in the order in which they are filled in.

    net         at most 3 layers of at most 3 sigmoid units, such as MLP([2, 2, 1], "sigmoid"); the output identity or
                sigmoid
    x, y        one observation (n_0,), (n_L,), or up to 3 as rows; the loss is the squared error (14)
    eta         learning rate of the update (17)
    reduction   "sum" as on the slides, or "mean", which divides by the number of observations N; with two of them
                the 2 of the derivative and 1/N cancel, so take three
    seed        what the sheet is called: the seed that it was drawn from, or a word of yours

    `.entries` maps names to `Entry`; raises ValueError for what does not fit on a sheet. Source: S22 to S33.
    """

    def __init__(self, net: MLP, x: ArrayLike, y: ArrayLike, eta: float = 0.1, reduction: str = "sum",
                 seed: int | str | None = None) -> None:
        kinds = [sigma.name for sigma in as_net(net).sigma.values()]
        if max(net.L, *net.sizes) > LARGEST:
            raise ValueError(f"a sheet holds at most {LARGEST} layers of {LARGEST} units, got sizes {list(net.sizes)}: "
                             "take a smaller network, such as [2, 2, 1].")
        if set(kinds[:-1]) - {"sigmoid"} or kinds[-1] not in ("identity", "sigmoid"):
            raise ValueError("a sheet has sigmoid hidden units and the output identity or sigmoid, got "
                             f"{', '.join(kinds)}.")
        self.net, self.seed = net, seed
        self.x = np.atleast_2d(checks.finite(x, "x"))
        self.y = np.atleast_2d(checks.finite(y, "y"))
        self.N, self.L = len(self.x), net.L
        if self.x.shape != (self.N, net.sizes[0]) or self.y.shape != (self.N, net.sizes[-1]) or self.N > LARGEST:
            raise ValueError(f"x is {self.x.shape} and y is {self.y.shape}; the network wants (N, {net.sizes[0]}) and "
                             f"(N, {net.sizes[-1]}), one observation per row, N at most {LARGEST}.")
        self.eta = checks.number(eta, "eta", open_end=True)
        self.reduction = checks.one_of(reduction, ("sum", "mean"), "reduction")
        self.share = self.N if reduction == "mean" else 1         # what the loss is divided by
        self._small([*net.theta, *self.x.flat, *self.y.flat, self.eta])
        self.rules: dict[str, Entry] = fill(self)                 # the boxes, and what is worked out between them
        self.entries = {name: e for name, e in self.rules.items() if e.step in STEPS}
        self._small(e.value for e in self.rules.values())

    def _small(self, numbers: Iterable[float]) -> None:
        """Refuse numbers that no sheet of paper has room for."""
        for number in numbers:
            if not abs(number) <= LIMIT:
                raise ValueError(f"a sheet holds numbers up to {LIMIT:,.0f}, got {number:.3g}: take smaller weights, "
                                 "inputs and targets.")

    @property
    def values(self) -> dict[str, float]:
        """The exact value of every box."""
        return {name: entry.value for name, entry in self.entries.items()}

    def numbers(self, values: Mapping[str, float] | None = None) -> Numbers:
        """Return the given numbers with `values` in the boxes, the exact ones if none are given."""
        return Numbers(self, {name: e.value for name, e in self.rules.items()} if values is None else values)

    def name(self, kind: str, l: int, i: int, j: int = 0, n: int = 0) -> str:
        """Return the name of a box."""
        at = f"@{n}" if n and self.N > 1 else ""
        return f"{kind}{l}_{i or ''}{j or ''}{at}"

    def units(self, l: int) -> range:
        """Return the units of layer l, from 1."""
        return range(1, self.net.sizes[l] + 1)

    @property
    def observations(self) -> range:
        """The observations, from 1."""
        return range(1, self.N + 1)

    def hidden(self, l: int) -> bool:
        """Return whether the activation of layer l is the sigmoid."""
        return self.net.sigma[l].name == "sigmoid"

    def check(self, name: str, text: object, others: Mapping[str, object] = {}) -> Verdict:
        """Return the Verdict on what was written into box `name`, beside what stands in `others`; pure."""
        checks.lookup(self.entries, name, "box")
        return self.check_all({**_as_texts(others, "others"), name: text})[name]

    def check_all(self, texts: Mapping[str, object]) -> dict[str, Verdict]:
        """Return name -> Verdict for every box, with `texts` in them, in the order of the sheet; pure."""
        for name in _as_texts(texts, "texts"):
            checks.lookup(self.entries, name, "box")
        return mark_all(self, texts)

    def __repr__(self) -> str:
        sizes = "-".join(map(str, self.net.sizes))
        return (f"Sheet({'' if self.seed is None else f'seed {self.seed}: '}{sizes}, "
                f"{self.net.sigma[self.L].name} output, N = {self.N}, {self.reduction}, {len(self.entries)} boxes)")


def as_sheet(sheet: Sheet) -> Sheet:
    """Return a sheet that is one."""
    if not isinstance(sheet, Sheet):
        raise TypeError(f"sheet must be a Sheet, got {type(sheet).__name__}. Make one by worksheet.draw(seed=1).")
    return sheet


def _as_texts(texts: Mapping[str, object], name: str) -> Mapping[str, object]:
    """Return what was written, box by box."""
    if not isinstance(texts, Mapping):
        raise TypeError(f"{name} must map boxes to what was written there, such as {{'z1_1': '0.6'}}; "
                        f"got {texts!r:.60}")
    return texts


def check(sheet: Sheet, name: str, text: object, others: Mapping[str, object] = {}) -> Verdict:
    """Return the Verdict on `text` in box `name`, with `others` (name -> text) in the boxes before it.

    Nothing that a reader writes raises; an unknown name is a ValueError with the nearest one.
    """
    return as_sheet(sheet).check(name, text, others)


def check_all(sheet: Sheet, texts: Mapping[str, object]) -> dict[str, Verdict]:
    """Return name -> Verdict for every box, with `texts` in them, in the order of the sheet."""
    return as_sheet(sheet).check_all(texts)
