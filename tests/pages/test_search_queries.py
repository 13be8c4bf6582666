"""What readers ask for, and the briefing that must be among the first three."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page

from tests.pages.searching import ask, open_search, paths, status
from tests.pages.serving import served, visit
from tests.publish.sites import copy_site, edit, mkdocs_build

FIRST = 3

ACTION_PLAN = "2026/ai-action-plan"
SULLIVAN = "2026/ai-and-national-security"
BIDENS_ORDER = "2026/executive-order-14110"
TARIFF = "2026/fact-sheet-chip-tariff"
REVOCATION = "2026/fact-sheet-enhance-ai-leadership"
AWARD = "2026/final-chips-award-tsmc"
H20 = "2026/h20-export-ban-reversal"
GERMAN_ACT = "2026/semiconductor-topography-protection-act"
TSMC = "2026/tsmc-investment-announcement"

OWN = {
    # words
    "tariff": TARIFF,
    "tariffs avoid paying": TSMC,
    "topography": GERMAN_ACT,
    "h20": H20,
    "smuggled": H20,
    "export ban china": H20,
    "down-specced": H20,
    "red-team": BIDENS_ORDER,
    "greenfield": AWARD,
    "growth spurt": SULLIVAN,
    "plateau": SULLIVAN,
    "data centers permits": ACTION_PLAN,
    "revokes Biden": REVOCATION,
    "SECTION 232": TARIFF,
    "$65 billion": AWARD,
    "25,000 jobs": TSMC,
    "dual-use foundation model": BIDENS_ORDER,
    "nvidia’s chipsets": H20,
    "don't know": SULLIVAN,
    # the beginning of a word, and other forms of it
    "semicond topogr": GERMAN_ACT,
    "negotiation": TARIFF,
    "squander": SULLIVAN,
    # phrases
    '"economic security"': TSMC,
    '"Orwellian uses of AI"': ACTION_PLAN,
    "“ideological bias” order": REVOCATION,
    '"these aren’t toys"': H20,
    # speakers, people and publishers
    "Van Der Schyff": H20,
    "Akter": H20,
    "C.C. Wei": TSMC,
    "Lutnick": TSMC,
    "Kratsios": ACTION_PLAN,
    "Marco Rubio": ACTION_PLAN,
    "David Sacks": ACTION_PLAN,
    "Jake Sullivan": SULLIVAN,
    "Bundesrepublik Deutschland": GERMAN_ACT,
    # German: a compound, its beginning, accents left out, an umlaut
    "Halbleitererzeugnissen": GERMAN_ACT,
    "Halbleiter": GERMAN_ACT,
    "geschutzt": GERMAN_ACT,
    "prüfen": GERMAN_ACT,
    "alltäglich": GERMAN_ACT,
    # misspelt
    "Kratsois": ACTION_PLAN,
    "Sulivan memorandum": SULLIVAN,
    "topograpy": GERMAN_ACT,
    "smugled chips": H20,
    "Lutnik": TSMC,
}
"""Over the repository's own briefings."""

HARBOUR = {
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
"""Over the invented site; None where nothing must be found."""


@contextmanager
def searching(browser: Browser, address: str) -> Iterator[Page]:
    """A window with the dialog open."""
    with visit(browser, address) as visited:
        page = visited.open("")
        open_search(page)
        yield page
        assert visited.wrong == []


@pytest.fixture(scope="module")
def own(browser: Browser, real_sites: dict[str, str]) -> Iterator[Page]:
    with searching(browser, real_sites["/"]) as page:
        yield page


@pytest.fixture(scope="module")
def harbour(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    project = copy_site(tmp_path_factory.mktemp("queries") / "site")
    order = project / "briefings" / "2031" / "dredging-order.yml"
    edit(order, "is to be dredged.", "is to be dredged by Søren Kjærulff of Łódź.")
    site = mkdocs_build(project)
    with served(site, "/repo/") as address, searching(browser, address) as page:
        yield page


@pytest.mark.parametrize("query", OWN)
def test_the_briefing_is_among_the_first(own: Page, query: str) -> None:
    ask(own, query)
    assert f"/{OWN[query]}/" in paths(own)[:FIRST], status(own)


@pytest.mark.parametrize("query", HARBOUR)
def test_the_invented_briefing_is_among_the_first(harbour: Page, query: str) -> None:
    ask(harbour, query)
    wanted = HARBOUR[query]
    if wanted:
        assert f"/repo/{wanted}/" in paths(harbour)[:FIRST], status(harbour)
    else:
        assert paths(harbour) == []
