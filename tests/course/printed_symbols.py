"""The letters of printed equations and their indices, token by token; `printed` computes with them."""
import re
from typing import NamedTuple

TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\d+|\S")
ACCENTS = (r"\mathbf", r"\hat", r"\mathcal")


class Symbol(NamedTuple):
    """A letter with its indices: `below`, and `above` those of the layer and of the iteration."""

    letter: str
    below: tuple[int, ...] = ()
    above: tuple[int, ...] = ()


class Cursor:
    """A place among the tokens of LaTeX; `scene` has the numbers, `indices` those of the free indices."""

    def __init__(self, latex, scene, **indices):
        self.tokens = TOKEN.findall(latex) if isinstance(latex, str) else list(latex)
        self.scene, self.indices, self.at = scene, indices, 0
        self.changes = {}                               # (start, end, new tokens) -> what kind of change it is

    def peek(self, ahead=0):
        return self.tokens[self.at + ahead] if self.at + ahead < len(self.tokens) else ""

    def take(self, *wanted):
        token = self.peek()
        if wanted and token not in wanted:
            raise SyntaxError(f"{token!r} stands where {wanted} is wanted")
        self.at += 1
        return token

    def found(self, *tokens):
        """Pass these tokens, where they are next, and say whether they were."""
        there = tuple(self.tokens[self.at:self.at + len(tokens)]) == tokens
        self.at += len(tokens) * there
        return there

    def words(self):
        """Return what stands in braces, as letters."""
        start = self.at
        while self.take() != "}":
            pass
        return "".join(self.tokens[start + 1:self.at - 1])

    def group(self, inner):
        self.take("{")
        value = inner()
        self.take("}")
        return value

    def note(self, kind, start, end, *new):
        self.changes.setdefault((start, end, new), kind)

    def symbol(self):
        """Read a letter and its indices."""
        accent = self.take()
        letter = accent[1:] + self.words() if accent in ACCENTS else accent
        below = above = ()
        while self.peek() == "_" or (self.peek() == "^" and self.peek(1) == "{"):
            if self.take() == "_":
                start, below = self.at, self.list()
                if len(below) == 2 and self.peek(-1) == "}":
                    inside = self.tokens[start + 1:self.at - 1]
                    if inside != inside[::-1]:
                        self.note("index", start + 1, self.at - 1, *reversed(inside))
            else:
                above = self.list()
        return Symbol(letter.removeprefix("mathbf"), below, above)

    def list(self):
        """Return one index, or those in braces."""
        if not self.found("{"):
            return (self.index(),)
        found = []
        while not self.found("}"):
            found.append(self.index())
            self.found(",")
        return tuple(found)

    def letter(self):
        return self.take() + "'" * self.found("'")

    def index(self):
        """Return one index, a sum of letters and digits such as (L-1); each can be another one."""
        if self.found("("):
            value = self.index()
            self.take(")")
            return value
        if self.peek() == "{":
            return self.list()[0]
        start, bare = self.at, self.peek(-1) in ("_", "^")
        if self.found(r"\text"):
            word = self.words()
            self.note("index", start, self.at, r"\text", "{", *("old" if word == "new" else "new"), "}")
            return ["old", "new"].index(word)
        name = self.letter()
        value = int(name) if name.isdigit() else self.indices[name] if name in self.indices else self.scene.sizes[name]
        if not bare and self.peek() in ("+", "-"):
            sign, step = self.take(), int(self.take())
            self.note("index", self.at - 2, self.at)
            return value + step if sign == "+" else value - step
        digit = name.isdigit()
        for new in [[str(int(name) + 1)], [str(int(name) - 1)]] if digit else [[name, "-", "1"], ["1"]]:
            self.note("index", start, self.at, *(["{", *new, "}"] if bare else new))
        return value
