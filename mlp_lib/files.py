"""Files: written whole or not at all, beside the older one, which is replaced when the new one is complete."""
from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


def named(path: str | os.PathLike[str]) -> Path:
    """Return the path that a name of a file says."""
    try:
        return Path(os.fsdecode(path))
    except TypeError:
        raise TypeError(f"path must be text or a PathLike, such as 'net.npz'; got {type(path).__name__}.") from None


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """Open a new file that takes the place of `path` when the block has ended well; else the older file stays.

    Links are followed, and the older file's mode is kept; a new file has the mode that new files have.  Raises OSError
    for what must not be replaced: a folder, a device, a file that is read-only.
    """
    path = Path(os.path.realpath(named(path)))              # of a link, the file that it leads to
    mode = path.stat().st_mode if path.exists() else None
    if mode is not None and not stat.S_ISREG(mode):
        kind = errno.EISDIR if stat.S_ISDIR(mode) else errno.EINVAL         # a device must not be replaced
        raise OSError(kind, "this is no file that can be replaced; nothing was saved", str(path))
    if mode is not None and not (os.access(path, os.W_OK) and mode & 0o222):
        raise PermissionError(errno.EACCES, "the file is read-only; nothing was saved", str(path))
    part = path.with_name(f"{os.urandom(8).hex()}.part")    # of this call alone
    try:
        with open(part, "xb") as file:
            yield file
        if mode is not None:
            part.chmod(stat.S_IMODE(mode))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
