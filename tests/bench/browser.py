"""What a browser shows, and when: the first query of a visit, a served page after a save.

The page itself notes the moments, so that what it takes to ask it does not count.
"""

import gzip
import http.server
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.processes import BRIEFINGS, Command, environment
from tests.browser import LAUNCH_ARGUMENTS, chromium

_COMPRESSED = {".html", ".js", ".css", ".json", ".svg", ".xml", ".txt"}
"""What hosts compress; what Pagefind writes is compressed already."""
_MINUTE = 60_000

_NOTE_PAINT = """
addEventListener("DOMContentLoaded", () =>
  requestAnimationFrame(() => setTimeout(() => (window.__painted = Date.now()))));
"""
_NOTE_ANSWER = """
const now = () => performance.now();
addEventListener("keydown", () => (window.__opened ??= now()), true);
addEventListener("input", () => (window.__typed ??= now()), true);
new MutationObserver((_, observer) => {
  if (!window.__typed || !document.querySelector(".find__result")) return;
  observer.disconnect();
  requestAnimationFrame(() => setTimeout(() => (window.__answered = now())));
}).observe(document, { childList: true, subtree: true });
"""


class Query(NamedTuple):
    """What the first query of a visit takes."""

    before: float
    """Kilobytes of search that came with the page, before it was opened."""
    kilobytes: float
    """What came from then on."""
    milliseconds: float
    """From the last key to the answer."""
    opened: float
    """Milliseconds from the key that opens the dialog to the answer."""


@contextmanager
def browsing() -> Iterator[Browser]:
    """A real Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=LAUNCH_ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def _visiting(browser: Browser, script: str) -> Iterator[Page]:
    """A page of a visitor who has never been here; the site's own policy would stop our script."""
    context = browser.new_context(bypass_csp=True)
    context.set_default_timeout(_MINUTE)
    context.add_init_script(script)
    yield context.new_page()
    context.close()


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Compresses what hosts compress, and counts the bytes of all answers."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # no host lets a small answer wait 40 ms for its second half
    sent: dict[str, int]

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        content = path.read_bytes()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in _COMPRESSED:
            content = gzip.compress(content, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        self.sent[self.path] = len(content)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def _hosted(site: Path) -> Iterator[tuple[str, dict[str, int]]]:
    """The site's address, and the bytes that it has sent by path."""
    sent: dict[str, int] = {}
    handler = type("Handler", (_Handler,), {"sent": sent})
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), lambda *given: handler(*given, directory=str(site))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", sent
    server.shutdown()
    server.server_close()


def first_query(browser: Browser, site: Path, word: str) -> Query:
    """The first query of a visit that begins at the home page."""
    with _hosted(site) as (address, sent), _visiting(browser, _NOTE_ANSWER) as page:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        before = sum(size for path, size in sent.items() if "search" in path)
        sent.clear()
        page.keyboard.press("/")
        page.locator(".find__input").fill(word)
        page.wait_for_function("window.__answered")
        page.wait_for_load_state("networkidle")
        opened, typed, answered = page.evaluate("[__opened, __typed, __answered]")
        return Query(before / 1000, sum(sent.values()) / 1000, answered - typed, answered - opened)


@contextmanager
def _served(project: Path) -> Iterator[str]:
    """The address at which `briefings serve` serves the project."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command: Command = [BRIEFINGS, "serve", "--address", f"127.0.0.1:{port}"]
    server = subprocess.Popen(
        command, cwd=project, env=environment(), stderr=subprocess.PIPE, text=True
    )
    said = iter(server.stderr or ())
    try:
        if not any("Serving on" in line for line in said):
            raise RuntimeError("briefings serve ended")
        threading.Thread(target=lambda: [None for _ in said], daemon=True).start()
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def seconds_to_reload(browser: Browser, project: Path, file: Path, runs: int) -> list[float]:
    """Seconds from each save of a briefing's file to its new page in the browser."""
    address = file.relative_to(project / "briefings").with_suffix("").as_posix()
    text = file.read_text("utf-8")
    title, rest = text.split("\n", 1)
    taken = []
    with _served(project) as served, _visiting(browser, _NOTE_PAINT) as page:
        page.goto(f"{served}/{address}/")
        for number in range(runs):
            page.wait_for_timeout(4000)  # for what follows a save in the background
            saved = time.time()
            _save(file, f"{title} saved {number} times\n{rest}")
            page.locator("h1", has_text=f"saved {number} times").wait_for()
            page.wait_for_function("window.__painted")
            taken.append(page.evaluate("window.__painted") / 1000 - saved)
    file.write_text(text, "utf-8")
    return taken


def _save(file: Path, text: str) -> None:
    """Write the file at once, as editors do."""
    aside = file.with_name(f".{file.name}.new")
    aside.write_text(text, "utf-8")
    aside.replace(file)
