"""The hyperparameters chapter on mode choice: network and logit over ten splits, by the csv module alone."""
import re
from statistics import median

from hyperparameters_page import PAGE, told, values

from mlp_lib import MLP
from mlp_lib.course.hyperparameters.experiments import CANDIDATES


def test_mode_choice():
    told("has 304 parameters for 147 travellers")
    assert MLP([10, 20, 4], output="softmax", rng=0).theta.size == 304
    for model in ("shares alone", "logit", "logit, L2", "net of 20", "net of 20, L2"):
        entropy, others, right, hits = (median(values("mode-choice", f"{part}_{what}", model=model))
                                        for what in ("entropy", "right") for part in ("training", "test"))
        line = next(line for line in PAGE.printed.splitlines() if re.match(rf"{model}  +\d", line))
        assert line.removeprefix(model).split() == [f"{entropy:.2f}", f"{others:.2f}", f"{right:.0%}", f"{hits:.0%}"]
    told("knows all 147 by heart")
    assert set(values("mode-choice", "training_right", model="net of 20")) == {1.0}
    test = {model: [median(values("mode-choice", f"test_{what}", model=model)) for what in ("entropy", "right")]
            for model in ("logit", "net of 20", "net of 20, L2")}
    assert test["net of 20"][1] > test["logit"][1] and test["net of 20"][0] > test["logit"][0]
    told("a little more often than the logit, in six of the ten splits, and yet its cross-entropy is the worse one, in "
         "seven")
    net, logit = ([values("mode-choice", f"test_{what}", model=model) for what in ("right", "entropy")]
                  for model in ("net of 20", "logit"))
    assert [sum(a > b for a, b in zip(*pair, strict=True)) for pair in zip(net, logit, strict=True)] == [6, 7]
    told("Its strength is one of 0, 0.003, 0.01, 0.03 and 0.1")
    assert CANDIDATES == [0, 0.003, 0.01, 0.03, 0.1]
    told("0.01 in nine splits and 0.03 in one")
    assert sorted(values("mode-choice", "l2", model="net of 20, L2")) == [0.01] * 9 + [0.03]
    told("its cross-entropy is the lower one in all ten splits, its share of right answers is higher in nine")
    net, logit = ([values("mode-choice", f"test_{what}", model=model) for what in ("entropy", "right")]
                  for model in ("net of 20, L2", "logit"))
    assert sum(a < b for a, b in zip(net[0], logit[0], strict=True)) == 10
    assert sum(a > b for a, b in zip(net[1], logit[1], strict=True)) == 9
    told("The same choice brings the logit nothing: 0.86, against 0.82 without a penalty.")
    told("one of them is 1.6 percentage points")
    assert round(100 / 63, 1) == 1.6
