"""Reading: whatever comes becomes a table or a sentence; nothing of a file is run, and what is handed in stays."""
import gzip
import io
import pickle
import sys
import zipfile

import numpy as np
import pandas as pd
import pytest

from mlp_lib.table import TableError, read, reading
from mlp_lib.table.columns import understand
from mlp_lib.table.reading import names

PLAIN = pd.DataFrame({"a": [1.5, 2.5, 3.5], "b": [2, 4, 6]})


@pytest.mark.parametrize(("text", "noted"), [
    ("a,b\n1.5,2\n2.5,4\n3.5,6\n", ""),
    ("a,b\r\n1.5,2\r\n2.5,4\r\n3.5,6", ""),
    ("a;b\n1,5;2\n2,5;4\n3,5;6\n", "semicolons.*decimal commas"),
    ('a,b\n"1,5",2\n"2,5",4\n"3,5",6\n', "decimal commas"),
    ("a\tb\n1.5\t2\n2.5\t4\n3.5\t6\n", "tabs"),
    ("a|b\n1.5|2\n2.5|4\n3.5|6\n", "upright strokes"),
    ("a b\n1.5 2\n2.5   4\n3.5 6\n", "spaces"),
    ("a b\n1,5 2\n2,5 4\n3,5 6\n", "spaces.*decimal commas"),
    (" a , b \n1.5, 2\n2.5, 4\n3.5, 6\n", ""),
    ("a,b,\n1.5,2,\n2.5,4,\n3.5,6,\n", "no name"),
    ("a,b\n1.5,2,\n2.5,4,\n3.5,6,\n", ""),
])
def test_separators_and_decimal_commas(text, noted):
    source = read(text)
    pd.testing.assert_frame_equal(source.frame[["a", "b"]], PLAIN)
    assert pd.Series(" ".join(source.notes)).str.contains(noted).all()
    assert source.total == 3


@pytest.mark.parametrize(("text", "wanted"), [
    ('a,b\n"1,234",2\n"12,345,678",4\n', [1234, 12345678]),
    ("a;b\n1.234,5;2\n3.200.000,25;4\n", [1234.5, 3200000.25]),
    ("a;b\n1,234.5;2\n3,200.25;4\n", [1234.5, 3200.25]),
])
def test_thousands(text, wanted):
    assert list(read(text).frame["a"]) == wanted


def test_decimal_commas_beside_a_word_stay_numbers():
    frame = read("a;b\n1,5;x\nunknown;y\n2.000,25;z, w\n3,5;\n" + "1,5;x\n" * 9).frame
    assert frame["a"].tolist()[:4] == ["1.5", "unknown", "2000.25", "3.5"]
    assert frame["b"].tolist()[:3] == ["x", "y", "z, w"] and pd.isna(frame["b"][3])


def test_a_file_with_decimal_points_keeps_them_where_another_column_has_commas():
    frame = read("a;b\n1,5;2.5\n2,5;3.5\n").frame
    assert frame["a"].tolist() == [1.5, 2.5] and understand(frame["b"], "b").cells.tolist() == [2.5, 3.5]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings(encoding):
    source = read("Größe,Fläche\n1,2\n3,4\n".encode(encoding), "x.csv")
    assert list(source.frame.columns) == ["Größe", "Fläche"] and source.frame["Fläche"].tolist() == [2, 4]
    assert ("not in UTF-8" in " ".join(source.notes)) == (encoding == "cp1252")


def test_names_that_are_missing_doubled_or_numbers():
    source = read("a,a,,b \n1,2,3,4\n5,6,7,8\n")
    assert list(source.frame.columns) == ["a", "a.1", "column 3", "b"]
    assert "Several columns are called `a`" in " ".join(source.notes) and "`column 3`" in " ".join(source.notes)
    source = read("1,2\n3,4\n5,6\n")
    assert list(source.frame.columns) == ["column 1", "column 2"] and len(source.frame) == 3
    frame = pd.DataFrame([[1, 2, 3, 4]], columns=pd.MultiIndex.from_tuples([("x", "m"), ("x", "m"), ("", "y"), (1, 2)]))
    assert list(read(frame).frame.columns) == ["x / m", "x / m (2)", "y", "1 / 2"]
    assert names([None, np.nan, "Unnamed: 3", "a", "a", "a"])[0] == ["column 1", "column 2", "column 3", "a", "a (2)",
                                                                     "a (3)"]


def test_row_names_of_r_come_as_a_column():
    source = read("a,b\nx,1,2\ny,3,4\n")
    assert list(source.frame.columns) == ["row name", "a", "b"] and "one cell more" in " ".join(source.notes)


def zipped(**files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("_", "."), text)
    return content.getvalue()


@pytest.mark.parametrize(("content", "words"), [
    (b"", "is empty: 0 bytes"), (b"\n \n\n", "is empty"), (zipped(t_csv="a,b\n1,2"), "zip archive with `t.csv`. "
                                                                                     "Unpack"),
    (b"PK\x03\x04 cut off", "broken archive"), (gzip.compress(b"a,b\n1,2", mtime=0), "compressed.*Unpack"),
    (pickle.dumps(PLAIN), "pickle.*runs code"), (b"%PDF-1.4", "is a PDF"), (b"\xd0\xcf\x11\xe0\xa1", "old Excel"),
    (b"<!DOCTYPE html><p>Log in", "web page.*log in"), (b'{"a": [1]}', "JSON"), (b"PAR1\x15", "Parquet"),
    (b"a,b\n\x00\x01\x02,3\n", "is no text"), (b"SQLite format 3\x00", "database"), (b"\x89PNG\r\n", "picture"),
    (b"a,b\n1,2\n3,4\n5,6,7\n", "Line 4 of .* has 3 cells, the lines before it have 2"),
    (b"a,b\n1,5,2,5\n3,5,4,5\n", "first line .* has 2 cells, the line below it has 4"),
    (b"Strength tests\n\na,b,c\n1,2,3\n", "title above the table"),
    (b'a,b\n"1,2\n3,4\n', "quotation mark that is opened and never closed"),
])
def test_what_is_no_table_is_named(content, words):
    with pytest.raises(TableError, match=f"(?s){words}"):
        read(content, "thesis.csv")


def test_paths(tmp_path):
    (tmp_path / "tests.csv").write_text("a,b\n1,2\n3,4\n")
    assert read(tmp_path / "tests.csv").name == "tests.csv" and read(str(tmp_path / "tests.csv")).total == 2
    with pytest.raises(TableError, match=r"is a folder\. Name a file in it, such as `tests.csv`"):
        read(tmp_path)
    with pytest.raises(TableError, match=r"There is no file .*, but `tests.csv`"):
        read(tmp_path / "test.csv")
    for address in ("https://example.org/a.csv", "ftp://a/b.csv", "s3://bucket/key"):
        with pytest.raises(TableError, match="web address: download"):
            read(address)
    with pytest.raises(TableError, match=r"cannot be read|no file"):
        read("a\0b")
    with pytest.raises(TableError, match=r"cannot be read|no file"):
        read("x" * 5000)


@pytest.mark.parametrize(("thing", "words"), [
    ([[1, 2]], "is a list. Hand in pd.DataFrame"), (np.ones((2, 2)), r"pd.DataFrame\(array, columns"),
    (pd.Series([1]), "its .to_frame"), ({"a": [1]}, "is a dict"), (None, "NoneType"), (7, "is a int"),
])
def test_what_pandas_would_have_to_make_a_table_of(thing, words):
    with pytest.raises(TableError, match=words):
        read(thing)


def test_the_table_handed_in_stays_and_an_index_is_told():
    frame = pd.DataFrame({"a": [1.0, np.inf], 3: ["x", None]}, index=pd.Index(["u", "v"], name="mix"))
    before = frame.copy(deep=True)
    source = read(frame)
    pd.testing.assert_frame_equal(frame, before)
    assert "index (`mix`)" in source.notes[0] and list(source.frame.index) == [0, 1]
    assert not read(PLAIN.iloc[[2, 0]]).notes


def test_excel_is_read_where_openpyxl_is_and_said_where_not(tmp_path, monkeypatch):
    with monkeypatch.context() as patch, pytest.raises(TableError, match=r"openpyxl.*not here. Save the sheet as CSV"):
        patch.setitem(sys.modules, "openpyxl", None)
        read(zipped(xl_workbook_xml="").replace(b"xl.workbook", b"xl/workbook"), "thesis.xlsx")
    pytest.importorskip("openpyxl")
    with pd.ExcelWriter(tmp_path / "t.xlsx") as book:
        PLAIN.to_excel(book, sheet_name="Tests", index=False)
        PLAIN.to_excel(book, sheet_name="Old", index=False)
    source = read(tmp_path / "t.xlsx")
    pd.testing.assert_frame_equal(source.frame, PLAIN)
    assert "sheet `Tests`" in source.notes[0] and "`Old`" in source.notes[0]
    with pytest.raises(TableError, match="cannot be read as an Excel file"):
        read(zipped(xl_workbook_xml="<broken").replace(b"xl.workbook", b"xl/workbook"), "t.xlsx")


def test_a_large_frame_is_sampled_and_said():
    frame = pd.DataFrame({"a": np.arange(10_000_000, dtype=np.int32)})
    source = read(frame)
    assert (source.total, len(source.frame)) == (10_000_000, reading.MOST_ROWS)
    assert "10,000,000 rows" in source.notes[-1] and "drawn at random" in source.notes[-1]
    rows = source.frame["a"].to_numpy()
    assert (np.diff(rows) > 0).all() and abs(rows.mean() / 5e6 - 1) < 0.03
    assert (read(frame).frame["a"] == rows).all()


def test_a_large_file_is_read_in_pieces_and_each_row_is_as_likely(tmp_path, monkeypatch):
    path = tmp_path / "large.csv"
    path.write_text("a,b\n" + "".join(f"{i},{i % 7}\n" for i in range(300_000)))
    monkeypatch.setattr(reading, "AT_ONCE", 1000)
    source = read(path)
    rows = source.frame["a"].to_numpy()
    assert (source.total, len(rows)) == (300_000, reading.MOST_ROWS) and (np.diff(rows) > 0).all()
    assert abs(rows.mean() / 150_000 - 1) < 0.03 and rows.max() > 299_000 and (source.frame["b"] == rows % 7).all()


def test_a_wide_table_is_cut_in_rows():
    assert reading.most(pd.DataFrame(np.zeros((1, 5000)))) == 400
    assert reading.most(pd.DataFrame(np.zeros((1, 10**6)))) == 200
