"""What readers ask for, and the briefing of ours that must be among the first three."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.pages.searching import FIRST, ask, paths, searching, status

ACTION_PLAN = "2026/ai-action-plan"
SULLIVAN = "2026/ai-and-national-security"
BIDENS_ORDER = "2026/executive-order-14110"
TARIFF = "2026/fact-sheet-chip-tariff"
REVOCATION = "2026/fact-sheet-enhance-ai-leadership"
AWARD = "2026/final-chips-award-tsmc"
H20 = "2026/h20-export-ban-reversal"
GERMAN_ACT = "2026/semiconductor-topography-protection-act"
TSMC = "2026/tsmc-investment-announcement"

QUERIES = {
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


@pytest.fixture(scope="module")
def own(browser: Browser, real_sites: dict[str, str]) -> Iterator[Page]:
    with searching(browser, real_sites["/"]) as page:
        yield page


@pytest.mark.parametrize("query", QUERIES)
def test_the_briefing_is_among_the_first(own: Page, query: str) -> None:
    ask(own, query)
    assert f"/{QUERIES[query]}/" in paths(own)[:FIRST], status(own)
