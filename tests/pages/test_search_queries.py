"""What readers ask for, and the invented briefing that must be among the first three."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.pages.searching import FIRST, ask, paths, searching, status
from tests.pages.serving import served
from tests.publish.sites import copy_site, edit, mkdocs_build

QUERIES = {
    "港": None,
    "隧道": "2031/night-ferry",
    "开放隧道": "2031/night-ferry",
    "湾トンネル": "2031/night-ferry",
    "開通 ferry": "2031/night-ferry",
    "夜間フェリー": "2031/night-ferry",
    "渡輪公司": "2031/night-ferry",
    "النفق": "2031/night-ferry",
    "湾岸太郎": "2031/night-ferry",
    "Eröffnung": "2030/harbour-tunnel-contract",
    "spatestens": "2030/harbour-tunnel-contract",
    "Verzugs": "2030/harbour-tunnel-contract",
    "Amtsblatt": "2030/harbour-tunnel-contract",
    "ground water": "2031/tunnel-delayed",
    "Harbour Gazette": "2031/tunnel-delayed",
    "Ilse Varga": "2031/tunnel-delayed",
    "Ilse Vagra": "2031/tunnel-delayed",
    '"off the dyke"': "2031/tunnel-delayed",
    "islander timetable": "2031/tunnel-delayed",
    "quite possibly winter": "2030/ferry-outlook",
    "nine metres": "2031/dredging-order",
    "Soren Kjaerulff": "2031/dredging-order",
    "Lodz": "2031/dredging-order",
    "unfinished": None,
}
"""None where nothing must be found."""


@pytest.fixture(scope="module")
def harbour(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    project = copy_site(tmp_path_factory.mktemp("queries") / "site")
    order = project / "briefings" / "2031" / "dredging-order.yml"
    edit(order, "is to be dredged.", "is to be dredged by Søren Kjærulff of Łódź.")
    site = mkdocs_build(project)
    with served(site, "/repo/") as address, searching(browser, address) as page:
        yield page


@pytest.mark.parametrize("query", QUERIES)
def test_the_briefing_is_among_the_first(harbour: Page, query: str) -> None:
    ask(harbour, query)
    wanted = QUERIES[query]
    if wanted:
        assert f"/repo/{wanted}/" in paths(harbour)[:FIRST], status(harbour)
    else:
        assert paths(harbour) == []
