"""A sheet: a small network with short numbers, one round of training, and every number that the round brings forth."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from mlp_lib import checks
from mlp_lib.network import MLP

from .symbols import Script

if TYPE_CHECKING:
    from .diagnosis import Verdict

STEPS = {"forward": "Forward", "loss": "Loss", "backward": "Backward", "update": "Update"}
LARGEST = 3                                     # layers, units in a layer, observations: what a sheet of paper holds


@dataclass(frozen=True)
class Entry:
    """One box of the sheet.

    name      its key, such as "z1_2": z of layer 1, unit 2; of observation 2 of several: "z1_2@2"
    step      a key of STEPS
    kind      "z", "a", "C", "dC/da", "da/dz", "dC/dz", "dz/dw", "dC/dw", "dC/db", "new w" or "new b"
    label     its symbol
    rule      Numbers -> its value, from the boxes before it
    formula   the rule in symbols
    worked    Numbers -> the rule with every factor in numbers
    inputs    names of the boxes that the rule uses
    value     the exact value
    l, i, j   layer, unit (to), unit before it (from), from 1; 0 where there is none
    n         observation, from 1; 0 where there is none
    """

    name: str
    step: str
    kind: str
    label: Script
    rule: Callable[[Numbers], float]
    formula: Script
    worked: Callable[[Numbers], str]
    l: int = 0
    i: int = 0
    j: int = 0
    n: int = 0
    inputs: tuple[str, ...] = ()
    value: float = float("nan")


@dataclass
class Numbers:
    """What a rule reads: the given numbers of a sheet, and the boxes filled in so far; it notes what is read."""

    sheet: Sheet
    values: Mapping[str, float]
    read: dict[str, bool] = field(default_factory=dict)

    def __getitem__(self, name: str) -> float:
        self.read[name] = True
        return self.values[name]

    def x(self, j: int, n: int) -> float:
        return float(self.sheet.x[n - 1, j - 1])

    def y(self, k: int, n: int) -> float:
        return float(self.sheet.y[n - 1, k - 1])

    def w(self, l: int, i: int, j: int) -> float:
        return float(self.sheet.net.W[l][i - 1, j - 1])

    def b(self, l: int, i: int) -> float:
        return float(self.sheet.net.b[l][i - 1])

    def a(self, l: int, i: int, n: int) -> float:
        return self.x(i, n) if l == 0 else self[self.sheet.name("a", l, i, n=n)]

    def z(self, l: int, i: int, n: int) -> float:
        return self.x(i, n) if l == 0 else self[self.sheet.name("z", l, i, n=n)]

    def get(self, kind: str, l: int, i: int, j: int = 0, n: int = 0) -> float:
        return self[self.sheet.name(kind, l, i, j, n)]


class Sheet:
    """The worksheet of a network: its boxes in the order in which they are filled in.

    net         at most 3 layers of at most 3 sigmoid units, such as MLP([2, 2, 1], "sigmoid"); the output identity or
                sigmoid
    x, y        one observation (n_0,), (n_L,), or up to 3 as rows; the loss is the squared error (14)
    eta         learning rate of the update (17)
    reduction   "sum" as on the slides, or "mean", which divides by the number of observations N

    `.entries` maps names to `Entry`; raises ValueError for what does not fit on a sheet. Source: S22 to S33.
    """

    def __init__(self, net: MLP, x: ArrayLike, y: ArrayLike, eta: float = 0.1, reduction: str = "sum",
                 seed: int | None = None) -> None:
        from .entries import fill

        kinds = [sigma.name for sigma in net.sigma.values()]
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
        self.entries: dict[str, Entry] = fill(self)

    @property
    def values(self) -> dict[str, float]:
        """The exact value of every box."""
        return {name: entry.value for name, entry in self.entries.items()}

    def numbers(self, values: Mapping[str, float] | None = None) -> Numbers:
        """Return the given numbers with `values` in the boxes, the exact ones if none are given."""
        return Numbers(self, self.values if values is None else values)

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
        from .diagnosis import check
        return check(self, name, text, others)

    def __repr__(self) -> str:
        sizes = "-".join(map(str, self.net.sizes))
        return (f"Sheet({'' if self.seed is None else f'seed {self.seed}: '}{sizes}, "
                f"{self.net.sigma[self.L].name} output, N = {self.N}, {self.reduction}, {len(self.entries)} boxes)")
