"""What a browser shows, and when: the first query of a search, a served page after a save."""

import gzip
import http.server
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, sync_playwright

from tests.browser import LAUNCH_ARGUMENTS, chromium

_COMPRESSED = (".html", ".js", ".css", ".json", ".svg")
_PORT = 8123


class Query(NamedTuple):
    """What the first query of a visit takes."""

    kilobytes: float
    """As a host sends them, compressed."""
    milliseconds: float
    """From the last key to the answer on the screen."""


@contextmanager
def browsing() -> Iterator[Browser]:
    """A real Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=LAUNCH_ARGUMENTS)
        yield browser
        browser.close()


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Compresses what hosts compress, and counts the bytes of all answers."""

    protocol_version = "HTTP/1.1"
    sent: dict[str, int]

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in _COMPRESSED:
            content = gzip.compress(content, 9)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        self.sent[self.path] = len(content)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def first_query(browser: Browser, site: Path, word: str) -> tuple[Query, float]:
    """The first query of a visit, and the kilobytes that search took before it was opened."""
    sent: dict[str, int] = {}
    handler = type("Handler", (_Handler,), {"sent": sent})
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), lambda *given: handler(*given, directory=str(site))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{server.server_port}/")
    page.wait_for_load_state("networkidle")
    before = sum(size for path, size in sent.items() if path.startswith("/search/"))
    sent.clear()
    page.keyboard.press("/")
    page.locator(".find__input").wait_for()
    start = time.perf_counter()
    page.locator(".find__input").fill(word)
    page.locator(".find__result").first.wait_for()
    taken = (time.perf_counter() - start) * 1000
    page.wait_for_load_state("networkidle")
    query = Query(sum(sent.values()) / 1000, taken)
    page.close()
    server.shutdown()
    return query, before / 1000


def save_to_reloaded(browser: Browser, project: Path, path: str, runs: int) -> list[float]:
    """Seconds from saving the file of a briefing to its page, reloaded, in the browser."""
    program = Path(sys.executable).parent / "briefings"
    command: list[str | Path] = [program, "serve", "-a", f"127.0.0.1:{_PORT}"]
    server = subprocess.Popen(command, cwd=project, stderr=subprocess.PIPE, text=True)
    try:
        return _reloads(browser, server, project, path, runs)
    finally:
        server.terminate()
        server.wait()


def _reloads(
    browser: Browser, server: "subprocess.Popen[str]", project: Path, path: str, runs: int
) -> list[float]:
    for line in server.stderr or ():
        if "Serving on" in line:
            break
    threading.Thread(target=lambda: [*(server.stderr or ())], daemon=True).start()
    file = project / "briefings" / f"{path}.yml"
    text = file.read_text("utf-8")
    title = text.split("\n", 1)[0]
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{_PORT}/{path}/")
    taken = []
    for number in range(runs):
        page.wait_for_timeout(3000)  # until the search index of the save before is made
        start = time.perf_counter()
        file.write_text(text.replace(title, f"title: Saved {number} times", 1), "utf-8")
        page.locator(f'h1:has-text("Saved {number} times")').wait_for()
        taken.append(time.perf_counter() - start)
    page.close()
    return taken
