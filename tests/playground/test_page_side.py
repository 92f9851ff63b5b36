"""The page's side: what its Python says to the Playground's commands, and to those of a picture unknown to it."""
import importlib
import json
import sys
from pathlib import Path

import pytest

from mlp_lib.teaching import plan

RUN = Path(__file__).parents[2] / "web" / "run"


@pytest.fixture
def runner(monkeypatch):
    """Return the page's runner, fresh, as a module of this Python."""
    monkeypatch.syspath_prepend(str(RUN))
    monkeypatch.setitem(sys.modules, "plan", plan)         # it lies beside the runner on the page alone
    for name in ("shown", "runner"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    module = importlib.import_module("runner")
    yield module
    for name in ("shown", "runner"):
        sys.modules.pop(name, None)


def said(runner, commands, begun=0, **more):
    """Do a job; return (kind, what was said) of the one message."""
    heard = []
    job = {"kind": "playground", "place": "#seed=1", "address": "#seed=4&dataset=xor", "begun": begun,
           "commands": commands, **more}
    assert runner.do(json.dumps(job), lambda kind, text: heard.append((kind, text))) == ""
    (kind, text), = heard
    return kind, json.loads(text or "null")


def test_a_picture_that_begins_gets_all(runner):
    kind, shown = said(runner, [{"n": 1, "do": "hello"}])
    assert kind == "shown" and shown["fixed"]["settings"]["dataset"] == "xor" and shown["limits"]["units"] == 8
    kind, shown = said(runner, [{"n": 2, "do": "epoch"}], begun=shown["fixed"]["revision"] + 1)
    assert kind == "shown" and shown["view"]["epoch"] == 1 and "fixed" not in shown


def test_another_python_asks_for_the_record_and_goes_on_counting(runner):
    said(runner, [{"n": 1, "do": "hello"}, {"n": 2, "do": "epoch"}])
    _, before = said(runner, [{"n": 3, "do": "reset"}], begun=2)
    runner.DESKS.clear()
    begun, commands = before["fixed"]["revision"] + 1, [{"n": 9, "do": "epoch"}]
    assert said(runner, commands, begun) == ("anew", None)
    kind, shown = said(runner, commands, begun, rows=before["fixed"]["record"])
    assert kind == "shown" and shown["view"]["done"] == 9 and shown["view"]["epoch"] == 1
    assert shown["fixed"]["record"] == before["fixed"]["record"] != []
    assert "started anew" in shown["fixed"]["notes"][0]
    assert shown["fixed"]["revision"] == shown["view"]["revision"] > before["fixed"]["revision"]
