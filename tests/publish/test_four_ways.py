"""The invented site is the same site, whichever of the four ways it is built."""

import gzip
from pathlib import Path
from urllib.parse import urljoin

import pytest

from tests.publish.sites import (
    REGISTRIES,
    PageOfSite,
    bare_site,
    briefing,
    dead_links,
    lost_quotations,
    missing_files_of_styles,
    mkdocs_build,
    pages_of,
)

WAYS = ("command_site", "stock_site", "second_engine_site")
ALL_WAYS = ("plugin_site", *WAYS)


@pytest.fixture
def site(request: pytest.FixtureRequest) -> Path:
    found: Path = request.getfixturevalue(request.param)
    return found


@pytest.mark.parametrize("site", WAYS, indirect=True)
def test_each_way_makes_the_same_pages(plugin_site: Path, site: Path) -> None:
    assert list(pages_of(site)) == list(pages_of(plugin_site))


@pytest.mark.parametrize(
    "what", ["title", "description", "body", "elements", "ids", "links", "edit_link"]
)
@pytest.mark.parametrize("site", WAYS, indirect=True)
def test_each_page_is_the_same_in_each_way(plugin_site: Path, site: Path, what: str) -> None:
    expected, found = pages_of(plugin_site), pages_of(site)
    for path in expected:
        assert getattr(found[path], what) == getattr(expected[path], what), path


@pytest.mark.parametrize("site", ALL_WAYS, indirect=True)
def test_no_yaml_is_published(site: Path) -> None:
    assert [path for path in site.rglob("*") if path.suffix in {".yml", ".yaml"}] == []


@pytest.mark.parametrize("site", ALL_WAYS, indirect=True)
def test_every_link_and_anchor_leads_somewhere(site: Path) -> None:
    assert dead_links(site) == []


@pytest.mark.parametrize("site", ALL_WAYS, indirect=True)
def test_every_file_that_a_stylesheet_names_is_there(site: Path) -> None:
    assert missing_files_of_styles(site) == []


@pytest.mark.parametrize("site", ALL_WAYS, indirect=True)
def test_no_id_stands_twice_on_a_page(site: Path) -> None:
    for page in pages_of(site).values():
        assert len(page.ids) == len(set(page.ids)), page.path


@pytest.mark.parametrize("site", ALL_WAYS, indirect=True)
def test_every_quotation_stands_on_its_page_with_its_speaker(site: Path, project: Path) -> None:
    assert lost_quotations(site, project / "briefings") == (16, [])


@pytest.mark.parametrize("quote", ["form: direct", "form: article", "speaker: J. Doe"])
def test_a_quotation_stands_there_whoever_is_named(tmp_path: Path, quote: str) -> None:
    text = briefing(1).replace("speaker: Ilse Varga", quote)
    text = text.replace("We crossed 1 times.", "“We crossed.”")
    project = bare_site(tmp_path / "project", **REGISTRIES, _2031__ferry=text)
    assert lost_quotations(mkdocs_build(project), project / "briefings") == (1, [])


def test_a_draft_is_not_published(plugin_site: Path) -> None:
    for path, page in pages_of(plugin_site).items():
        assert "not-yet" not in path
        assert "nobody may see" not in page.html
    assert "not-yet" not in (plugin_site / "sitemap.xml").read_text()
    for fragment in plugin_site.glob("search/*/fragment/*"):
        assert b"nobody may see" not in gzip.decompress(fragment.read_bytes())


@pytest.mark.parametrize("path", ["2031/tunnel-late", "2030/tunnel-postponed"])
@pytest.mark.parametrize("site", ALL_WAYS, indirect=True)
def test_an_old_address_leads_to_the_new_one(site: Path, path: str) -> None:
    page = PageOfSite(site, f"{path}/index.html")
    refresh = page.root.all("meta", **{"http-equiv": "refresh"})[0].attributes["content"]
    new = "https://harbour.example/repo/2031/tunnel-delayed/"
    assert urljoin(page.own_address, refresh.removeprefix("0; url=")) == new
    assert new in page.links


@pytest.mark.parametrize("site", ALL_WAYS, indirect=True)
def test_states_are_told_on_the_page_and_in_lists(site: Path) -> None:
    page = PageOfSite(site, "2031/fare-rise/index.html")
    notices = [one.text for one in page.article.all("p", class_="notice")]
    assert notices == [
        "Withdrawn on 4 March 2031: The notice was a forgery.",
        "A later briefing takes the place of this one: Ferry board denies the new fares",
    ]
    entry = PageOfSite(site, "2031/index.html").root.one(id="2031-fare-rise")
    assert entry.all("a")[0].attributes["href"].endswith("fare-rise/")
