"""Bytecode for the browser's Python, in the source's place: nothing needed is lost, and the same comes out twice."""
import zipfile

from tools import compiled


def archive(path, members):
    with zipfile.ZipFile(path, "w") as made:
        for name, content in members.items():
            made.writestr(name, content)
    return path


def test_bytecode_takes_the_sources_place_and_what_no_browser_uses_goes(tmp_path):
    wheel = archive(tmp_path / "some.whl", {
        "numpy/a.py": "1", "numpy/b.py": "2", "numpy/a.pyi": "3", "numpy/f2py/c.py": "4", "numpy/include/d.h": "5",
        "ftplib.py": "6", "matplotlib/fontlist.json": "7",
        "numpy-2.dist-info/RECORD": "numpy/a.py,sha256=x,1\n"})
    assert compiled.put(wheel, {"numpy/a.py": b"A", "pandas/d.py": b"D", "matplotlib/fontlist.json": b"F"})
    with zipfile.ZipFile(wheel) as made:
        found = {name: made.read(name) for name in made.namelist()}
    record = found.pop("numpy-2.dist-info/RECORD").decode()
    assert found == {"numpy/a.pyc": b"A", "numpy/b.py": b"2", "matplotlib/fontlist.json": b"F"}
    assert [line.partition(",")[0] for line in record.splitlines()] == sorted([*found, "numpy-2.dist-info/RECORD"])


def test_a_wheel_without_such_modules_stays_as_it_is(tmp_path):
    wheel = archive(tmp_path / "some.whl", {"numpy/a.py": "1"})
    before = wheel.read_bytes()
    assert not compiled.put(wheel, {"pandas/d.py": b"D"}) and wheel.read_bytes() == before


def test_the_same_content_has_the_same_bytes(tmp_path):
    made = [archive(tmp_path / f"{i}.whl", {"numpy/a.py": "1"}) for i in (1, 2)]
    for wheel in made:
        compiled.put(wheel, {"numpy/a.py": b"A"})
    assert made[0].read_bytes() == made[1].read_bytes()
