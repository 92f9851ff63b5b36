"""Formats: what the first bytes of a file say that it is, where it is no table of text."""
from __future__ import annotations

import io
import zipfile
from typing import BinaryIO

from .errors import TableError, listed, short

SAVE = "Open it in the program that made it, and save the table as CSV."
MAGIC = {                                                   # first bytes -> what it is, what helps
    b"\xd0\xcf\x11\xe0": ("an old Excel file (.xls) or another old Office file", "Save it as .xlsx or as CSV."),
    b"\x1f\x8b": ("a compressed file (gzip)", "Unpack it first."),
    b"BZh": ("a compressed file (bzip2)", "Unpack it first."),
    b"\xfd7zXZ": ("a compressed file (xz)", "Unpack it first."),
    b"7z\xbc\xaf": ("an archive (7z)", "Unpack it first."),
    b"Rar!": ("an archive (rar)", "Unpack it first."),
    b"%PDF": ("a PDF", "A table has to be copied out of it, into a spreadsheet for instance, and saved as CSV."),
    b"PAR1": ("a Parquet file", "Read it by pandas.read_parquet, and hand in the DataFrame."),
    b"SQLite": ("a database (SQLite)", "Read a table of it by pandas.read_sql, and hand in the DataFrame."),
    b"\x89HDF": ("an HDF5 file", "Read it by pandas.read_hdf, and hand in the DataFrame."),
    b"$FL2": ("an SPSS file", "Save it as CSV, or read it by pandas.read_spss."),
    b"<stata_dta": ("a Stata file", "Save it as CSV, or read it by pandas.read_stata, and hand in the DataFrame."),
    b"RDX": ("a file of R", "In R: write.csv(table, \"table.csv\", row.names = FALSE)."),
    b"\x80\x03": ("a pickle", "Opening one runs code of its maker. Save the table as CSV."),
    b"\x80\x04": ("a pickle", "Opening one runs code of its maker. Save the table as CSV."),
    b"\x80\x05": ("a pickle", "Opening one runs code of its maker. Save the table as CSV."),
    b"\x89PNG": ("a picture", "A table of text is wanted, such as CSV."),
    b"\xff\xd8\xff": ("a picture", "A table of text is wanted, such as CSV."),
    b"\x93NUMPY": ("an array of NumPy", "Load it, name its columns in a pandas DataFrame, and hand that in."),
}
LARGE = 400_000_000                                         # bytes that an Excel file may have when unpacked


def refuse(head: bytes, name: str) -> None:
    """Raise TableError where the first bytes of a file are those of something else than text or Excel."""
    for start, (what, remedy) in MAGIC.items():
        if head.startswith(start):
            raise TableError(f"{short(name)} is {what}. {remedy}")
    begin = head[:400].decode("latin-1").lstrip("\ufeffï»¿ \r\n\t").lower()
    if begin.startswith(("<!doctype", "<html", "<?xml", "<svg")):
        raise TableError(f"{short(name)} is a web page or XML, not a table: did the download give a page that asks to "
                         "log in? Download the table itself, as CSV.")
    if begin.startswith(("{", "[{", "[[")):
        raise TableError(f"{short(name)} looks like JSON. Read it by pandas.read_json, and hand in the DataFrame; or "
                         "save the table as CSV.")


def refuse_other(file: BinaryIO, name: str) -> None:
    """Raise TableError where a zip file is no Excel file, or one too large."""
    try:
        with zipfile.ZipFile(file) as archive:
            inside = archive.namelist()
            size = sum(info.file_size for info in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        raise TableError(f"{short(name)} is a broken archive: download it again. {SAVE}") from None
    if "xl/workbook.xml" not in inside and "xl/workbook.bin" not in inside:
        raise TableError(f"{short(name)} is a zip archive with {listed(inside, 3) or 'nothing in it'}. "
                         "Unpack it, and take the table in it.")
    if size > LARGE:
        raise TableError(f"{short(name)} has {size / 1e6:,.0f} MB when unpacked, too much for Excel's format here. "
                         "Save the table as CSV.")


def zipped(head: bytes) -> bool:
    """Return whether these are the first bytes of a zip file, as Excel's are."""
    return head.startswith(b"PK")


def text_of(head: bytes, name: str, whole: bool) -> str:
    """Return the encoding of a file's first bytes; `whole` says that there are no others. Raises for no text."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if head.startswith(mark):
            return encoding
    if head.count(0) > len(head) / 5:                       # every second byte: two bytes a sign, unmarked
        return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
    if b"\x00" in head:
        raise TableError(f"{short(name)} is no text: it has bytes that text never has. {SAVE}")
    try:
        io.TextIOWrapper(io.BytesIO(head), "utf-8").read() if whole else head[:head.rfind(b"\n") + 1].decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        pass
    try:
        head.decode("cp1252")
        return "cp1252"
    except UnicodeDecodeError:
        return "latin-1"
