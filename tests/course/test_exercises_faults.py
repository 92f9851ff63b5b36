"""Tests of faults on the way, noticed without NumPy's warnings: a verdict is the same where NumPy cannot warn."""
import contextlib
import math
import warnings

import numpy as np
import pytest

from mlp_lib import ACTIVATIONS, exercises
from mlp_lib.course.exercises import ALL
from mlp_lib.teaching.exercise.faults import faults

Z, P = np.array([-1000.0, 0.0, 1000.0]), np.array([0.0, 0.5])


def naive(z):
    return 1 / (1 + np.exp(-z))


def vectorized(z):
    return np.vectorize(naive)(z)


def by_hand(z):
    return [1 / (1 + np.exp(-float(v))) for v in z]


def in_place(z):
    z *= 1e306
    return z


OVERFLOW, ZERO = "an overflow in `exp`", "a division by zero in `log`"


@pytest.mark.parametrize("function, argument, want", [
    (naive, Z, [OVERFLOW]), (naive, -1000.0, [OVERFLOW]), (naive, -1000, [OVERFLOW]),
    (naive, np.float32(-90), [OVERFLOW]), (lambda z: naive(np.asarray(z, float)), [-1000.0], [OVERFLOW]),
    (vectorized, Z, [OVERFLOW]), (by_hand, Z, [OVERFLOW]),
    (lambda z: [naive(v) for v in z], Z, [OVERFLOW]), (lambda z: naive(z[:, None])[0], Z, [OVERFLOW]),
    (lambda z: np.exp(z) / np.exp(z).sum(), Z, [OVERFLOW, "an invalid operation in `divide`"]),
    (in_place, Z, ["an overflow in `multiply`"]),
    (lambda z: np.prod(1e300 + np.abs(z)), Z, ["an overflow in `multiply`"]),
    (lambda p: p * np.log(p), P, [ZERO, "an invalid operation in `multiply`"]), (lambda p: np.log(p[0]), P, [ZERO]),
    (lambda p: np.log(0), P, [ZERO]), (lambda p: 1 / p, P, ["a division by zero in `divide`"]),
    (lambda p: 1 / np.zeros(2), P, ["a division by zero in `divide`"]),
    (lambda p: p[:1] / p[:1].sum(), P, ["an invalid operation in `divide`"]),
    (naive, np.array([-np.inf, np.nan]), []), (lambda p: np.log(p, where=p > 0, out=np.zeros_like(p)), P, []),
    (lambda z: (1 + np.tanh(z / 2)) / 2, Z, []), (lambda z: np.logaddexp.reduce(z), Z, []),
    (lambda z: np.where(z > 0, z, 0).mean() + z.std() + np.median(z), Z, []),
    *((ACTIVATIONS[name], Z, []) for name in ("sigmoid", "softmax", "softplus", "tanh"))])
def test_faults_on_the_way(function, argument, want):
    before = np.array(argument)
    found = faults(function, (argument,))
    assert list(found) == want
    np.testing.assert_array_equal(argument, before)
    assert isinstance(np.exp, np.ufunc) and type(np.array(1.0)) is np.ndarray       # NumPy is as it was


def test_what_stops_or_prints_is_told_by_the_plain_call(capsys):
    def loud(z):
        print("z")
        return math.exp(1000)
    assert faults(loud, (Z,)) == () and capsys.readouterr().out == ""
    def interrupted(z):
        raise KeyboardInterrupt
    with pytest.raises(KeyboardInterrupt):
        faults(interrupted, (Z,))
    assert isinstance(np.exp, np.ufunc)


@contextlib.contextmanager
def silent(**kinds):
    yield


def test_verdicts_do_not_hang_on_warnings(monkeypatch):
    """Every answer that is planted in the book, with NumPy's warnings as errors for who listens, and without any."""
    answers = [(id, answer) for id, exercise in ALL.items()
               for answer in (exercise.solution, *(mistake.answer for mistake in exercise.mistakes))]

    def verdicts():
        return [(id, repr(exercises.check(id, answer))) for id, answer in answers]
    old = np.seterr(all="warn")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            told = verdicts()
        np.seterr(all="ignore")
        monkeypatch.setattr(np, "errstate", silent)         # nobody can turn them on again, as in the browser
        monkeypatch.setattr(np, "seterr", silent)
        assert verdicts() == told
    finally:
        monkeypatch.undo()
        np.seterr(**old)
    assert len(told) > 700 and sum("on the way there is" in verdict for _, verdict in told) >= 3
