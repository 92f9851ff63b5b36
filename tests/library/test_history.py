"""What `fit` writes down and shows: the losses of each epoch, on all settings that watch a run, and the bar."""
import inspect
import itertools

import numpy as np
import pytest

from mlp_lib import MLP, fit, loss, training

RNG = np.random.default_rng(0)
X, V = RNG.normal(size=(12, 2)), RNG.normal(size=(5, 2))
ONE, ONE_V = RNG.uniform(0, 1, (12, 1)), RNG.uniform(0, 1, (5, 1))
CLASSES = np.eye(3)[RNG.integers(0, 3, 12)]


@pytest.mark.parametrize(("net", "y", "name"), [
    (MLP([2, 4, 3], "tanh", "softmax", rng=0), CLASSES, "cross_entropy"),
    (MLP([2, 4, 1], "tanh", "sigmoid", rng=0), ONE, "binary_cross_entropy"),
    (MLP([2, 4, 1], "relu", "tanh", rng=0), ONE, "squared_error"),
    (MLP([2, 4, 1], "relu", "sigmoid", rng=0), ONE, "huber"),
])
def test_the_first_loss_is_that_of_the_network_before_the_first_step(net, y, name):
    run = fit(net, X, y, loss=name, eta=0.1, epochs=2, rng=0)
    assert run.history.loss[0] == pytest.approx(loss(net, X, y, name, "mean"), rel=1e-13)
    once = fit(net, X, y, loss=name, eta=0.1, epochs=1, rng=0).net
    assert run.history.loss[1] == pytest.approx(loss(once, X, y, name, "mean"), rel=1e-13)


@pytest.mark.parametrize("metrics", [(), ["mean_absolute_error"]])
@pytest.mark.parametrize("validation", [None, (V, ONE_V)])
def test_each_epoch_is_measured_on_the_data_that_were_held_out_or_on_all(validation, metrics):
    net = MLP([2, 4, 1], "tanh", rng=0)
    run = fit(net, X, ONE, loss="squared_error", eta=0.1, epochs=3, rng=0, validation=validation, metrics=metrics)
    x, y = validation or (X, ONE)
    nets = [fit(net, X, ONE, loss="squared_error", eta=0.1, epochs=n, rng=0).net for n in (1, 2, 3)]
    want = [loss(n, x, y, "squared_error", "mean") for n in nets] if validation else []
    assert run.history.validation == pytest.approx(want, rel=1e-13)
    errors = {"mean_absolute_error": [np.abs(n.predict(x) - y).mean() for n in nets]} if metrics else {}
    assert run.history.metrics.keys() == errors.keys()
    for name, values in errors.items():
        assert run.history.metrics[name] == pytest.approx(values, rel=1e-13)


def test_an_interrupted_epoch_of_a_run_that_goes_on_leaves_no_trace():
    calls = itertools.count(1)

    def twice(a, y):
        if next(calls) == 3:
            raise KeyboardInterrupt
        return 0.0
    net = MLP([2, 4, 1], "tanh", rng=0)
    first = fit(net, X, ONE, loss="squared_error", eta=0.1, epochs=4, rng=0)
    run = fit(net, X, ONE, loss="squared_error", eta=0.1, epochs=5, state=first.state, metrics=[twice])
    assert run.state.epoch == 6 and "interrupted in epoch 7" in run.reason
    assert len(run.history.loss) == len(run.history.metrics["twice"]) == 2


def test_patience_that_is_over_when_a_run_goes_on_ends_it_at_once():
    net = MLP([2, 1], init="zeros")                             # it goes to -ONE, away from the held-out +ONE
    held_out = dict(loss="squared_error", eta=0.05, validation=(X, ONE))
    first = fit(net, X, -ONE, epochs=4, rng=0, **held_out)
    assert first.history.validation == sorted(first.history.validation) and first.state.best[1] == 1
    run = fit(net, X, -ONE, epochs=5, state=first.state, early_stopping=2, **held_out)
    assert run.state.epoch == 5 and "no lower validation loss since epoch 1" in run.reason


class Bar:
    """Notes what is done with a progress bar."""

    def __init__(self):
        self.done = []

    def __getattr__(self, name):
        return lambda *args, **options: self.done.append((name, *args, options))


def test_the_bar_counts_epochs_tells_the_loss_and_is_closed(monkeypatch):
    bars = []
    monkeypatch.setattr(training, "progress_bar", lambda epochs: bars.append(Bar()) or bars[-1])
    net = MLP([2, 1], init="zeros")
    run = fit(net, X, ONE, loss="squared_error", eta=0.1, epochs=2, rng=0, progress=True)
    done = [[("set_postfix_str", f"loss {c:.4g}", {"refresh": False}), ("update", {})] for c in run.history.loss]
    assert bars[0].done == [*done[0], *done[1], ("close", {})]
    fit(net, X, ONE, loss="squared_error", eta=0.1, epochs=2, rng=0)
    fit(net, X, ONE, loss="squared_error", eta=0.1, epochs=2, rng=0, progress=False)
    assert len(bars) == 1


def test_the_bar_itself(capsys):
    bar = training.progress_bar(7)
    bar.close()
    assert (bar.total, bar.unit) == (7, "epoch") and "0/7" in capsys.readouterr().err


def test_settings_are_given_by_name():
    kinds = [parameter.kind.name for parameter in inspect.signature(fit).parameters.values()]
    assert kinds[:3] == ["POSITIONAL_OR_KEYWORD"] * 3 and set(kinds[3:]) == {"KEYWORD_ONLY"}
