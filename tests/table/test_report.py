"""Reports: their figures against other computations, honest rows, and a table that stays as it was."""
import numpy as np
import pandas as pd
import pytest
from tables import classes, numbers

from mlp_lib import data
from mlp_lib.table import TableError, look, report
from mlp_lib.table.encoding import encoder, inputs_of
from mlp_lib.table.measures import margin, values
from mlp_lib.table.page import verdict

FRAME = numbers(240)


@pytest.fixture(scope="module")
def made():
    return report(FRAME, "sag", seeds=2)


@pytest.fixture(scope="module")
def told():
    return report(classes(), "kind", seeds=2)


def test_its_figures_are_those_of_its_predictions(made):
    test = made.parts.test
    predicted, true = made.predict(FRAME.iloc[test]), FRAME.sag.to_numpy()[test]
    error = np.sqrt(np.mean((predicted - true)**2))
    assert made.scores[0].values == pytest.approx((error, np.abs(predicted - true).mean(),
                                                   1 - error**2 / np.var(true)), rel=1e-9)
    mean = FRAME.sag.iloc[made.parts.train].mean()
    assert made.scores[2].values[0] == pytest.approx(np.sqrt(np.mean((mean - true)**2)), rel=1e-9)
    single = [made.scale.back(net.predict(made.encoder(FRAME.iloc[test])))[:, 0] for net in made.nets.nets]
    errors = [np.sqrt(np.mean((one - true)**2)) for one in single]
    assert made.scores[0].spread[0] == pytest.approx((min(errors), max(errors)), rel=1e-9)


def test_the_net_finds_the_bend_and_the_verdict_says_so(made):
    assert made.scores[0].values[0] < 0.6 < made.scores[1].values[0]
    assert made.margins[0].low > 0 and "better than the linear model" in verdict(made)


def test_classes(told):
    frame = classes().iloc[told.parts.test]
    P = told.predict(frame)
    names = np.array(told.look.classes)
    assert told.scores[0].values[1] == pytest.approx((names[P.argmax(1)] == frame.kind).mean())
    right = P[np.arange(len(P)), [list(names).index(k) for k in frame.kind]]
    assert told.scores[0].values[0] == pytest.approx(-np.log(right).mean(), rel=1e-6)
    assert told.scores[0].values[1] > 0.85 and [p.title for p in told.pictures[:2]] == [
        "Which is taken for which", "Are its probabilities honest?"]


def test_the_linear_model_is_least_squares_where_the_law_is_a_line():
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(rng.normal(size=(300, 3)), columns=["a", "b", "c"])
    frame["y"] = frame @ [1.0, -2.0, 3.0] + rng.normal(0, 0.5, 300)
    made = report(frame, "y", seeds=1)
    A = np.column_stack([np.ones(180), frame[["a", "b", "c"]].iloc[made.parts.train]])
    w = np.linalg.lstsq(A, frame.y.iloc[made.parts.train].to_numpy(), rcond=None)[0]
    test = frame.iloc[made.parts.test]
    error = np.sqrt(np.mean((w[0] + test[["a", "b", "c"]] @ w[1:] - test.y)**2))
    assert made.scores[1].values[0] == pytest.approx(error, rel=0.02)
    assert "take the linear model" in verdict(made)


def test_rows_that_say_nothing_get_that_verdict():
    rng = np.random.default_rng(1)
    made = report(pd.DataFrame(rng.normal(size=(120, 3)), columns=["a", "b", "y"]), "y", seeds=1)
    assert "not certainly better than a guess" in verdict(made)


def test_an_exact_formula_is_suspected():
    rng = np.random.default_rng(1)
    frame = pd.DataFrame(rng.normal(size=(200, 2)), columns=["casual", "registered"])
    made = report(frame.assign(bikers=frame.casual + frame.registered), "bikers", seeds=1)
    assert any("right almost to the digit" in note for note in made.notes)


def test_the_same_seed_gives_the_same_page_and_the_table_stays():
    frame = classes(100)
    before = frame.copy(deep=True)
    first, again, other = (report(frame, "kind", seeds=1, rng=seed).html for seed in (0, 0, 1))
    assert first == again != other
    pd.testing.assert_frame_equal(frame, before)


def test_scaling_words_and_medians_come_from_the_training_rows():
    frame = FRAME.assign(load=FRAME.load.where(FRAME.index % 7 > 0))
    seen = look(frame, "sag", missing="fill")
    train = np.arange(140)
    code, _ = encoder(seen, train)
    spoiled = frame.copy()
    spoiled.loc[140:, ["width", "load"]] = 1e6
    spoiled.loc[150:, "steel"] = "S690"
    later, notes = encoder(look(spoiled, "sag", missing="fill"), train)
    np.testing.assert_array_equal(code.scale.mean, later.scale.mean)
    assert code.fills == later.fills == {"load": frame.load[:140].median()} and code.words == later.words
    assert any("`S690`, in no training row" in note for note in notes)
    rows = code(inputs_of(seen.columns, seen.inputs, np.arange(240)))
    assert abs(rows[:140, :3].mean(axis=0)).max() < 1e-12
    names = [name for _, name in code.features]
    assert names == ["width", "load", "noise", "load is empty", "steel = S235", "steel = S355", "steel = S460"]
    assert (rows[:, 4:].sum(axis=1) == 1).all() and (rows[:, 3] == frame.load.isna()).all()
    assert code.places("load") == [1, 3] and code.places("steel") == [4, 5, 6]


def test_many_words_share_a_column_and_two_need_one():
    words = [f"w{i:02d}" for i in range(40)]
    frame = pd.DataFrame({"x": np.arange(800.0) % 13, "zone": words * 20, "wet": ["yes", "no"] * 400})
    code, notes = encoder(look(frame.assign(y=frame.x), "y", kinds={"x": "number"}), np.arange(800))
    assert len(code.words["zone"]) == 31 and code.words["wet"] == ("yes",) and "40 words" in notes[0]
    rows = code(frame)
    assert (rows[:, code.places("zone")].sum(axis=1) == 1).all() and rows[:, code.places("zone")[-1]].mean() == 0.25


def test_groups_stay_whole_and_time_goes_forward():
    concrete = data.concrete()
    mixes = concrete.groupby(list(concrete.columns[:7])).ngroup()
    frame = concrete.assign(mix=[f"m{k}" for k in mixes])
    made = report(frame, "strength", group="mix", seeds=1)
    parts = [set(frame["mix"].iloc[rows]) for rows in made.parts[:3]]
    assert not parts[0] & parts[2] and not parts[1] & parts[2] and not parts[0] & parts[1]
    assert "mix" not in made.look.inputs and "each `mix` whole" in made.parts.how
    days = FRAME.assign(day=pd.date_range("2024-01-01", periods=240).strftime("%d.%m.%Y"))
    made = report(days.sample(frac=1, random_state=0), "sag", time="day", seeds=1)
    last = [made.look.columns["day"].cells.iloc[rows] for rows in made.parts[:3]]
    assert last[0].max() < last[1].min() and last[1].max() < last[2].min()


def test_test_rows_that_are_remembered_are_told():
    made = report(pd.concat([FRAME, FRAME.iloc[::2]], ignore_index=True), "sag", seeds=1)
    frame = made.look.source.frame.drop(columns="sag")
    learned = set(map(tuple, frame.iloc[[*made.parts.train, *made.parts.validation]].to_numpy()))
    same = sum(tuple(row) in learned for row in frame.iloc[made.parts.test].to_numpy())
    assert any(note.startswith(f"{same} test rows of {len(made.parts.test)} have the very same") for note in made.notes)


def test_rows_that_are_nearly_the_same_on_both_sides_are_told_beyond_luck():
    concrete = data.concrete()
    for within, nearly in ((0, True), (0.5, False)):                   # kg: many mixes are there twice, once rounded
        mix = data.near_groups(concrete[concrete.columns[:7]], within)
        made = report(concrete.assign(mix=[f"m{k}" for k in mix]), "strength", group="mix", seeds=1)
        told = [note for note in made.notes if "nearly a row that was learned from" in note]
        assert bool(told) == nearly
        if nearly:
            X = made.encoder(concrete)
            learned = X[np.concatenate([made.parts.train, made.parts.validation])]
            far = np.array([np.abs(learned - row).max(axis=1).min() for row in X[made.parts.test]])
            assert told[0].startswith(f"{((far <= 0.1) & (far > 0)).sum()} test rows of {len(far)}")
    assert not any("nearly" in note for note in report(numbers(240).drop(columns="steel"), "sag", seeds=1).notes)


def test_the_margin_is_a_bootstrap_of_whole_groups():
    rng = np.random.default_rng(0)
    Y = rng.normal(size=(60, 1))
    ours, theirs = Y + rng.normal(0, 0.5, Y.shape), Y + rng.normal(0, 0.8, Y.shape)
    groups = np.repeat(np.arange(12), 5)
    found = margin("number", "other", theirs, ours, Y, groups, 0)
    drawn = []
    for _ in range(3000):
        rows = np.concatenate([np.flatnonzero(groups == g) for g in rng.integers(0, 12, 12)])
        drawn.append(values("number", theirs[rows], Y[rows])[0] - values("number", ours[rows], Y[rows])[0])
    assert found.value == pytest.approx(values("number", theirs, Y)[0] - values("number", ours, Y)[0])
    assert (found.low, found.high) == pytest.approx(np.quantile(drawn, [0.025, 0.975]), abs=0.03)


def test_a_forecast_that_held_the_truth_impossible_stays_finite():
    assert values("classes", np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]]))[0] == pytest.approx(34.54, abs=0.01)


def test_stops_are_one_error_and_predictions_want_the_inputs(made):
    with pytest.raises(TableError, match="Choose the column to predict"):
        report(FRAME)
    with pytest.raises(TableError, match="`width` are not in this table"):
        made.predict(FRAME[["load", "steel", "noise"]])
    with pytest.raises(TableError, match=r"`width` has cells that are no numbers: fill"):
        made.predict(FRAME.assign(width=np.nan))
    with pytest.raises(TableError, match=r"`width` was chosen to be a number, but no cell"):
        made.predict(FRAME.assign(width="wide"))
    assert made.predict(FRAME.iloc[:3].assign(steel="unheard of")).shape == (3,)
    for table, words in ((FRAME.to_numpy(), "a DataFrame of pandas.* is ndarray"), (FRAME.head(0), "without rows")):
        with pytest.raises(TableError, match=words):
            made.predict(table)


def test_columns_that_are_numbered_are_found_by_their_numbers():
    frame = FRAME.head(60).set_axis(range(5), axis=1)
    made, named = report(frame, 4, seeds=1, kinds={3: "leave out"}), report(FRAME.head(60), "sag", seeds=1,
                                                                            kinds={"noise": "leave out"})
    np.testing.assert_array_equal(made.predict(frame.tail(5)), named.predict(FRAME.head(60).tail(5)))


def test_progress_is_told_from_0_to_1():
    heard = []
    report(classes(100), "kind", seeds=2, progress=lambda share, words: heard.append((share, words)))
    shares = [share for share, _ in heard]
    assert shares == sorted(shares) and shares[0] == 0 and shares[-1] == 1 and len(heard) == 8
    assert "network 2 of 2" in " ".join(words for _, words in heard)
