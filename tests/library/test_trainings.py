"""The diagnosis of trainings on other data, sizes and losses than the book's: no false alarm, no wrong cause."""
import pytest
import trainings

from mlp_lib import diagnose
from mlp_lib.diagnose import HEALTHY, REMEDIES, UNTOLD


@pytest.mark.parametrize("name", trainings.TRAININGS)
def test_thirty_trainings_of_other_data(name):
    for seed in range(2):
        run, X, y, loss = trainings.trained(name, seed)
        assert diagnose(run.history, run.net, X, y, loss).name in trainings.TRAININGS[name].wanted, seed


def test_half_of_them_are_healthy():
    healthy = [t for t in trainings.TRAININGS.values() if t.wanted == (HEALTHY,)]
    assert len(healthy) >= 15 and len(trainings.TRAININGS) - len(healthy) >= 15
    assert {name for t in trainings.TRAININGS.values() for name in t.wanted} == {HEALTHY, *REMEDIES, *UNTOLD}


@pytest.mark.parametrize("seed", range(3))
def test_without_data_no_healthy_one_is_called_ill(seed):
    for name in ("iris, softmax", "sine, tanh", "money as it comes, Adam", "a noisy share", "counts, softplus"):
        run, *_ = trainings.trained(name, seed)
        assert diagnose(run.history, run.net).name == HEALTHY, name
