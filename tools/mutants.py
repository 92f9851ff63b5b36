"""Mutants: does some test fail for every small change of the core? Those that no test sees are in tests/mutants.csv.

    python -m tools.mutants                    try them all (about 20 minutes on two cores)
    python -m tools.mutants losses network     try those of these modules

Cosmic Ray makes the mutants, with four more operators from here. Each is tried in a copy of the package, never in the
checkout. Exits with 1 where a mutant survives that is not in the list, or where one in the list no longer does.
"""
import argparse
import ast
import csv
import os
import re
import shutil
import signal
import sys
import tempfile
import time
from itertools import count
from multiprocessing import get_context
from pathlib import Path

import parso
import pytest
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Example, Operator
from cosmic_ray.plugins import get_operator, operator_names

ROOT = Path(__file__).parent.parent
ACCEPTED = ROOT / "tests" / "mutants.csv"               # file, line, what becomes of it, why no test sees it
OWN = {"activations": "activations", "losses": "losses", "network": "network", "training": "training",
       "optimizers": "training"}                        # module: its own test, which goes before the others
TESTS = ["activations", "losses", "network", "training", "history", "lecture_example", "runs", "gradcheck", "numerics",
         "properties"]
UNUSED = r"_(BitAnd|BitOr|BitXor|LShift|RShift|FloorDiv|Mod|Invert|Not|Is|IsNot)$"     # they fail for any test, or none
SWAPS = {"maximum": "minimum", "minimum": "maximum", "max": "min", "min": "max", "argmax": "argmin",
         "zeros": "ones", "zeros_like": "ones_like", "ones_like": "zeros_like", "log1p": "log", "expm1": "exp",
         "abs": "positive", "sqrt": "positive", "exp": "positive", "sign": "positive",        # np.positive(x) is x
         "+=": "-=", "-=": "+=", "*=": "/="}


class Swap(Operator):
    """Put another function or assignment in the place of one in the table."""

    table = SWAPS

    def mutation_positions(self, node):
        if node.type in ("name", "operator") and node.value in self.table:
            yield node.start_pos, node.end_pos

    def mutate(self, node, index):
        node.value = self.table[node.value]
        return node

    @classmethod
    def examples(cls):
        return Example("np.maximum(z, 0)", "np.minimum(z, 0)"), Example("v += g", "v -= g")


class DropKeyword(Operator):
    """Leave out a keyword argument of a call."""

    def mutation_positions(self, node):
        if node.type in ("arglist", "trailer"):
            yield from ((child.start_pos, child.end_pos) for child in self._keywords(node))

    def mutate(self, node, index):
        where = node.children.index(self._keywords(node)[index])
        comma = [child.get_code().strip() for child in node.children[where + 1:where + 2]] == [","]
        del node.children[where:where + 1 + comma]
        return node

    @staticmethod
    def _keywords(node):
        return [child for child in node.children if child.type == "argument" and child.children[1].get_code() == "="]

    @classmethod
    def examples(cls):
        return Example("f(x, axis=0)", "f(x,)"), Example("f(axis=0)", "f()"), Example("f(a=1, b=2)", "f( b=2)")


class DropStatement(Operator):
    """Put `pass` in the place of a statement in a function."""

    def mutation_positions(self, node):
        if node.type == "simple_stmt" and node.children[0].type != "string" and node.search_ancestor("funcdef"):
            yield node.start_pos, node.end_pos

    def mutate(self, node, index):
        return parso.parse(node.get_first_leaf().prefix + "pass\n")

    @classmethod
    def examples(cls):
        return (Example("def f(x):\n    x += 1\n", "def f(x):\n    pass\n"),)


class RowsForColumns(Operator):
    """Put the first axis in the place of the last."""

    def mutation_positions(self, node):
        if node.type == "argument" and node.get_code(include_prefix=False) == "axis=-1":
            yield node.start_pos, node.end_pos

    def mutate(self, node, index):
        return parso.parse(node.get_first_leaf().prefix + "axis=0").children[0]

    @classmethod
    def examples(cls):
        return (Example("a.sum(axis=-1)", "a.sum(axis=0)"),)


def operators():
    """Return the operators: Cosmic Ray's, but for those without sense here, and the four above."""
    theirs = [get_operator(name) for name in operator_names() if not re.search(UNUSED, name)]
    return [operator() for operator in (*theirs, Swap, DropKeyword, DropStatement, RowsForColumns)
            if not operator.arguments()]


def mutants(code, more=()):
    """Return the mutants of a module's code; annotations and docstrings make none, and two that mean the same one."""
    found = {}
    for operator in (*operators(), *more):
        for occurrence in count():
            mutant = mutate_code(code, operator, occurrence)
            if mutant is None:
                break
            found.setdefault(meaning(mutant), mutant)
    return [mutant for key, mutant in found.items() if key not in ("", meaning(code))]


def meaning(code):
    """Return the code without layout, comments and annotations, or "" where it is no Python."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return ""
    for node in ast.walk(tree):
        for field in {"annotation", "returns"} & set(node._fields):
            setattr(node, field, ast.Constant(None) if isinstance(node, ast.AnnAssign) else None)
    return ast.unparse(tree)


def changed(code, mutant):
    """Return the first line that differs and what becomes of it, without comments."""
    before, after = ([re.sub(r"\s+#.*", "", line).strip() for line in text.splitlines() if line.strip()]
                     for text in (code, mutant))
    return next(pair for pair in zip(before, after, strict=False) if pair[0] != pair[1])


def copy(root, parts, folder):
    """Copy the parts of a project into a folder of this process, which works there from now on."""
    os.chdir(tempfile.mkdtemp(dir=folder))
    sys.path.insert(0, "")
    for part in parts:
        (shutil.copytree if (root / part).is_dir() else shutil.copy2)(root / part, part)


def survives(file, mutant, tests, keep_bytecode=False):
    """Return whether the tests pass in this process's copy with the mutant in place of the file, in a minute's work."""
    code = Path(file).read_text(encoding="utf-8")
    Path(file).write_text(mutant, encoding="utf-8")
    child = os.fork()                                   # it has all libraries loaded: half a second for most mutants
    if child:
        _, status = os.waitpid(child, 0)
        Path(file).write_text(code, encoding="utf-8")
        return status == 0
    signal.setitimer(signal.ITIMER_PROF, 60)            # ends the child, also in an endless loop
    sys.dont_write_bytecode = not keep_bytecode         # two mutants can have one size and one second
    for stream in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
    os._exit(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests]))


def survivors(root, parts, tests_of, processes):
    """Yield (file, number of mutants, {(line, what becomes of it)} of survivors) for each file of `tests_of`."""
    with (tempfile.TemporaryDirectory() as folder,
          get_context("fork").Pool(processes, copy, (Path(root).resolve(), parts, folder)) as pool):
        for file, tests in tests_of.items():
            code = (Path(root) / file).read_text(encoding="utf-8")
            if not all(pool.starmap(survives, [(file, code, tests, True)] * processes, chunksize=1)):
                raise SystemExit(f"Without any mutant, these tests fail or take a minute: {' '.join(tests)}")
            made = mutants(code)
            alive = pool.starmap(survives, [(file, mutant, tests) for mutant in made], chunksize=1)
            yield file, len(made), {changed(code, mutant) for mutant, lives in zip(made, alive, strict=True) if lives}


def load_libraries():
    """Load what mlp_lib and its tests load, but no module of mlp_lib."""
    import hypothesis  # noqa: F401

    import mlp_lib  # noqa: F401
    for name in [name for name in sys.modules if name.split(".")[0] == "mlp_lib"]:
        del sys.modules[name]


def main():
    """Try the mutants of the modules named on the command line, or of all; compare the survivors with the list."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("modules", nargs="*", choices=[*OWN, []], metavar="module", help=", ".join(OWN))
    names = parser.parse_args().modules or list(OWN)
    os.environ |= {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "OPENBLAS_NUM_THREADS": "1"}
    load_libraries()
    with ACCEPTED.open(encoding="utf-8", newline="") as file:
        accepted = {(row["file"], row["line"], row["becomes"]) for row in csv.DictReader(file)}
    tests_of = {f"mlp_lib/{name}.py": [f"tests/library/test_{test}.py"
                                       for test in sorted(TESTS, key=lambda t: t != OWN[name])] for name in names}
    wrong, start = 0, time.perf_counter()
    for file, number, alive in survivors(ROOT, ["mlp_lib", "tests", "pyproject.toml"], tests_of, os.cpu_count() or 1):
        listed = {entry[1:] for entry in accepted if entry[0] == file}
        print(f"{file}: {number} mutants, {len(alive)} survive, {len(alive & listed)} of them in the list; "
              f"{time.perf_counter() - start:.0f} s", flush=True)
        for line, becomes in sorted(alive - listed):
            print(f"  survives, not in {ACCEPTED.name}:\n    {line}\n    {becomes}")
        for line, becomes in sorted(listed - alive):
            print(f"  in {ACCEPTED.name}, but does not survive:\n    {line}\n    {becomes}")
        wrong += len(alive ^ listed)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
