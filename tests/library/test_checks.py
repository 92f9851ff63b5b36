"""Numbers handed in: what is missing, masked or no number is refused with its place and, in a table, its column."""
import datetime
import types
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from mlp_lib import ACTIVATIONS, LOSSES, MLP, fit, loss, plots
from mlp_lib.checks import count, finite, number

NET, SURE = MLP([1, 1], rng=0), MLP([1, 3], output="softmax", rng=0)
MASKED = np.ma.masked_equal([[1.0], [2.0], [-999.0]], -999)
WORDS = {"zone": ["02139", "10001"], "wind": [1.0, 2.0]}
DAY = datetime.date(2024, 1, 1)


@pytest.mark.parametrize(("array", "at"), [
    (np.array(["1_0", 2.0], object), r"x\[0\] is '1_0'"), (np.array([2.0, "02139"], object), r"x\[1\] is '02139'"),
    (np.array([[1, b"7"]], object), r"x\[0, 1\] is b'7'"),
    (pd.DataFrame(WORDS), r"x\[0, 0\], column 'zone', is '02139'"),
    (pd.DataFrame(WORDS)["zone"], r"x\[0\], column 'zone', is '02139'"),
    (pd.DataFrame(WORDS).astype({"zone": "category"}), "column 'zone', is '02139'"),
    (pd.DataFrame({"a": [1.0], "day": pd.to_datetime(["2024-01-01"])}), r"x\[0, 1\], column 'day', is Timestamp"),
    (np.array([1.0, DAY], object), r"x\[1\] is datetime.date"),
    (np.array([1.0, np.datetime64("2024-01-01")], object), r"x\[1\] is .*datetime64"),
    (np.array([1.0, np.timedelta64(3, "D")], object), r"x\[1\] is .*timedelta64"),
    (np.array([1.0, DAY - DAY], object), r"x\[1\] is datetime.timedelta"),
    (np.array([1.0, 1 + 2j], object), r"x\[1\] is \(1\+2j\)"),
    (np.array([1.0, np.complex128(2)], object), r"x\[1\] is .*2\+0j"),
    (np.array([1.0, [2.0]], object), r"x\[1\] is \[2.0\]"),
])
def test_what_is_no_number_is_refused_with_its_place(array, at):
    with pytest.raises(TypeError, match=f"{at}.*: x must be an array of numbers.*get_dummies.*to_numeric"):
        finite(array, "x")


@pytest.mark.parametrize(("array", "at"), [
    (MASKED, r"x\[2, 0\] is masked"), (MASKED.astype(int), r"x\[2, 0\] is masked"),
    ([MASKED[:2, 0], MASKED[1:, 0]], r"x\[1, 1\] is masked"),
    (MASKED.astype(object), r"x\[2, 0\] is masked"), (np.ma.masked, "x is masked"),
    (np.ma.array([np.nan, 1.0], mask=[False, True]), r"x\[1\] is masked"),
    (np.ma.array([np.nan, 1.0], mask=[False, False]), r"x\[0\] is nan"),
    (pd.Series([1, None], dtype="Int64", name="wind"), r"x\[1\], column 'wind', is (<NA>|nan)"),
    (pd.DataFrame({"a": [1, 2], "wind": pd.array([1, None], "Int64")}), r"x\[1, 1\], column 'wind', is (<NA>|nan)"),
    (pd.DataFrame({"a": [1, 2], "wind": pd.array([1, None], "Float64")}), r"x\[1, 1\], column 'wind', is (<NA>|nan)"),
    (pd.DataFrame({"a": [1, 2], "yes": pd.array([True, None], "boolean")}), r"x\[1, 1\], column 'yes', is <NA>"),
    (pd.DataFrame({"a": [1.0, np.inf]}), r"x\[1, 0\], column 'a', is inf"),
    (np.array([1, None], object), r"x\[1\] is None"),
    (np.array([1.0, pd.NaT], object), r"x\[1\] is NaT"),
])
def test_what_is_missing_is_refused_with_its_place(array, at):
    with pytest.raises(ValueError, match=f"{at}: x must be finite. Drop or fill"):
        finite(array, "x")


@pytest.mark.parametrize("array", [
    np.array([1, 2.5], object), np.array([Fraction(1), Fraction(5, 2)], object), [Decimal(1), Decimal("2.5")],
    np.array([np.float32(1), True + 1.5], object), pd.Series([1, 2.5], dtype="Float64"), np.ma.array([1.0, 2.5]),
    pd.DataFrame({"yes": [True], "n": [2.5]}).iloc[0], np.array([np.True_, 2.5], object),
])
def test_numbers_of_any_library_are_numbers(array):
    out = finite(array, "x")
    assert out.tolist() == [1, 2.5] and out.dtype == float and type(out) is np.ndarray


def test_a_long_value_is_cut_in_the_message():
    for check in (count, number):
        with pytest.raises(TypeError, match=r"must be a .*number, got array\(") as caught:
            check(np.zeros((50, 50)), "n")
        assert len(str(caught.value)) < 120


def test_a_span_of_time_is_no_number():
    for check in (count, number):
        with pytest.raises(TypeError, match=r"eta must be a .*number, got .*timedelta64"):
            check(np.timedelta64(3, "D"), "eta")


SETTINGS = dict(loss="squared_error", eta=0.1, epochs=1, rng=0)


@pytest.mark.parametrize("call", [
    lambda: NET.predict(MASKED), lambda: fit(NET, MASKED, [1.0, 2, 3], **SETTINGS),
    lambda: fit(NET, [[1.0], [2], [3]], MASKED, **SETTINGS), lambda: loss(NET, MASKED, [1.0, 2, 3]),
    lambda: loss(SURE, [[1.0], [2], [3]], np.ma.masked_equal([0, 1, 2], 2), "cross_entropy"),
    lambda: ACTIVATIONS["tanh"](MASKED), lambda: LOSSES["huber"].value(MASKED, np.zeros((3, 1))),
    lambda: setattr(NET, "theta", np.ma.masked_equal([1.0, 2.0], 2)),
])
def test_masked_entries_are_refused_everywhere(call):
    with pytest.raises(ValueError, match="is masked"):
        call()


def test_missing_labels_and_validation_data_are_named():
    x, y = [[1.0], [2], [3]], [1.0, 2, 3]
    with pytest.raises(ValueError, match=r"y\[1\], column 'mode', is (<NA>|nan)"):
        loss(SURE, x, pd.Series([0, None, 1], dtype="Int64", name="mode"), "cross_entropy")
    with pytest.raises(ValueError, match=r"validation x\[1, 0\] is nan"):
        fit(NET, x, y, validation=([[1.0], [np.nan], [1]], y), **SETTINGS)
    with pytest.raises(ValueError, match=r"validation y\[2\] is inf"):
        fit(NET, x, y, validation=(x, [1, 2, np.inf]), **SETTINGS)
    with pytest.raises(ValueError, match=r"validation y is \(2,\)"):
        fit(NET, x, y, validation=(x, [1, 2]), **SETTINGS)
    with pytest.raises(ValueError, match=r"validation x is \(3, 2\)"):
        fit(NET, x, y, validation=(np.ones((3, 2)), y), **SETTINGS)


@pytest.mark.parametrize(("y", "error", "words"), [
    (["car", "bus", "car"], TypeError, r"y holds words such as 'car'.* y = np.unique\(y, return_inverse=True\)"),
    (pd.Series(["car", "bus", "car"], dtype="category"), TypeError, "holds words such as 'car'"),
    (np.array([0, "bus", 1], object), TypeError, "holds words such as 'bus'"),
    (np.array([[0], [1], [2]]), ValueError, r"y is \(3, 1\), but .*y\.ravel\(\)"),
    (pd.DataFrame({"mode": [0, 1, 2]}), ValueError, r"y\.squeeze\(\)"),
    (np.array([0, 1, 2], "timedelta64[D]"), TypeError, "y must be an array of numbers"),
    ([[0], [1, 2], 1], TypeError, "y must be an array of numbers"),
])
def test_labels_that_cannot_be_read_are_named_with_the_way_out(y, error, words):
    with pytest.raises(error, match=words):
        loss(SURE, [[1.0], [2], [3]], y, "cross_entropy")
    if error is TypeError:
        with pytest.raises(TypeError, match=r"words|numbers"):
            loss(MLP([1, 1], output="sigmoid", rng=0), [[1.0], [2], [3]], y, "binary_cross_entropy")


def test_the_way_out_of_words_works():
    classes, y = np.unique(["car", "bus", "car"], return_inverse=True)
    assert classes.tolist() == ["bus", "car"]
    by_hand, values = [1, 0, 1], [[1.0], [2], [3]]
    assert loss(SURE, values, y, "cross_entropy") == loss(SURE, values, by_hand, "cross_entropy")


def test_no_rows_are_called_so():
    with pytest.raises(ValueError, match=r"x is \(0, 1\).*no rows"):
        NET.predict(np.ones((3, 1))[:0])


@pytest.mark.parametrize("sizes", [{4, 2, 3}, frozenset([4, 2]), {4: "in", 2: "out"}])
def test_layers_have_an_order(sizes):
    with pytest.raises(TypeError, match=r"sizes must be a list of layer widths, such as \[3, 4, 2\]"):
        MLP(sizes)


def test_layers_have_an_end():
    with pytest.raises(ValueError, match=r"at most 10000 layers, got more, \[1, 1, 1\]"):
        MLP(1 for _ in range(10**5))


@pytest.mark.parametrize("values", [np.array([1.0, "2_0", 3.0], object), np.ma.masked_equal([1.0, 2.0, 3.0], 2),
                                    np.array([1.0, np.timedelta64(2, "D"), 3.0], object)])
def test_what_a_plot_shows_are_numbers_too(values):
    history = types.SimpleNamespace(loss=values)
    for call in (lambda: plots.loss_curves(history), lambda: plots.draw_network([3, 1], values={0: values})):
        with pytest.raises((TypeError, ValueError), match=r"must be (finite|a list|an array)"):
            call()
