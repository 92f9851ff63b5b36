"""A diagnosis: is a number right, right given the reader's own numbers above, or wrong, and in which factor?"""
from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from mlp_lib.teaching import markup
from mlp_lib.teaching.answers import Answer, read

from .boxes import Entry, Numbers
from .ranges import FLOAT, Range, carried, unit
from .slip import Rule
from .slips import slips

if TYPE_CHECKING:
    from .sheet import Sheet

OUTCOMES = {"right": True, "follows": False, "coarse": False, "slip": False, "unknown": False, "unreadable": False,
            "empty": None}
FURTHER_UP = ("updated", "transposed", "slope", "z for a", "path", "w for a")   # also looked for in the boxes before
NAMED = 2                                               # more names than this would be no diagnosis
RARE, WAY, PAIR, LOOSE = 1, 3, 3, 4                     # the lower, the likelier: a usual slip to the last digit first
SEEN = 0.05                                             # what rounding may do to a number, at the most


class Found(NamedTuple):
    """A slip that gives the number: how likely (the lower the likelier), how far off, its kinds, its sentence."""

    rank: int
    off: float
    kinds: tuple[str, ...]
    says: str


@dataclass(frozen=True)
class Verdict:
    """What the check says of one box: `outcome`, a key of OUTCOMES, the `message`, and the kinds of the slips named.

    `passed` is True, False or, for an empty box, None.
    """

    name: str
    outcome: str
    message: str
    slips: tuple[str, ...] = ()

    @property
    def passed(self) -> bool | None:
        return OUTCOMES[self.outcome]

    def __repr__(self) -> str:
        return f"{self.name}: {self.message}"

    def _repr_html_(self) -> str:
        return f'<div class="mlp-verdict" role="status">{markup.inline(self.message)}</div>'


def mark_all(sheet: Sheet, texts: Mapping[str, object]) -> dict[str, Verdict]:
    """Return name -> Verdict for every box of a sheet, with `texts` in them."""
    marking = Marking(sheet)
    found = {name: marking.mark(entry, texts.get(name, "")) for name, entry in sheet.rules.items()}
    return {name: marking.diagnose(entry, said) if isinstance(said := found[name], Answer) else said
            for name, entry in sheet.entries.items()}


class Marking:
    """One pass over a sheet, box by box, and then a second look at what is wrong.

    true     name -> Range of the right values of readers who round on the way
    passed   the same, after the rounding of the box itself
    own      name -> Range of the reader's own number, or of what their numbers make of an empty box
    typed    name -> the number as it was typed, or what the typed numbers make of an empty box
    wrong    name -> boxes written wrong that lie behind the reader's own number
    """

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.exact = {name: entry.value for name, entry in sheet.rules.items()}
        self.true: dict[str, Range] = {}
        self.passed: dict[str, Range] = {}
        self.own: dict[str, Range] = {}
        self.typed: dict[str, float] = {}
        self.wrong: dict[str, list[str]] = {}

    def mark(self, entry: Entry, text: object) -> Verdict | Answer:
        """Return the Verdict on one box, or the wrong Answer in it, and keep what it passes on to those after it."""
        name, sheet = entry.name, self.sheet
        self.true[name] = carried(sheet, entry.rule, self.passed).with_range(Range(entry.value))
        follows = carried(sheet, entry.rule, self.own)
        rounding = unit(entry.value) / 2
        self.passed[name] = self.true[name].widened(rounding)
        self.typed[name] = entry.rule(Numbers(sheet, self.typed))
        behind = list(dict.fromkeys(w for i in entry.inputs for w in self.wrong[i]))
        try:
            answer = read(text)
        except ValueError as error:
            answer, verdict = None, Verdict(name, "unreadable", str(error))
        else:
            verdict = Verdict(name, "empty", "")
        if answer is None:
            self.own[name] = follows.widened(rounding)
            self.wrong[name] = behind
            return verdict
        judged = self._judge(entry, answer, follows, behind)
        self.own[name], self.typed[name] = Range(answer.value, answer.half), answer.value
        if judged and judged.passed:
            self.passed[name] = Range(answer.value, rounding).with_range(Range(entry.value))
            self.own[name] = self.passed[name]
        self.wrong[name] = [name] if judged is None else [] if judged.passed else behind
        return judged or answer

    def _judge(self, entry: Entry, answer: Answer, follows: Range, behind: list[str]) -> Verdict | None:
        """Return the Verdict on a number that is right, or consistent with the numbers above."""
        name, value = entry.name, answer.value
        if self.true[name].distance(value) <= unit(entry.value):
            last = self.true[name].distance(value) > 0.51 * unit(entry.value)
            return Verdict(name, "right", "Right." + (" (Its last digit is off: cut, not rounded?)" if last else ""))
        if behind and follows.distance(value) <= unit(follows.middle):
            above = " and ".join(str(self.sheet.entries[w].label) for w in behind[:2])
            verb = "are" if len(behind) > 1 else "is"
            return Verdict(name, "follows", f"This is consistent with your {above}, which {verb} not right yet. Mend "
                                            "that above, then come back here.")
        return None

    def diagnose(self, entry: Entry, answer: Answer) -> Verdict:
        """Return the Verdict on a wrong number, which names the slip that gives it."""
        found = sorted(self._own_slips(entry, answer))
        if not found or found[0].rank >= WAY:
            found = sorted([*found, *self._slips_before(entry, answer)])
        coarse = answer.digits < 3 and abs(answer.value - entry.value) <= answer.half <= 0.1 * abs(entry.value)
        if coarse and not (found and found[0].rank == 0):
            return Verdict(entry.name, "coarse", "Right as far as it goes. Give three significant digits.")
        if not found:
            return Verdict(entry.name, "unknown", f"Not yet, and it is none of the usual slips. It should be "
                                                  f"{entry.formula}: check each of these factors, and the signs.")
        named: dict[tuple[str, ...], str] = {}
        for one in found:
            if one.rank == found[0].rank and one.kinds not in named and one.says not in named.values():
                named[one.kinds] = one.says
        told = list(named.items())[:NAMED]
        every = dict.fromkeys(kind for kinds, _ in told for kind in kinds)
        return Verdict(entry.name, "slip", f"Not yet: {'. Or: '.join(says for _, says in told)}.", tuple(every))

    def _values(self, rule: Rule) -> list[float]:
        """Return what a rule gives from the numbers that were typed, and from those that a calculator keeps."""
        return [rule(Numbers(self.sheet, at)) for at in (self.typed, self.exact)]

    def _contexts(self) -> list[dict[str, Range]]:
        """Return the numbers that the reader may have reckoned with: their own, and the right ones."""
        return [self.own, self.passed] if any(self.wrong.values()) else [self.own]

    def _fit(self, rule: Rule, values: list[float], answer: Answer, factor: float = 1.0) -> tuple[bool, float] | None:
        """Return whether only rounding makes a rule give the number, and how far it is off; None if nothing does."""
        off = min((abs(factor * value - answer.value) for value in values if math.isfinite(value)), default=math.inf)
        if off <= last_digit(answer):
            return False, off
        if off > SEEN * (abs(answer.value) + unit(answer.value)):
            return None
        there = [carried(self.sheet, rule, ranges).times(factor) for ranges in self._contexts()]
        return (True, off) if any(r.distance(answer.value) <= unit(r.middle) for r in there) else None

    def _own_slips(self, entry: Entry, answer: Answer) -> Iterator[Found]:
        """Yield the slips in this box that give the number, and pairs of them with a factor: the sign, the 2 or 1/N."""
        factors = [("sign", "the sign is the other way round", -1.0), ("two", "the 2 was dropped", 0.5)]
        if self.sheet.share > 1:
            factors.append(("share", "the 1/N was dropped", float(self.sheet.share)))
        for slip in slips(self.sheet, entry):
            values = self._values(slip.rule)
            if fit := self._fit(slip.rule, values, answer):
                yield Found(RARE * slip.rare + LOOSE * fit[0], fit[1], slip.kinds, slip.says)
            for kind, says, factor in factors if entry.step == "backward" and not slip.rare else ():
                if kind not in slip.kinds and (fit := self._fit(slip.rule, values, answer, factor)):
                    yield Found(PAIR + LOOSE * fit[0], fit[1], (kind, *slip.kinds), f"{says}; and {slip.says}")

    def _slips_before(self, entry: Entry, answer: Answer) -> Iterator[Found]:
        """Yield the slips in a box before this one, on the way to it, that give the number."""
        for name in before(self.sheet, entry):
            source = self.sheet.rules[name]
            for slip in slips(self.sheet, source):
                if slip.kind in FURTHER_UP and not slip.rare:
                    ways = [follow(self.sheet, name, entry, {**at, name: value}) for at, value in
                            zip((self.typed, self.exact), self._values(slip.rule), strict=True)]
                    off = min(abs(way - answer.value) for way in ways)
                    if off <= unit(answer.value):
                        says = f"it looks as if on the way, in {source.label}, {slip.says}"
                        yield Found(WAY + LOOSE * (off > last_digit(answer)), off, slip.kinds, says)


def last_digit(answer: Answer) -> float:
    """Return how far a number may be off its rule to agree with it to the last digit written."""
    return min(1.02 * answer.half, unit(answer.value) / 2) + FLOAT * (1 + abs(answer.value))


def before(sheet: Sheet, entry: Entry) -> list[str]:
    """Return the names of all boxes that a box rests on, the nearest first."""
    found = list(entry.inputs)
    for name in found:
        found += [other for other in sheet.rules[name].inputs if other not in found]
    return found


def follow(sheet: Sheet, changed: str, entry: Entry, values: dict[str, float]) -> float:
    """Return the value of a box after box `changed` has another value, with all between worked out again."""
    touched = {changed}
    for name, between in sheet.rules.items():
        if touched.intersection(between.inputs):
            touched.add(name)
            values[name] = between.rule(Numbers(sheet, values))
        if name == entry.name:
            return values[name]
    raise AssertionError(f"{changed} does not lead to {entry.name}")
