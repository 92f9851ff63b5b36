"""Records: what each chapter asks of its reader, and each study path, as a script that progress is counted by."""
import json
from pathlib import Path

from mlp_lib import exercises, paths, quiz

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


def study_paths():
    """Return [title of a path, ids of what it asks, minutes to read, and of what is in no chapter's records]."""
    return [{"title": path.title, "asked": path.asked, "reading": path.reading, "papers": path.papers}
            for path in paths.PATHS.values()]


def write(app, env):
    """Write both among the files to be served: scripts, since no file can be fetched from a file."""
    folder = Path(app.doctreedir, "static", "web")
    for file, name, found in ("records.js", "mlpRecords", chapters(env)), ("paths.js", "mlpPaths", study_paths()):
        text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        (folder / file).write_text(f"window.{name} = {text};\n", encoding="utf-8")


def setup(app):
    """Do so when all pages have been read."""
    app.connect("env-updated", write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
