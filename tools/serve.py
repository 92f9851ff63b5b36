"""A server for the built site and its headers, under any path, as a web host or a sub-folder of one would serve it."""
import argparse
import sys
from fnmatch import fnmatchcase
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

BESIDE = Path(__file__).parent / "site"                 # in the archive that tools/archive.py makes
SITE = BESIDE if BESIDE.is_dir() else Path(__file__).parent.parent / "_build" / "html"


def headers(site):
    """Return (pattern of paths, name, value) for each header that the site's file `_headers` wants."""
    found, pattern = [], ""
    file = Path(site, "_headers")
    for line in file.read_text().splitlines() if file.exists() else []:
        if line.startswith("/"):
            pattern = line
        else:
            name, _, value = line.strip().partition(": ")
            found.append((pattern, name, value))
    return found


class Handler(SimpleHTTPRequestHandler):
    """Serve the files of `directory` below `prefix`, and nothing outside it."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".wasm": "application/wasm", ".mjs": "text/javascript"}
    protocol_version = "HTTP/1.1"

    def __init__(self, *args, prefix="/", quiet=False, **kwargs):
        self.prefix, self.quiet = prefix, quiet
        super().__init__(*args, **kwargs)

    def send_head(self):
        if not self.path.startswith(self.prefix):
            super().send_error(404, f"the site is below {self.prefix}")
            return None
        return super().send_head()

    def send_error(self, code, message=None, explain=None):
        """Answer as a web host does: where there is nothing, with the site's own page for that."""
        page = Path(self.directory, "404.html")
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.log_error("code %d, message %s", code, message)
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def list_directory(self, path):
        """Show no folder's list of files: no host does."""
        self.send_error(404, "No list of files")

    def translate_path(self, path):
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def end_headers(self):
        path = "/" + urlsplit(self.path).path.removeprefix(self.prefix)
        for pattern, name, value in headers(self.directory):
            if fnmatchcase(path, pattern):
                self.send_header(name, value)
        super().end_headers()

    def log_message(self, *args):
        if not self.quiet:
            super().log_message(*args)


class Server(ThreadingHTTPServer):
    """A server that does not mind a browser that hangs up."""

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def server(port=0, prefix="/", quiet=False, site=SITE, handler=Handler):
    """Return a server of `site` below `prefix` on localhost; port 0 takes a free one."""
    handler = partial(handler, directory=str(site), prefix=prefix, quiet=quiet)
    return Server(("127.0.0.1", port), handler)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--prefix", default="/", help="the path to serve it under, for example /book/")
    options = parser.parse_args()
    try:
        serving = server(options.port, options.prefix, quiet=True)
    except OSError as error:
        sys.exit(f"Port {options.port} cannot be had ({error.strerror}): take {options.port + 1}, by --port, or by "
                 f"make serve PORT={options.port + 1}")
    print(f"http://localhost:{options.port}{options.prefix}   (Ctrl+C stops)", flush=True)
    try:
        serving.serve_forever()
    except KeyboardInterrupt:
        pass
