"""Answers that are a word for each row of a form: read with some patience, and judged one by one."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from mlp_lib.teaching.exercise import Reason


def judge_words(rows: Sequence[str], words: Sequence[str], right: Sequence[str],
                told: Mapping[tuple[int, str], tuple[str, int]]) -> Callable[[object], Reason | None]:
    """Return a judge of one word for each row; `told` is (row, wrong word) -> (what to say of it, number of a hint)."""
    def judge(answer: object) -> Reason | None:
        given = list(answer) if isinstance(answer, list | tuple) else []
        if len(given) != len(rows):
            return Reason(f"{len(rows)} words were wanted, one for each of {', '.join(rows)}.")
        for k, (row, word, wanted) in enumerate(zip(rows, given, right, strict=True)):
            found = " ".join(str(word).strip().lower().replace("_", " ").split())
            if found not in words:
                return Reason(f"{row}: `{word!s:.30}` is none of the words {', '.join(words)}.")
            if found != wanted:
                text, hint = told[k, found]
                return Reason(f"{row}: {text}", hint)
        return None
    return judge


def but(right: Sequence[str], row: int, word: str) -> tuple[str, ...]:
    """Return the right words, with another one in a row."""
    return (*right[:row], word, *right[row + 1:])
