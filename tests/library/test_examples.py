"""The examples of the library's page run as they stand, and every name on it has one."""
import doctest
import re
from pathlib import Path

import pytest

from tools import examples

PAGE = Path(__file__).parents[2] / "chapters" / "library.md"
HOMES = re.compile(r"^\.\. auto(?:function|class|module):: ([\w.]+)\n(?:   :members: (.+)\n)?", re.M)


def names():
    """Return every name that the page shows: functions, classes, tables, and the members of modules."""
    text = PAGE.read_text(encoding="utf-8")
    found = {f"mlp_lib.{name}" for name in re.findall(r"\.\. registry:: (\w+)", text)}
    for name, members in HOMES.findall(text):
        module = name.islower() and members
        found |= {f"{name}.{member}" for member in members.split(", ")} if module else {name}
    return found


def test_every_name_of_the_page_has_an_example_and_no_other_has():
    told = [name for named, _ in examples.read() for name in named]
    doors = {"mlp_lib.exercises", "mlp_lib.quiz", "mlp_lib.worksheet"}
    assert sorted(told) == sorted(names() | doors)


@pytest.mark.parametrize("named, text", examples.read(), ids=[named[0] for named, _ in examples.read()])
def test_an_example_runs(named, text, book):
    for module in re.findall(r"^>>> (?:import|from) (torch|mlp_lib\.estimators)", text, re.M):
        pytest.importorskip({"mlp_lib.estimators": "sklearn"}.get(module, module))
    said = []
    test = doctest.DocTestParser().get_doctest(text, {}, named[0], str(examples.FOLDER), 0)
    result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=said.append)
    assert result.attempted >= 1 and not result.failed, "".join(said)


def test_an_example_uses_its_name():
    told = [(name, text) for names, text in examples.read() for name in names]
    assert not [name for name, text in told if not re.search(rf"\b{name.rpartition('.')[2]}\b", text)]
