"""Addresses: the settings as the Playground writes them behind the # of its address, read and written."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from .settings import FEATURES, SEED, Settings

ORIGINAL = "https://playground.tensorflow.org/"
IDLE = ("cosX", "cosY", "collectStats", "hideText", "tutorial")     # kept and written, but nothing here hangs on them
HIDE = "_hide"                                                      # ends a key that hides a control of the original
FIELDS = {                                                          # key of the address -> field, in its order
    "activation": "activation", "regularization": "regularization", "batchSize": "batch_size", "dataset": "dataset",
    "regDataset": "reg_dataset", "learningRate": "learning_rate", "regularizationRate": "regularization_rate",
    "noise": "noise", "networkShape": "hidden", "seed": "seed", "showTestData": "show_test",
    "discretize": "discretize", "percTrainData": "train_percent", "problem": "problem", "initZero": "zero_start",
}
OURS = {"classDataset": "class_dataset", "loss": "loss"}            # of this book alone; the original passes them over
ORDER = ("activation", "regularization", "batchSize", "dataset", "regDataset", "learningRate", "regularizationRate",
         "noise", "networkShape", "seed", "showTestData", "discretize", "percTrainData", "x", "y", "xTimesY",
         "xSquared", "ySquared", "cosX", "sinX", "cosY", "sinY", "collectStats", "tutorial", "problem", "initZero",
         "hideText")


def from_url(address: str, settings: Settings | None = None) -> tuple[Settings, list[str]]:
    """Return the settings that an address of the Playground says, and a sentence for each thing that it says in vain.

    address    the whole address, or what stands behind its #
    settings   what the address says nothing of; the defaults if left out

    An unknown key, a value out of range and a key that changes nothing here get a sentence; the rest is taken.
    """
    if not isinstance(address, str):
        raise TypeError(f"an address is text, got {type(address).__name__}.")
    found, notes = settings or Settings(), []
    pairs = [part.partition("=") for part in address.rpartition("#")[2].split("&") if part.strip()]
    chosen = {name: name in found.features for name in FEATURES}
    kept: dict[str, str] = dict(found.kept)
    for key, sign, text in pairs:
        text = text.strip()
        if not sign:
            notes.append(f"“{key:.40}” is no key with a value; it was passed over.")
        elif key in FEATURES:
            if text:
                chosen[key] = text != "false"
        elif key in IDLE or key.endswith(HIDE):
            kept[key] = text
            if (said := _idle(key, text)):
                notes.append(said)
        elif key not in FIELDS and key not in OURS:
            notes.append(f"The key “{key:.40}” is unknown; it was passed over.")
        elif text or key == "networkShape":
            field = {**FIELDS, **OURS}[key]
            try:
                found = replace(found, **{field: _read(field, text)})
            except (ValueError, TypeError) as error:
                notes.append(f"{key}={text:.40} was passed over: {error}")
    if any(chosen.values()):
        found = replace(found, features=tuple(name for name, on in chosen.items() if on))
    else:
        notes.append("All features are off, and a network needs an input: "
                     f"{' and '.join(FEATURES[name][0] for name in found.features)} stay on.")
    return replace(found, kept=tuple(kept.items())), notes


def to_url(settings: Settings, base: str = ORIGINAL) -> str:
    """Return the address that opens with these settings: in the Playground, or behind another base in this book.

    Raises ValueError for the Playground where it has no such setting: a cross-entropy, three classes, own points.
    """
    here = base != ORIGINAL
    if not here and (missing := beyond(settings)):
        raise ValueError(f"the Playground has no {missing}; an address of this book can say it.")
    values = {key: _written(getattr(settings, field)) for key, field in FIELDS.items()}
    values |= {key: _written(key in settings.features) for key in FEATURES}
    values |= {key: "false" for key in IDLE if key != "tutorial"} | dict(settings.kept)
    if here:
        values |= {key: _written(getattr(settings, field)) for key, field in OURS.items()}
    keys = [*(key for key in ORDER if key in values), *(key for key in values if key not in ORDER)]
    return f"{base}#" + "&".join(f"{key}={values[key]}" for key in keys)


def beyond(settings: Settings) -> str:
    """Return what the Playground cannot say of these settings, in words; "" where it can say all."""
    return ("points of your own" if settings.own else "three classes" if settings.problem == "three-classes" else
            "cross-entropy" if settings.task.loss != "half_squared_error" else "")


def _idle(key: str, text: str) -> str:
    """Return the sentence on a key that changes nothing here, where it asks for something."""
    if text in ("", "false"):
        return ""
    if key.startswith("cos"):
        return f"{key} is a key of the address, but the Playground has no such feature either."
    if key.endswith(HIDE):
        return f"{key} hides a control there; here all stay in sight."
    return f"{key} changes nothing here; it is kept for the way back."


def _read(field: str, text: str) -> Any:
    """Return the value of a field from the text of an address."""
    if field == "hidden":
        return tuple(_number(part) for part in text.split(",")) if text else ()
    kind: Callable[[str], Any] = {bool: lambda text: text != "false", int: _number, float: _number}.get(
        type(getattr(Settings, field)), str)
    return kind(text)


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise ValueError("this is no number.") from None
    return int(value) if value.is_integer() else value


def _written(value: Any) -> str:
    """Return a value as JavaScript writes it: true, 0.00001, 4,2."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return ",".join(map(str, value))
    if isinstance(value, float):
        return np.format_float_positional(value, trim="-")
    return str(value)


def next_seed(seed: str) -> str:
    """Return another seed: a whole number is counted on, to any other text a number is added."""
    if seed.isdigit() and len(seed) < 10:
        return str(int(seed) + 1)
    head, _, tail = seed.rpartition("-")
    counted = f"{head}-{int(tail) + 1}" if head and tail.isdigit() and len(tail) < 10 else f"{seed}-1"
    return counted if SEED.fullmatch(counted) else "1"
