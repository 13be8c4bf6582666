"""The development server: one rebuild for each real change, none without, and never a lost page."""

import os
import re
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.publish.sites import BIN, REGISTRIES, bare_site, briefing, edit, environment, run

PATIENCE = 15.0
"""Seconds for what takes about one on an idle machine."""
QUIET = 1.6
"""Seconds in which a watcher that looks twice a second has seen every change."""


class Server:
    """A development server in a process of its own, and its log."""

    def __init__(self, project: Path, *command: str | Path) -> None:
        self.project = project
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{probe.getsockname()[1]}"
        self.log: list[str] = []
        self.process = subprocess.Popen(
            [*command, "-a", self.address],
            cwd=project,
            env=environment({"PYTHONUNBUFFERED": "1"}),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()
        self.wait_for("Serving on")

    def _listen(self) -> None:
        if self.process.stdout is not None:
            with self.process.stdout:
                self.log.extend(iter(self.process.stdout.readline, ""))

    def wait_for(self, text: str, start: int = 0) -> None:
        """Wait until the log from line `start` on says the text."""
        since = time.monotonic()
        while not any(text in line for line in self.log[start:]):
            assert time.monotonic() - since < PATIENCE, "".join(self.log)
            assert self.process.poll() is None, "".join(self.log)
            time.sleep(0.02)

    def wait_for_rebuild(self, start: int) -> None:
        """Wait until a build that the log tells of from line `start` on is served."""
        text = "Building documentation..."
        self.wait_for(text, start)
        started = next(at for at in range(start, len(self.log)) if text in self.log[at])
        self.wait_for("Reloading browsers", started)

    @property
    def rebuilds(self) -> int:
        """How often the site was built."""
        return sum("Building documentation..." in line for line in self.log)

    def page(self, path: str) -> str:
        """What the server answers."""
        with urllib.request.urlopen(f"http://{self.address}/repo/{path}", timeout=5) as answer:
            return str(answer.read().decode())

    def end(self) -> None:
        """End the server as a person does."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.listener.join(timeout=10)


def started(folder: Path, *command: str | Path) -> Iterator[Server]:
    """A server of ten briefings, which is ended in the end."""
    files = {f"_2031__report-{number}": briefing(number) for number in range(10)}
    running = Server(bare_site(folder / "project", **REGISTRIES, **files), *command)
    yield running
    running.end()


@pytest.fixture(scope="module")
def briefings_serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server that this package's command starts."""
    yield from started(tmp_path_factory.mktemp("briefings"), BIN / "briefings", "serve")


@pytest.fixture(scope="module")
def mkdocs_serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server that MkDocs' command starts, which does all through the plugin too."""
    yield from started(tmp_path_factory.mktemp("mkdocs"), BIN / "mkdocs", "serve")


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Server:
    """The server that a test names, or that of this package's command."""
    found: Server = request.getfixturevalue(getattr(request, "param", "briefings_serve"))
    return found


both = pytest.mark.parametrize("server", ["briefings_serve", "mkdocs_serve"], indirect=True)


def report(server: Server, number: int) -> Path:
    return server.project / "briefings" / "2031" / f"report-{number}.yml"


def stamps(server: Server) -> dict[Path, tuple[int, int]]:
    """When each file of the content was last written."""
    return {
        path: (path.stat().st_mtime_ns, path.stat().st_size)
        for path in (server.project / "briefings").rglob("*")
    }


@both
def test_a_change_is_one_rebuild_within_about_a_second(server: Server) -> None:
    start, before = len(server.log), server.rebuilds
    edit(report(server, 3), "The ferry made 3 crossings.", "The ferry made thirty crossings.")
    since = time.monotonic()
    server.wait_for_rebuild(start)
    assert time.monotonic() - since < 5  # 0.5 for the watcher, 0.1 for quiet, 0.2 for the build
    assert "thirty crossings" in server.page("2031/report-3/")
    assert server.rebuilds == before + 1


@both
@pytest.mark.parametrize("how", ["touched", "saved without a change"])
def test_a_file_that_is_saved_without_a_change_is_no_rebuild(server: Server, how: str) -> None:
    start, before = len(server.log), server.rebuilds
    path = report(server, 4)
    if how == "touched":
        os.utime(path)
    else:
        path.write_bytes(path.read_bytes())
    server.wait_for("No file has changed", start)
    time.sleep(0.1)
    assert server.rebuilds == before
    assert "Reloading browsers" not in "".join(server.log[start:])


def test_a_cache_in_the_repository_and_an_editors_own_files_are_no_rebuild(server: Server) -> None:
    before = server.rebuilds
    for folder in (".cache", "site", "briefings/.cache", "templates/pages/__pycache__"):
        (server.project / folder).mkdir(parents=True, exist_ok=True)
        (server.project / folder / "entry").write_text(folder)
    (server.project / "briefings" / "2031" / ".report-1.yml.swp").write_text("x")
    time.sleep(QUIET)
    assert server.rebuilds == before


@both
def test_a_build_writes_nothing_into_the_content(server: Server) -> None:
    start = len(server.log)
    path = report(server, 5)
    edit(path, "The ferry made 5 crossings.", "The ferry made fifty crossings.")
    before = stamps(server)
    server.wait_for_rebuild(start)
    time.sleep(QUIET)
    assert stamps(server) == before
    assert sum("Building documentation..." in line for line in server.log[start:]) == 1


@both
def test_a_file_that_comes_and_goes_is_a_rebuild_each(server: Server) -> None:
    before = server.rebuilds
    start = len(server.log)
    report(server, 77).write_text(briefing(77))
    server.wait_for_rebuild(start)
    assert "made 77 crossings" in server.page("2031/report-77/")
    start = len(server.log)
    report(server, 77).unlink()
    server.wait_for_rebuild(start)
    with pytest.raises(urllib.error.HTTPError, match="404"):
        server.page("2031/report-77/")
    assert server.rebuilds == before + 2


@pytest.mark.parametrize(
    ("file", "old", "broken", "told"),
    [
        ("briefings/2031/report-6.yml", "summary:", "sumary:", r"report-6\.yml:3:1: sumary"),
        ("briefings/topics.yml", "ferries:", "Ferries!:", r"topics\.yml:1:1:"),
        ("templates/pages/home.md", "{% endfor %}", "{% endfur %}", "endfur"),
        ("mkdocs.yml", "name: material", "name: nothing-of-this-name", "nothing-of-this-name"),
        ("mkdocs.yml", "plugins:", "plugins: ][", "error parsing the configuration file"),
    ],
    ids=["in a briefing", "in a registry", "in a template", "in a setting", "in the settings"],
)
def test_a_mistake_is_told_keeps_the_pages_and_is_over_when_mended(
    server: Server, file: str, old: str, broken: str, told: str
) -> None:
    start = len(server.log)
    edit(server.project / file, old, broken)
    server.wait_for("The former pages stay", start)
    assert re.search(told, "".join(server.log[start:]))
    time.sleep(0.1)
    assert not re.search("Traceback|Reloading browsers", "".join(server.log[start:]))
    assert "made 6 crossings" in server.page("2031/report-6/")
    start = len(server.log)
    edit(server.project / file, broken, old)
    server.wait_for_rebuild(start)
    assert "made 6 crossings" in server.page("2031/report-6/")


def test_a_changed_template_is_a_rebuild(server: Server) -> None:
    start, before = len(server.log), server.rebuilds
    with (server.project / "templates" / "pages" / "years.md").open("a") as template:
        template.write("\nEach year has its page.\n")
    server.wait_for_rebuild(start)
    assert "Each year has its page." in server.page("years/")
    assert server.rebuilds == before + 1


def test_a_changed_theme_is_a_rebuild(server: Server) -> None:
    start, before = len(server.log), server.rebuilds
    with (server.project / "templates" / "theme" / "assets" / "site.css").open("a") as style:
        style.write("\n.invented { color: red }\n")
    server.wait_for_rebuild(start)
    assert ".invented" in server.page("assets/site.css")
    assert server.rebuilds == before + 1


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("127.0.0.1:{taken}", "Address already in use"),
        ("192.0.2.1:8000", "Cannot assign requested address"),
        ("127.0.0.1:99999", "port must be 0-65535"),
    ],
)
def test_an_address_at_which_nothing_can_be_served_is_told_in_a_sentence(
    tmp_path: Path, place: str, told: str
) -> None:
    project = bare_site(tmp_path / "project", **REGISTRIES)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = place.format(taken=taken.getsockname()[1])
        printed = run(BIN / "briefings", "serve", "-q", "-a", address, cwd=project, status=1)
    assert printed.endswith(f"ERROR: cannot serve: {told}; --address chooses another address\n")
    assert "Traceback" not in printed
