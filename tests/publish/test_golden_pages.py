"""Whole pages of the invented site: as `render` writes them, and as a browser has them."""

import re
from pathlib import Path

import pytest

from tests.conftest import Golden
from tests.publish.sites import PageOfSite


@pytest.mark.parametrize(
    "name",
    [
        "2030/ferry-outlook.md",
        "2030/harbour-tunnel-contract.md",
        "2030/index.md",
        "2030/tunnel-postponed.md",
        "2031/fare-rise.md",
        "2031/night-ferry.md",
        "2031/smallest.md",
        "2031/tunnel-delayed.md",
        "index.md",
        "method.md",
        "people/ilse-varga.md",
        "people/index.md",
        "topics/index.md",
        "topics/unused.md",
        "topics/water-levels.md",
        "years.md",
    ],
)
def test_the_rendered_markdown_of_a_page_is_as_recorded(
    rendered: Path, golden: Golden, name: str
) -> None:
    golden(f"output/{name}", (rendered / "docs" / name).read_text("utf-8"))


def test_the_settings_of_a_rendered_project_are_as_recorded(rendered: Path, golden: Golden) -> None:
    golden("output/mkdocs.yml", (rendered / "mkdocs.yml").read_text("utf-8"))


@pytest.mark.parametrize(
    "name", ["2031/tunnel-delayed", "2031/night-ferry", "people/ilse-varga", "index"]
)
def test_the_html_of_a_page_less_header_and_footer_is_as_recorded(
    plugin_site: Path, golden: Golden, name: str
) -> None:
    path = "index.html" if name == "index" else f"{name}/index.html"
    found = re.search(r"<article.*</article>", PageOfSite(plugin_site, path).html, re.DOTALL)
    assert found
    golden(f"output/{name}.html", f"{found[0]}\n")
