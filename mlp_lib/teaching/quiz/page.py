"""The page's form of a quiz: plain HTML that reads without a script; `web/quiz.js` makes it answer and remember."""
from __future__ import annotations

from collections.abc import Iterable

from .. import markup
from .record import Option, Question
from .words import answer, place

Numbered = tuple[int, int, Question]                    # its number, of how many, the question


def block(quiz: str, asked: Iterable[Numbered], head: str = "", alone: bool = False) -> str:
    """Return the questions below `head` (HTML); `alone`: those of `quiz` may stand a second time on the page."""
    return (f'<div class="mlp-quiz tex2jax_process" data-quiz="{quiz}">{head}'
            f'{"".join(ask(*one, alone) for one in asked)}</div>')


def ask(number: int, count: int, question: Question, alone: bool) -> str:
    """Return one question: a group of radio buttons, and all reasons to unfold, which the script shows one by one."""
    group = f"mlp-{question.id}{'-alone' * alone}"
    options = "".join(_option(group, i, option) for i, option in enumerate(question.options))
    reasons = "".join(f"<dt>{markup.inline(option.text)}</dt><dd>{answer(option)}</dd>"
                      for option in question.options)
    return (f'<fieldset class="mlp-asked" data-question="{question.id}">'
            f'<legend><span class="mlp-place">{place(number, count)}</span> '
            f'<span class="mlp-question">{markup.inline(" ".join(question.text.split()))}</span></legend>'
            f'{options}{markup.fold("The answers, each with its reason", f"<dl>{reasons}</dl>")}</fieldset>')


def _option(group: str, i: int, option: Option) -> str:
    return (f'<label class="mlp-option"><input type="radio" name="{group}" value="{i}">'
            f'<span>{markup.inline(option.text)}</span></label>')
