"""An exercise: one record that holds prompt, hints, solution, the usual slips and the check of an answer."""
from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from ...checks import count, one_of
from .. import markup
from . import card
from .call import Outcome, arity, call, label, settled, told, unfinished
from .compare import Reason, compare, describe, read, unfit
from .form import Form, layout

STUB = "Put your answer in place of the `...`, then run the cell again."


class Case(NamedTuple):
    """One call of the reader's function: arguments, the wanted result, the hint for who fails here."""

    args: tuple[Any, ...]
    want: object
    hint: int = 1


class Mistake(NamedTuple):
    """A wrong answer planted for the tests, and words that its verdict must contain."""

    answer: Any
    says: str


class Slip(NamedTuple):
    """A usual wrong answer: who agrees with it is told `says`, and the hint of this number (None: words suffice)."""

    answer: Any
    says: str
    hint: int | None = None


@dataclass(frozen=True)
class Verdict:
    """What a check says: `passed` is True, False, or None for an answer not attempted; `message` says why."""

    passed: bool | None
    message: str

    @property
    def outcome(self) -> str:
        """One of "correct", "not yet", "not attempted"."""
        return {True: "correct", False: "not yet", None: "not attempted"}[self.passed]

    def __repr__(self) -> str:
        return f"{self.outcome.capitalize()}. {self.message}".strip()

    def _repr_html_(self) -> str:
        kind = self.outcome.replace(" ", "-")
        return (f'<div class="mlp-verdict mlp-{kind} tex2jax_process" role="status">'
                f"<strong>{self.outcome.capitalize()}.</strong> {markup.inline(self.message)}</div>")


@dataclass(frozen=True, kw_only=True, eq=False)
class Exercise:
    """An exercise and its check.

    A function is judged on `cases`, each against a number from elsewhere; a value against `solution`, or by
    `judge` alone where there is one. `judge(answer)` returns None or a Reason, or raises the Reason.
    Texts are those of `mlp_lib.markup`. Raises ValueError for a record that a reader could not use.
    """

    id: str
    title: str
    prompt: str
    kind: str                           # "code", "number", "find the bug", "explorer challenge", ...
    level: str                          # "core" or "stretch"
    minutes: int
    hints: tuple[str, ...]              # from a nudge to nearly there
    solution: Any                       # the function or the value
    why: str                            # one or two sentences to take away, shown with the solution
    slips: tuple[Slip, ...] = ()
    planted: tuple[Mistake, ...] = ()   # mistakes that the cases or the judge find
    cases: tuple[Case, ...] = ()
    judge: Callable[[Any], Reason | None] | None = None
    given: Any = ...                    # code handed out, such as the one with the bug
    form: Form = field(default_factory=Form)                  # the boxes of an answer that has several parts
    hand_in: str = ""                   # how a cell hands it in; the page, which has the boxes, does not say it
    explorer: str = ""                  # name of the chapter's explorer that a challenge is tried with
    rtol: float = 1e-6
    atol: float = 1e-9
    quiet: bool = False                 # an overflow or a division by zero on the way is a mistake too
    chapter: str = ""                   # filled in by `exercises.ALL`

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", self.id):
            raise ValueError(f"an exercise id is lower case with hyphens, got {self.id!r}")
        where = f"exercise {self.id!r}"
        one_of(self.level, ("core", "stretch"), f"level of {where}")
        count(self.minutes, f"minutes of {where}")
        if isinstance(self.hints, str) or len(self.hints) < 2:
            raise ValueError(f"{where} needs at least two hints, from a nudge to nearly there; "
                             f"got {self.hints!r}")
        if callable(self.solution) and not self.cases:
            raise ValueError(f"{where} asks for a function: give it cases=(Case(args, want), ...)")
        layout(self)
        if self.kind == "explorer challenge" and not self.explorer:
            raise ValueError(f"{where} is an explorer challenge: name its explorer, explorer=\"...\"")
        for number in [s.hint for s in self.slips if s.hint is not None] + [c.hint for c in self.cases]:
            count(number, f"hint of {where}", 1, len(self.hints))

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """Every planted wrong answer with the words that its verdict contains."""
        return (*(Mistake(s.answer, s.says) for s in self.slips), *self.planted)

    def _repr_html_(self) -> str:
        return card.page(self)

    def __repr__(self) -> str:
        return card.text(self)

    def check(self, answer: Any) -> Verdict:
        """Return the Verdict on `answer`; whatever the answer is or does, nothing is raised."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return self._verdict(answer)
        except KeyboardInterrupt:
            return Verdict(False, "The check was interrupted: does a loop of yours never end?")
        except BaseException as error:
            return Verdict(False, f"The check cannot read this answer ({type(error).__name__}): "
                                  f"{self._wanted()}.")

    def _wanted(self) -> str:
        function = callable(self.solution)
        what = f"the function {self.solution.__name__}" if function else describe_kind(self.solution)
        return f"{what} {'were' if isinstance(self.solution, tuple) else 'was'} wanted"

    def _verdict(self, answer: Any) -> Verdict:
        if answer is None or answer is ...:
            return Verdict(None, STUB)
        if callable(self.solution):
            if not callable(answer):
                return self._not_yet(Reason(f"This is {describe(answer)}, the function itself was wanted: "
                                            f"its name without parentheses."))
            return self._function(answer)
        if callable(answer):
            return self._not_yet(Reason(f"This is {describe(answer)}; {self._wanted()}. Call it, "
                                        "and hand in what it returns."))
        return self._value(answer)

    def _value(self, answer: Any) -> Verdict:
        def same(value: Any, atol: float = self.atol, hint: int = 1) -> Reason | None:
            return compare(answer, value, rtol=self.rtol, atol=atol, reveal=False, hint=hint)

        def slipped(value: Any) -> bool:                # a small wrong number is not met by whatever is near 0
            near = abs(value) / 20 if isinstance(value, float | int) else 0
            return same(value, min(self.atol, near or self.atol)) is None
        answer = read(settled(answer), self.solution)
        numeric = not isinstance(self.solution, str | tuple)
        numeric = numeric and np.asarray(self.solution).dtype.kind in "biuf"
        reason = unfit(answer, self.solution) if numeric else None
        if reason is None:
            reason = self._ask_judge(settled(answer)) if self.judge else same(self.solution)
        if reason is None:
            return self._correct()
        if self.given is not ... and same(self.given) is None:
            return Verdict(None, STUB)
        return self._not_yet(reason, (s for s in self.slips if slipped(s.answer)))

    def _function(self, answer: Callable[..., Any]) -> Verdict:
        results = [call(answer, case.args, self.quiet) for case in self.cases]
        if any(map(unfinished, results)):
            return Verdict(None, STUB)
        if all(r.value is None and r.error is None for r in results):
            return Verdict(None, "So far the function returns nothing: `return` hands its result back.")
        reason = next(filter(None, map(self._fault, self.cases, results, [answer] * len(results))), None)
        if reason is not None:
            reason = arity(answer, self.solution, self.cases[0].args) or reason
        else:
            reason = self._ask_judge(answer)
        if reason is None:
            return self._correct()
        if self.given is not ... and self._agrees(results, self.given) and not any(r.changed for r in results):
            return Verdict(None, "It still answers as the code that was handed out does. If you have changed "
                                 "something, it makes no difference to the results.")
        return self._not_yet(reason, (s for s in self.slips if self._agrees(results, s.answer)))

    def _ask_judge(self, answer: Any) -> Reason | None:
        try:
            return self.judge(answer) if self.judge else None
        except Reason as reason:
            return reason

    def _fault(self, case: Case, result: Outcome, answer: Callable[..., Any]) -> Reason | None:
        """Return what is wrong with one call, or None."""
        name = label(self.solution.__name__, case.args)
        if result.error is not None:
            return Reason(told(name, result.error, answer), case.hint)
        if result.value is None:
            return Reason(f"{name} returns nothing: does every branch end in `return`?")
        reason = compare(result.value, case.want, name, rtol=self.rtol, atol=self.atol, hint=case.hint)
        if reason is None and result.changed:
            return Reason(f"{name} is right, but the function changes its argument: what the caller handed in is no "
                          "longer what it was. Work on a copy.")
        if reason is None and result.faults:
            return Reason(f"{name} is right, but on the way there is {' and '.join(result.faults)}.", case.hint)
        return reason

    def _agrees(self, results: list[Outcome], known: Callable[..., Any]) -> bool:
        """Return whether `results` are what the function `known` gives on every case, errors included.

        An error of the same kind is not yet the same answer: a wrong value must be shared too, or the error's words.
        """
        wants = [call(known, case.args) for case in self.cases]

        def near(got: Any, want: Any) -> bool:
            return compare(got, want, rtol=self.rtol, atol=self.atol) is None

        def same(got: Outcome, want: Outcome) -> bool:
            if got.error is not None or want.error is not None:
                return type(got.error) is type(want.error)
            return want.changed <= got.changed and near(got.value, want.value)
        return all(map(same, results, wants)) and (
            all(str(got.error) == str(want.error) for got, want in zip(results, wants, strict=True))
            or any(want.error is None and not near(want.value, case.want)
                   for case, want in zip(self.cases, wants, strict=True)))

    def _correct(self) -> Verdict:
        return Verdict(True, " ".join(self.why.split()))

    def _not_yet(self, reason: Reason, slips: Iterable[Slip] = ()) -> Verdict:
        """Return the verdict with the first of `slips` for its reason, where there is one."""
        slip = next(iter(slips), None)
        text, hint = (slip.says, slip.hint) if slip else (reason.text, reason.hint)
        return Verdict(False, text if hint is None else f"{text} Hint {hint}: {self.hints[hint - 1]}")


def describe_kind(value: object) -> str:
    """Return what kind of answer `value` is, without giving it away."""
    if isinstance(value, str):
        return "a word in quotes"
    if isinstance(value, tuple):
        return f"{len(value)} results separated by commas"
    shape = getattr(value, "shape", ())
    return f"an array of shape {shape}" if shape else "a number"
