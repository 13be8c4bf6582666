"""What several rooms share: a browser, the invented site built in each way, and golden files.

A golden file is rewritten by `python -m pytest --rewrite-golden` with the tests it belongs to, then
read like code in the diff.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser import LAUNCH_ARGUMENTS, chromium
from tests.publish.sites import BIN, ROOT, copy_site, mkdocs_build, run

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Golden = Callable[[str, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-golden", action="store_true", help="write the golden files of the tests anew"
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares a text with a file below tests/golden, or writes the file with --rewrite-golden."""

    def compare(name: str, text: str) -> None:
        path = ROOT / "tests" / "golden" / name
        if request.config.getoption("--rewrite-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.is_file(), f"{name} is missing: run pytest with --rewrite-golden"
        assert text == path.read_text("utf-8"), f"{name}: see the head of tests/conftest.py"

    return compare


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """A real Chromium."""
    from playwright.sync_api import sync_playwright  # slow to load, for most tests in vain

    executable = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=LAUNCH_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented site as a project, built by `mkdocs build --strict`; not to be changed."""
    folder = copy_site(tmp_path_factory.mktemp("invented") / "project")
    mkdocs_build(folder)
    return folder


@pytest.fixture(scope="session")
def plugin_site(project: Path) -> Path:
    """The invented site as `mkdocs build --strict` makes it."""
    return project / "site"


@pytest.fixture(scope="session")
def command_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented site as `briefings build --strict` makes it."""
    folder = copy_site(tmp_path_factory.mktemp("command") / "project")
    run(BIN / "briefings", "build", "--strict", cwd=folder)
    return folder / "site"


@pytest.fixture(scope="session")
def rendered(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project that `briefings render` writes of the invented site."""
    folder = tmp_path_factory.mktemp("rendered") / "project"
    run(BIN / "briefings", "render", folder, cwd=project)
    return folder


@pytest.fixture(scope="session")
def foreign_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python that has MkDocs and Material, and not this package.

    It reads the packages of the environment through a `.pth` file; those that stand there in turn,
    by which this package is installed, it does not read.
    """
    folder = tmp_path_factory.mktemp("foreign") / "environment"
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder.parent)
    packages = next(folder.glob("lib/python*/site-packages"))
    installed = Path(pytest.__file__).parents[1]
    (packages / "installed.pth").write_text(f"{installed}\n")
    python = folder / "bin" / "python"
    found = subprocess.run(
        [python, "-I", "-c", "import generator"], cwd=folder, capture_output=True
    )
    assert b"No module named 'generator'" in found.stderr
    return python


@pytest.fixture(scope="session")
def stock_site(rendered: Path, foreign_python: Path) -> Path:
    """The rendered project as stock MkDocs builds it, without this package."""
    command = (foreign_python, "-I", "-m", "mkdocs", "build", "--strict", "-d", "site-stock")
    run(*command, cwd=rendered)
    return rendered / "site-stock"


@pytest.fixture(scope="session")
def second_engine_site(rendered: Path, foreign_python: Path) -> Path:
    """The rendered project as MkDocs' fork builds it, without this package."""
    command = (foreign_python, "-I", "-m", "properdocs", "build", "--strict")
    run(*command, "-f", "mkdocs.yml", "-d", "site-second", cwd=rendered)
    return rendered / "site-second"
