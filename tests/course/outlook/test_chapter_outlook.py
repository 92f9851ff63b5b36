"""The outlook: its filter, its counts, its comparisons and the networks elsewhere, by another way."""
import math
import re
import subprocess
import sys
import warnings

import numpy as np
import pytest
from chapter import CHAPTERS, Page
from node import told as told_of
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.neural_network import MLPRegressor

from mlp_lib import MLP, data, elsewhere, exercises, experiments, explorers, fit, peers, quiz
from mlp_lib.course.sweeps.bikes import INPUTS, hours

PAGE = Page("outlook")
told = PAGE.told
X, FILTERS = explorers.outlook.strain(), explorers.outlook.FILTERS


def slid(w, x):
    """Return the outputs of a filter by two loops, from the formula of the chapter."""
    return [sum(w[k] * x[i + k] for k in range(len(w))) for i in range(len(x) - len(w) + 1)]


def numbers(text):
    return [float(n.replace("−", "-")) for n in re.findall(r"[−-]?\d+(?:\.\d+)?", text)]


def names_of(code):
    """Run the page's set-up and the cells that hold one of the strings `code`; return what they define."""
    names = {"np": np, "MLP": MLP, "data": data, "explorers": explorers, "fit": fit}
    for cell in PAGE.cells:
        if cell.cell_type == "code" and any(part in cell.source for part in code):
            exec(cell.source.split("fig, ax")[0], names)
    return names


def test_strain_is_four_triangles():
    """A load on a simply supported beam of 8 m: the moment at mid-span is x/2 up to 4 m, (8 - x)/2 beyond."""
    told("44 samples of strain, 20 a second")
    told("8 m long")
    moments = [max(0.0, min(place, 8 - place) / 2) for place in (t * 16 / 20 for t in range(17))]
    axle = explorers.outlook.passage([3], [30], 20)[3:]      # 16 m/s, 20 samples a second; a moment of 2 m is 30 µε
    np.testing.assert_allclose(axle, 15 * np.array(moments), atol=1e-12)
    assert X.shape == (44,) and (np.rint(X) == X).all()
    clean = explorers.outlook.passage([2, 8, 24, 30], [20, 30, 10, 15], 44)
    assert np.abs(X - clean).max() < 2.5


def test_filters_are_those_of_the_text():
    told("*smooth*, $(0.2, 0.2, 0.2, 0.2, 0.2)$")
    told("*edge*, $(-1, -1, 0, 1, 1)$")
    told("*bump*, $(-2, 1, 2, 1, -2)$")
    assert [list(w) for w in FILTERS.values()] == [[0.2] * 5, [-1, -1, 0, 1, 1], [-2, 1, 2, 1, -2]]
    assert slid(FILTERS["bump"], [3 * i + 7 for i in range(9)]) == [0] * 5      # "on a straight slope it gives 0"
    told("on a straight slope it gives 0")


def test_captions_of_the_explorer_are_the_sums():
    settings = [{"filter": name, "position": position} for name in FILTERS for position in range(40)]
    for setting, caption in zip(settings, told_of(explorers.outlook.slide(), *settings), strict=True):
        name, position = setting.values()
        w, x = FILTERS[name], X[position:position + 5]
        shown = numbers(caption.split("z = ")[1])
        assert numbers(caption)[:2] == [position, position + 4]
        assert shown[:-1] == pytest.approx([v for pair in zip(w, x, strict=True) for v in pair])
        assert shown[-1] == pytest.approx(slid(w, X)[position], abs=1e-9)


def test_where_the_edge_filter_answers_most():
    told("it is largest, 25, while the first axle drives on, and most negative, −35, when the heavy truck drives off")
    z = slid(FILTERS["edge"], X)
    assert (max(z), min(z)) == (25, -35)
    assert np.argmax(z) + 4 <= 7 and 13 <= np.argmin(z) <= 14          # the axles stand at mid-span at 7 and 13


def test_four_axles():
    told("bias −6 and ReLU")
    a = [max(0, z - 6) for z in slid(FILTERS["bump"], X)]
    starts = [i + 2 for i in range(40) if a[i] > 0 and (i == 0 or a[i - 1] == 0)]
    told(f"active from sample {', '.join(map(str, starts))} on", PAGE.printed)
    told("4 axles found with 6 parameters", PAGE.printed)
    assert len(starts) == 4
    for start, peak in zip(starts, (2 + 5, 8 + 5, 24 + 5, 30 + 5), strict=True):
        assert 0 <= peak - start <= 2


def test_counts():
    told("W is (40, 44): 1,760 weights, 200 of them not 0, from one filter of 5", PAGE.printed)
    assert (40 * 44, 40 * 5) == (1760, 200)
    for words, value in (("4,000,100", MLP([40_000, 100], init="zeros").theta.size), ("320", 32 * 9 + 32),
                         ("1,568,160,000", (200 - 3 + 1) ** 2 * 200**2)):
        assert value == int(words.replace(",", ""))
        told(words, PAGE.printed)
    told("Four million against 320")
    told("at 39,204 places at once")
    assert 198**2 == 39_204
    told("40–20–1, 841 parameters")
    told("3–4–1, 21 parameters")
    assert (MLP([40, 20, 1], init="zeros").theta.size, MLP([3, 4, 1], init="zeros").theta.size) == (841, 21)


def test_quiz_counts():
    texts = {option.text for option in quiz.ALL["weights-of-filters"].options}
    outputs = 196 * 196 * 16
    assert texts == {f"{v:,}" for v in (16 * 25, 16 * 26, outputs, 40_000 * 16 + 16, outputs * 26)}


def test_filter_as_a_layer_by_unit_signals():
    """Column j of the layer is what the filter makes of a single 1 at sample j."""
    solution, w = exercises.show("filter-as-a-layer").solution, np.array([2.0, -1.0, 0.5, 4.0])
    want = np.array([slid(w, unit) for unit in np.eye(9)]).T
    np.testing.assert_array_equal(solution(w, 9), want)
    assert exercises.check("filter-as-a-layer", lambda w, n: np.array(
        [np.correlate(unit, w, "valid") for unit in np.eye(n)]).T).passed
    assert exercises.check("filter-as-a-layer", lambda w, n: [
        [float(w[j - i]) if 0 <= j - i < len(w) else 0.0 for j in range(n)] for i in range(n - len(w) + 1)]).passed


def test_filter_by_hand():
    want = slid([-1, 0, 2], [0, 2, 6, 6, 3, 0])
    assert want == list(exercises.show("slide-by-hand").solution)
    assert exercises.check("slide-by-hand", want).passed and exercises.check("slide-by-hand", tuple(want)).passed


def test_trucks():
    names = names_of(["def crossings"])
    rng, learned = np.random.default_rng(7), names["learned"]
    X, y = names["crossings"](rng.integers(0, 25, 200), rng)
    one, two = X[y == 0].sum(axis=1).mean(), X[y == 1].sum(axis=1).mean()
    told("Both leave the same sum of strain")
    assert one == pytest.approx(two, rel=0.03) and one == pytest.approx(5 * 40, rel=0.03)

    told("from the next one on it is on average no better than a coin")
    for name, low, high in (("samples", 0.3, 0.72), ("features", 0.97, 1.0)):
        inputs, net = learned[name]
        for arrivals, bounds in (((0, 10), (0.97, 1.0)), ((10, 25), (low, high))):
            T, t = names["crossings"](rng.integers(*arrivals, 2000), rng)
            right = ((net.predict(inputs(T))[:, 0] > 0.5) == t).mean()
            assert bounds[0] <= right <= bounds[1], (name, arrivals, right)

    told("trained on 600 windows with all 25 arrivals, the same network is right on more than 95 % of new ones")
    X, y = names["crossings"](rng.integers(0, 25, 600), rng)
    T, t = names["crossings"](rng.integers(0, 25, 2000), rng)
    net = MLP([40, 20, 1], hidden="relu", output="sigmoid", rng=0)
    net = fit(net, X / 20, y, loss="binary_cross_entropy", eta=0.1, epochs=60, batch_size=20, rng=0).net
    assert ((net.predict(T / 20)[:, 0] > 0.5) == t).mean() > 0.95


def test_the_shortcut_of_the_mlp_on_samples():
    """Which samples the training's vehicles load, and what becomes of a single axle there, from five starts."""
    told("loaded the samples 1 to 24. But the last six of these, 19 to 24, carried a load only where a *second* axle")
    loaded = [set(np.flatnonzero([explorers.outlook.passage(at, loads, 40) for at, loads in (
        ([s], [40]) if axles == 1 else ([s, s + 6], [20, 20]) for s in range(10))]) % 40) for axles in (1, 2)]
    assert loaded[0] == set(range(1, 19)) and loaded[1] == set(range(1, 25))

    names = names_of(["def crossings"])
    T, t = names["crossings"](np.repeat(np.arange(10, 19), 200), np.random.default_rng(5))
    for seed in range(5):
        net = MLP([40, 20, 1], hidden="relu", output="sigmoid", rng=seed)
        net = fit(net, names["X"] / 20, names["y"], loss="binary_cross_entropy", eta=0.1, epochs=60, batch_size=20,
                  rng=seed).net
        two = net.predict(T / 20)[:, 0] > 0.5
        assert two[t == 0].mean() > 0.9 and two[t == 1].mean() > 0.9, seed
    told("one axle at 10 to 18 is taken for two: 100 %", PAGE.printed)


def test_gradient_over_time():
    for line in re.findall(r"after +(\d+) hours the gradient is left with (\S+) of itself", PAGE.printed):
        assert float(line[1]) == pytest.approx(math.exp(int(line[0]) * math.log(0.9)), rel=0.05)
    assert "2.1e-08" in PAGE.printed


def test_lags_are_the_rentals_of_the_hours_before():
    names = names_of(["clock = 24"])
    bikes = data.bikeshare()
    by_hour = {(row.day, row.hour): row.bikers for row in bikes.itertuples()}
    for i in np.flatnonzero(names["whole"])[::97]:
        day, hour = bikes["day"].iloc[i], bikes["hour"].iloc[i]
        hours = [divmod(24 * day + hour - lag, 24) for lag in (1, 2, 24)]
        assert list(names["past"][i]) == [by_hour[at] for at in hours]
    assert names["train"].sum() == 6683 and names["test"].sum() == 1736
    told("trained on 6683 hours, tested on the 1736 after them", PAGE.printed)
    told("until 19 October")
    assert 31 + 28 + 31 + 30 + 31 + 30 + 31 + 31 + 30 + 19 == 292
    told("falls from 44–50 bikes an hour to 24–28")   # of three runs: another processor's are near them
    assert names["without"] == pytest.approx([46, 44, 50], abs=7)
    assert names["with_lags"] == pytest.approx([28, 24, 24], abs=5)


@pytest.mark.long
def test_an_untuned_ensemble_of_trees():
    """Gradient boosting with every setting left alone, on the sweep's days and on the hours with and without a past."""
    def error(X, y, train, test, power):
        model = HistGradientBoostingRegressor().fit(X[train], y[train])
        return (np.abs(model.predict(X[test]) - y[test]) ** power).mean()

    table, (training, _, test) = data.bikeshare(), hours()
    told("its loss on the test days is 0.313; the winner of 200 networks has 0.310")
    assert error(table[INPUTS].to_numpy(float), table["bikers"].to_numpy(float) / 100, training, test, 2) == (
        pytest.approx(0.313, abs=5e-3))
    runs = experiments.read("sweep")
    assert runs.loc[runs["validation"].idxmin(), "test"] == pytest.approx(0.310, abs=5e-4)

    names = names_of(["clock = 24"])
    rows = names["train"], names["test"]
    told("misses by 47 bikes an hour without lags, like the networks, and by 20 with them, less than each of the three")
    without = error(names["now"], names["y"], *rows, 1)
    with_lags = error(np.hstack([names["now"], names["past"]]), names["y"], *rows, 1)
    assert without == pytest.approx(46.5, abs=1) and with_lags == pytest.approx(20.1, abs=1)
    assert with_lags < min(names["with_lags"]) and min(names["without"]) < without < max(names["without"])


def page_network():
    names = names_of(["clock = 24", "some = bikes.sample"])
    return names["net"], names["run"], names["X"], names["y"]


def test_scikit_learn_gives_the_same_numbers():
    net, run, X, y = page_network()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Stochastic Optimizer: Maximum iterations")
        theirs = elsewhere.in_scikit_learn(net, X, y, 0.1, 50)
    np.testing.assert_allclose(theirs, run.net.predict(X)[:, 0], rtol=1e-10)
    assert not np.allclose(theirs, net.predict(X)[:, 0], rtol=0.1)     # it did train
    for p in theirs[:3]:
        told(f"{p:.6f}", PAGE.printed)


def test_the_page_shows_the_source_that_runs():
    html = "".join(output.data.get("text/html", "") for cell in PAGE.cells if cell.cell_type == "code"
                   for output in cell.outputs if output.output_type == "execute_result")
    for library, module in (("PyTorch", "torch"), ("scikit-learn", "sklearn")):
        shown = elsewhere.show(library)
        assert shown._repr_html_() in html and f"in_{library.lower().replace('-', '_')}" in shown.text
        assert module in shown.text or "peers.to_sklearn" in shown.text
    with pytest.raises(ValueError, match="Did you mean 'PyTorch'"):
        elsewhere.show("pytorch")


def test_the_page_needs_neither_library():
    code = ("import sys; from mlp_lib import elsewhere; [elsewhere.show(name) for name in elsewhere.CODE]; "
            "sys.exit(bool({'torch', 'sklearn'} & set(sys.modules)))")
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_names_elsewhere():
    """The table of names: the transpose, the intercepts, logistic, the half, and the penalty nobody asked for."""
    net = MLP([7, 20, 10, 1], hidden="sigmoid", rng=0)
    net.b[2][:] = np.arange(10)
    model = peers.to_sklearn(net)
    told("`coefs_[l - 1]` is `W[l].T`, (from, to)")
    for l in net.W:
        np.testing.assert_array_equal(model.coefs_[l - 1], net.W[l].T)
        np.testing.assert_array_equal(model.intercepts_[l - 1], net.b[l])
    assert model.activation == "logistic" and MLPRegressor().alpha == 0.0001
    told("0.0001 if you say nothing")
    k, i, j = exercises.show("find-it-in-coefs").solution
    net.W[2][4, 2] = 12345.0
    assert peers.to_sklearn(net).coefs_[k][i, j] == 12345.0

    net, run, X, y = page_network()
    model = peers.to_sklearn(net).set_params(solver="sgd", learning_rate_init=1e-12, momentum=0, max_iter=1,
                                             batch_size=len(X), warm_start=True)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Stochastic Optimizer: Maximum iterations")
        model.fit(X, y.ravel())
    told("twice the loss of `MLPRegressor`")
    assert run.history.loss[0] == pytest.approx(2 * model.loss_, rel=1e-6)


def test_reading_list_is_in_the_bibliography():
    bibliography = (CHAPTERS / "references.bib").read_text(encoding="utf-8")
    for title in ("Probabilistic Machine Learning: An Introduction", "Deep Learning",
                  "Probabilistic Machine Learning for Civil Engineers", "The Elements of Statistical Learning"):
        told(f"*{title}*")
        assert title in bibliography
