"""Printed equations, evaluated as they stand: LaTeX of the lecture's kind is read and computed in a scene of numbers.

Vectors are columns, (n, 1).  A sum goes as far as its term.  Dots stand for nothing, which is right where there are
three of what they run over: every scene has three inputs, units, layers.  While a `Reader` computes, it notes in
`changes` every small change that the equation admits: of a sign, an index, a transpose, a factor.
"""
from typing import NamedTuple

import numpy as np
from printed_symbols import Cursor, Symbol

DOTS = (r"\cdots", r"\vdots", r"\ddots")
COMPARED = {r"\ge": np.greater_equal, "<": np.less, ">": np.greater, r"\le": np.less_equal}
DEPENDS = [r"\text", "{", "d", "e", "p", "e", "n", "d", "s", "o", "n", "}"]
ENDS = ("", "+", "-", "=", ")", "}", ",", ";", "&", r"\\", r"\right", r"\end", r"\in", r"\text", *COMPARED)


class Slope(NamedTuple):
    """All slopes of the quantity `above` by the quantity `below`, whose axes are the last `ndim` of the array."""

    array: np.ndarray
    above: Symbol
    below: Symbol
    ndim: int


def times(a, b):
    """Return the product of two factors that stand side by side: the chain rule, numbers, or matrices."""
    if isinstance(a, Slope) and isinstance(b, Slope):
        if a.below != b.above:
            raise ValueError(f"a slope by {a.below} is no link with that of {b.above}")
        return Slope(np.tensordot(a.array, b.array, a.ndim), a.above, b.below, b.ndim)
    a, b = plain(a), plain(b)
    found = a * b if np.ndim(a) == 0 or np.ndim(b) == 0 else a @ b
    return found.item() if np.shape(found) == (1, 1) else found


def plain(value):
    """Return a number, a column or a matrix; the slope of a number has the form of what it is taken by."""
    value = value.array if isinstance(value, Slope) else value
    return value[:, None] if np.ndim(value) == 1 else value


def same(a, b):
    """Return a and b for an operation that wants them of one form; NumPy would stretch them."""
    a, b = plain(a), plain(b)
    if np.shape(a) != np.shape(b):
        raise ValueError(f"{np.shape(a)} and {np.shape(b)} are not of one form")
    return a, b


def power(value, n):
    """Return a number to the n-th, or of a column the sum of its entries to the n-th."""
    return np.sum(plain(value) ** n)


class Reader(Cursor):
    """Reads one equation and computes what stands on each side of it."""

    def sides(self):
        """Return the value of each side of the equation."""
        self.found("=")                                 # it goes on from the equation before
        values = [self.side()]
        while self.peek():
            self.take("=")
            values.append(self.side())
        return values

    def side(self):
        start = self.at
        value = self.sum()
        if self.found(*DEPENDS):
            end, self.at = self.at, start
            above, self.at = self.symbol(), end
            return float(np.any(self.scene.slope(above, self.symbol()).array))
        if self.found(r"\in", r"\mathbb", "{", "R", "}", "^") and np.shape(value) != (self.index(), 1):
            raise ValueError("this is no such vector")
        return value

    def sum(self):
        negative = self.found("-")
        if negative:
            self.note("sign", self.at - 1, self.at)
        total = self.term()
        total = -plain(total) if negative else total
        while self.peek() in ("+", "-"):
            sign = self.take()
            if not self.found(*DOTS[:1]):
                self.note("sign", self.at - 1, self.at, "-" if sign == "+" else "+")
                a, b = same(total, self.term())
                total = a + b if sign == "+" else a - b
        return total

    def term(self):
        """Return a product; each factor can be lost, and neighbours can change places, but for ⊙ and with a number."""
        spans, value, before = [], None, None
        while value is None or self.peek() not in ENDS:
            start, sign = self.at, self.take() if self.peek() in (r"\odot", r"\cdot", *DOTS) else ""
            if sign in DOTS:
                continue
            inner = self.at
            factor = self.factor()
            if spans and sign != r"\odot" and np.ndim(plain(factor)) and np.ndim(plain(before)):
                _, first, end = spans[-1]
                self.note("factor", first, self.at, *self.tokens[inner:self.at], *self.tokens[end:inner],
                          *self.tokens[first:end])
            spans.append((start, inner, self.at))
            before = factor
            if sign == r"\odot":
                self.note("factor", start, inner)       # without its sign: a product of matrices
                a, b = same(value, factor)
                value = a * b
            else:
                value = factor if value is None else times(value, factor)
        for start, inner, end in spans if len(spans) > 1 else ():
            self.note("factor", inner if start == spans[0][0] else start, end)
        return value

    def factor(self):
        start, token = self.at, self.peek()
        if token == r"\sum":
            return self.over()
        if token.isdigit():
            value = float(self.take())
            self.note("factor", start, self.at, str(int(token) + 1))
        elif token in ("(", r"\left"):
            value, = self.brackets()
        elif token == r"\frac":
            value = self.fraction()
        elif token == r"\begin":
            value = self.table()
        elif self.found("e", "^"):
            value = np.exp(self.group(self.sum) if self.peek() == "{" else self.factor())
        elif self.found(r"\log"):
            self.note("factor", start, self.at)
            value = np.log(self.factor())
        elif self.found(r"\max"):
            value = max(self.brackets())
        elif token in (r"\sigma", r"\tanh", r"\text"):
            value = self.function()
        else:
            symbol = self.symbol()
            called = self.peek() in ("(", r"\left") and symbol.letter in self.scene.functions
            value = self.scene.function(symbol, *self.brackets()) if called else self.scene.value(symbol)
        return self.raised(value)

    def raised(self, value):
        """Apply a transpose or an exponent that follows."""
        start = self.at
        if self.found("^", r"\top"):
            self.note("transpose", start, self.at)
            return plain(value).T
        if self.peek() == "^" and self.peek(1).isdigit():
            self.note("factor", start, start + 2)
            self.note("factor", start, start + 2, "^", str(int(self.peek(1)) + 1))
            return power(value, int(self.take() and self.take()))
        if not isinstance(value, Slope) and np.ndim(value) == 2 and min(value.shape) > 1:
            self.note("transpose", start, start, "^", r"\top")
        return value

    def brackets(self):
        """Return what stands in round brackets: one value, or those between commas."""
        tall = self.found(r"\left")
        self.take("(")
        values = [self.sum()]
        while self.peek() in (",", ";"):
            self.take()
            values.append(self.sum())
        if tall:
            self.take(r"\right")
        self.take(")")
        return values

    def function(self):
        start, name = self.at, self.take()
        name = self.words() if name == r"\text" else name
        if self.peek() not in ("(", r"\left", "'"):
            return self.scene.value(Symbol(name))
        if self.found("'"):
            self.note("factor", self.at - 1, self.at)
            name += "'"
        self.note("factor", start, self.at)
        value = self.scene.function(Symbol(name), *self.brackets())
        return value[self.index() - 1, 0] if self.found("_") else value

    def fraction(self):
        start = self.take() and self.at
        if self.peek(1) == r"\partial":
            above, below = (self.group(lambda: self.take(r"\partial") and self.symbol()) for _ in range(2))
            return self.scene.slope(above, below)
        above = self.group(self.sum)
        middle = self.at
        below = self.group(self.sum)
        self.note("factor", start, self.at, *self.tokens[middle:self.at], *self.tokens[start:middle])
        return above / below

    def over(self):
        """Return a sum over an index: its term is read again for each."""
        self.take(r"\sum"), self.take("_")
        braced, name, low = self.found("{"), self.letter(), 1
        if braced and self.found("="):
            low = self.index()
        if braced:
            self.take("}")
        high = self.index() if self.found("^") else self.scene.sizes[name]
        total, start, outside = 0, self.at, self.indices
        for i in range(low, high + 1):
            self.at, self.indices = start, outside | {name: i}
            total = total + plain(self.term())
        self.indices = outside
        return total

    def table(self):
        """Return a matrix without its dots, or the case that holds."""
        self.take(r"\begin")
        if self.words() == "cases":
            cases = [self.case()]
            while self.found(r"\\"):
                cases.append(self.case())
            value, = (value for value, there in cases if there)         # one, and one alone
        else:
            rows = [self.row()]
            while self.found(r"\\"):
                rows.append(self.row())
            value = np.array([row for row in rows if row], dtype=float)
        self.take(r"\end"), self.words()
        return value

    def row(self):
        row = []
        while self.peek() not in (r"\\", r"\end"):
            if self.peek() in (*DOTS, "&"):
                self.take()
            else:
                row.append(self.sum())
        return row

    def case(self):
        value = self.sum()
        self.take("&"), self.take(r"\text"), self.words()
        z, sign = self.sum(), self.take(*COMPARED)
        for other in COMPARED.keys() - {sign}:
            self.note("sign", self.at - 1, self.at, other)
        return value, COMPARED[sign](z, self.sum())
