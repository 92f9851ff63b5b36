"""A diagnosis: is a number right, right given the reader's own numbers above, or wrong, and in which factor?"""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mlp_lib import checks
from mlp_lib.teaching import markup

from .answers import Answer, read
from .ranges import Range, carried, unit
from .sheet import Entry, Numbers, Sheet
from .slips import slips

OUTCOMES = {"right": True, "follows": False, "coarse": False, "slip": False, "unknown": False, "unreadable": False,
            "empty": None}
FURTHER_UP = ("updated", "transposed", "slope", "z for a", "path", "w for a")   # also looked for in the boxes before
NAMED = 2                                               # more names than this would be no diagnosis
Named = tuple[tuple[str, ...], str]                      # the kinds of the slips, and the sentence that names them


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


def check(sheet: Sheet, name: str, text: object, others: Mapping[str, object] = {}) -> Verdict:
    """Return the Verdict on `text` in box `name`, with `others` (name -> text) in the boxes before it.

    Nothing that a reader writes raises; an unknown name is a ValueError with the nearest one.
    """
    checks.lookup(sheet.entries, name, "box")
    return check_all(sheet, {**others, name: text})[name]


def check_all(sheet: Sheet, texts: Mapping[str, object]) -> dict[str, Verdict]:
    """Return name -> Verdict for every box of `texts`, in the order of the sheet."""
    for name in texts:
        checks.lookup(sheet.entries, name, "box")
    marking = Marking(sheet)
    return {name: marking.mark(entry, texts.get(name, "")) for name, entry in sheet.entries.items()}


class Marking:
    """One pass over a sheet, box by box.

    true     name -> Range of the right values of readers who round on the way
    passed   the same, after the rounding of the box itself
    own      name -> Range of the reader's own number, or of what their numbers make of an empty box
    wrong    name -> boxes written wrong that lie behind the reader's own number
    """

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.true: dict[str, Range] = {}
        self.passed: dict[str, Range] = {}
        self.own: dict[str, Range] = {}
        self.wrong: dict[str, list[str]] = {}

    def mark(self, entry: Entry, text: object) -> Verdict:
        """Return the Verdict on one box, and keep what it passes on to the boxes after it."""
        name, sheet = entry.name, self.sheet
        self.true[name] = carried(sheet, entry.rule, self.passed).with_range(Range(entry.value))
        follows = carried(sheet, entry.rule, self.own)
        rounding = unit(entry.value) / 2
        self.passed[name] = self.true[name].widened(rounding)
        behind = list(dict.fromkeys(w for i in entry.inputs for w in self.wrong[i]))
        try:
            answer = read(text)
        except ValueError as error:
            answer, verdict = None, Verdict(name, "unreadable", str(error))
        else:
            verdict = self._judge(entry, answer, follows, behind) if answer else Verdict(name, "empty", "")
        if answer is None:
            self.own[name] = follows.widened(rounding)
            self.wrong[name] = behind
            return verdict
        self.own[name] = Range(answer.value, answer.half)
        if verdict.passed:
            self.passed[name] = Range(answer.value, rounding).with_range(Range(entry.value))
            self.own[name] = self.passed[name]
        self.wrong[name] = [] if verdict.passed else behind if verdict.outcome == "follows" else [name]
        return verdict

    def _judge(self, entry: Entry, answer: Answer, follows: Range, behind: list[str]) -> Verdict:
        name, value = entry.name, answer.value
        if self.true[name].distance(value) <= unit(entry.value):
            last = self.true[name].distance(value) > 0.51 * unit(entry.value)
            return Verdict(name, "right", "Right." + (" (Its last digit is off: cut, not rounded?)" if last else ""))
        if behind and follows.distance(value) <= unit(follows.middle):
            above = " and ".join(str(self.sheet.entries[w].label) for w in behind[:2])
            verb = "are" if len(behind) > 1 else "is"
            return Verdict(name, "follows", f"This is consistent with your {above}, which {verb} not right yet. Mend "
                                            "that above, then come back here.")
        if answer.digits < 3 and abs(value - entry.value) <= answer.half <= 0.1 * abs(entry.value):
            return Verdict(name, "coarse", "Right as far as it goes. Give three significant digits.")
        named = self._own_slips(entry, answer) or self._slips_before(entry, answer) or self._two_slips(entry, answer)
        if named:
            says = ". Or: ".join(says for _, says in named)
            kinds = dict.fromkeys(kind for several, _ in named for kind in several)
            return Verdict(name, "slip", f"Not yet: {says}.", tuple(kinds))
        return Verdict(name, "unknown", f"Not yet, and it is none of the usual slips. It should be {entry.formula}: "
                                        "check each of these factors, and the signs.")

    def _contexts(self) -> list[dict[str, Range]]:
        """Return the numbers that the reader may have reckoned with: their own, and the right ones."""
        return [self.own, self.passed] if any(self.wrong.values()) else [self.own]

    def _own_slips(self, entry: Entry, answer: Answer, factor: float = 1.0) -> list[Named]:
        """Return up to NAMED [(kinds, sentence)] of slips in this box that give the number, the nearest first."""
        found = []
        for slip in slips(self.sheet, entry):
            for ranges in self._contexts():
                there = carried(self.sheet, slip.rule, ranges).times(factor)
                found.append((there, (slip.kind,), slip.says))
        return _nearest(found, answer)

    def _slips_before(self, entry: Entry, answer: Answer) -> list[Named]:
        """Return those of slips in a box before this one, on the way to it."""
        found, middles = [], {name: r.middle for name, r in self.own.items()}
        share = self.true[entry.name].half / max(abs(entry.value), 1e-12)
        for name in before(self.sheet, entry):
            source = self.sheet.entries[name]
            for slip in slips(self.sheet, source):
                if slip.kind in FURTHER_UP:
                    at = dict(middles)
                    at[name] = slip.rule(Numbers(self.sheet, middles))
                    there = follow(self.sheet, name, entry, at)
                    says = f"it looks as if on the way, in {source.label}, {slip.says}"
                    found.append((Range(there, share * abs(there)), (slip.kind,), says))
        return _nearest(found, answer)

    def _two_slips(self, entry: Entry, answer: Answer) -> list[Named]:
        """Return those of two slips at once, one of which is a factor: the sign, the 2 or 1/N."""
        if entry.step != "backward":
            return []
        factors = [("sign", "the sign is the other way round", -1.0), ("two", "the 2 was dropped", 0.5)]
        if self.sheet.share > 1:
            factors.append(("share", "the 1/N was dropped", float(self.sheet.share)))
        for kind, says, factor in factors:
            named = self._own_slips(entry, answer, factor)
            if named:
                return [((kind, *kinds), f"{says}; and {other}") for kinds, other in named[:1]]
        return []


def before(sheet: Sheet, entry: Entry) -> list[str]:
    """Return the names of all boxes that a box rests on, the nearest first."""
    found = list(entry.inputs)
    for name in found:
        found += [other for other in sheet.entries[name].inputs if other not in found]
    return found


def follow(sheet: Sheet, changed: str, entry: Entry, values: dict[str, float]) -> float:
    """Return the value of a box after box `changed` has another value, with all between worked out again."""
    touched = {changed}
    for name, between in sheet.entries.items():
        if touched.intersection(between.inputs):
            touched.add(name)
            values[name] = between.rule(Numbers(sheet, values))
        if name == entry.name:
            return values[name]
    raise AssertionError(f"{changed} does not lead to {entry.name}")


def _nearest(found: Iterable[tuple[Range, tuple[str, ...], str]], answer: Answer) -> list[Named]:
    """Return [(kinds, sentence)] of the ranges that hold the answer, the nearest first, up to NAMED different ones."""
    agreeing = sorted(((abs(there.middle - answer.value), kinds, says) for there, kinds, says in found
                       if there.distance(answer.value) <= unit(there.middle)), key=lambda entry: entry[0])
    named: dict[tuple[str, ...], str] = {}
    for _, kinds, says in agreeing:
        if says not in named.values() and kinds not in named:
            named[kinds] = says
    return list(named.items())[:NAMED]

