"""The site that this repository publishes, built through the plugin and as a rendered project."""

from pathlib import Path

import pytest

from tests.publish.sites import BIN, ROOT, dead_links, lost_quotations, pages_of, run

ADDRESS = "https://briefings.example/"


@pytest.fixture(scope="module")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site as `mkdocs build --strict` makes it."""
    site = tmp_path_factory.mktemp("real") / "site"
    run(BIN / "mkdocs", "build", "--strict", "-d", site, cwd=ROOT)
    return site


@pytest.fixture(scope="module")
def stock_real_site(foreign_python: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site as stock MkDocs makes it of the rendered project."""
    project = tmp_path_factory.mktemp("real-rendered") / "project"
    run(BIN / "briefings", "render", project, cwd=ROOT)
    run(foreign_python, "-I", "-m", "mkdocs", "build", "--strict", cwd=project)
    return project / "site"


def test_every_real_quotation_stands_on_its_page_with_its_speaker(real_site: Path) -> None:
    assert lost_quotations(real_site, ROOT / "briefings")[1] == []


def test_every_link_of_the_real_site_leads_somewhere(real_site: Path) -> None:
    assert dead_links(real_site, ADDRESS) == []


def test_the_real_site_is_the_same_without_this_package(
    real_site: Path, stock_real_site: Path
) -> None:
    expected, found = pages_of(real_site, ADDRESS), pages_of(stock_real_site, ADDRESS)
    assert list(found) == list(expected)
    for path, page in expected.items():
        for what in ("title", "description", "body", "ids", "links"):
            assert getattr(found[path], what) == getattr(page, what), path
