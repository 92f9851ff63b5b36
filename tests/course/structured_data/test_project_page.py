"""The page of the project: its two worked answers, what the text says of them, and the numbers of the questions."""
import re

import numpy as np
import pytest
from chapter import Page

from mlp_lib import data, project
from mlp_lib.course.structured_data.tasks import concrete_rows

PAGE = Page("structured-data-project")


@pytest.fixture(scope="module")
def page():
    """The names of the notebook after all its cells."""
    names = {}
    for source in PAGE.sources:
        exec(source, names)
    return names


def states(work):
    return {part.name: part.state for part in project.check(work).parts}


def says(work, name):
    return next(part.says for part in project.check(work).parts if part.name == name)


def test_the_good_answer_is_complete_and_the_poor_one_has_no_part_right(page):
    assert project.check(page["good"]).complete
    assert set(states(page["poor"]).values()) == {"missing", "look again"}
    assert set(states(page["mine"]).values()) == {"missing"}


def test_what_the_good_answer_says_is_so(page):
    good = page["good"]
    errors, linear = good.errors(), good.yardsticks()["linear in log(age)"]
    assert errors.mean() == pytest.approx(5.8, abs=0.045) and linear == pytest.approx(7.0, abs=0.045)
    assert "about 5.8 MPa" in good.answer and "7.0 MPa" in good.answer
    assert "five seeds lie within 0.3 MPa" in good.answer and np.ptp(errors) < 0.3
    rises = good.importance
    assert set(sorted(rises, key=rises.get)[-3:]) == {"cement", "log_age", "slag"}
    assert rises["water"] < 0.1 * rises["cement"] and "hardly rises without water" in good.finding
    assert np.corrcoef(good.table["water"], good.table["superplasticizer"])[0, 1] < -0.6
    assert "water and superplasticizer hang together" in good.finding
    assert (good.table["age"] > 100).mean() < 0.07 and "Few tests are older than 100 days" in good.limits


def test_the_interval_is_too_wide_for_weak_mixes(page):
    """Nine of ten hold everywhere; of the third with the lowest predictions nearly all do."""
    good = page["good"]
    middle, y = (good.low + good.high) / 2, good.truth()
    weak = middle < np.quantile(middle, 1 / 3)
    inside = (good.low <= y) & (y <= good.high)
    off = np.abs(middle - y)
    assert inside[weak].mean() > 0.95 and np.quantile(off[weak], 0.9) < np.quantile(off[~weak], 0.9)
    assert np.ptp(good.high - good.low) < 1e-9 and "equally wide everywhere" in " ".join(good.limits.split())


def test_what_the_text_says_of_the_poor_answer_is_so(page):
    poor = page["poor"]
    X = concrete_rows()[0]
    learned = X[np.concatenate([poor.train, poor.validation])]
    near = [(np.abs(row - learned)[:, :7] <= 0.1 * X[:, :7].std(axis=0)).all(axis=1).any() for row in X[poor.test]]
    assert np.mean(near) > 0.9
    assert "nine of ten test rows differ from some row learned from in the age alone" in PAGE.text
    assert f"{100 * np.mean(near):.0f} % of the test rows agree" in says(poor, "split")
    assert "but `age`" in says(poor, "split")
    assert "neither an input nor left out for a reason: log_age" in says(poor, "table")
    truth, said = poor.truth(), poor.networks()[0]
    assert 1 - ((said - truth) ** 2).mean() / truth.var() == pytest.approx(0.9, abs=0.03)
    half = sum(c.points for c in project.RUBRIC if c.name == "The table") / 2
    assert 7 < half <= 8 and "half of the points for the table, eight of 100 at most" in PAGE.text
    assert abs(poor.errors()[0] - page["good"].errors().mean()) < 1 and "much like the other one" in PAGE.text


def test_numbers_of_the_questions():
    tests = data.concrete()
    tests["mix"] = concrete_rows()[2]
    at = {age: set(tests.loc[tests["age"] == age, "mix"]) for age in (7, 28)}
    assert len(at[7] & at[28]) == 112 and "112 mixes were broken at both ages" in PAGE.text
    old = tests[tests["age"] == 28]
    assert len(old) == 425 and round(100 * (old["strength"] >= 40).mean()) == 34
    assert "425 tests are of that age, and 34 % of them reach it" in PAGE.text
    plain = tests[(tests["slag"] == 0) & (tests["fly_ash"] == 0)]
    assert plain["mix"].nunique() == 83 and "83 mixes have neither slag nor fly ash" in PAGE.text
    both = tests[(tests["slag"] > 0) & (tests["fly_ash"] > 0)]
    assert both["mix"].nunique() > 60 and tests["mix"].nunique() == 329 and "329 mixes" in PAGE.sources[2]
    assert "With 240 mixes to learn from" in PAGE.text and 329 * 0.75 > 240


def test_the_parts_of_a_work_all_have_their_place_in_the_readers_cell():
    last = next(source for source in PAGE.sources if source.startswith("mine = "))
    assert set(re.findall(r"(\w+)=", last)) - {"mine"} == set(project.Work.__dataclass_fields__)
