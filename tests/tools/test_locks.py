"""The supply chain: whatever a build, a test or a workflow installs is known by its hash, and all agree on versions."""
import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent.parent
LOCKS = {path.stem: path for path in (ROOT / "locks").glob("*.txt")} | {"binder": ROOT / ".binder" / "requirements.txt"}
EVERY_LOCK = pytest.mark.parametrize("name", sorted(LOCKS))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
LIBRARY = PROJECT["dependencies"]
WORKFLOWS = {path.name: yaml.safe_load(path.read_text()) for path in (ROOT / ".github" / "workflows").glob("*.yml")}
JOBS = [(f"{file}: {name}", job, flow) for file, flow in WORKFLOWS.items() for name, job in flow["jobs"].items()]
EVERY_JOB = pytest.mark.parametrize(("name", "job", "flow"), JOBS, ids=[name for name, _, _ in JOBS])


def entries(path):
    """Return the (name, version, hashes) of a lock, one for each of its lines that name a package."""
    text = "\n".join(line for line in path.read_text().splitlines() if not line.startswith("#")).replace("\\\n", " ")
    found = []
    for line in text.splitlines():
        pin, *hashes = line.split(" --hash=")
        named = re.fullmatch(r"([\w.-]+)(?:\[[\w, -]+\])?==([^\s;]+)(?: ; .*)?", pin.strip())
        assert named, f"no pin: {line[:80]}"
        found.append((named[1].lower().replace("_", "-"), named[2], [h.strip() for h in hashes]))
    return found


def listed(path):
    """Return the requirements that a file lists."""
    lines = (line.split("  #")[0].strip() for line in path.read_text().splitlines())
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


@EVERY_LOCK
def test_every_line_of_a_lock_has_hashes(name):
    found = entries(LOCKS[name])
    assert len(found) > 20
    assert not [pin for pin, _, hashes in found if not hashes]
    assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", h) for _, _, hashes in found for h in hashes)


@pytest.mark.parametrize(("name", "wanted"), [
    ("book", [*map(Requirement, LIBRARY), *listed(ROOT / "requirements.txt")]),
    ("binder", [*map(Requirement, LIBRARY), *listed(ROOT / "locks" / "binder.in")]),
    *((name, listed(ROOT / "locks" / f"{name}.in")) for name in ("peers", "mutants", "audit"))])
def test_a_lock_has_what_is_asked_for(name, wanted):
    versions = {}
    for pin, version, _ in entries(LOCKS[name]):
        versions.setdefault(pin, []).append(version)
    for requirement in wanted:
        assert all(requirement.specifier.contains(v) for v in versions[requirement.name.lower()]), requirement


def test_locks_that_meet_in_one_environment_agree():
    book = {(name, version) for name, version, _ in entries(LOCKS["book"])}
    names = {name for name, _ in book}
    for lock in ("binder", "peers", "mutants"):
        assert not {(n, v) for n, v, _ in entries(LOCKS[lock]) if n in names} - book, lock
    assert {"pip", "setuptools", "import-linter", "filelock", "anywidget"} <= names
    assert not {entry for entry in entries(ROOT / "tools" / "browser-wheels.txt") if entry[:2] not in book}


def test_the_oldest_environment_is_that_of_the_lower_bounds():
    versions = {name: version for name, version, _ in entries(LOCKS["oldest"])}
    for requirement in map(Requirement, PROJECT["dependencies"]):
        bound = re.search(r">=([\d.]+)", str(requirement.specifier))[1]
        assert Requirement(f"x=={bound}").specifier.contains(versions[requirement.name]), requirement


def test_every_package_of_the_pages_scripts_has_a_hash():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    hashes = {name: entry.get("integrity", "") for name, entry in packages.items() if name}
    assert len(hashes) > 3 and not [name for name, value in hashes.items() if not value.startswith("sha512-")]


def test_binder_installs_the_lock_and_then_the_package():
    after = ROOT / ".binder" / "postBuild"
    assert after.stat().st_mode & 0o111
    assert "pip install --no-deps --no-build-isolation .\n" in after.read_text()
    assert (ROOT / ".binder" / "runtime.txt").read_text().startswith("python-3.")


@EVERY_JOB
def test_actions_are_named_by_commit_and_keep_no_credentials(name, job, flow):
    for step in job["steps"]:
        if "uses" in step:
            assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", step["uses"]), step["uses"]
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False
        if re.search(r"pip install", step.get("run", "")):
            assert "--require-hashes" in step["run"]


@EVERY_JOB
def test_a_job_that_runs_our_code_and_others_can_only_read(name, job, flow):
    allowed = job.get("permissions", flow.get("permissions"))
    assert allowed is not None
    if any("run" in step for step in job["steps"]):
        assert allowed == {"contents": "read"}
