"""Finds a Chromium for the tests, or installs one; it never lets them be skipped.

``chromium()`` returns the path of a browser that starts. ``python -m tests.browser`` prints it.
What Playwright itself needs to drive it is seen to as well.
"""

import contextlib
import functools
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

LAUNCH_ARGUMENTS = [
    "--disable-background-networking",  # asks nobody but the page that is tested
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    *(["--no-sandbox"] if os.geteuid() == 0 else []),  # Chromium's sandbox refuses root
]
"""For Playwright: ``chromium.launch(executable_path=chromium(), args=LAUNCH_ARGUMENTS)``."""

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLICATIONS = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
)

SECONDS_TO_START = 60
SECONDS_TO_DOWNLOAD = 180
SECONDS_TO_INSTALL = 900

ASK_PLAYWRIGHT = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as playwright:\n"
    "    print(playwright.chromium.executable_path)\n"
)


class NoBrowserError(Exception):
    """No Chromium was found and none could be installed; its text says what to do."""


@functools.cache
def chromium() -> Path:
    """Return a Chromium or Chrome that starts, installing one when there is none.

    Looked for in this order: the environment variable CHROMIUM, the PATH and the applications of
    macOS, Playwright's own download. Then one is downloaded by Playwright, else installed from the
    distribution's packages.
    """
    if not _playwright_runs() and not (_install("libatomic1", "libatomic") and _playwright_runs()):
        raise NoBrowserError(
            "Playwright does not start: `python -m playwright --version` tells why. "
            "On a small system the library libatomic is missing (Debian: libatomic1)."
        )
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        found = shutil.which(chosen)
        if not found or not _starts(found):
            raise NoBrowserError(f"CHROMIUM is {chosen!r}, and that is not a browser that starts.")
        return Path(found)
    for path in _candidates():
        if _starts(path):
            return path
    raise NoBrowserError(
        "The tests need Chromium or Chrome: none was found and none could be installed. "
        "Install one with your system's packages, or set CHROMIUM to the path of one."
    )


def _candidates() -> Iterator[Path]:
    """Yield browsers, cheapest first; a step that installs is taken when the former have failed."""
    yield from _installed()
    yield from _of_playwright()
    _say("No Chromium or Chrome found; downloading Playwright's.")
    if _run([sys.executable, "-m", "playwright", "install", "chromium"], SECONDS_TO_DOWNLOAD):
        yield from _of_playwright()
    if _install("chromium", "chromium"):
        yield from _installed()


def _installed() -> Iterator[Path]:
    for name in NAMES:
        found = shutil.which(name)
        if found:
            yield Path(found)
    if sys.platform == "darwin":
        for folder in (Path("/Applications"), Path.home() / "Applications"):
            yield from (folder / application for application in APPLICATIONS)


def _of_playwright() -> Iterator[Path]:
    # In a process of its own: Playwright's synchronous interface cannot be opened twice in one.
    command = [sys.executable, "-c", ASK_PLAYWRIGHT]
    try:
        answer = subprocess.run(
            command, capture_output=True, text=True, timeout=SECONDS_TO_START, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return
    yield Path(answer.stdout.strip())


def _playwright_runs() -> bool:
    """Tell whether Playwright's driver runs; it is a Node.js that asks for libatomic."""
    return _starts(sys.executable, "-m", "playwright")


def _install(debian: str, fedora: str) -> bool:
    """Install one of the distribution's packages; False where that cannot be done."""
    if shutil.which("apt-get"):
        wait = "DPkg::Lock::Timeout=120"  # another installation may be under way
        apt_get = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", wait]
        commands = [[*apt_get, "update"], [*apt_get, "install", "--yes", debian]]
    elif shutil.which("dnf"):
        commands = [["dnf", "--quiet", "--assumeyes", "install", fedora]]
    else:
        return False
    if os.geteuid() != 0:
        if not shutil.which("sudo"):
            return False
        commands = [["sudo", "--non-interactive", *command] for command in commands]
    _say("Installing a package of the distribution: " + commands[-1][-1])
    return all(_run(command, SECONDS_TO_INSTALL) for command in commands)


def _starts(*command: str | Path) -> bool:
    """Tell whether a program runs at all: it may be a stub, or lack a library."""
    try:
        answer = subprocess.run(
            [*command, "--version"], capture_output=True, timeout=SECONDS_TO_START, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return answer.returncode == 0


def _run(command: Sequence[str], seconds: int) -> bool:
    """Run a command with its output on standard error; end it and its children when time is up."""
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=2, start_new_session=True
        )
    except OSError:
        return False
    try:
        return process.wait(timeout=seconds) == 0
    except subprocess.TimeoutExpired:
        _say(f"Gave up after {seconds} s: {' '.join(command)}")
        return False
    finally:
        if process.poll() is None:
            with contextlib.suppress(PermissionError):  # what sudo started is not ours to end
                os.killpg(process.pid, signal.SIGTERM)
                process.wait()


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        print(chromium())
    except NoBrowserError as problem:
        sys.exit(str(problem))
