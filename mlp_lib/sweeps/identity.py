"""The identity of a run is what tells it from other runs: names, values and digests that any process finds again.

A function is its qualified name, its source and its defaults; an object is its class, that class's methods, and what
pickle would keep of it; arrays and tables are all their values. What a function calls, or reads from its module, is
not looked at.
"""
from __future__ import annotations

import hashlib
import inspect
import json
import os
import sys
import types
from functools import partial
from typing import Any

import numpy as np

REMEDY = ("Two of its kind could not be told apart in the file. Give run an attribute .about, words or numbers that "
          "tell it from others, or leave out path.")


CONSTANTS = (bool, int, float, str, list, tuple, dict, np.ndarray)          # of a class


def identity(thing: Any, what: str = "run") -> Any:
    """Return what tells `thing` from others, as JSON has it; what cannot be told apart surely is a TypeError."""
    try:
        return _identity(thing, what)
    except RecursionError:
        raise TypeError(f"{what} holds itself, or too much within itself. {REMEDY}") from None


def digest(parts: Any) -> str:
    """Return a short word for something that JSON can write."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def _identity(thing: Any, what: str) -> Any:
    if thing is None or type(thing) in (bool, int, float, str):
        return {"word of": len(thing), "is": digest(thing)} if isinstance(thing, str) and len(thing) > 200 else thing
    if isinstance(thing, np.generic) and thing.dtype.kind in "biuf" and not isinstance(thing, np.longdouble):
        return thing.item()
    if type(thing) is np.ndarray and not thing.dtype.hasobject:
        values = hashlib.sha256(np.ascontiguousarray(thing).tobytes()).hexdigest()[:16]
        return {"array": [str(thing.dtype), *thing.shape], "values": values}
    if type(thing) is np.ndarray:
        return {"array": ["object", *thing.shape], "values": digest(_identity(thing.ravel().tolist(), what))}
    if type(thing) in (list, tuple):
        return _short([type(thing).__name__, *(_identity(part, what) for part in thing)])
    if type(thing) is dict and all(type(key) is str for key in thing):
        return {key: _identity(value, what) for key, value in sorted(thing.items())}
    if type(thing) is dict:
        return _short(["dict", *([_identity(k, what), _identity(v, what)] for k, v in thing.items())])
    if isinstance(thing, os.PathLike):
        return {"path": os.fspath(thing)}
    if type(thing) in (set, frozenset):
        return _short(["set", *sorted((_identity(part, what) for part in thing), key=json.dumps)])
    if isinstance(thing, partial):
        return {"partial": _identity(thing.func, what), "args": [_identity(part, what) for part in thing.args],
                "keywords": _identity(thing.keywords, what)}
    pandas = sys.modules.get("pandas")
    if pandas and isinstance(thing, pandas.DataFrame | pandas.Series | pandas.Index):
        return {type(thing).__name__: digest([_identity(part, what) for part in _parts(thing)])}
    if hasattr(thing, "about") and not isinstance(thing, type):
        return _identity(thing.about, what)
    if isinstance(thing, types.FunctionType):
        return _function(thing, what)
    if isinstance(thing, type):
        return _class(thing, what)
    if isinstance(thing, types.BuiltinFunctionType | np.ufunc) and not _bound(thing):
        return {"function": f"{getattr(thing, '__module__', None) or 'numpy'}.{thing.__name__}"}
    return _object(thing, what)


def _short(parts: list[Any]) -> Any:
    """Return the parts themselves while they can be read, else their number and a digest."""
    return parts if len(json.dumps(parts)) <= 200 else [len(parts), digest(parts)]


def _parts(table: Any) -> list[Any]:
    """Return the names and the values of a pandas table, column or index."""
    if hasattr(table, "columns"):
        return [table.columns, table.index, *(table.iloc[:, i] for i in range(table.shape[1]))]
    return [str(table.dtype), str(table.name), table.to_numpy(), *([table.index] if hasattr(table, "index") else [])]


def _function(function: types.FunctionType, what: str) -> Any:
    name = f"{function.__module__}.{function.__qualname__}"
    if _pythons(function):
        return {"function": name}
    inner = set(function.__code__.co_freevars) - {"__class__"}
    if function.__name__ == "<lambda>":
        raise TypeError(f"{what} is or holds a lambda, and lambdas have no name: write it with def. {REMEDY}")
    if inner:
        raise TypeError(f"{what}: {name} takes {', '.join(sorted(inner))} from the function around it. Hand that over "
                        f"as an argument, by functools.partial. {REMEDY}")
    return {"function": name, "source": _source(function, what),
            "defaults": _identity([function.__defaults__, function.__kwdefaults__], what)}


def _source(function: types.FunctionType, what: str) -> str:
    try:
        if function.__code__.co_filename == "<string>":     # exec's; Python 3.13 would take what `python -c` was told
            raise OSError
        return digest(inspect.cleandoc(inspect.getsource(function.__code__)))
    except (OSError, TypeError):
        raise TypeError(f"{what}: the source of {function.__qualname__} is nowhere to be found. Write it into a file. "
                        f"{REMEDY}") from None


def _class(kind: type, what: str) -> Any:
    """Return the name of a class, and the methods and constants that it has from Python code."""
    name, found = f"{kind.__module__}.{kind.__qualname__}", dict[str, str]()
    for above in (above for above in reversed(kind.__mro__) if not _pythons(above)):
        for key, value in vars(above).items():
            for inside in (getattr(value, "__func__", value), getattr(value, "fget", None)):
                if isinstance(inside, types.FunctionType):
                    if inside.__code__.co_filename != "<string>" or not key.startswith("__") or key == "__call__":
                        found[key] = _source(inside, what)          # a dataclass has written the others itself
                elif not key.startswith("__") and type(inside) in CONSTANTS:
                    found[key] = digest(_identity(inside, what))
    return {"class": name, "digest": digest(found)} if found else {"class": name}


def _pythons(thing: Any) -> bool:
    return str(thing.__module__).split(".")[0] in sys.stdlib_module_names


def _bound(function: Any) -> bool:
    return not isinstance(getattr(function, "__self__", None), types.ModuleType | None)


def _object(thing: Any, what: str) -> Any:
    """Return what pickle would keep of an object: how it is made again, and from what."""
    try:
        kept = thing.__reduce_ex__(4)
    except Exception as error:
        raise TypeError(f"{what} is or holds {thing!r:.60}, of which nothing can be noted: {error}. {REMEDY}") from None
    if isinstance(kept, str):                               # the name of something of its module
        return {"name": kept, "of": thing.__module__, "wraps": _identity(getattr(thing, "__wrapped__", None), what)}
    made = [list(part) if i > 2 and part is not None else part for i, part in enumerate(kept)]
    return {"object": f"{type(thing).__module__}.{type(thing).__qualname__}", "holds": digest(_identity(made, what))}
