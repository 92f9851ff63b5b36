"""Thirty made-up hand-ins of a chapter with two exercises, and the row that each must become."""
import json
import os
import sys
from pathlib import Path

CHAPTER = Path(__file__).parents[2] / "chapters" / "prerequisites.ipynb"
SUMS = "def weighted_sums(W, a, b):\n    return {}\n"
SLOPE = "def slope(f, x, h=1e-5):\n    return {}\n"
RIGHT, GOOD = SUMS.format("W @ a + b"), SLOPE.format("(f(x + h) - f(x - h)) / (2 * h)")
ENDLESS = "    while True:\n        pass\n"


def notebook(sums=RIGHT, slope=GOOD, above=""):
    """Return the chapter with answers in its two cells, and more code in the first."""
    made = json.loads(CHAPTER.read_text(encoding="utf-8"))
    for cell in made["cells"]:
        code = "".join(cell["source"])
        if cell["cell_type"] != "code":
            continue
        for id, answer in (("ready-weighted-sums", sums), ("ready-slope", slope)):
            if f'check("{id}"' in code:
                cell["source"] = answer + "\n" + code[code.index("exercises.check"):]
        if above and "from mlp_lib import" in code:
            cell["source"], above = f"{code}\n{above}", ""
    return json.dumps(made)


def bare(*codes):
    """Return a notebook of nothing but these cells."""
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
        {"cell_type": "code", "source": code, "metadata": {}, "outputs": []} for code in codes]})


def kept(**outcomes):
    """Return a file that the page "Your progress" has saved."""
    entries = {f"mlp:exercise:{id.replace('_', '-')}": {"outcome": o, "attempts": 2} for id, o in outcomes.items()}
    return json.dumps({"book": "mlp-companion", "version": 1, "kept": entries | {"mlp:place": {"page": "neurons"}}})


DEFINE = "def weighted_sums(W, a, b):\n{}    return W @ a + b\n"
HOME = "import os\nopen('left.txt', 'w').write('here')\nopen(os.path.expanduser('~/left.txt'), 'w').write('home')\n"
CHILD = f"import time; time.sleep({100_000 + os.getpid()})"            # another run of these tests has another
LEAVES_A_CHILD = f"import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', {CHILD!r}])\n"
LEAVES_A_SESSION = LEAVES_A_CHILD.replace("])", "], start_new_session=True, env={})")
LEFT = "left processes behind" if sys.platform == "linux" else "^$"    # elsewhere they are ended at the end, unnoticed
ANSWERED, OPEN = ("correct", "correct"), ("not attempted", "not attempted")

# name -> (text, outcomes of the two exercises or None, words of the notes)
QUICK = {
    "right.ipynb": (notebook(), ANSWERED, "^$"),
    "untouched.ipynb": (CHAPTER.read_text(encoding="utf-8"), OPEN, "^$"),
    "endless.ipynb": (notebook(DEFINE.format(ENDLESS)), ("not yet", "correct"), "^$"),
    "wrong.ipynb": (notebook(SUMS.format("a @ W + b")), ("not yet", "correct"), "^$"),
    "both-wrong.ipynb": (notebook(SUMS.format("W @ a"), SLOPE.format("0.0")), ("not yet", "not yet"), "^$"),
    "syntax.ipynb": (notebook("def weighted_sums(W, a, b)\n    return W @ a\n"), ("error", "correct"), "SyntaxError"),
    "raises.ipynb": (notebook("1 / 0\n"), ("error", "correct"), "ready-weighted-sums: stops with ZeroDivisionError"),
    "quits.ipynb": (notebook("quit()\n"), ("error", "correct"), "stops with"),
    "renamed.ipynb": (notebook(RIGHT.replace("weighted_sums", "sums")), ("error", "correct"), "NameError"),
    "commands.ipynb": (notebook("%matplotlib inline\n!pip install nothing\n" + RIGHT), ANSWERED, "^$"),
    "helper.ipynb": (notebook(SUMS.format("product(W, a) + b"), above="def product(A, v):\n    return A @ v"), ANSWERED,
                     "^$"),
    "chatty.ipynb": (notebook("print('x' * 10**6)\nprint('{\"end\": true}')\n" + RIGHT), ANSWERED, "^$"),
    "asks.ipynb": (notebook("input('your name?')\n" + RIGHT), ("error", "correct"), "EOFError"),
    "solution.ipynb": (notebook("weighted_sums = exercises.ALL['ready-weighted-sums'].solution\n"), ANSWERED,
                       "asks the library for solutions"),
    "memory.ipynb": (notebook("bomb = np.ones(10**11)\n" + RIGHT), ("error", "correct"), "more than 1024 MB of memory"),
    "leaves.ipynb": (notebook(HOME + RIGHT), ANSWERED, "^$"),
    "kills.ipynb": (notebook("import os\nos.kill(os.getpid(), 9)\n"), ("error", "correct"),
                    "ready-weighted-sums: its process ended itself"),
    "child.ipynb": (notebook(LEAVES_A_CHILD + RIGHT), ANSWERED, LEFT),
    "elsewhere.ipynb": (bare("from mlp_lib import exercises", "exercises.check('no-such-one', 3)"), None,
                        "stops with ValueError.*Not exercises of this edition: no-such-one"),
    "empty.ipynb": ("", None, "is no notebook: its text is not JSON"),
    "half-sent.ipynb": (notebook()[:500], None, "its text is not JSON"),
    "picture.ipynb": ("\x89PNG\r\n\x1a\n\udcff", None, "its text is not JSON"),
    "list.ipynb": ("[1, 2]", None, "no list of cells"),
    "deep.ipynb": ("[" * 200_000, None, "its text is not JSON"),
    "essay.ipynb": (bare("print('I liked it')"), None, "has no cell that checks an exercise"),
    "anna.ipynb": (notebook(), ANSWERED, r"more than once: see anna \(1\).ipynb"),
    "anna (1).ipynb": (notebook(SUMS.format("...")), ("not attempted", "correct"), "more than once: see anna.ipynb"),
    "page.json": (kept(ready_weighted_sums="correct", ready_slope="not yet"), ("correct", "not yet"), "Your progress"),
    "report.pdf": ("%PDF", None, "neither a notebook"),
}
SLOW = {
    "endless-cell.ipynb": (notebook("while True:\n    pass\n"), ("late", "correct"), "not done after 4 s"),
    "stubborn.ipynb": (notebook(LEAVES_A_SESSION + "while True:\n    try:\n        while True:\n            pass\n"
                                "    except BaseException:\n        pass\n"), ("late", "correct"),
                       f"{LEFT}.*did not end in time, and was stopped"),
    "grows.ipynb": (notebook("held = []\nwhile True:\n    held.append(bytearray(10**8))\n"), ("error", "correct"),
                    "more than 1024 MB"),
    "number.ipynb": (notebook("sum(range(10**13))\n"), ("late", "correct"), "did not end in time"),
    "sleeps.ipynb": (notebook("import time\ntime.sleep(600)\n"), ("late", "correct"), "not done after 4 s"),
    "floods.ipynb": (notebook("open('big', 'wb').write(bytes(10**8))\n"), ("error", "correct"), "ready-weighted-sums"),
}
# What a cell leaves, on Linux: the second cell is right only where nothing is left of the first.
MANY = 12
FORKS = f"import os\nfor _ in range({MANY}):\n    if not os.fork():\n        while True:\n            pass\n"
TWICE = ("import os, sys\nif not os.fork():\n    os.setsid()\n    if not os.fork():\n"
         f"        os.execve(sys.executable, ['python', '-c', {CHILD!r}], {{}})\n    os._exit(0)\n")
DIES = "import os\nos.kill(os.getpid(), 9)\n"
ITSELF = ("import os\nopen('own', 'w').write(str(os.getpid()))\n"
          "if twin := os.fork():\n    os.waitpid(twin, 0)\n")             # the twin must not run the next cell
ALONE = "import os\nfrom mlp_lib.collect import guard\nassert not guard.descendants(os.getpid())\n" + GOOD
NOTE = r"^ready-weighted-sums: left processes behind \({}\), which were ended\.$"
LEAVING = {
    "forks.ipynb": (notebook(FORKS + RIGHT, ALONE), ANSWERED, NOTE.format(MANY)),
    "two.ipynb": (notebook(LEAVES_A_CHILD * 2 + RIGHT, ALONE), ANSWERED, NOTE.format(2)),
    "session.ipynb": (notebook(LEAVES_A_SESSION + RIGHT, ALONE), ANSWERED, NOTE.format(1)),
    "twice.ipynb": (notebook(TWICE + RIGHT, ALONE), ANSWERED, NOTE.format(1)),
    "dies.ipynb": (notebook(LEAVES_A_SESSION + DIES, ALONE), ("error", "correct"),
                   NOTE.format(1)[:-1] + " ready-weighted-sums: its process ended itself"),
    "endless.ipynb": (notebook(LEAVES_A_SESSION + "while True:\n    pass\n", ALONE), ("late", "correct"),
                      "not done after .*" + NOTE.format(1)[1:]),
    "itself.ipynb": (notebook(ITSELF + RIGHT, f"import os\nassert str(os.getpid()) == open('own').read()\n{GOOD}"),
                     ANSWERED, "^$"),
    "nothing.ipynb": (notebook(RIGHT, ALONE), ANSWERED, "^$"),
}


def write(folder, hand_ins):
    """Write hand-ins into a folder, and a link to a file that is not there."""
    for name, (text, _, _) in hand_ins.items():
        (folder / name).write_bytes(text.encode(errors="surrogateescape"))
    os.symlink("nowhere", folder / "link.ipynb")
    return hand_ins | {"link.ipynb": ("", None, "is a link or a device")}
