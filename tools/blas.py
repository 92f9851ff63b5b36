"""The BLAS kernel: which routine of OpenBLAS multiplies the matrices here, and one other that this machine can run.

Sums are added in another order there, so numbers that do not travel between machines show up on one machine.

    python -m tools.blas            print the kernel that NumPy runs with
"""
import ctypes
import os
import platform
import subprocess
import sys
from pathlib import Path

import numpy

PORTABLE = {"x86_64": ["Haswell", "Nehalem", "Prescott"], "AMD64": ["Haswell", "Nehalem", "Prescott"],
            "aarch64": ["ARMV8", "NEOVERSEN1"], "arm64": ["ARMV8", "NEOVERSEN1"]}


def kernel():
    """Return the name of the kernel that OpenBLAS chose in this process, or None if NumPy has another BLAS."""
    packages = Path(numpy.__file__).parent
    for folder in (packages.with_name("numpy.libs"), packages / ".dylibs"):
        for library in folder.glob("*openblas*"):
            blas = ctypes.CDLL(str(library))
            for name in ("scipy_openblas_get_corename64_", "scipy_openblas_get_corename", "openblas_get_corename"):
                if hasattr(blas, name):
                    getattr(blas, name).restype = ctypes.c_char_p
                    return getattr(blas, name)().decode()
    return None


def under(coretype):
    """Return the kernel of a process started with OPENBLAS_CORETYPE=`coretype`."""
    command = [sys.executable, "-m", "tools.blas"]
    environment = os.environ | {"OPENBLAS_CORETYPE": coretype}
    return subprocess.run(command, env=environment, capture_output=True, text=True).stdout.strip()


def another():
    """Return an OPENBLAS_CORETYPE that gives a kernel different from this process's, or None."""
    here = str(kernel())
    for coretype in PORTABLE.get(platform.machine(), []):
        if under(coretype) not in ("", here):
            return coretype
    return None


if __name__ == "__main__":
    print(kernel())
