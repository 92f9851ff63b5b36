"""The project to hand in: what the check of completeness sees in a work, part by part, and that nothing raises."""
import dataclasses
import tracemalloc
from functools import partial

import numpy as np
import pandas as pd
import pytest

from mlp_lib import project
from mlp_lib.course.structured_data.project import leaks
from mlp_lib.course.structured_data.tasks import concrete_rows, divide, exact_mixes
from mlp_lib.probabilities import calibration

RNG = np.random.default_rng(0)
N = 200
MIX = np.arange(N) // 4                                     # (200,), four rows each
TABLE = pd.DataFrame({"water": np.repeat(RNG.uniform(150, 200, N // 4), 4), "age": np.tile([3.0, 7, 28, 90], N // 4),
                      "lab": "a"})
TABLE["strength"] = 60 - 0.2 * TABLE.water + 8 * np.log(TABLE.age) + RNG.normal(0, 3, N)
TRAIN, VALIDATION, TEST = (np.flatnonzero((low <= MIX) & (high > MIX)) for low, high in ((0, 30), (30, 40), (40, 50)))
Y = TABLE["strength"].to_numpy()
WIDE = TABLE.assign(**{name: np.repeat(RNG.normal(size=N // 4), 4) for name in ("cement", "slag")})
ALIKE = WIDE.copy()                                         # the mixes of the test once more, rounded
ALIKE.loc[:39, ["water", "cement", "slag"]] = WIDE.loc[160:, ["water", "cement", "slag"]].to_numpy().round(2)
FOUR = {"inputs": ["water", "age", "cement", "slag"]}
SAID = Y[TEST] + RNG.normal(0, 4, (5, len(TEST)))
ERROR = np.sqrt(((SAID - Y[TEST]) ** 2).mean(axis=1)).mean()
LONG = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen " \
       "eighteen nineteen twenty"
WHOLE = project.Work(
    title="A short title", question="How far off is the strength of a mix that is new?", use="The engineer "
    "decides which of the mixes is tested first.", table=TABLE, target="strength", unit="MPa", inputs=["water", "age"],
    left_out={"lab": "the same in every row"}, groups=MIX, train=TRAIN, validation=VALIDATION, test=TEST,
    baselines={"mean": np.full(len(TEST), Y[TRAIN].mean()), "half": SAID[0] + 5}, predictions=SAID,
    choices=f"3 widths were tried on the validation rows; {LONG}", low=SAID.mean(axis=0) - 3.2,
    high=SAID.mean(axis=0) + 3.2, promised=0.9, importance={"water": 2.0, "age": np.float64(7.5)},
    finding=f"{LONG}, and of all the age", answer=f"{LONG}: {ERROR:.1f} MPa.", limits=LONG)
but = partial(dataclasses.replace, WHOLE)


def state(work, name):
    part = next(part for part in project.check(work).parts if part.name == name)
    return part.state, part.says


def test_a_whole_work_is_complete():
    report = project.check(WHOLE)
    assert report.complete, report
    assert report.summary == "Complete: all 11 parts are there." and repr(report).endswith(report.summary)
    assert report._repr_html_().count("<tr>") == 12


def test_a_work_not_begun_misses_every_part():
    report = project.check(project.Work())
    assert {part.state for part in report.parts} == {"missing"} and not report.complete
    assert all("is not there yet" in part.says for part in report.parts)
    assert "0 of 11" in report.summary and "one page" in report.summary


def test_each_part_that_is_taken_away_is_missed():
    names = [field.name for field in dataclasses.fields(project.Work) if field.default is ...]
    assert len(names) == 22
    for name in names:
        report = project.check(but(**{name: ...}))
        assert not report.complete and "missing" in {part.state for part in report.parts}, name
        assert any(f"`{name}`" in part.says for part in report.parts), name


@pytest.mark.parametrize(("part", "change", "says"), [
    ("question", {"question": "Predict the strength by a network of some kind."}, "question mark"),
    ("question", {"question": "How much?"}, "2 words"), ("question", {"use": "   "}, "`use` is empty"),
    ("question", {"question": 7}, "words in quotes"),
    ("table", {"table": "concrete.csv"}, "DataFrame"), ("table", {"target": "stregnth"}, "no column"),
    ("table", {"target": "lab"}, "must be an array of numbers"),
    ("table", {"table": TABLE.assign(strength=TABLE.strength.where(TABLE.index > 3))}, "must be finite"),
    ("table", {"unit": " "}, "`unit` is empty"), ("table", {"inputs": "water"}, "a list of columns"),
    ("table", {"inputs": ["water", "age", "strength"]}, "among the inputs"),
    ("table", {"inputs": ["water"]}, "neither an input nor left out for a reason: age"),
    ("table", {"inputs": ["water", "age", "slump"]}, "no such column in the table: slump"),
    ("table", {"left_out": {"lab": "useless"}}, "too short: lab"),
    ("split", {"test": np.append(TEST, TRAIN[:3])}, "3 rows are in `train` and in `test`"),
    ("split", {"validation": np.append(VALIDATION, TEST[:1])}, "`validation` and in `test`"),
    ("split", {"test": TEST[:20]}, "only 20 test rows"), ("split", {"test": TEST / 1}, "row numbers"),
    ("split", {"test": np.append(TEST, TEST[0])}, "more than once"), ("split", {"test": TEST + 5}, "rows 0 to 199"),
    ("split", {"groups": MIX[:5]}, "one group for each row"),
    ("split", {"table": ALIKE, **FOUR}, "100 % of the test rows agree with"),
    ("split", {"table": ALIKE, "alike": "so it is", **FOUR}, "`alike` has 3 words"),
    ("split", {"groups": np.arange(N) // 75}, "100 % of the test rows"),
    ("split", {"groups": None, "train": np.arange(0, N, 2), "test": np.arange(1, N, 4),
               "validation": np.arange(3, N, 4), **FOUR, "table": WIDE}, "100 % of the test rows agree with"),
    ("baselines", {"baselines": {"mean": np.full(40, Y[TRAIN].mean())}}, "1 of at least 2"),
    ("baselines", {"baselines": {"mean": np.full(40, Y[TEST].mean()), "half": SAID[0]}}, "mean of the training rows"),
    ("baselines", {"baselines": [1, 2]}, "a dictionary"), ("baselines", {"baselines": {"mean": 9.0, "b": SAID}},
                                                           "one number for each of the 40 test rows"),
    ("choices", {"choices": LONG}, "no number"),
    ("networks", {"predictions": SAID[:4]}, "4 networks"), ("networks", {"predictions": SAID[:1]}, "1 network;"),
    ("networks", {"predictions": SAID.T}, "a row for each network"), ("networks", {"predictions": [1, [2]]}, "array"),
    ("networks", {"predictions": SAID * np.nan}, "must be finite"),
    ("networks", {"predictions": np.repeat(SAID[:1], 5, axis=0)}, "the very same"),
    ("networks", {"predictions": (SAID - Y.mean()) / Y.std()}, "scaled back"),
    ("networks", {"predictions": Y[TEST] + SAID / 1e6}, "too good to be true"),
    ("sureness", {"promised": 90}, "between 0 and 1"), ("sureness", {"low": SAID[0] + 9}, "lies above `high`"),
    ("sureness", {"low": SAID[0], "high": SAID[0] + 0.1}, "more than luck explains"),
    ("sureness", {"low": SAID[0] - 1, "high": SAID[0] + 1, "promised": True}, "between 0 and 1"),
    ("learned", {"importance": {"water": 1.0}}, "says nothing of age"),
    ("learned", {"importance": [1, 2]}, "dictionary"),
    ("learned", {"importance": {"water": "much", "age": "little"}}, "dictionary"),
    ("learned", {"finding": LONG}, "none of the inputs"),
    ("answer", {"answer": f"{LONG}: 99.5 MPa."}, "does not have the error"),
    ("answer", {"answer": f"{LONG}: {ERROR:.1f} bar."}, "does not have the unit, MPa"),
    ("limits", {"limits": "It is a black box."}, "5 words"),
    ("one page", {"limits": LONG * 20}, "a page has room for 400"), ("one page", {"title": "Concrete"}, "1 word;"),
])
def test_what_is_not_right_is_told(part, change, says):
    found, told = state(but(**change), part)
    assert found in ("missing", "look again") and says in told, told


@pytest.mark.parametrize(("part", "change", "says"), [
    ("split", {"groups": None}, "no sign of any"), ("split", {"groups": None, "table": WIDE, **FOUR}, "no sign of any"),
    ("split", {"groups": None, "table": ALIKE, **FOUR, "alike": "every row is another mix from another plant"},
     "for a reason"),
    ("split", {"train": TRAIN[:100]}, "20 unused"),
    ("networks", {"baselines": {"mean": np.full(40, Y[TRAIN].mean()), "better": Y[TEST] + 0.1}},
     "'better' is better, 0.10 MPa: a finding"),
    ("networks", {"predictions": SAID[..., None]}, "5 seeds"),
    ("table", {"table": TABLE.assign(water=TABLE.water.where(TABLE.index > 3))}, "missing in water"),
    ("answer", {"answer": f"{LONG}: 1,030 rows, {ERROR:.2f} MPa."}, "It says the error"),
    ("learned", {"finding": f"{LONG}, and water"}, "without age, by 7.5 MPa"),
])
def test_what_is_right_is_told_with_its_numbers(part, change, says):
    assert state(but(**change), part)[0] == "there" and says in state(but(**change), part)[1]


def test_a_yes_and_no_is_asked_for_its_calibration_and_not_for_an_interval():
    strong = (Y > np.median(Y)).astype(float)
    p = np.clip(strong[TEST] * 0.6 + 0.2 + RNG.normal(0, 0.05, (5, len(TEST))), 0, 1)
    yes = dict(table=TABLE.assign(strength=strong), unit="probability", predictions=p, low=..., high=..., promised=...,
               baselines={"mean": np.full(len(TEST), strong[TRAIN].mean()), "half": np.full(len(TEST), 0.5)})
    found, told = state(but(**yes), "sureness")
    off = calibration(p.mean(axis=0), strong[TEST], 5).error
    assert found == "there" and f"are {off:.2f} apart" in told
    found, told = state(but(**{**yes, "predictions": 3 * p - 1}), "sureness")
    assert found == "look again" and "a probability was wanted" in told


def test_the_errors_are_worked_out_again():
    told = state(WHOLE, "networks")[1]
    errors = [np.linalg.norm(row - Y[TEST]) / np.sqrt(len(TEST)) for row in SAID]
    for value in (np.mean(errors), min(errors), max(errors)):
        assert f"{value:.1f} MPa" in told
    assert f"half {np.linalg.norm(SAID[0] + 5 - Y[TEST]) / np.sqrt(len(TEST)):.1f} MPa" in state(WHOLE, "baselines")[1]


class Hostile:
    def __getattr__(self, name):
        raise RuntimeError("no")


ODD = [None, 0, -1, "text", b"x", [], {}, [[]], float("nan"), 10 ** 400, object(), Hostile(), np.zeros((2, 3, 4)),
       np.array(["a"]), lambda: 1, pd.DataFrame(), {1: 2}, 1j]


@pytest.mark.parametrize("value", ODD, ids=range(len(ODD)))
def test_nothing_in_a_work_raises(value):
    for field in dataclasses.fields(project.Work):
        report = project.check(but(**{field.name: value}))
        assert repr(report) and report._repr_html_() and repr(project.page(but(**{field.name: value})))
    for take in (project.check, project.page):
        with pytest.raises(TypeError, match="a Work"):
            take(value)


def test_the_callers_work_stays_as_it_is():
    before = TABLE.copy(), SAID.copy(), {name: p.copy() for name, p in WHOLE.baselines.items()}
    project.check(WHOLE), project.page(WHOLE)
    pd.testing.assert_frame_equal(TABLE, before[0])
    np.testing.assert_array_equal(SAID, before[1])
    assert all((WHOLE.baselines[name] == p).all() for name, p in before[2].items())


def test_twins_are_counted_in_all_columns_and_in_all_but_each():
    inputs, even, odd = WIDE[["water", "age", "lab"]], np.arange(0, N, 2), np.arange(1, N, 2)
    found = leaks.twins(inputs, even, odd)
    assert found.all == 0 and found.but == {"water": 0, "age": 1, "lab": 0}
    twice = pd.concat([inputs, inputs.assign(water=inputs.water.round())], ignore_index=True)       # written down again
    learned, test = np.arange(N), np.arange(N, 2 * N)
    assert leaks.twins(twice, learned, test).all == 1
    gone = twice.assign(water=twice.water.where(twice.index % N > 3))                               # nan is like nan
    assert leaks.twins(gone, learned, test).all == 1
    assert leaks.twins(twice.assign(lab=np.repeat(["a", "b"], N)), learned, test).all == 0


def test_what_luck_explains_is_no_suspicion():
    few = pd.DataFrame({"a": RNG.integers(3, size=N), "b": RNG.integers(4, size=N)})        # 12 kinds of row
    assert leaks.twins(few, TRAIN, TEST).all == 1 and leaks.suspicion(few, TRAIN, TEST) is None
    assert "in all inputs but `age`" in leaks.suspicion(WIDE[FOUR["inputs"]], np.arange(0, N, 2), np.arange(1, N, 2))


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_concrete_leaks_at_random_and_by_its_exact_mixes(seed):
    X, _, mix = concrete_rows()
    inputs = pd.DataFrame(X)
    train, test = divide("random", mix, seed)
    assert "in all inputs but `7`" in leaks.suspicion(inputs, train, test)          # 7: the age
    assert "of the test rows agree" in leaks.suspicion(inputs, *divide("by mix", exact_mixes(), seed))
    assert leaks.suspicion(inputs, *divide("by mix", mix, seed)) is None


def test_of_many_rows_some_stand_for_all(monkeypatch):
    inputs = WIDE[["water", "age", "lab"]]
    monkeypatch.setattr(leaks, "PAIRS", 1000)
    assert leaks.twins(inputs, np.arange(0, N, 2), np.arange(1, N, 2)).but["age"] == 1


def test_the_page_has_everything_and_can_be_saved(tmp_path):
    page = project.page(WHOLE)
    for heading in ("Question", "Answer", "Data and split", "Limits"):
        assert f"## {heading}\n" in page.text and f"<strong>{heading}.</strong>" in page._repr_html_()
    page.save(tmp_path / "report.md")
    assert (tmp_path / "report.md").read_text(encoding="utf-8") == repr(page) == page.text
    assert "[`limits` is not there yet.]" in project.page(but(limits=...)).text
    assert "<script>" not in project.page(but(limits=f"<script> {LONG}"))._repr_html_()


def test_the_rubric_adds_up():
    rubric = project.rubric()
    assert sum(c.points for c in rubric) == 100 and "100  points in all" in repr(rubric)
    assert rubric._repr_html_().count("<tr>") == len(rubric) + 2


def test_rows_are_compared_in_little_memory():
    rng = np.random.default_rng(0)
    inputs = pd.DataFrame({"a": rng.normal(size=1500), "b": rng.integers(0, 5, 1500),
                           "c": rng.choice(list("xyz"), 1500)})
    tracemalloc.start()
    try:
        found = leaks.twins(inputs, np.arange(1000), np.arange(1000, 1500))
        assert tracemalloc.get_traced_memory()[1] < 6 * 500 * 1000          # bytes: no gap of each pair as a number
    finally:
        tracemalloc.stop()
    near = abs(inputs.a.to_numpy()[1000:, None] - inputs.a.to_numpy()[:1000]) <= 0.1 * inputs.a.std(ddof=0)
    same = [inputs[name].to_numpy()[1000:, None] == inputs[name].to_numpy()[:1000] for name in "bc"]
    assert found.all == (near & same[0] & same[1]).any(axis=1).mean()
    assert found.but["c"] == (near & same[0]).any(axis=1).mean()
