"""Mutants of the solutions: does the check of an exercise refuse every small change of its own solution?

    python -m tools.mutants_of_solutions                   try them all (two minutes)
    python -m tools.mutants_of_solutions stable-softmax    try those of these exercises

The changes are those of tools.mutants, and a few more functions that are taken for one another. Those that a check
calls correct, because they alter nothing that was asked for, are in tests/mutants_of_solutions.csv. Exits with 1 where
another one is called correct, or where one in the list no longer is.
"""
import argparse
import csv
import inspect
import os
import signal
import sys
import time
from multiprocessing import get_context
from pathlib import Path

from cosmic_ray.operators.operator import Example

from mlp_lib import exercises
from tools.mutants import Swap, changed, mutants

ACCEPTED = Path(__file__).parent.parent / "tests" / "mutants_of_solutions.csv"
CODE = {id: inspect.getsource(exercise.solution) for id, exercise in exercises.ALL.items()
        if callable(exercise.solution)}


MISTAKEN = {"max": "mean", "median": "mean", "argmin": "argmax", "inf": "e", "sum": "mean", "mean": "sum", "std": "var",
            "abs": "square", "log": "log2"}


class SwapOther(Swap):
    """Put a function or number that a reader may take for the right one in its place."""

    table = MISTAKEN

    @classmethod
    def examples(cls):
        return (Example("z.max()", "z.mean()"),)


def called_correct(id, mutant):
    """Return whether the check of the exercise calls the mutant of its solution correct, in a minute's work."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] == 0
    signal.setitimer(signal.ITIMER_PROF, 60)            # ends the child, also in an endless loop
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)        # a mutant that fails while it is made says so
    solution = exercises.show(id).solution
    names = dict(vars(sys.modules[solution.__module__]))
    exec(compile(mutant, f"<a mutant of {solution.__name__}>", "exec"), names)
    os._exit(exercises.check(id, names[solution.__name__]).passed is not True)


def main():
    """Try the mutants of the exercises named on the command line, or of all; compare with the list."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("exercises", nargs="*", choices=[*CODE, []], metavar="exercise")
    ids = parser.parse_args().exercises or CODE
    with ACCEPTED.open(encoding="utf-8", newline="") as file:
        accepted = {(row["exercise"], row["line"], row["becomes"]) for row in csv.DictReader(file)}
    made = refused = known = wrong = 0
    start = time.perf_counter()
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    with get_context("fork").Pool(os.cpu_count() or 1) as pool:
        for id in ids:
            tried = mutants(CODE[id], (SwapOther(),))
            passed = pool.starmap(called_correct, [(id, mutant) for mutant in tried], chunksize=1)
            alive = {changed(CODE[id], mutant) for mutant, lives in zip(tried, passed, strict=True) if lives}
            listed = {entry[1:] for entry in accepted if entry[0] == id}
            for line, becomes in sorted(alive - listed):
                print(f"{id}: called correct, not in {ACCEPTED.name}:\n    {line}\n    {becomes}", flush=True)
            for line, becomes in sorted(listed - alive):
                print(f"{id}: in {ACCEPTED.name}, but not called correct:\n    {line}\n    {becomes}", flush=True)
            made, refused, known = made + len(tried), refused + passed.count(False), known + len(alive & listed)
            wrong += len(alive ^ listed)
    print(f"{made} mutants of {len(ids)} solutions: {refused} refused, {known} in the list; "
          f"{time.perf_counter() - start:.0f} s")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
