"""The rubric: what a teacher marks a project by, and what earns all, half or none of the points."""
from __future__ import annotations

import html
from typing import NamedTuple


class Criterion(NamedTuple):
    """One row of the rubric."""

    name: str
    points: int
    full: str
    half: str
    none: str


RUBRIC = (
    Criterion("Question and use", 10,
              "one question that a table can answer, and a decision that hangs on it",
              "a question, but nobody decides anything by it",
              "a method instead of a question: \"use a network on my data\""),
    Criterion("The table", 15,
              "units, ranges and source; each column known at the time of the prediction, or left out for a reason; "
              "gaps and copies said",
              "units and source, but one column that is known only later, or gaps filled in silence",
              "columns as they came"),
    Criterion("The split", 20,
              "what belongs together stays together, or the test lies after the training; scaling, filling and "
              "categories from training rows only; the reason said",
              "rightly split, but something was learned from all rows",
              "at random though rows belong together, or choices made on test rows"),
    Criterion("Baselines", 10,
              "the mean, and the best simple model that an engineer would think of",
              "the mean and a straight line, where a bent one was at hand",
              "none, or one made weak on purpose"),
    Criterion("The network and its number", 20,
              "few choices, counted, made on validation rows; one error in the target's unit, over five seeds or more, "
              "with its spread, beside the baselines",
              "one number without its spread, or choices that are not counted",
              "the best of many runs, or the training error"),
    Criterion("What it has learned, and how sure it is", 15,
              "importance or dependence read with its traps in mind; an interval and the share that it really holds",
              "pictures without a trap named, or an interval that nobody counted",
              "neither"),
    Criterion("The page", 10,
              "answers the question in its first lines; says where it fails and what it must not be used for",
              "all of it there, but the answer has to be looked for",
              "no limits, or claims beyond the test rows"),
)


class Rubric(tuple[Criterion, ...]):
    """The criteria; they display themselves as a table, and as text."""

    def __repr__(self) -> str:
        lines = [f"{c.points:3}  {c.name}: all for {c.full}; half for {c.half}; none for {c.none}" for c in self]
        return "\n".join([*lines, f"{sum(c.points for c in self):3}  points in all"])

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col">{name}</th>' for name in ("criterion", "points", "all", "half", "none"))
        rows = "".join(f'<tr><th scope="row">{html.escape(c.name)}</th>'
                       + "".join(f"<td>{html.escape(str(part))}</td>" for part in c[1:]) + "</tr>" for c in self)
        return (f'<div class="mlp-project mlp-rubric" tabindex="0" role="group" aria-label="Rubric"><table><thead>'
                f'<tr>{head}</tr></thead><tbody>{rows}</tbody><tfoot><tr><th scope="row">in all</th>'
                f'<td>{sum(c.points for c in self)}</td><td colspan="3"></td></tr></tfoot></table></div>')


def rubric() -> Rubric:
    """Return the rubric, which displays itself."""
    return Rubric(RUBRIC)
