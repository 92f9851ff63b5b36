"""Saving: a network as one .npz file of plain arrays, without pickle, so that loading cannot run anything."""
from __future__ import annotations

import os
import zipfile
from pathlib import Path

import numpy as np

from .inputs import as_sizes
from .network import MLP, rebuild
from .parameters import parameter_count

FORMAT = 1


def save(net: MLP, path: str | Path) -> None:
    """Write the network to `path`; an older file there is replaced only when the new one is complete."""
    if not isinstance(net, MLP):
        raise TypeError(f"save wants an MLP, got {type(net).__name__}. Of a fit, save its .net.")
    path = Path(path)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with open(part, "wb") as file:
            np.savez(file, format=FORMAT, sizes=net.sizes, theta=net.theta,
                     sigma=np.array([sigma.name for sigma in net.sigma.values()]))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def load(path: str | Path) -> MLP:
    """Return the network that `save` wrote; a file that is damaged or something else is a ValueError."""
    path = Path(path)
    try:
        with zipfile.ZipFile(path) as parts:                # packed tightly, a small file could fill the memory
            if any(part.compress_type != zipfile.ZIP_STORED for part in parts.infolist()):
                raise ValueError("its parts are compressed, those of a saved network are not")
        with np.load(path, allow_pickle=False) as file:
            if int(file["format"]) != FORMAT:
                raise ValueError(f"it has format {file['format']}, this version reads {FORMAT}")
            sizes, sigma, theta = as_sizes(file["sizes"]), file["sigma"], file["theta"]
            if theta.shape != (parameter_count(sizes),) or sigma.shape != (len(sizes) - 1,):
                raise ValueError(f"theta of shape {theta.shape} and {sigma.shape} activations do not make a network of "
                                 f"sizes {list(sizes)!s:.60}")  # known before any memory is taken for that network
            *hidden, output = (str(name) for name in sigma)
            return rebuild(sizes, hidden, output, theta)
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"{path} is not a network saved by mlp_lib, or it is damaged: {error}. "
                         "Save it again with mlp_lib.save(net, path).") from error
