"""The chapter Your own table: its runs, its look, its report and its bridge against what it says of them."""
import re
import subprocess
import sys

import numpy as np
import pytest
from chapter import Page

from mlp_lib import bridge, data, experiments, quiz
from mlp_lib.estimators import Regressor
from mlp_lib.table import look, models, parts
from mlp_lib.table.encoding import encoder
from mlp_lib.table.measures import DRAWS
from mlp_lib.table.signs import of_near

PAGE = Page("your-table")
told = PAGE.told
TESTS = data.concrete()
MIX = data.near_groups(TESTS[TESTS.columns[:7]], 0.5)


def test_the_steps_are_those_that_are_taken():
    told("60 % to learn from, 20 % to choose by, 20 % to test on")
    assert parts.SHARES == (0.6, 0.2, 0.2)
    told("Three networks are trained")
    assert len(models.SETTINGS) == 3
    told("trained from four more starts")
    told("drawn anew from them, 2,000 times")
    assert DRAWS == 2_000
    told("A report tries three settings, once")


def test_the_split_by_mix_costs_what_is_said_and_the_linear_model_does_not_care():
    error = experiments.read("your-table").pivot(index="seed", columns="split", values=["net", "linear"])
    random, mix = error["net", "random"], error["net", "by mix"]
    told("About 0.9 MPa, nearly a fifth more")
    assert round(mix.mean() - random.mean(), 1) == 0.9 and 1.16 < mix.mean() / random.mean() < 1.20
    told("its error does not rise")
    assert error["linear", "by mix"].mean() < error["linear", "random"].mean()
    told("the lead of the network is still large")
    assert experiments.read("your-table").ahead.all() and (error["linear", "by mix"] - mix).min() > 2
    told("the lowest of the second lies below the highest of the first")
    assert mix.min() < random.max()
    told(f"random  net {random.mean():.1f} MPa ({random.min():.1f} to {random.max():.1f})", PAGE.printed)
    alt = next(c.metadata["mystnb"]["image"]["alt"] for c in PAGE.cells if "yticklabels" in c.source)
    told(f"between {random.min():.1f} and {random.max():.1f} MPa, with whole mixes between {mix.min():.1f} and "
         f"{mix.max():.1f} MPa", alt)
    told("in each of the ten splits")
    assert (mix > random).all()


def test_most_test_rows_have_a_sister_where_rows_are_divided_at_random():
    told("most test rows have a sister among the rows that were learned from")
    for seed in range(5):
        train, _, test = data.split(len(MIX), rng=seed)
        assert np.isin(MIX[test], MIX[train]).mean() > 0.5
    told("1,030 tests of 329 mixes")
    assert (len(TESTS), MIX.max() + 1) == (1030, 329)
    exact = data.near_groups(TESTS[TESTS.columns[:7]], 0)
    told("To the last digit there are 427 mixes")
    assert exact.max() + 1 == 427
    told("43 of its 208 test rows are nearly rows that were learned from")
    seen = look(TESTS.assign(mix=[f"m{k}" for k in exact]), "strength", group="mix")
    cut = parts.divide(seen, 0)[0]
    code = encoder(seen, cut.train)[0]
    learned, test = (code(TESTS.iloc[rows]) for rows in (np.concatenate(cut[:2]), cut.test))
    assert of_near(learned, test).startswith("43 test rows of 208 are nearly a row")


def test_ten_splits_of_the_modes():
    ten = experiments.read("your-table-modes")
    told("a log-loss anywhere between 0.35 and 1.19")
    assert (round(ten.net.min(), 2), round(ten.net.max(), 2)) == (0.35, 1.19)
    told("In half of the splits the report calls the network better")
    assert (ten.low > 0).sum() == 5 and (ten.high < 0).sum() == 0
    one = ten[ten.seed == 1].squeeze()
    assert one.low < -0.2 and one.high > 0.1                    # far enough from 0 for any machine
    told("95 % interval: -0.49 to 0.20", PAGE.printed)


def test_the_look_says_what_the_text_says():
    told("Column `load` has text in row 31: `unknown`", PAGE.printed)
    told("Left out: `sag_inch` repeats the target", PAGE.printed)
    told("Left out: `beam` (each row has a value of its own)", PAGE.printed)
    told("727 of 1,030 rows are like another one in all inputs but `age`", PAGE.printed)


def test_the_pipeline_as_it_is_shown_runs_by_whole_groups():
    rows = np.flatnonzero(MIX % 9 == 0)
    frame = TESTS.iloc[rows].assign(site=np.where(MIX[rows] % 2, "east", "west"))
    errors = bridge.in_a_pipeline(frame, "strength", MIX[rows])
    assert errors.shape == (5,) and (errors > 2).all() and errors.mean() < frame.strength.std()


@pytest.mark.long
def test_the_grid_search_as_it_is_shown_runs():
    rows = np.flatnonzero(MIX % 9 == 0)
    search = bridge.in_a_grid_search(TESTS.iloc[rows], "strength", MIX[rows])
    told("The search takes 45 trainings and one more")
    assert len(search.cv_results_["params"]) * search.n_splits_ == 45
    assert isinstance(search.best_estimator_[-1], Regressor) and set(search.best_params_) == {
        "regressor__hidden", "regressor__l2"}


def test_the_source_is_shown_without_scikit_learn():
    code = ("import sys; sys.modules['sklearn'] = None; from mlp_lib import bridge; "
            "print(*[bridge.show(name)._repr_html_() for name in bridge.CODE])")
    shown = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert "make_pipeline(columns, Regressor(" in shown and "GridSearchCV(model, settings" in shown
    with pytest.raises(ValueError, match="Did you mean 'a pipeline'"):
        bridge.show("pipeline")


def test_quiz():
    told("Six questions.")
    assert len(quiz.CHAPTERS["your-table"]) == 6
    assert len({[o.right for o in question.options].index(True) for question in quiz.CHAPTERS["your-table"]}) > 1


def test_margins_of_the_exercise_by_hand():
    from mlp_lib.course.your_table.exercises import margins
    drawn = sorted(np.sqrt(np.mean([margins.THEIRS[i] for i in row])) - np.sqrt(np.mean([margins.OURS[i] for i in row]))
                   for row in margins.DRAWS)
    assert drawn[0] + 0.1 * (drawn[1] - drawn[0]) == pytest.approx(0.0629171306613)
    assert re.search("two intervals", " ".join(margins.MARGIN.why.split()))
