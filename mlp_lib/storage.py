"""Saving: a network as one .npz file of plain arrays, without pickle, so that loading cannot run anything."""
from __future__ import annotations

import os
import zipfile
from typing import BinaryIO

import numpy as np

from .activations import ACTIVATIONS
from .checks import finite
from .files import named, replacing
from .hints import Array
from .inputs import as_sizes
from .network import MLP, rebuild
from .parameters import parameter_count

FORMAT = 1


def save(net: MLP, path: str | os.PathLike[str]) -> None:
    """Write the network to `path`; an older file there is replaced only when the new one is complete.

    Links are followed, and the older file's mode is kept.  Raises ValueError for what could not be loaded again, and
    lets the operating system's errors through, such as PermissionError for a file that is read-only.
    """
    if not isinstance(net, MLP):
        raise TypeError(f"save wants an MLP, got {type(net).__name__}. Of a fit, save its .net.")
    finite(net.theta, "theta", "Nothing was saved. Has training diverged? Fit again with a smaller eta.")
    with replacing(path) as file:
        np.savez(file, format=FORMAT, sizes=net.sizes, theta=net.theta,
                 sigma=np.array([sigma.name for sigma in net.sigma.values()]))


def load(path: str | os.PathLike[str]) -> MLP:
    """Return the network that `save` wrote; a file that is damaged or something else is a ValueError.

    A file that cannot be opened is an error of the operating system: FileNotFoundError, PermissionError.
    """
    path = named(path)
    with open(path, "rb") as file:                          # what cannot be opened is the system's to say
        try:
            sizes, sigma, theta = _read(file)
            unknown = [name for name in sigma if name not in ACTIVATIONS]
            if not unknown:
                return rebuild(sizes, sigma[:-1], sigma[-1], theta)
        except Exception as error:
            raise ValueError(f"{path} is not a network saved by mlp_lib, or it is damaged: {error}. "
                             "Save it again with mlp_lib.save(net, path).") from error
    raise ValueError(f"{path} has the activation {unknown[0]!r}, and ACTIVATIONS here knows only "
                     f"{', '.join(ACTIVATIONS)}. Add its record first, as was done where the network was made.")


def _read(file: BinaryIO) -> tuple[tuple[int, ...], list[str], Array]:
    """Return sizes, names of the activations, and theta, as far as they can be told to make a network."""
    with zipfile.ZipFile(file) as parts:                    # packed tightly, a small file could fill the memory
        if any(part.compress_type != zipfile.ZIP_STORED for part in parts.infolist()):
            raise ValueError("its parts are compressed, those of a saved network are not")
    file.seek(0)
    with np.load(file, allow_pickle=False) as parts:
        if int(parts["format"]) != FORMAT:
            raise ValueError(f"it has format {parts['format']}, this version reads {FORMAT}")
        sizes, sigma, theta = as_sizes(parts["sizes"]), parts["sigma"], parts["theta"]
    if sigma.dtype.kind != "U":
        raise ValueError(f"its activations are {sigma.dtype}, wanted their names")
    if theta.shape != (parameter_count(sizes),) or sigma.shape != (len(sizes) - 1,):
        raise ValueError(f"theta of shape {theta.shape} and {sigma.shape} activations do not make a network of "
                         f"sizes {list(sizes)!s:.60}")      # known before any memory is taken for that network
    return sizes, sigma.tolist(), theta
