"""An import costs what is used: a fresh interpreter says which modules are there."""
import subprocess
import sys

import pytest

import mlp_lib

HEAVY = {"matplotlib", "pandas", "ipywidgets", "tqdm", "sklearn", "mlp_lib.course", "mlp_lib.teaching", "mlp_lib.plots",
         "mlp_lib.sweeps", "mlp_lib.playground"}
CONTENT = {"mlp_lib.course", "mlp_lib.teaching"}


def loaded(code):
    """Return which of `HEAVY` a new Python has loaded after `code`."""
    code += "; import sys; print(*sys.modules)"
    return HEAVY.intersection(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True,
                                             text=True).stdout.split())


@pytest.mark.parametrize("code, wanted", [
    ("import mlp_lib; mlp_lib.MLP([2, 3, 1], rng=0).predict([1.0, 2.0])", set()),
    ("from mlp_lib import MLP, data, fit; fit(MLP([2, 1], rng=0), *data.playground('xor', rng=0), "
     "loss='half_squared_error', eta=0.1, epochs=1, rng=0)", set()),
    ("from mlp_lib import exercises; assert not exercises.check('relu-slope', max).passed", CONTENT),
    ("from mlp_lib import exercises; exercises.show('relu-slope')._repr_html_()", CONTENT),
    ("from mlp_lib import Trial, sweep", {"mlp_lib.sweeps"}),
    ("from mlp_lib import quiz; quiz.ask", CONTENT),
    ("from mlp_lib import playground; playground.Session('dataset=xor').run.epochs(1)", {"mlp_lib.playground"}),
    ("from mlp_lib.playground.desk import Desk, Session; Desk(Session()).obey([{'n': 1, 'do': 'hello'}])",
     {"mlp_lib.playground"}),
    ("from mlp_lib.table import look; look", {"pandas"}),
])
def test_only_what_is_asked_for_is_loaded(code, wanted):
    assert loaded(code) == wanted


def test_every_public_name_comes_and_an_unknown_one_is_told():
    import mlp_lib
    for name in mlp_lib.__all__:
        assert getattr(mlp_lib, name) is getattr(mlp_lib, name)
        assert name in dir(mlp_lib)
    with pytest.raises(AttributeError, match="module 'mlp_lib' has no attribute 'nothing'"):
        mlp_lib.nothing  # noqa: B018


def test_what_comes_late_is_listed_all_the_same():
    assert {"show", "Playground", "Session"} <= set(dir(mlp_lib.playground))
