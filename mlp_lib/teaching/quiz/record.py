"""A question: its text and three or more options, exactly one of them right, each with its reason."""
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

LETTERS = "ABCDEFGH"


class Option(NamedTuple):
    """One answer on offer, why it is right or wrong, and whether it is right."""

    text: str
    reason: str
    right: bool = False


@dataclass(frozen=True)
class Question:
    """A question with three or more options, exactly one of them right, each with its reason.

    Texts are those of `mlp_lib.markup`. A numeric question offers the right number and those that the usual
    slips give. `section` is the anchor of the chapter's section that a wrong answer leads to. Raises ValueError for
    a record that a reader could not use.
    """

    id: str
    text: str
    options: tuple[Option, ...]
    section: str = ""

    def __post_init__(self) -> None:
        where = f"question {self.id!r}"
        object.__setattr__(self, "options", tuple(Option(*option) for option in self.options))
        right = [option.text for option in self.options if option.right]
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", self.id):
            raise ValueError(f"a question id is lower case with hyphens, got {self.id!r}")
        if not self.text.strip():
            raise ValueError(f"{where} has no text")
        if not 3 <= len(self.options) <= len(LETTERS):
            raise ValueError(f"{where} has {len(self.options)} options; 3 to {len(LETTERS)} are wanted")
        if len(right) != 1:
            raise ValueError(f"{where} has {len(right)} right options {right}; exactly one is wanted: "
                             "mark it with right=True")
        texts = [option.text for option in self.options]
        if len(set(texts)) < len(texts):
            raise ValueError(f"{where} offers the same text twice: {texts}")
        for option in self.options:
            if not option.text.strip() or not option.reason.strip():
                raise ValueError(f"{where}: the option {option.text!r} needs a text and a reason")
