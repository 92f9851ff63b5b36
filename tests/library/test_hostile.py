"""Hostile arguments: every public function beside the core refuses what cannot be meant, and says what came.

The core is in test_properties.py.  `test_every_public_name_is_tried` walks the package, so that a new one is noticed.
"""
import types

import matplotlib.pyplot as plt
import numpy as np
import pytest

import mlp_lib
from mlp_lib import (
    MLP,
    data,
    equations,
    exercises,
    explore,
    fit,
    glossary,
    inspection,
    load,
    peers,
    plots,
    probabilities,
    quantiles,
    quiz,
    save,
    slides,
)
from mlp_lib.data import scaling, splits

NET = MLP([2, 3, 1], rng=0)
RUN = fit(NET, np.ones((4, 2)), np.ones(4), loss="huber", eta=0.1, epochs=2, rng=0)
SCENE = lambda figure: None                                                      # noqa: E731
SCALE = data.standardizer(np.arange(6.0).reshape(3, 2))
ROWS, MODEL, TRUE = np.arange(6.0).reshape(3, 2), NET.predict, np.ones(3)
P, LABELS, ORDERS = np.full((3, 2), 0.5), np.array([0, 1, 1]), np.array([[2, 0, 1]])
JUNK = {
    "None": None, "text": "xyz", "no text": "", "bytes": b"\x03", "complex": 1 + 0j, "object": object(),
    "dictionary": {"a": 1}, "nothing": [], "nan": float("nan"), "infinity": float("inf"), "huge": 10**400, "minus": -1,
    "fraction": 0.5, "ragged": [[1.0], [2.0, 3.0]], "texts": np.array(["a", "b"]), "table": np.ones((2, 7)),
    "set": {1.0, 2.0}, "truth": True, "function": lambda: 0, "class": MLP, "hole": [[1.0, None]],
    "inf in table": np.full((5, 2), np.inf),
}
CALLS = {
    "playground": lambda v: data.playground(v), "playground n": lambda v: data.playground("xor", n=v),
    "playground noise": lambda v: data.playground("xor", noise=v),
    "playground rng": lambda v: data.playground("xor", rng=v),
    "split": lambda v: data.split(v), "split shares": lambda v: data.split(10, shares=v),
    "split rng": lambda v: data.split(10, rng=v), "split_groups": data.split_groups, "split_time": data.split_time,
    "groups shares": lambda v: data.split_groups([1, 2, 3, 4], shares=v),
    "groups rng": lambda v: data.split_groups([1, 2, 3, 4, 5, 6], rng=v),
    "time shares": lambda v: data.split_time([1, 2, 3, 4], shares=v),
    "near_groups": lambda v: data.near_groups(v, 0.5), "near within": lambda v: data.near_groups(ROWS, v),
    "importance model": lambda v: inspection.permutation_importance(v, ROWS, TRUE, permutations=ORDERS),
    "importance X": lambda v: inspection.permutation_importance(MODEL, v, TRUE, permutations=ORDERS),
    "importance y": lambda v: inspection.permutation_importance(MODEL, ROWS, v, permutations=ORDERS),
    "importance orders": lambda v: inspection.permutation_importance(MODEL, ROWS, TRUE, permutations=v),
    "importance rng": lambda v: inspection.permutation_importance(MODEL, ROWS, TRUE, rng=v),
    "importance metric": lambda v: inspection.permutation_importance(MODEL, ROWS, TRUE, permutations=ORDERS, metric=v),
    "importance columns": lambda v: inspection.permutation_importance(MODEL, ROWS, TRUE, columns=v, rng=0),
    "curves model": lambda v: inspection.individual_curves(v, ROWS, 0, [1.0]),
    "curves X": lambda v: inspection.individual_curves(MODEL, v, 0, [1.0]),
    "curves column": lambda v: inspection.partial_dependence(MODEL, ROWS, v, [1.0]),
    "curves grid": lambda v: inspection.partial_dependence(MODEL, ROWS, 0, v),
    "confusion": lambda v: probabilities.confusion(v, LABELS), "said": lambda v: probabilities.confusion(LABELS, v),
    "classes": lambda v: probabilities.confusion(LABELS, LABELS, v),
    "log_loss": lambda v: probabilities.log_loss(v, LABELS), "log_loss y": lambda v: probabilities.log_loss(P, v),
    "calibration": lambda v: probabilities.calibration(v, LABELS),
    "calibration yes": lambda v: probabilities.calibration(P[:, 0], v),
    "calibration bins": lambda v: probabilities.calibration(P[:, 0], LABELS, v),
    "calibration by": lambda v: probabilities.calibration(P[:, 0], LABELS, by=v),
    "pinball": quantiles.pinball, "repeated": lambda v: quantiles.repeated(v, [0.5]),
    "repeated levels": lambda v: quantiles.repeated(TRUE, v),
    "coverage": lambda v: quantiles.coverage(v, TRUE, TRUE), "coverage y": lambda v: quantiles.coverage(TRUE, TRUE, v),
    "standardizer": data.standardizer, "scale": SCALE,
    "scale back": SCALE.back, "quiz ask": quiz.ask, "quiz show": quiz.show, "exercise": exercises.show,
    "check": lambda v: exercises.check(v, 1), "equations": equations.show,
    "slides": slides.show, "glossary": lambda v: glossary.show("A", v), "section": equations.section_of,
    "plot_function": plots.plot_function, "plot_function z": lambda v: plots.plot_function("tanh", z=v),
    "plot_function ax": lambda v: plots.plot_function("tanh", v), "loss_curves": plots.loss_curves,
    "loss_curves ax": lambda v: plots.loss_curves(RUN.history, v),
    "losses": lambda v: plots.loss_curves(types.SimpleNamespace(loss=v)),
    "held out": lambda v: plots.loss_curves(types.SimpleNamespace(loss=[1.0, 2.0], validation=v)),
    "draw_network": plots.draw_network, "draw ax": lambda v: plots.draw_network([2, 3, 1], v),
    "draw units": lambda v: plots.draw_network([2, v, 1]), "labels": lambda v: plots.draw_network(NET, labels=v),
    "highlight": lambda v: plots.draw_network(NET, highlight=v), "values": lambda v: plots.draw_network(NET, values=v),
    "decision_surface": plots.decision_surface, "surface X": lambda v: plots.decision_surface(NET, v, [1.0, 2.0]),
    "surface y": lambda v: plots.decision_surface(NET, np.ones((3, 2)), v),
    "surface ax": lambda v: plots.decision_surface(NET, ax=v),
    "surface extent": lambda v: plots.decision_surface(NET, extent=v),
    "surface n": lambda v: plots.decision_surface(NET, n=v), "grid": plots.grid, "grid n": lambda v: plots.grid(n=v),
    "explore name": lambda v: explore(SCENE, name=v, a=[1, 2]),
    "explore scene": lambda v: explore(v, name="a", a=[1, 2]),
    "explore control": lambda v: explore(SCENE, name="a", a=v),
    "explore limit": lambda v: explore(SCENE, name="a", a=[1, 2], limit=v),
    "explore start": lambda v: explore(SCENE, name="a", a=[1, 2], start={"a": v}),
    "explore starts": lambda v: explore(SCENE, name="a", a=[1, 2], start=v),
    "explore title": lambda v: explore(SCENE, name="a", a=[1, 2], title=v),
    "explore dpi": lambda v: explore(SCENE, name="a", a=[1, 2], dpi=v),
    "explore figsize": lambda v: explore(SCENE, name="a", a=[1, 2], figsize=v),
    "explore label": lambda v: explore(SCENE, name="a", a={"values": [1, 2], "label": v}),
    "explore texts": lambda v: explore(SCENE, name="a", a={"values": [1, 2], "texts": v}),
    "surface names": lambda v: plots.decision_surface(NET, names=v),
    "diagnose": lambda v: mlp_lib.diagnose(v, NET), "diagnosed net": lambda v: mlp_lib.diagnose(RUN.history, v),
    "diagnosed X": lambda v: mlp_lib.diagnose(RUN.history, NET, v),
    "diagnosed y": lambda v: mlp_lib.diagnose(RUN.history, NET, np.ones((4, 2)), v),
    "diagnosed loss": lambda v: mlp_lib.diagnose(RUN.history, NET, loss=v),
    "load": load, "save": lambda v: save(v, "never-written.npz"), "save path": lambda v: save(NET, v),
    "to_sklearn": peers.to_sklearn, "to_torch": peers.to_torch, "from_sklearn": peers.from_sklearn,
}
MEANT = {                                                            # what of the junk a call may well take
    "playground n": ["None"], "playground noise": ["fraction", "truth"], "playground rng": ["None", "huge"],
    "split rng": ["None", "huge"], "plot_function z": ["None"], "plot_function ax": ["None"],
    "loss_curves ax": ["None"], "draw ax": ["None"], "labels": ["None"], "highlight": ["nothing", "set"],
    "values": ["None"], "diagnosed X": ["None"], "diagnosed y": ["None"], "diagnosed loss": ["None"],
    "surface ax": ["None"], "held out": ["None", "nothing"],
    "split shares": ["truth"], "standardizer": ["table"], "groups shares": ["truth"], "time shares": ["truth"],
    "groups rng": ["None", "huge"], "near_groups": ["table"], "near within": ["fraction"],
    "importance model": ["class"], "importance metric": ["class"],      # which say themselves what is wrong
    "importance rng": ["None", "huge"], "importance columns": ["None", "ragged"], "curves model": ["class"],
    "classes": ["None"],
    "pinball": ["fraction"], "repeated levels": ["fraction"],
}
DRAWN = {"explore title": ["text", "no text", "None"], "explore label": ["text", "no text", "None"],
         "explore starts": ["None", "dictionary"], "explore texts": ["None"], "explore name": ["text"],
         "explore control": ["ragged"], "explore scene": ["class"]}    # gets to the scene
FILES = {"load": ["text", "bytes", "no text"], "save path": ["text", "bytes", "no text"]}   # names of files
WALKED = [mlp_lib, data, equations, exercises, glossary, inspection, peers, plots, probabilities, quantiles, quiz,
          scaling, slides, splits]
TRIED = {"playground", "split", "standardizer", "ask", "show", "check", "section_of", "plot_function", "loss_curves",
         "draw_network", "decision_surface", "grid", "diagnose", "explore", "load", "save", "to_sklearn", "to_torch",
         "from_sklearn", "split_groups", "split_time", "near_groups", "permutation_importance", "individual_curves",
         "partial_dependence", "confusion", "log_loss", "calibration", "pinball", "repeated", "coverage"}
ELSEWHERE = {"backward", "fit", "forward", "gradient_check", "loss", "numerical_gradient",     # test_properties.py
             "from_torch",                                                                     # tests/oracles
             "sweep"}                                                                          # test_sweep.py
TAKES_NOTHING = {"bikeshare", "concrete", "modechoice", "sources", "style"}    # or, for modechoice, yes or no
INNER = {"of_section"}                                              # for the package itself


def test_every_public_function_is_tried():
    found = {name for module in WALKED for name, value in vars(module).items()
             if isinstance(value, types.FunctionType) and not name.startswith("_")
             and (module in (mlp_lib, plots) or value.__module__ == module.__name__)}
    assert found == TRIED | ELSEWHERE | TAKES_NOTHING | INNER


def signs(value):
    """Return what may stand for a value in a message: itself, its type, its shape, or a number within it."""
    array = np.asarray(value, object)
    entries = [str(entry)[:12] for entry in array.ravel()]
    entries += {"NoneType": ["nan", "without"], "bool": ["1.0"], "bytes": ["3"], "ndarray": ["[1.", "(7,)"],
                "dict": ["got 'a'"]}.get(type(value).__name__, [])   # what the value becomes, or the part that is wrong
    return {repr(value)[:12], str(value)[:12] or "''", type(value).__name__, str(np.shape(array)), *entries} - {""}


@pytest.mark.parametrize(("call", "junk"), [(call, junk) for call in CALLS for junk in JUNK if not any(
    junk in table.get(call, ()) for table in (MEANT, FILES, DRAWN))])
def test_hostile_arguments_are_refused_in_words(call, junk):
    try:
        with pytest.raises((ValueError, TypeError)) as caught:
            CALLS[call](JUNK[junk])
    finally:
        plt.close("all")
    words = str(caught.value)
    assert any(sign in words for sign in signs(JUNK[junk])), f"{call} does not name {junk}: {words}"
