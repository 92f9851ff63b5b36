"""How explorers look, by rules that hold for all of them."""
import ast
from pathlib import Path

import pytest

import mlp_lib.course

SOURCES = sorted(path for path in Path(mlp_lib.course.__path__[0]).rglob("*.py") if "explorers" in str(path))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: "/".join(path.parts[-3:]))
def test_legends_stand_outside_of_the_axes_where_no_curve_that_moves_can_cross_them(path):
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
             and isinstance(node.func, ast.Attribute) and node.func.attr == "legend"]
    for call in calls:
        given = {key.arg: ast.unparse(key.value) for key in call.keywords}
        assert "outside" in given.get("loc", "") or "bbox_to_anchor" in given, ast.unparse(call)
