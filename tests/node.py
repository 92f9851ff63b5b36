"""Node runs the explorers' scripts as a browser would, so that their numbers can be held against Python's."""
import json
import subprocess
import tempfile

from mlp_lib.teaching.explorer.widget import program
from tools import node


def run(code, question, scripts=()):
    """Return what `code`, which sees the engine's names and `question`, prints as JSON."""
    with tempfile.NamedTemporaryFile("w", suffix=".mjs", encoding="utf-8") as file:
        file.write(program(tuple(scripts), "import { readFileSync } from 'node:fs';\n"
                           f"const question = JSON.parse(readFileSync(0));\n{code}"))
        file.flush()
        done = subprocess.run([node.program(), file.name], input=json.dumps(question), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def told(explorer, *settings):
    """Return the captions of a live explorer for these settings, dicts of some controls' values."""
    values = [explorer.values | some for some in settings]
    for given in values:
        explorer.set(**given)                              # refuses what no reader could set
    return run("console.log(JSON.stringify(told(question.scene, question.data, question.values)));",
               {"scene": explorer.scene, "data": explorer.data, "values": values}, explorer.scripts)
