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
import zipfile
from email.parser import Parser
from pathlib import Path

from tools import compiled, edition, environment, policy, pyodide, steps

ROOT = pyodide.ROOT
OUT = ROOT / "_vendor" / "lite"
KERNEL = "share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension/static/pypi"
KERNEL_NEEDS = ["micropip", "piplite", "ssl", "sqlite3", "ipykernel", "comm", "pyodide_kernel", "jedi", "ipython"]
WELCOME = "mlp-welcome"                          # our own extension of the notebook: web/lite/welcome.js
BUILD = {"no_sourcemaps": True, "apps": ["notebooks"],                     # others run code that an address holds
         "no_unused_shared_packages": True, "federated_extensions": [WELCOME]}
DEPENDS = {                                      # what a wheel imports: less than what its metadata asks for
    "comm": ["traitlets"],
    "anywidget": ["ipywidgets", "psygnal", "typing-extensions"],
    "ipywidgets": ["comm", "ipython", "traitlets"],
    "piplite": ["micropip"],
    "pyodide-kernel": ["ipython", "comm"],
}


OWN = ("pyproject.toml", "README.md", "LICENSE", "LICENSE-TEXT")      # besides mlp_lib itself
LISTED = ROOT / "tools" / "browser-wheels.txt"
NEEDED = ("Wanted: the wheels of tools/browser-wheels.txt, from the Python Package Index. If this machine has no "
          "network, copy the folder _vendor/cache from a checkout that has built the site.")


def named_by_content(wheel):
    """Give a wheel that the build made a tag from its content, so that no browser keeps an old one."""
    name, version, rest = re.sub(r"^([^-]+-[^-]+)-0[0-9a-f]{8}-", r"\1-", wheel.name).split("-", 2)
    return wheel.rename(wheel.with_name(f"{name}-{version}-0{pyodide.sha256(wheel.read_bytes())[:8]}-{rest}"))


def own_wheel(folder):
    """Build the wheel of mlp_lib into `folder`."""
    with tempfile.TemporaryDirectory() as source:
        for name in OWN:
            shutil.copy(ROOT / name, source)
        shutil.copytree(ROOT / "mlp_lib", Path(source, "mlp_lib"), ignore=shutil.ignore_patterns("__pycache__"))
        subprocess.run([sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation",
                        "--wheel-dir", folder, source], check=True, env=os.environ | {"SOURCE_DATE_EPOCH": "315619200"})
    named_by_content(next(Path(folder).glob("mlp_lib-*.whl")))


def hidden():
    """Return the line that keeps solutions off the cards in JupyterLite too, where this build hides them."""
    said = edition.config()["sphinx"]["config"]["mlp_solutions"]
    return f'\n__import__("os").environ["MLP_SOLUTIONS"] = "{said}"\n' if said != "shown" else ""


def startup_wheel(folder):
    """Write a wheel whose one file, IPython's configuration, runs as the kernel starts."""
    wheel = Path(folder, "mlp_startup-1-py3-none-any.whl")
    files = {"data/data/etc/ipython/ipython_config.py": (ROOT / "tools" / "startup.py").read_text() + hidden(),
             "dist-info/METADATA": "Metadata-Version: 2.1\nName: mlp_startup\nVersion: 1\n",
             "dist-info/WHEEL": "Wheel-Version: 1.0\nTag: py3-none-any\n",
             "dist-info/licenses/LICENSE": (ROOT / "LICENSE").read_text()}
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, text in files.items():
            archive.writestr(zipfile.ZipInfo(f"mlp_startup-1.{path}"), text)
    named_by_content(wheel)


def listed_wheels():
    """Return the wheels of browser-wheels.txt, known by their hashes, out of the cache; what it has not is fetched."""
    wanted = re.findall(r"sha256:(\w+)", LISTED.read_text())

    def here():
        return {pyodide.sha256(wheel.read_bytes()): wheel for wheel in pyodide.CACHE.glob("*.whl")}

    if not here().keys() >= set(wanted):
        steps.run([*pyodide.DOWNLOAD, "--dest", pyodide.CACHE, "--require-hashes", "-r", LISTED], NEEDED)
    found = here()
    return [found[sha] for sha in wanted]


def extra_wheels(folder):
    """Collect the wheels that Pyodide has not: the widgets, the kernel's own and mlp_lib."""
    for wheel in listed_wheels():
        shutil.copy(wheel, folder)
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


def compile_first(target, lock):
    """Give the modules that come first as bytecode, and each wheel that this changes a new name, in `lock` too."""
    found = compiled.bytecode(target, list(lock["packages"]))
    compiled.put(target / "python_stdlib.zip", found)
    for package in lock["packages"].values():
        wheel = target / package["file_name"]
        if "://" not in package["file_name"] and wheel.suffix == ".whl" and compiled.put(wheel, found):
            package["file_name"] = named_by_content(wheel).name
            package["sha256"] = pyodide.sha256((target / package["file_name"]).read_bytes())


def settings():
    """Return jupyter-lite.json: this edition's storage, and all packages loaded while the kernel starts."""
    return {"jupyter-lite-schema-version": 0, "jupyter-config-data": {
        "appName": "MLP companion",
        "appUrl": "./tree",                      # tools/doors.py
        "exposeAppInBrowser": True,              # the browser tests read the notebook's cells
        "disabledExtensions": ["@jupyterlab/cell-toolbar-extension"],   # it throws while a notebook runs
        "contentsStorageName": f"mlp-companion {edition.name()}",       # an old copy must not win over a new edition
        "litePluginSettings": {"@jupyterlite/pyodide-kernel-extension:kernel": {
            "disablePyPIFallback": True,
            "loadPyodideOptions": {"packages": [*KERNEL_NEEDS, "mlp-startup", "mlp-lib"]}}}}}


def welcome(folder):
    """Write the extension that leads a reader to an exercise, in the form that JupyterLite copies."""
    script = (ROOT / "web" / "lite" / "welcome.js").read_bytes()
    entry = f"static/welcome.{pyodide.sha256(script)[:8]}.js"
    (folder / "static").mkdir(parents=True)
    (folder / entry).write_bytes(script)
    (folder / "package.json").write_text(json.dumps({
        "name": WELCOME, "version": "1.0.0", "license": "BSD-3-Clause",
        "jupyterlab": {"extension": True, "_build": {"load": entry, "extension": "./extension"}}}))


def early(site):
    """Let the notebook's page of a built site start Python before anything else."""
    script = (ROOT / "web" / "lite" / "early.js").read_bytes()
    name = f"early.{pyodide.sha256(script)[:8]}.js"
    (site / "lite" / "static" / name).write_bytes(script)
    page = site / "lite" / "notebooks" / "index.html"
    text, there = policy.CHARSET.subn(rf'\g<0>\n    <script src="../static/{name}"></script>',
                                      page.read_text(encoding="utf-8"), count=1)
    if not there:
        sys.exit(f"{page} has no <meta charset>: JupyterLite's page has changed; say in tools/lite.py where to start.")
    page.write_text(text, encoding="utf-8")


def fill(out):
    """Fill the folder `out`."""
    welcome(out / WELCOME)
    lock = pyodide.official_lock()
    packages = lock["packages"]
    target = out / "static" / "pyodide"
    with tempfile.TemporaryDirectory() as folder:
        wheels = extra_wheels(folder)
        ours = {e["name"]: e for e in map(entry, wheels)}
        packages |= ours
        names = pyodide.closure(packages, [*KERNEL_NEEDS, *ours])
        pyodide.place([packages[n] for n in names if n not in ours], target)
        for wheel in wheels:
            shutil.copy(wheel, target)
    lock["packages"] = {n: packages[n] for n in names}
    (target / "pyodide-lock.json").write_text(json.dumps(lock))
    compile_first(target, lock)
    (target / "pyodide-lock.json").write_text(json.dumps(lock))
    (out / "jupyter-lite.json").write_text(json.dumps(settings(), indent=1))
    (out / "overrides.json").write_text(json.dumps({     # what is in view alone; web/lite/welcome.js asks for the rest
        "@jupyterlab/notebook-extension:tracker": {"windowingMode": "full"}}))
    (out / "jupyter_lite_config.json").write_text(json.dumps({"LiteBuildConfig": BUILD}))
    size = sum(f.stat().st_size for f in target.iterdir())
    print(f"JupyterLite's Python: {len(names)} packages, {size / 1e6:.0f} MB in {OUT.relative_to(ROOT)}")


def main():
    """Make the folder, unless it is there."""
    with steps.alone():
        wanted = edition.name() + hidden() + steps.stamp(
            *[ROOT / "tools" / f for f in ("lite.py", "startup.py", "pyodide.py")], *compiled.FILES, LISTED,
            ROOT / "web" / "lite", ROOT / "mlp_lib",
            *[ROOT / f for f in OWN], ROOT / "package-lock.json", environment.MARK)
        steps.make(OUT, fill, wanted)


if __name__ == "__main__":
    main()
