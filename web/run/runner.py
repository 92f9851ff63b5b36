"""The page's Python: runs a cell after those above it that it needs, and has the book's records check an answer."""
import ast
import builtins
import contextlib
import importlib
import json
import linecache
import logging
import os
import sys
import types
import warnings

import plan
import shown

BACKEND = '''
from matplotlib._pylab_helpers import Gcf
from matplotlib.backend_bases import FigureManagerBase as FigureManager
from matplotlib.backends.backend_agg import FigureCanvasAgg as FigureCanvas
def show(*args, **keys):
    for manager in Gcf.get_all_fig_managers():
        display(manager.canvas.figure)
    Gcf.destroy_all()
'''
EMPTY = {"code": "Put your answer in place of the `...`, then check again.",
         "table": "Fill in the box, then check.", "list": "Fill in the box, then check.",
         "word": "Fill in the box, then check."}
TABLES = ("bikeshare", "concrete", "modechoice")     # functions of `data` that need pandas
DESKS = {}                                      # of the Playgrounds that are open, by their place on the page
OPTIONAL = set()                                 # modules that mlp_lib imports when it needs them, not loaded yet
missed = []                                      # those that the run has asked for, caught or not


class Finder:
    """The last finder: notes what is missing, for a check turns every error of an answer into a verdict."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name in OPTIONAL:
            missed.append(name)


def execute(name, source, tree, space):
    """Run a cell as a file called `name`; return the value of its last expression."""
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    body, last = tree.body, None
    if body and isinstance(body[-1], ast.Expr) and not source.rstrip().endswith(";"):
        *body, last = body
    exec(compile(ast.Module(body, []), name, "exec"), space)
    return eval(compile(ast.Expression(last.value), name, "eval"), space) if last else None


def run(job, send):
    """Run cell `job["index"]` of the sources `job["cells"]` in a fresh namespace; return it, None after an error."""
    cells, index = job["cells"], job["index"]
    places = {f"<cell {i}>": "This cell" if i == index else "A cell above" for i in range(len(cells))}
    module = types.ModuleType("__main__")        # pickle, dataclasses and inspect look here
    sys.modules["__main__"], space = module, module.__dict__
    pyplot = sys.modules.get("matplotlib.pyplot")
    out, err = shown.Printed("stdout", send), shown.Printed("stderr", send)
    silent = shown.Printed("", lambda *_: None)  # what the cells above print is on the page already

    def display(*values):
        if current == index:
            out.flush()
            for value in values:
                shown.value(value, send)

    space["display"] = builtins.display = display
    try:
        current = index
        for current, tree in plan.plan(cells, index):
            mine = current == index
            if mine and (pyplot := sys.modules.get("matplotlib.pyplot")):
                pyplot.close("all")
            streams = (out, err) if mine else (silent, silent)
            with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
                value = execute(f"<cell {current}>", cells[current], tree, space)
                if mine and value is not None:
                    display(value)
                if mine and (pyplot := sys.modules.get("matplotlib.pyplot")):
                    pyplot.show()
        return space
    except BaseException as stop:
        if isinstance(stop, SyntaxError) and stop.filename == "<unknown>":
            stop.filename = f"<cell {index}>"
        if isinstance(stop, ModuleNotFoundError) and stop.name and stop.name.split(".")[0] not in sys.modules:
            missed.append(stop.name.split(".")[0])
        out.flush()
        send("error", shown.error(stop, places))
        return None
    finally:
        out.flush()
        err.flush()


def answer(job, send):
    """Run a cell with a reader's function, and send the verdict on what it has under `job["name"]`."""
    space = run(job, send)
    if space is None:
        return
    if job["name"] not in space:
        send("error", f"There is no {job['name']} in this cell: the check looks for that name.")
        return
    verdict(job["exercise"], space[job["name"]], send)


def boxes(job, send):
    """Send the verdict on an answer typed into the boxes of an exercise's form."""
    from mlp_lib.course import exercises
    from mlp_lib.teaching.exercise import form
    try:
        value = form.read(exercises.show(job["exercise"]), job["texts"])
    except form.Unreadable as unread:
        send("unread", json.dumps({"box": unread.box, "text": str(unread)}))
    else:
        verdict(job["exercise"], value, send)


def verdict(id, value, send):
    """Send what the record says; of an answer not attempted it speaks of a cell, the page of its own boxes."""
    from mlp_lib.course import exercises
    from mlp_lib.teaching.exercise import engine, form
    record = exercises.show(id)
    said = record.check(value)
    if missed:                                   # it will be asked again, with what it needs
        return
    if said.message == engine.STUB:
        said = engine.Verdict(None, EMPTY[form.layout(record)["kind"]])
    send("verdict", json.dumps({"outcome": said.outcome, "message": said.message, "html": said._repr_html_()}))


def sheet(job, send):
    """Send a worksheet as it stands with the texts in its boxes."""
    from mlp_lib.course.worksheet import filled
    shows = filled.page(job["seed"], job["sort"], job["texts"], job["changed"], job["step"], job["stages"])
    send("sheet", json.dumps(shows))


def playground(job, send):
    """Send what the picture of a Playground shows after its commands.

    Where this Python is another than the one that knew it, it is asked once for the rows of its record.
    """
    from mlp_lib.playground import Session
    from mlp_lib.playground.desk import Desk
    desk, shown = DESKS.get(job["place"]), {}
    if desk is None:
        if job["begun"] and "rows" not in job:
            send("anew", "")
            return
        desk = DESKS[job["place"]] = Desk(Session(job["address"]))
        desk.done, desk.revision = job["commands"][0]["n"] - 1, job["begun"]
        shown = {"limits": desk.limits(), "fixed": desk.fixed()}
        if job["begun"]:
            desk.recall(job["rows"])
            desk.session.notes = ["Python was started anew, so the run begins again."]
            desk.revision += 1
            shown["fixed"] = desk.fixed()
    send("shown", json.dumps(shown | desk.obey(job["commands"])))


def table(job, send):
    """Send how a reader's own table is understood, or the report on it."""
    content = job.get("text")
    if job["file"]:
        with open("own-table", "rb") as file:
            content = file.read()
    try:
        from mlp_lib.table import form
        said = form.page(job["step"], content, job["name"], job.get("answers") or {}, job.get("total"),
                         lambda share, words: send("step", json.dumps([share, words])))
    except ModuleNotFoundError:                  # pandas, then Matplotlib: the job is asked for again, once it is here
        if missed:
            return
        raise
    send("table", json.dumps(said))


def load(job, send):
    """Import what a cell and those above it that it needs import, so that it is there when the reader runs them."""
    try:
        chosen = plan.plan(job["cells"], job["index"])
    except SyntaxError:
        return
    for _, tree in chosen:
        for node in ast.walk(tree):
            tops = [a.name for a in node.names] if isinstance(node, ast.Import) else \
                [node.module] if isinstance(node, ast.ImportFrom) else \
                ["pandas"] if isinstance(node, ast.Attribute) and node.attr in TABLES else []
            for name in tops:
                with contextlib.suppress(ImportError):
                    importlib.import_module(name)


def do(text, send):
    """Do one job, a JSON text; return the module that is missing, or ""."""
    job = json.loads(text)
    missed.clear()
    {"run": run, "answer": answer, "boxes": boxes, "sheet": sheet, "playground": playground, "table": table,
     "load": load}[job["kind"]](job, send)
    return missed[0] if missed else ""


def no_input(prompt=""):
    raise RuntimeError("input() has nobody to ask on this page: write the value into the code.")


def begin(optional):
    """Prepare the interpreter, once; `optional` are the modules that can still be loaded."""
    OPTIONAL.update(optional)
    sys.meta_path.append(Finder)
    builtins.input = no_input
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)     # "building the font cache"
    os.environ["MPLBACKEND"] = "module://mlp_page_backend"
    with open("mlp_page_backend.py", "w") as file:
        file.write(BACKEND)
    warnings.simplefilter("default")
