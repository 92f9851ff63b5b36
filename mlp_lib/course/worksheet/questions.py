"""Questions made from a sheet: the right number of a box beside those that slips give, each with its reason."""
from __future__ import annotations

from collections.abc import Iterable

from mlp_lib import checks
from mlp_lib.network import MLP
from mlp_lib.teaching.quiz import Option, Question, Quiz

from .boxes import Entry, Numbers
from .filled import panel
from .ranges import unit
from .sheet import Sheet
from .slip import Slip
from .slips import slips
from .symbols import number

MOST = 5                                                # options of a question


def _sheet(sizes: list[int], theta: list[float], x: list[float], y: list[float], eta: float,
           output: str = "identity") -> Sheet:
    return Sheet(MLP(sizes, "sigmoid", output, rng=0, init="zeros").with_theta(theta), x, y, eta)


FIXED = {                                               # the two sheets of the page, and the boxes asked for
    1: (_sheet([2, 2, 1], [0.4, -0.8, -0.6, 1.1, 0.3, -0.2, 1.4, -0.9, 0.6], [1.5, -0.5], [1.9], eta=0.2),
        ("z1_1", "a1_2", "dC/da2_1", "dC/dw2_12", "dC/dz1_1", "dC/dw1_12")),
    2: (_sheet([2, 2, 2], [-1.2, 0.7, 0.5, 0.9, 0.4, -0.6, 1.3, -0.4, 0.8, -1.5, 0.2, 0.3], [0.8, -1.2], [1.5, -0.9],
               eta=0.1),
        ("z2_1", "da/dz1_1", "dC/da1_2", "dC/dw2_21", "dC/dz1_2", "new w1_21")),
}


def question(sheet: Sheet, name: str, id: str) -> Question:
    """Return the Question that asks for one box, with the numbers of the boxes that it rests on given."""
    entry, numbers = sheet.entries[name], sheet.numbers()
    entry.rule(numbers)
    offers = [(entry.value, f"{entry.formula} = {entry.worked(sheet.numbers())} = {three(entry.value)}.", True)]
    for slip in _in_turn(slip for slip in slips(sheet, entry) if not slip.rare):
        value = slip.rule(numbers)
        apart = all(abs(value - other) > 1.5 * max(unit(value), unit(other)) for other, *_ in offers)
        if len(offers) < MOST and apart:
            offers.append((value, f"{_sentence(slip.says)}.", False))
    known = ", ".join(f"${sheet.entries[box].label.latex.split(' = ')[0]} = {latex(numbers.values[box])}$"
                      for box in _told(sheet, entry, numbers))
    text = f"So far: {known}. " if known else ""
    return Question(id, f"{text}What is ${entry.label.latex}$?",
                    tuple(Option(three(value), reason, right) for value, reason, right in sorted(offers)))


def _told(sheet: Sheet, entry: Entry, numbers: Numbers) -> list[str]:
    """Return the boxes whose numbers the question gives: those of the layers at hand, from before this box."""
    order = list(sheet.entries)
    earlier = order[:order.index(entry.name)]
    return [box for box in earlier if box in numbers.read and sheet.entries[box].kind != entry.kind]


def _in_turn(found: Iterable[Slip]) -> list[Slip]:
    """Return slips with the first of each kind before the second of any."""
    seen: dict[str, int] = {}
    rank = []
    for place, slip in enumerate(found):
        seen[slip.kind] = seen.get(slip.kind, 0) + 1
        rank.append((seen[slip.kind], slip.kind == "neighbour", place, slip))
    return [slip for *_, slip in sorted(rank, key=lambda r: r[:3])]


def _sentence(says: str) -> str:
    """Return a sentence with a capital, unless it begins with a symbol."""
    symbol = not says[0].isascii() or says.startswith(("z ", "a and "))
    return says if symbol else says[0].upper() + says[1:]


def three(value: float) -> str:
    """Return a number with three decimals."""
    return number(round(value, 3))


def latex(value: float) -> str:
    """Return the same for LaTeX."""
    return three(value).replace("−", "-")


def questions(which: int) -> tuple[Question, ...]:
    """Return the questions of one of the two sheets of the page."""
    sheet, boxes = FIXED[which]
    return tuple(question(sheet, name, f"worksheet-{which}-{chr(96 + k)}") for k, name in enumerate(boxes, start=1))


def practice(which: int = 1) -> Quiz:
    """Return a fixed sheet with its questions, which need no Python."""
    checks.one_of(which, FIXED, "which")
    said = f"Worksheet {which}: {len(FIXED[which][1])} questions on {FIXED[which][0]!r}"
    return Quiz(f"worksheet-{which}", questions(which), said, head=panel(FIXED[which][0]))
