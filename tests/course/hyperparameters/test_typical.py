"""The records of typical hyperparameters: what S34 and S35 say, and what the library does if nothing is said."""
import inspect

import pytest

from mlp_lib import MLP, backward, fit, loss, typical

# the lecture's two tables, typed off the transcript of S34 and S35
S34 = {"input neurons": "1 per input feature", "hidden layers": "1 to 5", "neurons per hidden layer": "10 to 100",
       "output neurons": "1 per prediction dimension", "hidden activation": "ReLU",
       "output activation": "none, if unbounded", "loss": "MSE, or MAE or Huber"}
S35 = S34 | {"output neurons": "1 per class", "output activation": "softmax", "loss": "cross-entropy"}


@pytest.mark.parametrize("table, slide", [("regression", S34), ("classification", S35)])
def test_the_rows_are_the_slides(table, slide):
    assert {row.name: row.value for row in typical.TABLES[table]} == slide
    number = {"regression": "S34", "classification": "S35"}[table]
    assert all(row.source.startswith(("S34", number)) for row in typical.TABLES[table])


def test_every_row_says_what_a_change_does_when_not_to_and_who_says_so():
    for rows in typical.TABLES.values():
        for row in rows:
            assert min(map(len, (row.change, row.unless, row.source))) > 2, row.name


def test_the_defaults_of_the_library_are_the_records():
    """MLP is the network of S34; fit leaves open what S34 leaves open; every loss function starts from its loss."""
    network, training = inspect.signature(MLP).parameters, inspect.signature(fit).parameters
    regression, left_open = typical.settings("regression"), typical.settings("left open")
    assert {name: network[name].default for name in ("hidden", "output")} == {
        name: regression[name] for name in ("hidden", "output")}
    for function in (loss, backward):
        assert inspect.signature(function).parameters["loss"].default == regression["loss"]
    assert {name: (network | training)[name].default for name in left_open} == left_open
    assert set(left_open) == {"init", "optimizer", "batch_size", "l1", "l2", "early_stopping"}


def test_settings_make_a_network_that_trains():
    for table, y in (("regression", [[0.5], [1.0], [2.0]]), ("classification", [0, 1, 2])):
        values = typical.settings(table)
        net = MLP([2, 10, 3 if table == "classification" else 1], values["hidden"], values["output"], rng=0)
        run = fit(net, [[0, 1], [1, 0], [1, 1]], y, loss=values["loss"], eta=0.05, epochs=20, rng=0)
        assert run.history.loss[-1] < run.history.loss[0]


def test_what_is_a_default_is_marked_as_one():
    page = typical.show("classification")._repr_html_()
    assert page.count(", the default") == 1 and "relu" in page.split(", the default")[0].rsplit("<tr", 1)[1]
    assert typical.show("left open")._repr_html_().count(", the default") == 6
    assert page.count("<details>") == len(typical.CLASSIFICATION)
    assert repr(typical.show("regression")) == (
        "Typical hyperparameters, regression: " + ", ".join(f"{name} {value}" for name, value in S34.items()))


def test_a_table_that_there_is_not():
    with pytest.raises(ValueError, match="regression"):
        typical.show("regresion")
