"""The repository's own site in a real browser, as its readers have it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.content.load import require_library
from tests.pages.serving import Visit, visit
from tests.publish.sites import ROOT

H20 = "2026/h20-export-ban-reversal/"
RARE_WORD = "down-specced"
"""Stands in one quotation of this briefing, and nowhere else on the site."""

KINDS = {
    "home": "",
    "briefing": H20,
    "topic": "topics/export-controls/",
    "person": "people/donald-trump/",
    "topics": "topics/",
    "people": "people/",
    "years": "years/",
    "year": "2026/",
    "method": "method/",
    "not found": "nothing/here/",
}
"""A page of each kind."""


@pytest.fixture
def visited(browser: Browser, site: str) -> Iterator[Visit]:
    with visit(browser, site) as visited:
        yield visited


def kinds(but: str = "") -> pytest.MarkDecorator:
    return pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != but])


@kinds(but="not found")
def test_each_page_loads_all_it_needs_from_the_site_and_nothing_else(
    visited: Visit, kind: str
) -> None:
    page = visited.open(KINDS[kind])
    page.wait_for_load_state("networkidle")
    assert visited.wrong == []
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("path", ["nothing", "2031/nothing/", "a/b/c"])
def test_the_not_found_page_is_whole_at_any_depth(visited: Visit, path: str) -> None:
    page = visited.open(path)
    page.wait_for_load_state("networkidle")
    assert [one for one in visited.wrong if "404" not in one] == []
    assert len([one for one in visited.wrong if one.startswith("status")]) == 1
    assert loaded_fonts(page)
    for link in page.locator("a[href]").all():
        href = link.evaluate("(link) => link.href")
        assert href.startswith(
            (visited.address, "https://squidfunk.github.io/", "https://git.example/")
        )
    page.locator("article a").first.click()
    expect(page).to_have_url(visited.address)


def loaded_fonts(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        """async () => {
          await document.fonts.ready;
          return [...document.fonts].filter((one) => one.status === "loaded")
            .map((one) => one.family.replaceAll('"', ""));
        }"""
    )
    return found


def test_the_fonts_are_the_sites_own(visited: Visit) -> None:
    page = visited.open(H20)
    assert {"Brief Serif", "Brief Sans"} <= set(loaded_fonts(page))
    fonts = page.evaluate(
        "performance.getEntriesByType('resource').map((one) => one.name)"
        ".filter((name) => name.includes('.woff2'))"
    )
    assert fonts
    assert all(font.startswith(visited.address) for font in fonts)


@pytest.mark.parametrize(
    ("width", "scripts"), [(320, True), (390, True), (768, True), (1280, True), (320, False)]
)
def test_no_page_is_wider_than_its_window(
    browser: Browser, root_site: str, width: int, scripts: bool
) -> None:
    with visit(browser, root_site, width=width, scripts=scripts) as visited:
        for kind, path in KINDS.items():
            page = visited.open(path)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{kind} is {wide} wide"


def scheme(page: Page) -> str:
    """Which colours the page has, and what the browser draws beside it: light or dark."""
    colour, beyond, bars = page.evaluate(
        """[
          getComputedStyle(document.body).backgroundColor,
          getComputedStyle(document.documentElement).backgroundColor,
          getComputedStyle(document.documentElement).colorScheme,
        ]"""
    )
    found = "dark" if int(colour.removeprefix("rgb(").split(",")[0]) < 128 else "light"
    assert beyond == "rgba(0, 0, 0, 0)", "the page's own colour is not what lies beyond its ends"
    assert (bars == "dark") is (found == "dark")
    return found


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_colours_follow_the_system_until_the_reader_chooses(
    browser: Browser, site: str, dark: bool
) -> None:
    with visit(browser, site, dark=dark) as visited:
        page = visited.open("")
        system = "dark" if dark else "light"
        assert scheme(page) == system
        seen = []
        for _ in range(3):  # to light, to dark, back to the system's
            page.locator("header form.md-header__option label:visible").click()
            chosen = scheme(page)
            seen.append(chosen)
            visited.open(H20)
            assert scheme(page) == chosen
            visited.open("")
            assert scheme(page) == chosen
        assert seen == ["light", "dark", system]
        assert visited.wrong == []


SEEN = """
() => {
  const one = document.activeElement;
  const shown = one.type === "radio" ? one.parentElement.querySelector("label:not([hidden])") : one;
  const box = shown.getBoundingClientRect();
  return box.width > 0 && box.height > 0;
}
"""
"""Whether the reader sees what has the focus."""


def focused(page: Page) -> str:
    """What has the focus: its text, or where it has none, its class."""
    found: str = page.evaluate(
        """() => {
          const one = document.activeElement;
          return one.textContent.trim() || one.className;
        }"""
    )
    return found


def test_the_keyboard_reaches_the_skip_link_the_navigation_and_search(visited: Visit) -> None:
    page = visited.open(H20)
    reached = []
    for _ in range(14):
        page.keyboard.press("Tab")
        reached.append(focused(page))
        assert page.evaluate(SEEN), reached
    assert reached[0] == "Skip to content"
    for name in ("Latest", "Topics", "People", "Years", "Method", "Search"):
        assert any(name in one for one in reached), reached


def test_the_skip_link_leads_past_the_navigation(visited: Visit) -> None:
    page = visited.open(H20)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#top")
    page.keyboard.press("Tab")
    inside = page.evaluate("document.activeElement.closest('article') !== null")
    assert inside


def test_a_briefing_is_readable_without_scripts(browser: Browser, site: str) -> None:
    with visit(browser, site, scripts=False) as visited:
        page = visited.open(H20)
        for one in ("h1", ".summary", ".point", ".verbatim", ".caption", ".judgement"):
            expect(page.locator(one).first).to_be_visible()
        page.get_by_role("link", name="Topics").first.click()
        expect(page.locator("h1")).to_have_text("Topics")
        assert visited.wrong == []


def squeezed(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def test_the_h20_briefing_carries_every_direct_quotation_with_its_speaker(
    browser: Browser, root_site: str
) -> None:
    library, _ = require_library(ROOT / "briefings")
    briefing = library.by_key[H20.rstrip("/")].briefing
    direct = [quote for quote in briefing.quotes if quote.speaker and quote.form != "indirect"]
    assert len(direct) >= 7
    with visit(browser, root_site) as visited:
        page = visited.open(H20)
        runs = [
            (squeezed(run.inner_text()), run.locator(".caption strong").inner_text())
            for run in page.locator(".run").all()
        ]
        for quote in direct:
            words = squeezed(quote.text)
            speakers = {speaker for text, speaker in runs if words in text}
            assert speakers == {quote.speaker}, quote.text


def test_the_rare_word_is_rare() -> None:
    files = [path.read_text("utf-8") for path in Path(ROOT / "briefings").rglob("*.yml")]
    assert sum(RARE_WORD in text for text in files) == 1
