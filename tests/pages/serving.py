"""Serves a built site on this machine, and watches a browser read it."""

import mimetypes
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

FRAMES = "/frames"
"""An empty page, without a policy, for a test to put others into."""
_EMPTY = b'<!doctype html><title>Frames</title><link rel="icon" href="data:,">'

_WATCH = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
window.canary = () => console.error("canary: a text ran");
"""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Path
    prefix: str
    instead: Mapping[str, bytes]

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        status, file = 200, None
        if path == FRAMES:
            self.answer(200, "text/html", _EMPTY)
            return
        if path.startswith(self.prefix):
            file = self.site / path.removeprefix(self.prefix)
            file = file / "index.html" if path.endswith("/") else file
        if file is None or not file.is_file():
            status, file = 404, self.site / "404.html"
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        for end, content in self.instead.items():
            if path.endswith(end):
                self.answer(status, kind, content)
                return
        self.answer(status, kind, file.read_bytes())

    def answer(self, status: int, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        if "/assets/" in self.path:
            self.send_header("Cache-Control", "max-age=3600")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a browser drops connections when it leaves a page."""


@contextmanager
def served(
    site: Path, prefix: str = "/", instead: Mapping[str, bytes] = MappingProxyType({})
) -> Iterator[str]:
    """The address of the site, served under the prefix and nowhere else.

    Of files whose name ends in one of the names of `instead`, that content is served.
    """
    handler = type("Handler", (_Handler,), {"site": site, "prefix": prefix, "instead": instead})
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
        server.shutdown()
        thread.join()


@dataclass
class Visit:
    """A window of a browser on a served site, and all that went wrong in it."""

    address: str
    context: BrowserContext
    page: Page
    wrong: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to the page of this path."""
        self.page.goto(self.address + path)
        return self.page

    def watch(self) -> None:
        self.context.add_init_script(_WATCH)
        self.page.on("console", self._note_message)
        self.page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        self.page.on("dialog", lambda dialog: self.wrong.append(f"dialog: {dialog.message}"))
        self.context.on("request", self._note_request)
        self.context.on("response", self._note_response)

    def _note_message(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.wrong.append(f"{message.type}: {message.text}")

    def _note_request(self, request: Request) -> None:
        host = self.address.split("/")[2]
        inside = request.url.startswith((self.address, f"http://{host}{FRAMES}", "data:", "blob:"))
        if not inside:
            self.wrong.append(f"request: {request.url}")

    def _note_response(self, response: Response) -> None:
        if response.status >= 400:
            self.wrong.append(f"status {response.status}: {response.url}")


@contextmanager
def visit(
    browser: Browser,
    address: str,
    *,
    width: int = 1280,
    dark: bool = False,
    scripts: bool = True,
) -> Iterator[Visit]:
    """A new window, in which nothing is remembered."""
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if dark else "light",
        java_script_enabled=scripts,
        reduced_motion="reduce",
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    visited = Visit(address, context, page)
    visited.watch()
    try:
        yield visited
    finally:
        context.close()
