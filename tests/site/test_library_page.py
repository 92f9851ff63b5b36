"""The library's page: every public name is there with the first line of its docstring, and every entry of a table."""
import html
import inspect
import re

import pytest
from test_site import SITE, pytestmark  # noqa: F401

import mlp_lib
from tools import examples


def words(text):
    """Return the letters and digits of a text, which no typesetting changes."""
    return re.sub(r"[\W_]+", "", html.unescape(re.sub(r"<[^>]+>", "", text)))


@pytest.fixture(scope="module")
def page():
    return (SITE / "chapters" / "library.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", mlp_lib.__all__)
def test_every_public_name_is_told_in_its_own_words(page, name):
    one = getattr(mlp_lib, name)
    anchor = f"module-mlp_lib.{name}" if inspect.ismodule(one) else f"mlp_lib.{name}"
    assert page.count(f'id="{anchor}"') == 1
    entry = page.split(f'id="{anchor}"')[1]
    if isinstance(one, dict):
        table = entry[:entry.index("</table>")]
        rows = re.findall(r"<tr.*?</tr>", table, re.S)
        assert len(rows) == len(one)
        for row, (key, record) in zip(rows, one.items(), strict=True):
            told = words(row)
            assert told.startswith(words(key)) and len(told) > len(words(key))
            own = getattr(record, "formula", None) or (record.__doc__ or "").partition("\n\n")[0]
            assert words(own) in told
    else:
        assert words(inspect.getdoc(one).splitlines()[0]) in words(entry)[:1500]


def test_lists_of_arguments_are_lists(page):
    fit = page.split('id="mlp_lib.fit"')[1].split('id="mlp_lib.OPTIMIZERS"')[0]
    names = re.findall(r"<dt>(<code.*?</code>)</dt>", fit)
    assert [re.sub(r"<[^>]+>", "", name) for name in names][:4] == ["X, y", "loss", "eta", "epochs"]


def test_every_name_has_its_example(page):
    for names, text in examples.read():
        code = words(html.escape(text[text.index(">>>"):]))
        for name in names:
            module = name.count(".") == 1 and inspect.ismodule(getattr(mlp_lib, name.split(".")[1]))
            anchor = f"module-{name}" if module else name
            assert code in words(page.split(f'id="{anchor}"')[1])[:9000], name
