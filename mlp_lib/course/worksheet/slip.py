"""A slip: one wrong way to fill a box, a rule like the right one with one factor wrong.

So it can be worked out from the reader's own numbers, as the right rule can.
"""
from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

NAMES = {                                               # kind -> its name in a list of slips
    "slope": "σ′ forgotten", "z for a": "z in place of a", "transposed": "to and from swapped", "two": "the 2 dropped",
    "share": "1/N dropped", "updated": "a weight after its update", "path": "a term of the sum left out",
    "sign": "a sign", "bias": "bias forgotten", "activation": "activation forgotten or put in", "input": "input factor",
    "w for a": "the weight in place of its input", "square": "the square", "half": "a ½ put in", "eta": "η forgotten",
    "step": "the step alone", "neighbour": "another neuron's number", "layer": "another layer's number",
    "error": "the error forgotten", "other slope": "the slope of another function", "product": "a product",
    "brackets": "brackets", "observation": "another observation", "old": "a number from before the update",
    "other function": "another function", "weight": "the weight forgotten", "target": "the target forgotten",
    "early": "a factor that comes later", "quotient": "a derivative read as a quotient", "decimal": "the decimal point",
}


Rule = Callable[..., float]             # of Numbers; the dots let a lambda bind an index by a default


class Slip(NamedTuple):
    """One wrong way to fill a box: its kind, a key of NAMES, the sentence that names the factor, and the rule.

    Two slips at once have two kinds, "sign+eta". Those that are `rare` (1 or more) are named only where none of the
    usual ones gives the number as well.
    """

    kind: str
    says: str
    rule: Rule
    rare: int = 0

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(self.kind.split("+"))


class Instead(NamedTuple):
    """What stands in the place of one factor: its kind, the sentence, its value, of Numbers and the observation."""

    kind: str
    says: str
    value: Rule
    rare: int = 0
