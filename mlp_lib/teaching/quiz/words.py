"""The words of a quiz, the same on the book's page and in a notebook."""
from __future__ import annotations

from .. import markup
from .record import Option


def place(number: int, count: int) -> str:
    """Return where a question stands in its quiz."""
    return f"Question {number} of {count}"


def answer(option: Option) -> str:
    """Return the answer to a choice as HTML; the verdict is a word and a sign, not only a colour."""
    mark, word, kind = ("✓", "Right.", "right") if option.right else ("✗", "Not quite.", "wrong")
    return (f'<div class="mlp-answer mlp-{kind}" role="status"><strong>{word} '
            f'<span aria-hidden="true">{mark}</span></strong> {markup.inline(option.reason)}</div>')
