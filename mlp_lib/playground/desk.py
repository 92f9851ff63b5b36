"""The desk: a session's side of the picture. It takes commands, as plain values, and gives what is to be shown.

The picture may be a widget of a kernel or a page with Python in a worker: both hand over lists of commands and take
`limits` (once), `fixed` (settings and points, when they change), `view` (each time) and `file` (when asked for).
"""
from __future__ import annotations

import base64
import contextlib
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from ..storage import save
from . import points as sets
from .address import beyond, to_url
from .code import numpy_code, torch_code
from .inside import formula, layers, observation
from .maps import inputs, maps
from .record import OUTCOMES, Row, address_of
from .session import Session
from .settings import CHOICES, FEATURES, LAYERS, UNITS, Settings

FINE, COARSE = 100, 50                      # pixels of the map each way: at rest, while it trains
CURVE = 240                                 # points of a loss curve that are sent
SHOWN = 600                                 # points of a part that are sent
Values = dict[str, Any]


class Desk:
    """A session with its picture's needs: `look` says which of the panels inside are open."""

    def __init__(self, session: Session) -> None:
        self.session, self.done, self.revision = session, 0, 0
        self.look: Values = {"layers": False, "observation": None}
        self.quick = False                                  # whether it trains, so that a coarse map must do

    def obey(self, commands: Sequence[Mapping[str, Any]]) -> Values:
        """Do what is new among the commands, in order; return what has changed for the picture, by name.

        A command is {"n": its number, "do": a word, "running": whether the picture runs, ...}. One that cannot be done
        becomes a sentence in `notes`.
        """
        shown: Values = {}
        for command in commands:
            if command["n"] <= self.done:
                continue
            self.done = command["n"]
            before = self.session.settings, self.session.run, len(self.session.record.rows)
            try:
                acts = {"hello": self._hello, "visit": self._visit, "change": self._change, "train": self._train,
                        "epoch": self._epoch, "one": self._one, "reset": self._reset, "new": self._new,
                        "weigh": self._weigh, "look": self._look, "own": self._own, "file": self._file,
                        "forget": self._forget, "recall": self._recall}
                self.quick = bool(command.get("running"))
                shown |= acts[command["do"]](command) or {}
            except (ValueError, TypeError, KeyError) as error:
                self.session.notes = [str(error.args[0] if error.args else error)]
                shown["fixed"] = {}
            if before != (self.session.settings, self.session.run, len(self.session.record.rows)):
                shown["fixed"] = {}
        if "fixed" in shown:
            self.revision += 1
            shown["fixed"] = self.fixed()
        return plain(shown | {"view": self.view()})         # type: ignore[no-any-return]

    def recall(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Put back rows of a record that `fixed` has told, as a page keeps them; what is none is passed over."""
        for row in rows:
            with contextlib.suppress(ValueError, TypeError, KeyError, AttributeError):
                settings = Settings(**{name: _tuples(value) for name, value in row["settings"].items()})
                numbers = [None if row[name] is None else float(row[name]) for name in OUTCOMES[:-1]]
                epochs, loss, test_loss, train, test, seconds = numbers
                self.session.record.note(Row(
                    settings, epochs or 0.0, np.inf if loss is None else loss,
                    np.inf if test_loss is None else test_loss, train, test, seconds or 0.0,
                    str(row["note"])[:200], address_of(settings)))

    # --- what is shown ----------------------------------------------------------------------------

    def limits(self) -> Values:
        """Return what never changes: the positions of the controls, and the maps of the features."""
        return {"choices": {name: list(values) for name, values in CHOICES.items()}, "layers": LAYERS, "units": UNITS,
                "features": {key: name for key, (name, _) in FEATURES.items()}, "maps": inputs(FINE // 5)}

    def fixed(self) -> Values:
        """Return what changes with the settings: they, their addresses, the points, the record of runs."""
        session, run = self.session, self.session.run
        best, settings = session.record.best(), asdict(session.settings)
        return {
            "revision": self.revision, "settings": settings, "points": session.settings.points,
            "address": to_url(session.settings, ""), "beyond": beyond(session.settings),
            "original": "" if beyond(session.settings) else to_url(session.settings),
            "own": session.own is not None, "notes": session.notes, "formula": formula(run),
            "output": session.settings.task.output, "parameters": run.net.theta.size, "sizes": list(run.net.sizes),
            "train": _dots(run.train.places, run.train.labels), "test": _dots(run.test.places, run.test.labels),
            "N": run.N, "N_test": len(run.test.labels),
            "record": [row.values() | {"settings": asdict(row.settings)} for row in session.record.rows], "best": best,
        }

    def view(self) -> Values:
        """Return what changes as it trains."""
        run, n = self.session.run, COARSE if self.quick else FINE
        whole, units = maps(run, n)
        look = self.look["observation"]
        return {
            "done": self.done, "revision": self.revision, "epoch": run.epoch, "at": run.at, "N": run.N,
            "seconds": run.seconds, "loss": [run.loss(run.train), run.loss(run.test)],
            "accuracy": [run.accuracy(run.train), run.accuracy(run.test)], "curve": _thinned(run.curve.loss,
                                                                                               run.curve.test),
            "W": [W.tolist() for W in run.net.W.values()], "b": [b.tolist() for b in run.net.b.values()],
            "map": whole, "units": units, "size": n, "trouble": run.trouble,
            "diagnosis": "" if self.quick else run.diagnosis(), "remarks": run.remarks,
            "layers": layers(run) if self.look["layers"] else None,
            "observation": None if look is None else observation(run, look or run.at + 1),
        }

    # --- commands ---------------------------------------------------------------------------------

    def _hello(self, command: Mapping[str, Any]) -> Values:
        return {"limits": self.limits(), "fixed": {}}

    def _visit(self, command: Mapping[str, Any]) -> Values:
        self.session.visit(str(command["address"]))
        return {"fixed": {}}

    def _change(self, command: Mapping[str, Any]) -> Values:
        self.session.change(**{name: _tuples(value) for name, value in command["settings"].items()})
        return {"fixed": {}}

    def _train(self, command: Mapping[str, Any]) -> None:
        self.session.run.for_seconds(min(float(command["seconds"]), 0.2), command.get("until") or np.inf)

    def _epoch(self, command: Mapping[str, Any]) -> None:
        self.session.run.epochs(command.get("epochs", 1))

    def _one(self, command: Mapping[str, Any]) -> None:
        self.session.run.one()

    def _reset(self, command: Mapping[str, Any]) -> Values:
        self.session.reset()
        return {"fixed": {}}

    def _new(self, command: Mapping[str, Any]) -> Values:
        self.session.regenerate()
        return {"fixed": {}}

    def _weigh(self, command: Mapping[str, Any]) -> None:
        self.session.run.weigh(command["l"], command["to"], command["from"], command["value"])

    def _look(self, command: Mapping[str, Any]) -> None:
        self.look |= {name: command[name] for name in self.look if name in command}

    def _own(self, command: Mapping[str, Any]) -> Values:
        if "text" in command:
            self.session.bring(sets.read(str(command["text"])))
        else:
            self.session.bring(sets.own([point[:2] for point in command["points"]],
                                        [f"{point[2]:g}" for point in command["points"]]))
        return {"fixed": {}}

    def _forget(self, command: Mapping[str, Any]) -> Values:
        self.session.record.rows.clear()
        return {"fixed": {}}

    def _recall(self, command: Mapping[str, Any]) -> Values:
        self.recall(command["rows"])
        return {"fixed": {}}

    def _file(self, command: Mapping[str, Any]) -> Values:
        """Return a file of the session: its name, and its text or its bytes in base64."""
        session, run = self.session, self.session.run
        if command["kind"] == "network":
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder, "network.npz")
                save(run.net, path)
                made = {"name": path.name, "bytes": base64.b64encode(path.read_bytes()).decode()}
        elif command["kind"] == "record":
            made = {"name": "playground-runs.csv", "text": session.table()}
        else:
            write = {"numpy": numpy_code, "pytorch": torch_code}[command["kind"]]
            made = {"name": f"network_{command['kind']}.py", "text": write(run.net, session.settings)}
        return {"file": made | {"n": command["n"]}}


def plain(value: Any) -> Any:
    """Return a value as JSON can say it: None where a number is not finite."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return None if isinstance(value, float) and not np.isfinite(value) else value


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def _dots(places: Any, labels: Any) -> list[list[float]]:
    """Return points as [x1, x2, label], in the digits that a picture needs."""
    return np.column_stack([places, labels])[:SHOWN].round(3).tolist()          # type: ignore[no-any-return]


def _thinned(*curves: Sequence[float]) -> list[list[float]]:
    """Return the epochs and the curves over them, of long ones as many points as a picture needs."""
    n = len(curves[0])
    rows = np.unique(np.linspace(0, n - 1, min(n, CURVE)).astype(int)).tolist()
    return [rows, *([min(curve[i], 1e9) for i in rows] for curve in curves)]
