"""What a run shows, on its way to the page: printed text, cut where it is too much, values, figures, errors."""
import base64
import io
import time
import traceback

LINES, SIGNS = 2_000, 200_000                    # of one run; more would not be read, and would choke the page
ABSENT = "There is no module {} on this page. In Jupyter on your own machine there is, once it is installed."


class Printed(io.TextIOBase):
    """A stream to the page: sent in pieces, at most 20 a second, and cut after LINES or SIGNS with a word about it."""

    def __init__(self, kind, send):
        self.kind, self.send = kind, send
        self.waiting, self.lines, self.signs, self.last = [], 0, 0, 0.0

    def writable(self):
        return True

    def write(self, text):
        if self.lines >= LINES or self.signs >= SIGNS:
            return len(text)
        self.waiting.append(text)
        self.lines += text.count("\n")
        self.signs += len(text)
        if self.lines >= LINES or self.signs >= SIGNS:
            self.flush()
            self.send("cut", f"The rest is cut: a page shows {LINES:,} lines or {SIGNS:,} signs of a run.")
        elif time.monotonic() - self.last > 0.05:
            self.flush()
        return len(text)

    def flush(self):
        if self.waiting:
            self.send(self.kind, "".join(self.waiting)[:SIGNS])
            self.waiting, self.last = [], time.monotonic()


def value(thing, send):
    """Show one value as a notebook does."""
    if hasattr(thing, "savefig"):
        picture = io.BytesIO()
        thing.savefig(picture, format="png", bbox_inches="tight", dpi=150)
        send("png", base64.b64encode(picture.getvalue()).decode())
    elif hasattr(thing, "_repr_html_") and (text := thing._repr_html_()):
        send("html", text)
    else:
        text = repr(thing)
        send("text", text if len(text) <= SIGNS else text[:SIGNS] + " …")


def error(stop, places):
    """Return in words what stopped the code: the lines that led there, and the error. `places` names the files."""
    if isinstance(stop, SyntaxError) and stop.filename in places:
        pointer = f"\n    {stop.text.rstrip()}" if stop.text else ""
        if stop.text and stop.offset:
            pointer += "\n    " + " " * (stop.offset - 1) + "^"
        return f"{places[stop.filename]}, line {stop.lineno}:{pointer}\n{type(stop).__name__}: {stop.msg}"
    frames = [f for f in traceback.extract_tb(stop.__traceback__) if f.filename in places]
    lines = [f"{places[f.filename]}, line {f.lineno}:\n    {f.line}\n" for f in frames]
    if len(lines) > 12:                          # a function that calls itself without an end
        lines[6:-6] = [f"… {len(lines) - 12} more calls …\n"]
    if isinstance(stop, ModuleNotFoundError) and stop.name:
        said = ABSENT.format(stop.name.split(".")[0])
    elif isinstance(stop, MemoryError) or "array is too big" in str(stop):
        said = f"{type(stop).__name__}: this needs more memory than a page has. Try a smaller array."
    else:
        said = "".join(traceback.format_exception_only(stop)).strip()
    return "".join(lines) + said
