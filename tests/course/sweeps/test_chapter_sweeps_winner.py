"""The chapter on sweeps, how good the winner is: by the days, by the choice, and beside the mean of five networks."""
import numpy as np
import pytest
from chapter import Page

from mlp_lib import MLP, bikes, experiments, fit

told = Page("sweeps").told
SETTINGS = [*bikes.GRID]


@pytest.fixture(scope="module")
def rows():
    """The table as a list of dictionaries, to be counted by loops."""
    return experiments.read("sweep").to_dict("records")


def test_the_winner_falls_back_mostly_by_the_days(rows):
    told("The lowest of the 200 validation losses is 0.261")
    told("It is 0.310, about a fifth higher.")
    winner = min(rows, key=lambda row: row["validation"])
    assert (winner["validation"], winner["test"]) == pytest.approx((0.261, 0.310), abs=0.0005)
    assert winner["test"] / winner["validation"] == pytest.approx(1.2, abs=0.02)
    told("Of the 0.049 by which our winner fell back")
    assert winner["test"] - winner["validation"] == pytest.approx(0.049, abs=0.0005)
    told("by 0.010 to 0.060")
    gaps = [row["test"] - row["validation"] for row in rows if all(row[key] == winner[key] for key in SETTINGS)]
    assert (min(gaps), max(gaps)) == pytest.approx((0.010, 0.060), abs=0.0005) and len(gaps) == 5
    told("yet 45 of them are lower still on these validation hours")
    good = sorted(rows, key=lambda row: row["test"])[:50]
    assert sum(row["test"] > row["validation"] for row in good) == 45
    told("over all 200 runs the test loss is 0.020 *lower* on average")
    assert np.mean([row["test"] - row["validation"] for row in rows]) == pytest.approx(-0.020, abs=0.0005)


def test_the_curse_over_many_divisions_of_the_days(rows):
    """Draw the days again, by loops and other random numbers where they do not matter."""
    table = experiments.read("sweep-by-day").to_dict("records")
    assert [[row[key] for key in (*SETTINGS, "seed")] for row in table] == [
        [row[key] for key in (*SETTINGS, "seed")] for row in rows]
    days = [name for name in table[0] if name.startswith("day_")]
    assert len(days) == 146
    place = min(range(200), key=lambda k: rows[k]["validation"])
    losses = np.array([[row[name] for name in days] for row in table])
    found, winners, better = {}, [], 0
    for count in (73, 20, 5):
        rng = np.random.default_rng(0)                      # the page's
        found[count] = []
        for _ in range(1000):
            order = rng.permutation(146)
            choose = losses[:, order[:count]] @ np.full(count, 1 / count)
            best = int(choose.argmin())
            judge = losses[:, order[73:]] @ np.full(73, 1 / 73)
            found[count].append((judge[best] - choose[best], judge[place] - choose[place]))
            winners += [best] if count == 73 else []
    won, fixed = np.array(found[73]).T
    told("For the winner it is 0.017.")
    assert won.mean() == pytest.approx(0.017, abs=0.0005) and abs(fixed.mean()) < 3 * fixed.std() / np.sqrt(1000)
    told("the gap scatters by 0.046")
    assert won.std() == pytest.approx(0.046, abs=0.0005)
    told("in 36 of 100 divisions the winner even looks *better* on the test days")
    better = np.mean(won < 0)
    assert better == pytest.approx(0.36, abs=0.005)
    told("two networks of the same setting win 976 of the thousand divisions")
    most = sorted(set(winners), key=winners.count)[-2:]
    assert sum(winners.count(k) for k in most) == 976
    assert rows[most[0]] | {"seed": 0} | {k: 0 for k in ("training", "validation", "test", "seconds")} == \
        rows[most[1]] | {"seed": 0} | {k: 0 for k in ("training", "validation", "test", "seconds")}
    told("0.038 with 20 days, 0.108 with 5")
    assert [np.mean([gap for gap, _ in found[count]]) for count in (20, 5)] == pytest.approx([0.038, 0.108], abs=5e-4)


def test_the_mean_of_the_five_networks(rows):
    told("Their test losses go from 0.310 to 0.361.")
    told("The mean has 0.291, below each of the five.")
    told("Here $0.335 - 0.043 = 0.291$, up to rounding.")
    (X, y), answers = bikes.trial().data["test"], []
    for seed in range(5):
        net = fit(MLP([5, 50, 50, 50, 1], "tanh", rng=seed), *bikes.trial().data["training"], eta=0.003, rng=seed,
                  **bikes.trial().fixed).net
        answers.append([float(a) for a in net.predict(X)[:, 0]])
    t, middle = [float(v) for v in y[:, 0]], [sum(a) / 5 for a in zip(*answers, strict=True)]
    single = [sum((a - v) ** 2 for a, v in zip(answer, t, strict=True)) / len(t) for answer in answers]
    together = sum((m - v) ** 2 for m, v in zip(middle, t, strict=True)) / len(t)
    apart = sum((a - m) ** 2 for answer in answers for a, m in zip(answer, middle, strict=True)) / (5 * len(t))
    assert (min(single), max(single), together) == pytest.approx((0.310, 0.361, 0.291), abs=0.015)
    assert together < min(single) and together == pytest.approx(sum(single) / 5 - apart, rel=1e-9)
    stored = sorted(row["test"] for row in rows
                    if [row[key] for key in SETTINGS] == [50, 3, 0.003, "tanh"])
    assert (stored[0], stored[-1]) == pytest.approx((0.310, 0.361), abs=0.0006)
    assert np.mean(stored) - 0.043 == pytest.approx(0.291, abs=0.0006)
