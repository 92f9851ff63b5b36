"""Columns: what is in them is found from the cells; what spoils a column is named with its row."""
import datetime

import numpy as np
import pandas as pd
import pytest

from mlp_lib.table.columns import understand

N = 40
NUMBERS = list(np.linspace(1, 9, N))


def kind(cells, name="x", choice=None):
    return understand(pd.Series(cells), name, choice).kind


@pytest.mark.parametrize(("cells", "name", "wanted"), [
    (NUMBERS, "x", "number"), ([str(v) for v in NUMBERS], "x", "number"), ([None, *NUMBERS], "x", "number"),
    (range(1, N + 1), "x", "identifier"), (range(N), "Unnamed: 0", "identifier"),
    (np.random.default_rng(0).permutation(10**6)[:N], "sample_id", "identifier"),
    (np.random.default_rng(0).permutation(10**6)[:N], "load", "number"),
    (range(1960, 2000), "year", "number"), ([f"P{i}" for i in range(N)], "x", "identifier"),
    ([True, False] * 20, "x", "yes or no"), (["yes", "no", None, "no"] * 10, "x", "yes or no"),
    (["S235", "S355", "S460"] * 12, "x", "category"), (pd.Categorical(["a", "b", "c", "a"] * 9), "x", "category"),
    ([1.5] * N, "x", "constant"), (["a", None] * 20, "x", "constant"), ([None] * N, "x", "empty"),
    ([np.nan] * N, "x", "empty"), (["", " ", None] * 9, "x", "empty"),
    (pd.date_range("2024-01-01", periods=N), "x", "date"), (["2024-01-31", "2024-02-01"] * 20, "x", "date"),
    (["31.01.2024", "1.2.2024"] * 20, "x", "date"), (["2024-01-31 10:00", "2024-02-01 11:30"] * 20, "x", "date"),
    (["2024-01-31T10:00:00Z", "2024-02-01T11:30:00+02:00"] * 20, "x", "date"),
    (["01/31/2024", "02/01/2024"] * 20, "x", "date"), (pd.period_range("2024-01", periods=N, freq="M"), "x", "date"),
    ([datetime.date(2024, 1, 1), datetime.date(2024, 1, 2)] * 20, "x", "date"),
    (pd.to_timedelta(range(N), unit="h"), "x", "other"), ([[1], [2]] * 20, "x", "other"), ([1j] * N, "x", "other"),
    (["a sentence that is long enough to be none of a category's words, number one"] * 20
     + ["a sentence that is long enough to be none of a category's words, the other"] * 20
     + ["a sentence that is long enough to be none of a category's words, the third"], "x", "text"),
    ([f"remark {i}" for i in range(30)] + ["remark 1"] * 6, "x", "text"),
    (pd.array([1, 2, None] * 12, dtype="Int64"), "x", "number"), (pd.array([True, None, False] * 9), "x", "yes or no"),
])
def test_kinds(cells, name, wanted):
    assert kind(cells, name) == wanted


@pytest.mark.parametrize(("cells", "words"), [
    ([*NUMBERS[:13], "unknown weight", *NUMBERS], "Column `age` has text in row 14: `unknown weight`; all else in it "
                                                  "is"),
    ([*NUMBERS[:3], "12 kN", "7 kN", *NUMBERS], "text in row 4: `12 kN`, and so have 1 other row; .* unit into its "
                                                "name"),
])
def test_text_among_numbers_is_named_with_its_row_and_can_be_decided(cells, words):
    cells = pd.Series(cells, dtype=object)
    column = understand(cells, "age")
    assert column.kind == "numbers and words" and pd.Series([column.fault]).str.contains(words).all()
    number = understand(cells, "age", "number")
    assert number.kind == "number" and not number.fault and "count as missing, as you chose" in number.notes[0]
    assert number.missing == cells.map(lambda v: isinstance(v, str)).sum()
    assert understand(cells, "age", "category").kind == "category"


def test_what_stands_for_nothing_counts_as_missing_and_is_said():
    column = understand(pd.Series(["1.5", "?", "2.5", "n.a.", "-", "3.5"]), "width")
    assert column.kind == "number" and column.missing == 3
    assert column.notes == ("Column `width` has `-`, `?` and `n.a.` in rows 2, 4, 5: counted as missing.",)
    column = understand(pd.Series([1.0, np.inf, 2.0, -np.inf]), "width")
    assert column.missing == 2 and "infinite in rows 2, 4" in column.notes[0]


def test_formulas_are_words():
    column = understand(pd.Series(["=1+1", "=HYPERLINK(\"http://x\")", "@SUM(1)", "plain"] * 10), "x")
    assert column.kind == "category" and "30 cells with a formula" in column.notes[0]
    assert set(column.cells) == {"=1+1", "=HYPERLINK(\"http://x\")", "@SUM(1)", "plain"}


def test_days_and_months_that_could_be_either_are_said():
    column = understand(pd.Series(["01/02/2024", "03/04/2024"] * 20), "when")
    assert column.kind == "date" and "read as day/month: 01/02/2024" in column.notes[0]
    assert column.cells[0] == pd.Timestamp(2024, 2, 1)
    assert not understand(pd.Series(["13/02/2024", "03/04/2024"] * 20), "when").notes


def test_a_choice_wins():
    assert kind(range(N), "id", "number") == "number"
    assert kind([1, 2, 3] * 12, "zone", "category") == "category"
    assert kind([f"P{i}" for i in range(N)], "x", "category") == "category"
    none = understand(pd.Series(["a", "b", "c"] * 9), "x", "number")
    assert "no cell of it is one: row 1 has `a`" in none.fault


def test_cells_stay_as_they_are():
    cells = pd.Series([1.0, np.inf, 3.0])
    understand(cells, "x")
    assert np.isinf(cells[1])
