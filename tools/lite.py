"""The JupyterLite folder: what `jupyter lite build` starts from, made afresh in `_vendor/lite`.

It holds the self-hosted Pyodide with a lock of our own, so that `import ipywidgets` and `import mlp_lib`
need no install cell, and the settings of this edition.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from email.parser import Parser
from pathlib import Path

from tools import pyodide

ROOT = pyodide.ROOT
OUT = ROOT / "_vendor" / "lite"
KERNEL = "share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension/static/pypi"
KERNEL_NEEDS = ["micropip", "piplite", "ssl", "sqlite3", "ipykernel", "comm", "pyodide_kernel", "jedi", "ipython"]
DEPENDS = {                                      # what a wheel imports: less than what its metadata asks for
    "comm": ["traitlets"],
    "anywidget": ["ipywidgets", "psygnal", "typing-extensions"],
    "ipywidgets": ["comm", "ipython", "traitlets"],
    "piplite": ["micropip"],
    "pyodide-kernel": ["ipython", "comm"],
}


def named_by_content(wheel):
    """Give a wheel of ours a build tag from its content, so that no browser keeps an old one."""
    name, version, rest = wheel.name.split("-", 2)
    return wheel.rename(wheel.with_name(f"{name}-{version}-0{pyodide.sha256(wheel.read_bytes())[:8]}-{rest}"))


def own_wheel(folder):
    """Build the wheel of mlp_lib into `folder`."""
    with tempfile.TemporaryDirectory() as source:
        for name in ("pyproject.toml", "README.md"):
            shutil.copy(ROOT / name, source)
        shutil.copytree(ROOT / "mlp_lib", Path(source, "mlp_lib"), ignore=shutil.ignore_patterns("__pycache__"))
        subprocess.run([sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation",
                        "--wheel-dir", folder, source], check=True, env=os.environ | {"SOURCE_DATE_EPOCH": "315619200"})
    named_by_content(next(Path(folder).glob("mlp_lib-*.whl")))


def startup_wheel(folder):
    """Write a wheel whose one file, IPython's configuration, runs as the kernel starts."""
    wheel = Path(folder, "mlp_startup-1-py3-none-any.whl")
    files = {"data/data/etc/ipython/ipython_config.py": (ROOT / "tools" / "startup.py").read_text(),
             "dist-info/METADATA": "Metadata-Version: 2.1\nName: mlp_startup\nVersion: 1\n",
             "dist-info/WHEEL": "Wheel-Version: 1.0\nTag: py3-none-any\n"}
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, text in files.items():
            archive.writestr(zipfile.ZipInfo(f"mlp_startup-1.{path}"), text)
    named_by_content(wheel)


def extra_wheels(folder):
    """Collect the wheels that Pyodide has not: the widgets, the kernel's own and mlp_lib."""
    pyodide.pip_download("--require-hashes", "-r", ROOT / "tools" / "browser-wheels.txt", to=folder)
    for wheel in Path(sys.prefix, KERNEL).glob("*.whl"):
        if not wheel.name.startswith("widgetsnbextension-3"):
            shutil.copy(wheel, folder)
    startup_wheel(folder)
    own_wheel(folder)
    return sorted(Path(folder).glob("*.whl"))


def entry(wheel):
    """Return the lock's entry for a wheel file."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        metadata = Parser().parsestr(archive.read(next(n for n in names if n.endswith("/METADATA"))).decode())
    name = metadata["Name"].lower().replace("_", "-")
    required = [re.match(r"[\w.-]+", r)[0].lower() for r in metadata.get_all("Requires-Dist", []) if ";" not in r]
    imports = sorted({n.split("/")[0] for n in names if n.count("/") == 1 and n.endswith("/__init__.py")})
    return {"name": name, "version": metadata["Version"], "file_name": wheel.name, "install_dir": "site",
            "sha256": pyodide.sha256(wheel.read_bytes()), "package_type": "package",
            "imports": imports, "depends": DEPENDS.get(name, required), "unvendored_tests": False}


def settings():
    """Return jupyter-lite.json: this edition's storage, and all packages loaded while the kernel starts."""
    edition = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    return {"jupyter-lite-schema-version": 0, "jupyter-config-data": {
        "appName": "MLP companion",
        "exposeAppInBrowser": True,              # the browser tests read the notebook's cells
        "disabledExtensions": ["@jupyterlab/cell-toolbar-extension"],   # it throws while a notebook runs
        "contentsStorageName": f"mlp-companion {edition}",       # a browser's old copy must not win over a new edition
        "litePluginSettings": {"@jupyterlite/pyodide-kernel-extension:kernel": {
            "disablePyPIFallback": True,
            "loadPyodideOptions": {"packages": [*KERNEL_NEEDS, "mlp-startup", "mlp-lib"]}}}}}


def main():
    """Make the folder."""
    shutil.rmtree(OUT, ignore_errors=True)
    (ROOT / ".jupyterlite.doit.db").unlink(missing_ok=True)      # a stale one silently drops the local Pyodide
    lock = pyodide.official_lock()
    packages = lock["packages"]
    with tempfile.TemporaryDirectory() as folder:
        wheels = extra_wheels(folder)
        ours = {e["name"]: e for e in map(entry, wheels)}
        packages |= ours
        names = pyodide.closure(packages, [*KERNEL_NEEDS, *ours])
        target = OUT / "static" / "pyodide"
        pyodide.place([packages[n] for n in names if n not in ours], target)
        for wheel in wheels:
            shutil.copy(wheel, target)
    lock["packages"] = {n: packages[n] for n in names}
    (target / "pyodide-lock.json").write_text(json.dumps(lock))
    (OUT / "jupyter-lite.json").write_text(json.dumps(settings(), indent=1))
    (OUT / "overrides.json").write_text(json.dumps({     # all cells on the page: links within it lead there
        "@jupyterlab/notebook-extension:tracker": {"windowingMode": "defer"}}))
    (OUT / "jupyter_lite_config.json").write_text(json.dumps({"LiteBuildConfig": {"no_sourcemaps": True}}))
    size = sum(f.stat().st_size for f in target.iterdir())
    print(f"JupyterLite's Python: {len(names)} packages, {size / 1e6:.0f} MB in {target.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
