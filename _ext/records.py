"""Records: what each chapter asks of its reader, as a script that the pages' progress is counted by."""
import json
from pathlib import Path

from mlp_lib import exercises, quiz

HOME = "chapters/index"


def chapters(env):
    """Return [chapter, its title, its exercises and the ids of its questions] in the order of the contents."""
    found = []
    for docname in env.toctree_includes[HOME]:
        name = docname.rpartition("/")[2]
        asked = [{"id": e.id, "title": e.title, "level": e.level, "minutes": e.minutes}
                 for e in exercises.ALL.values() if e.chapter == name]
        questions = [question.id for question in quiz.CHAPTERS.get(name, ())]
        if asked or questions:
            found.append({"chapter": name, "title": env.titles[docname].astext(), "exercises": asked,
                          "questions": questions})
    return found


def write(app, env):
    """Write `web/records.js` among the files to be served: a script, since no file can be fetched from a file."""
    text = json.dumps(chapters(env), ensure_ascii=False, separators=(",", ":"))
    Path(app.doctreedir, "static", "web", "records.js").write_text(f"window.mlpRecords = {text};\n", encoding="utf-8")


def setup(app):
    """Do so when all pages have been read."""
    app.connect("env-updated", write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
