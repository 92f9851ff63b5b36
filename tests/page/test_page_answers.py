"""The page's verdicts: each planted answer gets in WebAssembly what it gets here, and cells print the same."""
import inspect
import json

import numpy as np
import pytest
from handed_over import CHECK, ROOT, codes, notebook, shown

from mlp_lib.course.exercises import ALL

pytestmark = pytest.mark.long
CHAPTERS = sorted((ROOT / "chapters").glob("*.ipynb"))
JUDGE = """
import json
from mlp_lib.course import exercises
def judged(record):
    answers = [record.solution, *(mistake.answer for mistake in record.mistakes)]
    return [[verdict.passed, verdict.message] for verdict in map(record.check, answers)]
json.dumps({id: judged(record) for id, record in exercises.ALL.items()})
"""


def test_every_planted_answer_gets_the_verdict_it_gets_here(ask, record_property):
    body, expression = JUDGE.rsplit("\n", 2)[:2]
    here = {}
    exec(body, here)
    here = json.loads(eval(expression, here))
    [([(_, text)], ms)] = ask([{"kind": "python", "code": JUDGE, "needs": ["pandas"]}])
    there = json.loads(text)
    count = sum(map(len, here.values()))
    record_property("measured", f"{count} planted answers judged in WebAssembly in {ms / 1000:.0f} s")
    other = [(id, i, a, b) for id in here for i, (a, b) in enumerate(zip(here[id], there[id], strict=True)) if a != b]
    assert there.keys() == here.keys() and not other, "\n".join(
        f"{id}, {'solution' if i == 0 else f'mistake {i}'}: here {a}, on the page {b}" for id, i, a, b in other)


def typed(value):
    """Return the texts that a reader types for a value into the boxes of the form."""
    if isinstance(value, str):
        return [value]
    several = isinstance(value, tuple) or np.ndim(value)
    return [text for part in value for text in typed(part)] if several else [str(value)]


def solved(record):
    """Return the page's job for an exercise's own solution, typed as a reader would."""
    if not callable(record.solution):
        texts = typed(record.solution)
        form_is_a_list = np.size(record.solution) > 1 and not record.form.rows
        return {"kind": "boxes", "exercise": record.id, "texts": [", ".join(texts)] if form_is_a_list else texts}
    path = ROOT / "chapters" / f"{record.chapter}.ipynb"
    index, name = next((i, match[2]) for i, cell in enumerate(notebook(path))
                       if (match := CHECK.search(cell.source)) and match[1] == record.id)
    cells = codes(path)
    cells[index] = inspect.getsource(record.solution)
    return {"kind": "answer", "exercise": record.id, "cells": cells, "index": index, "name": name}


def test_every_solution_typed_on_the_page_is_correct(ask, record_property):
    answers = ask([solved(record) for record in ALL.values()])
    slowest, name = max((ms, id) for (_, ms), id in zip(answers[1:], list(ALL)[1:], strict=True))
    record_property("measured", f"{len(ALL)} solutions typed on the page; "
                                f"the slowest check {slowest / 1000:.1f} s ({name})")
    wrong = {}
    for (said, _), record in zip(answers, ALL.values(), strict=True):
        verdicts = [json.loads(text) for kind, text in said if kind == "verdict"]
        if [v["outcome"] for v in verdicts] != ["correct"] or verdicts[0]["message"] != " ".join(record.why.split()):
            wrong[record.id] = said
    assert not wrong, wrong


def stored(cell):
    """Return the text outputs that a notebook stores for a cell, and the number of its figures."""
    texts, figures = [], 0
    for output in cell.outputs:
        if output.output_type == "stream" and texts and texts[-1][0] == output.name:       # a figure stands between
            texts[-1] = (output.name, texts[-1][1] + output.text)
        elif output.output_type == "stream":
            texts.append((output.name, output.text))
        elif "<Figure" in output.data.get("text/plain", ""):
            figures += 1
        else:
            texts.append(("html", output.data["text/html"]) if "text/html" in output.data
                         else ("text", output.data["text/plain"]))
    return texts, figures


def printed(said):
    """Return the same of what the page's Python says."""
    texts = []
    for kind, text in said:
        if kind == "png":
            continue
        if texts and texts[-1][0] == kind and kind in ("stdout", "stderr"):
            texts[-1] = (kind, texts[-1][1] + text)
        else:
            texts.append((kind, text))
    return texts, sum(kind == "png" for kind, _ in said)


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_every_cell_that_the_page_shows_prints_what_the_notebook_stores(ask, path, record_property):
    cells = notebook(path)
    chosen = [i for i, cell in enumerate(cells) if shown(cell)]
    answers = ask([{"kind": "run", "cells": codes(path), "index": i} for i in chosen])
    slowest = max(((ms, cells[i].id) for i, (_, ms) in zip(chosen, answers, strict=True)), default=(0, "no cell"))
    record_property("measured", f"{path.stem}: {len(chosen)} cells run alone on the page, the slowest "
                                f"{slowest[0] / 1000:.1f} s ({slowest[1]})")
    for i, (said, _) in zip(chosen, answers, strict=True):
        assert printed(said) == stored(cells[i]), f"{cells[i].id}:\n{cells[i].source}"
