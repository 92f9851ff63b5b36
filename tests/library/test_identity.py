"""The identity of a run: another run, other arguments or other data under the same path are noticed, or refused."""
import enum
import functools
import itertools
import json
import shutil
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mlp_lib import MLP, Trial
from mlp_lib import sweep as sweep_aloud
from mlp_lib.sweeps.identity import identity

sweep = functools.partial(sweep_aloud, progress=False)
X = np.arange(12.0).reshape(6, 2)
FRAME = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})


def run(data=None, *, seed, more=0):
    return {"x": seed}


def start(rng, n, m):
    return np.zeros((n, m))


def defined(text, name="run"):
    """Return what a file with this text defines: files as a reader edits them."""
    number = next(COUNT)
    path = FOLDER / f"m{number}.py"
    path.write_text(text)
    space = {"__name__": "m"}
    exec(compile(text, str(path), "exec"), space)
    return space[name]


COUNT, FOLDER = itertools.count(), Path(tempfile.mkdtemp())


@pytest.fixture(autouse=True, scope="module")
def folder():
    yield
    shutil.rmtree(FOLDER)


@dataclass
class Scaled:
    data: np.ndarray
    by: float = 1.0
    words = ("a", "b")

    def __call__(self, seed):
        return {"x": self.by * seed}


class Slots:
    __slots__ = ("kept",)

    def __init__(self, kept):
        self.kept = kept

    def __call__(self, seed):
        return {"x": seed}


def object_of(text):
    return defined(text, "Run")()


ONE = "class Run:\n    k = {k}\n    def __call__(self, seed):\n        return self.{name}(seed)\n" \
      "    def f(self, seed):\n        return {{'x': {x}}}\n    g = f\n"
PAIRS = {                                                   # makers of one thing and of another
    "source": (lambda: defined("def run(seed):\n    return {'x': 1}\n"),
               lambda: defined("def run(seed):\n    return {'x': 2}\n")),
    "default": (lambda: defined("def run(seed, k=1):\n    return {'x': k}\n"),
                lambda: defined("a = 2\ndef run(seed, k=a):\n    return {'x': k}\n")),
    "default value": (lambda: defined("a = 1\ndef run(seed, k=a):\n    return {'x': k}\n"),
                      lambda: defined("a = 2\ndef run(seed, k=a):\n    return {'x': k}\n")),
    "method": (lambda: object_of(ONE.format(k=1, name="f", x=1)), lambda: object_of(ONE.format(k=1, name="f", x=2))),
    "constant": (lambda: object_of(ONE.format(k=1, name="f", x=1)), lambda: object_of(ONE.format(k=2, name="f", x=1))),
    "field": (lambda: Scaled(X), lambda: Scaled(X, 2.0)),
    "array of an object": (lambda: Scaled(X), lambda: Scaled(X + 1e-13)),
    "slot": (lambda: Slots(1), lambda: Slots(2)),
    "bound method": (lambda: Scaled(X).__call__, lambda: Scaled(X, 3.0).__call__),
    "partial": (lambda: functools.partial(run, more=1), lambda: functools.partial(run, more=2)),
    "kind": (lambda: functools.partial(run, more=1), lambda: functools.partial(run, more=True)),
    "number and word": (lambda: functools.partial(run, more=1), lambda: functools.partial(run, more="1")),
    "a long array, in the middle": (lambda: functools.partial(run, np.zeros(5000)),
                                    lambda: functools.partial(run, np.eye(1, 5000, 2500)[0])),
    "a long list": (lambda: functools.partial(run, list(range(5000))),
                    lambda: functools.partial(run, list(range(5001)))),
    "shape": (lambda: functools.partial(run, X), lambda: functools.partial(run, X.reshape(2, 6))),
    "dtype": (lambda: functools.partial(run, X), lambda: functools.partial(run, X.astype(np.float32))),
    "objects": (lambda: functools.partial(run, np.array([1, "a"], object)),
                lambda: functools.partial(run, np.array(["1", "a"], object))),
    "one object": (lambda: functools.partial(run, np.array(1, object)),
                   lambda: functools.partial(run, np.array("1", object))),
    "a long word": (lambda: functools.partial(run, "a" * 10**6), lambda: functools.partial(run, "a" * 10**6 + "b")),
    "frame": (lambda: functools.partial(run, FRAME), lambda: functools.partial(run, FRAME.replace("y", "z"))),
    "columns": (lambda: functools.partial(run, FRAME),
                lambda: functools.partial(run, FRAME.rename(columns={"a": "c"}))),
    "series": (lambda: functools.partial(run, FRAME["a"]), lambda: functools.partial(run, FRAME["a"] + 1)),
    "index": (lambda: functools.partial(run, FRAME), lambda: functools.partial(run, FRAME.set_axis([4, 5]))),
    "path": (lambda: functools.partial(run, Path("a")), lambda: functools.partial(run, Path("b"))),
    "set": (lambda: functools.partial(run, {"a", "b"}), lambda: functools.partial(run, {"a", "c"})),
    "dict": (lambda: functools.partial(run, {1: 2}), lambda: functools.partial(run, {1: 3})),
    "function": (lambda: functools.partial(run, start), lambda: functools.partial(run, run)),
    "library's function": (lambda: functools.partial(run, np.tanh), lambda: functools.partial(run, np.sin)),
    "built in": (lambda: functools.partial(run, max), lambda: functools.partial(run, min)),
    "class": (lambda: functools.partial(run, np.float32), lambda: functools.partial(run, np.float64)),
    "generator": (lambda: functools.partial(run, np.random.default_rng(0)),
                  lambda: functools.partial(run, np.random.default_rng(1))),
    "network": (lambda: functools.partial(run, MLP([2, 1], rng=0)), lambda: functools.partial(run, MLP([2, 1], rng=1))),
    "activation": (lambda: functools.partial(run, MLP([2, 2, 1], "relu", init="zeros")),
                   lambda: functools.partial(run, MLP([2, 2, 1], "tanh", init="zeros"))),
    "cached": (lambda: functools.cache(defined("def run(seed):\n    return {'x': 1}\n")),
               lambda: functools.cache(defined("def run(seed):\n    return {'x': 2}\n"))),
}


@pytest.mark.parametrize("name", PAIRS)
def test_two_runs_are_told_apart_and_one_is_known_again(name):
    one, other = PAIRS[name]
    notes = [json.dumps(identity(made)) for made in (one(), one(), other())]
    assert notes[0] == notes[1] != notes[2] and len(notes[0]) < 500


def test_what_a_notebook_defines_anew_is_another_run():
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config
    shell, notes = InteractiveShell(config=Config({"HistoryManager": {"enabled": False}})), []
    shell.run_cell("from mlp_lib.sweeps.identity import identity")
    for x in (1, 1, 2):
        shell.run_cell(f"def run(seed):\n    return {{'x': {x}}}")
        shell.run_cell(f"class Run:\n    def __call__(self, seed):\n        return {{'x': {x}}}")
        shell.run_cell("note = str([identity(run), identity(Run())])")
        notes.append(shell.user_ns["note"])
    assert notes[0] == notes[1] and all(a != b for a, b in zip(eval(notes[1]), eval(notes[2]), strict=True))


def test_another_run_under_the_same_path_is_noticed(tmp_path):
    one, other = PAIRS["source"]
    sweep({}, one(), seeds=[0], path=tmp_path / "x.csv")
    stored = (tmp_path / "x.csv").read_text()
    assert sweep({}, one(), seeds=[0], path=tmp_path / "x.csv")["x"].tolist() == [1]
    with pytest.raises(ValueError, match=r"the table of another sweep \(source is "):
        sweep({}, other(), seeds=[0], path=tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_text() == stored


class Named:
    def __init__(self):
        self.lock, self.about = threading.Lock(), {"data": "of May"}

    def __call__(self, seed):
        return {"x": seed}


def test_what_says_what_it_is_about_is_known_by_that():
    assert identity(Named()) == {"data": "of May"}
    assert sweep({}, Named(), seeds=[4])["x"].tolist() == [4]


class Kind(enum.Enum):
    ONE = 1


def closing_over(k):
    def inner(seed):
        return {"x": k}
    return inner


LOOP: list = []
LOOP.append(LOOP)
UNWRITTEN: dict = {"__name__": "m"}
exec("def run(seed):\n    return {'x': 1}\nclass Run:\n    __call__ = lambda self, seed: {'x': 1}\n", UNWRITTEN)


@pytest.mark.parametrize("thing, words", [
    (lambda seed: {"x": 1}, "run is or holds a lambda.*with def.*about.*leave out path"),
    (functools.partial(run, more=lambda: 1), "lambda"),
    (closing_over(1), "takes k from the function around it.*functools.partial.*about"),
    (functools.partial(run, threading.Lock()), "lock.* of which nothing can be noted: cannot pickle.*about"),
    (functools.partial(run, (i for i in "ab")), "generator"),
    (functools.partial(run, LOOP), "holds itself"),
    (UNWRITTEN["Run"](), "source of .* is nowhere to be found"),
    (UNWRITTEN["run"], "source of run is nowhere to be found"),
])
def test_what_cannot_be_told_apart_surely_is_refused_with_the_remedy(tmp_path, thing, words):
    with pytest.raises(TypeError, match=words):
        sweep({}, thing, seeds=[0], path=tmp_path / "x.csv")
    assert not (tmp_path / "x.csv").exists()
    assert sweep({}, thing, seeds=[0])["x"].notna().all()   # no file, no need


def trial(**fixed):
    return Trial(X, X[:, 0], validation=(X, X[:, 0]), loss="squared_error", eta=0.01, epochs=1, width=2, **fixed)


def test_functions_as_settings_are_known_in_any_process(tmp_path):
    here = str(identity(trial(init=start)))
    code = "import test_identity as t; print(t.identity(t.trial(init=t.start)))"
    out = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parent, capture_output=True, text=True)
    assert out.stdout.strip() == here and "0x" not in here and "test_identity.start" in here, out.stderr
    with pytest.raises(TypeError, match="init is or holds a lambda"):
        sweep({"depth": [1]}, trial(init=lambda rng, n, m: np.zeros((n, m))), seeds=[0], path=tmp_path / "x.csv")


def test_a_trial_does_not_see_what_becomes_of_its_data(tmp_path):
    inputs, targets = X.copy(), list(X[:, 0])
    made = Trial(inputs, targets, validation=(inputs, targets), test=(inputs, targets), loss="squared_error", eta=0.01,
                 epochs=2, width=2, depth=1)
    before, about = made(seed=0), made.about
    inputs *= 0
    targets[0] = 99
    assert made(seed=0) == before and made.about == about
