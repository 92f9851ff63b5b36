"""Firefox through WebDriver BiDi, which it speaks itself: a web socket is enough, no driver stands between."""
import json
import re
import subprocess
import tempfile
import time
from pathlib import Path

from places import PREFIX, WIDE
from websocket import create_connection

KEYS = {"Enter": "\ue007", "End": "\ue010", "Home": "\ue011", "Tab": "\ue004", "Control": "\ue009"}
# At the root of the server: what Firefox asks for itself, and what JupyterLite's service worker answers.
AROUND = ("/favicon.ico", "/api/service-worker-heartbeat")
EVENTS = ["log.entryAdded", "network.beforeRequestSent", "network.responseCompleted"]


class Firefox:
    """One Firefox with one page of the site at `base`; `with Firefox(path, base) as page`.

    It has `evaluate` and `wait_for_timeout` as Playwright's pages do. At the end an AssertionError tells what went
    wrong on the pages: errors of scripts, answers of 400 and more, requests to elsewhere.
    """

    def __init__(self, path, base):
        self.base, self.count, self.events = base, 0, []
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.log = Path(self.profile.name, "stderr.txt")
        command = [path, "--headless", "--remote-debugging-port=0", "--profile", self.profile.name]
        with self.log.open("w") as file:
            self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=file)

    def __enter__(self):
        try:
            self.socket = create_connection(f"{self.address()}/session", timeout=120, suppress_origin=True)
            self.send("session.new", capabilities={})
            self.send("session.subscribe", events=EVENTS)
            self.context = self.send("browsingContext.getTree")["contexts"][0]["context"]
            self.page("browsingContext.setViewport", viewport=WIDE)
        except BaseException:
            self.end()
            raise
        return self

    def __exit__(self, kind, *_):
        try:
            self.send("browser.close")
            self.socket.close()
            self.process.wait(timeout=60)
        finally:
            self.end()
        assert kind or not self.faults(), "\n".join(self.faults())

    def address(self):
        """Wait until it says where it listens."""
        end = time.monotonic() + 60
        while not (said := re.search(r"BiDi listening on (ws://\S+)", self.log.read_text())):
            told = f"Firefox does not say where it listens:\n{self.log.read_text()}"
            assert self.process.poll() is None and time.monotonic() < end, told
            time.sleep(0.1)
        return said[1]

    def end(self):
        """Leave nothing of it behind."""
        self.process.kill()
        self.process.wait()
        self.profile.cleanup()

    def send(self, method, **params):
        """Send a command; return its result. What is told meanwhile is kept in `events`."""
        self.count += 1
        self.socket.send(json.dumps({"id": self.count, "method": method, "params": params}))
        while (told := json.loads(self.socket.recv())).get("id") != self.count:
            self.events.append(told)
        assert told["type"] == "success", f"{method}: {told.get('error')}: {told.get('message')}"
        return told["result"]

    def page(self, method, **params):
        """Send a command that is about the page."""
        return self.send(method, context=self.context, **params)

    def faults(self):
        """Return what went wrong on the pages so far."""
        found, root = [], self.base.removesuffix(PREFIX)
        allowed = (self.base, "data:", "blob:", "about:", *(root + path for path in AROUND))
        for method, params in ((event["method"], event["params"]) for event in self.events):
            url = params.get("request", {}).get("url", "")
            if method == "log.entryAdded" and params["level"] == "error":
                found.append(f"{params['type']}: {params['text']}")
            elif method == "network.beforeRequestSent" and not url.startswith(allowed):
                found.append(f"foreign request: {url}")
            elif method == "network.responseCompleted" and url.startswith(self.base):
                status = params["response"]["status"]
                found += [f"HTTP {status}: {url}"] if status >= 400 else []
        return found

    def goto(self, path):
        """Open a page of the site, by its path or whole address, and wait until it has loaded."""
        url = path if path.startswith(self.base) else self.base + path
        self.page("browsingContext.navigate", url=url, wait="complete")

    def remote(self, expression):
        """Evaluate JavaScript, waiting for a promise; return it as BiDi describes it."""
        answer = self.send("script.evaluate", expression=expression, awaitPromise=True,
                           target={"context": self.context})
        assert answer["type"] == "success", f"{expression}: {answer.get('exceptionDetails', {}).get('text')}"
        return answer["result"]

    def evaluate(self, expression):
        """Evaluate JavaScript; return what JSON can carry of it."""
        return json.loads(self.remote(f"(async () => JSON.stringify(await ({expression}) ?? null))()")["value"])

    def wait_for_timeout(self, milliseconds):
        """Wait."""
        time.sleep(milliseconds / 1000)

    def act(self, kind, actions):
        """Perform the actions of a device, `pointer` or `key`."""
        self.page("input.performActions", actions=[{"type": kind, "id": kind, "actions": actions}])

    def click(self, element):
        """Click in the middle of an element, which JavaScript tells, once it is in view."""
        into_view = "e => { e.scrollIntoView({block: 'center', behavior: 'instant'}); return e; }"
        there = self.remote(f"({into_view})({element})")
        origin = {"type": "element", "element": {"sharedId": there["sharedId"]}}
        self.act("pointer", [{"type": "pointerMove", "x": 0, "y": 0, "origin": origin},
                             {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}])

    def press(self, *keys, held=None):
        """Press keys, one after the other: names of KEYS or characters; `held` is down meanwhile."""
        pressed = [(kind, key) for key in keys for kind in ("keyDown", "keyUp")]
        if held:
            pressed = [("keyDown", held), *pressed, ("keyUp", held)]
        self.act("key", [{"type": kind, "value": KEYS.get(key, key)} for kind, key in pressed])
