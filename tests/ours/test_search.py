"""The search dialog in a real browser: how it opens, what it loads and finds, who can use it."""

import gzip
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from generator.content.load import require_library
from generator.content.types import BANDS
from tests.ours.test_access import violations
from tests.ours.test_site import H20, RARE_WORD
from tests.pages.searching import (
    ask,
    box,
    count,
    offered,
    open_search,
    paths,
    settle,
    status,
    titles,
)
from tests.pages.serving import Visit, served, visit
from tests.pages.waiting import wait_until
from tests.publish.sites import REGISTRIES, ROOT, bare_site, briefing, edit, mkdocs_build

ASSETS = ROOT / "templates" / "theme" / "assets"
LATER = ("filters", "marks", "phrase", "spelling")
"""The scripts that a first query does not load."""
GROUPS = ("topic", "person", "publisher", "year", "kind", "basis", "likelihood")
LEADS = "Topics, People and Years lead to every briefing."
"""What is said where nothing is found."""


@pytest.fixture
def visited(browser: Browser, site: str) -> Iterator[Visit]:
    with visit(browser, site) as visited:
        yield visited


@pytest.fixture
def page(browser: Browser, root_site: str) -> Iterator[Page]:
    """The first page of the site at the root; in the end, nothing must have gone wrong."""
    with visit(browser, root_site) as visited:
        yield visited.open("")
        assert visited.wrong == []


# Opening, closing, moving


@pytest.mark.parametrize("way", ["button", "/", "Control+k"])
@pytest.mark.parametrize("start", ["", H20, "topics/export-controls/", "nothing/here"])
def test_it_opens_everywhere_and_its_result_opens_the_page(
    visited: Visit, start: str, way: str
) -> None:
    page = visited.open(start)
    if way == "button":
        page.get_by_role("button", name="Search").click()
    else:
        page.keyboard.press(way)
    expect(page.locator(".find__input")).to_be_focused()
    page.keyboard.type(RARE_WORD)
    page.locator(".find__result h3 a").first.click()
    page.wait_for_url(f"{visited.address}{H20}")
    expect(page.locator("h1")).to_contain_text("H20")
    assert [one for one in visited.wrong if "404" not in one] == []


def test_it_does_not_open_while_the_reader_types_in_a_field(page: Page) -> None:
    page.evaluate("document.body.append(document.createElement('textarea'))")
    page.locator("textarea").focus()
    page.keyboard.press("/")
    page.keyboard.press("Control+k")
    page.wait_for_timeout(300)
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator("textarea")).to_have_value("/")


@pytest.mark.parametrize("way", ["Escape", "Close"])
def test_it_closes_and_gives_the_focus_back(page: Page, way: str) -> None:
    opener = page.get_by_role("button", name="Search")
    opener.focus()
    page.keyboard.press("Space")
    expect(page.locator(".find__input")).to_be_focused()
    page.keyboard.type("tunnel")
    if way == "Close":
        page.get_by_role("button", name="Close").click()
    else:
        page.keyboard.press("Escape")
    expect(page.locator("dialog.find")).to_be_hidden()
    expect(opener).to_be_focused()


def test_the_focus_stays_in_it(page: Page) -> None:
    open_search(page)
    ask(page, "chips")
    page.get_by_role("button", name="Filter").click()
    settle(page)
    seen = set()
    for _ in range(120):
        page.keyboard.press("Tab")
        place = page.evaluate(
            "document.activeElement === document.body ? 'body'"
            " : document.activeElement.closest('dialog.find') ? document.activeElement.tagName : ''"
        )
        assert place
        seen.add(place)
    assert seen >= {"INPUT", "A", "BUTTON"}


def test_the_keyboard_alone_leads_to_a_quotation(visited: Visit) -> None:
    page = visited.open("")
    page.keyboard.press("/")
    page.keyboard.type(RARE_WORD)
    part = page.locator(".find__parts a").first
    expect(part).to_contain_text("Quote")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(part).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{visited.address}{H20}#*")
    landed = page.locator(".quote:target")
    expect(landed).to_contain_text(RARE_WORD)
    expect(landed).to_be_in_viewport()
    assert visited.wrong == []


def test_the_arrow_leads_from_a_filter_to_the_results(page: Page) -> None:
    open_search(page)
    ask(page, RARE_WORD)
    open_filters(page)
    box(page, "kind", "quote").check()
    settle(page)
    page.keyboard.press("ArrowDown")
    expect(page.locator(".find__result h3 a").first).to_be_focused()


def test_enter_in_the_field_goes_to_the_first_result(page: Page) -> None:
    open_search(page)
    page.keyboard.type(RARE_WORD)
    page.keyboard.press("Enter")
    expect(page.locator(".find__result h3 a").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".find__input")).to_be_focused()


@pytest.mark.parametrize(("key", "text"), [("a", "chinaa"), ("/", "china"), ("Control+k", "china")])
def test_keys_on_a_result_go_to_the_field(page: Page, key: str, text: str) -> None:
    open_search(page)
    ask(page, "china")
    page.locator(".find__parts a").first.focus()
    page.keyboard.press(key)
    expect(page.locator(".find__input")).to_be_focused()
    expect(page.locator(".find__input")).to_have_value(text)


@pytest.mark.parametrize("width", [375, 1280])
def test_what_is_new_begins_at_its_top(browser: Browser, root_site: str, width: int) -> None:
    with visit(browser, root_site, width=width) as visited:
        page = visited.open("")
        open_search(page)
        ask(page, "china")
        last = page.locator(".find__result").last
        last.scroll_into_view_if_needed()
        first = page.locator(".find__result").first
        expect(first).not_to_be_in_viewport()
        ask(page, "chips")
        expect(first.locator("h3")).to_be_in_viewport()
        last.scroll_into_view_if_needed()
        open_filters(page)
        expect(page.locator(".find__filters legend").first).to_be_in_viewport()


def test_what_is_typed_before_it_is_there_is_not_lost(page: Page) -> None:
    def late(route: Route) -> None:
        page.wait_for_timeout(300)
        route.continue_()

    page.context.route("**/search-dialog.js", late)
    page.keyboard.press("/")
    page.keyboard.type("nvidia pn")
    expect(page.locator(".find__input")).to_have_value("nvidia pn")
    assert page.url.endswith("/")


def test_it_is_kept_as_it_was_left(page: Page) -> None:
    open_search(page)
    ask(page, "tariff")
    found = titles(page)
    page.keyboard.press("Escape")
    open_search(page)
    settle(page)
    expect(page.locator(".find__input")).to_have_value("tariff")
    assert titles(page) == found
    page.keyboard.type("topography")
    expect(page.locator(".find__input")).to_have_value("topography")


# What it loads


def test_nothing_is_asked_for_before_it_opens_and_little_after(browser: Browser, site: str) -> None:
    with visit(browser, site) as visited:
        asked: list[str] = []
        visited.context.on("request", lambda request: asked.append(request.url))
        page = visited.open("")
        page.wait_for_load_state("networkidle")
        assert [url for url in asked if "search" in url] == [
            f"{visited.address}assets/javascripts/search-open.js"
        ]
        open_search(page)
        ask(page, "the")
        page.wait_for_load_state("networkidle")
        fragments = [url for url in asked if "/fragment/" in url]
        assert 1 <= len(fragments) <= 10
        late = ("facets", "words.json", "worker", *(f"search-{name}" for name in LATER))
        assert [url for url in asked if any(name in url for name in late)] == []
        assert all(url.startswith(visited.address) for url in asked)
        assert visited.wrong == []


def test_results_come_in_steps_and_are_loaded_as_they_are_shown(
    browser: Browser, tmp_path: Path
) -> None:
    many = {f"_2031__ferry-{number}": briefing(number) for number in range(25)}
    site = mkdocs_build(bare_site(tmp_path / "site", **many, **REGISTRIES))
    with served(site) as address, visit(browser, address) as visited:
        asked: list[str] = []
        visited.context.on("request", lambda request: asked.append(request.url))
        page = visited.open("")
        open_search(page)
        ask(page, "crossings")
        results = page.locator(".find__result")
        for shown, label in [(10, "15 more"), (20, "5 more")]:
            expect(results).to_have_count(shown)
            assert len([url for url in asked if "/fragment/" in url]) == shown
            page.locator(".find__results > li").get_by_role("button", name=label).click()
        expect(results).to_have_count(25)
        expect(results.nth(20).locator("h3 a")).to_be_focused()
        assert page.locator(".find__results > li").count() == 25
        assert count(page) == 25
        assert visited.wrong == []


def test_its_code_is_light() -> None:
    scripts = {
        file.stem.removeprefix("search-"): file.read_bytes()
        for file in sorted((ASSETS / "javascripts").glob("search-*.js"))
    }
    assert len(scripts["open"]) <= 2_048
    assert len(gzip.compress(b"".join(scripts.values()))) <= 15_000
    first_query = [content for name, content in scripts.items() if name not in LATER]
    assert sum(len(gzip.compress(content)) for content in first_query) <= 15_000
    assert len(gzip.compress((ASSETS / "search.css").read_bytes())) <= 3_000


def test_a_late_answer_does_not_displace_a_newer_one(page: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        if page.locator(".find__input").input_value() == "topography":
            held.append(route)
        else:
            route.continue_()

    page.context.route("**/fragment/**", hold)
    open_search(page)
    with page.expect_request("**/fragment/**"):
        page.locator(".find__input").fill("topography")
    page.wait_for_timeout(100)
    assert held
    ask(page, "tariff")
    newer = titles(page)
    assert newer
    for route in held:
        route.continue_()
    page.wait_for_timeout(300)
    assert titles(page) == newer


# What it finds


def test_it_says_how_many_it_finds_and_when_there_is_nothing(page: Page) -> None:
    open_search(page)
    ask(page, RARE_WORD)
    expect(page.get_by_role("status")).to_have_text("1 result")
    ask(page, "xyzzyplugh")
    expect(page.get_by_role("status")).to_have_text(f"Nothing for ‘xyzzyplugh’. {LEADS}")
    assert page.get_by_role("status").get_by_role("link").all_inner_texts() == [
        *("Topics", "People", "Years")
    ]
    ask(page, "")
    expect(page.get_by_role("status")).to_contain_text("quotation marks")


def test_a_word_that_most_pages_have_is_looked_for_on_the_newest_until_all_are_asked_for(
    browser: Browser, tmp_path: Path
) -> None:
    years = {
        f"_{year}__ferry-{number}": briefing(number).replace("2031", year)
        for year, numbers in (("2030", range(6)), ("2031", range(6, 8)))
        for number in numbers
    }
    site = mkdocs_build(bare_site(tmp_path / "site", **years, **REGISTRIES))
    common = site / "search" / "earlier" / "common.json"
    assert json.loads(common.read_text()) == []  # six are not many
    common.write_text('["crossings", "gone"]')
    with served(site) as address, visit(browser, address) as visited:
        asked: list[str] = []
        visited.context.on("request", lambda request: asked.append(request.url))
        page = visited.open("")
        open_search(page)
        ask(page, "Crossings")
        expected = "Most pages have ‘Crossings’: 2 results on the newest. Search all pages"
        assert status(page) == expected
        assert {path[:6] for path in paths(page)} == {"/2031/"}
        assert [url for url in asked if "earlier/index/" in url] == []
        ask(page, "crossings log 3")  # the others are looked for everywhere
        assert paths(page)[0] == "/2030/ferry-3/"
        ask(page, '"3 crossings"')
        assert paths(page)[0] == "/2030/ferry-3/"
        ask(page, "crossings")
        page.get_by_role("button", name="Search all pages").click()
        expect(page.locator(".find__input")).to_be_focused()
        expect(page.get_by_role("status")).to_have_text("8 results")
        ask(page, "crossings ")
        open_filters(page)  # what is counted is counted on all
        expect(page.get_by_role("status")).to_have_text("8 results")
        ask(page, "gone")
        expect(page.get_by_role("status")).to_have_text(f"Nothing for ‘gone’. {LEADS}")
        assert visited.wrong == []


def test_each_part_found_is_a_link_to_it(page: Page) -> None:
    open_search(page)
    ask(page, "china")
    result = page.locator(".find__result", has_text="H20").first
    parts = result.locator(".find__parts a")
    expect(parts).to_have_count(3)
    more = result.get_by_role("button", name=re.compile(r"^and \d+ more$"))
    number = int(more.inner_text().split()[1])
    more.click()
    expect(parts).to_have_count(3 + number)
    for link in parts.evaluate_all("(links) => links.map((link) => link.href)"):
        page.goto(link)
        expect(page.locator(":target")).to_contain_text(re.compile("chin", re.IGNORECASE))


def test_a_result_says_of_what_source_and_year_it_is(page: Page) -> None:
    open_search(page)
    ask(page, "TSMC")
    facts = page.locator(".find__result", has_text="TSMC").first.locator(".find__facts")
    expect(facts).to_have_text("The White House, 2026")
    ask(page, "Jake Sullivan")
    person = page.locator(".find__result", has=page.get_by_role("link", name="Jake Sullivan"))
    expect(person.locator(".find__facts").first).to_have_text("People")


def test_what_a_part_says_is_kept_apart_from_who_says_so(page: Page) -> None:
    open_search(page)
    ask(page, RARE_WORD)
    quote = page.locator(".find__parts a").first
    assert re.fullmatch(f"“.*{RARE_WORD}.*”", quote.locator(".find__words").inner_text())
    ask(page, '"congress still hasn\'t appropriated"')
    quote = page.locator(".find__parts a").first
    expect(quote.locator(".find__words")).not_to_contain_text("Sullivan")
    expect(quote.locator(".find__about")).to_have_text("Jake Sullivan")


def test_what_is_reported_is_told_from_what_is_assessed(page: Page) -> None:
    open_search(page)
    ask(page, "china chips")
    result = page.locator(".find__result", has_text="H20").first
    result.get_by_role("button", name=re.compile(r"^and \d+ more$")).click()
    library, _ = require_library(ROOT / "briefings")
    [briefing] = [one.briefing for one in library.published if H20.startswith(one.key)]
    bases = {one.id: one.basis for one in briefing.implications}
    for link in result.locator(".find__parts a", has_text="Implication").all():
        anchor = (link.get_attribute("href") or "").partition("#")[2]
        expect(link.locator(".find__kind")).to_have_text(f"Implication, {bases[anchor]}")


def test_a_phrase_is_found_as_it_stands_only(page: Page) -> None:
    open_search(page)
    ask(page, '"export ban"')
    assert f"/{H20}" in paths(page)
    ask(page, '"ban export"')
    assert paths(page) == []
    ask(page, "“export ban” nvidia")
    assert paths(page) == [f"/{H20}"]


def test_a_misspelt_word_is_mended_and_the_reader_may_insist(page: Page) -> None:
    open_search(page)
    ask(page, "semicondutcor")
    assert re.match(
        r"Nothing for ‘semicondutcor’\. Showing results for ‘semiconductors?’: \d+ results\.",
        status(page),
    )
    assert titles(page)
    page.get_by_role("button", name="Search for ‘semicondutcor’ as it stands").click()
    settle(page)
    assert status(page) == f"Nothing for ‘semicondutcor’. {LEADS}"
    assert titles(page) == []


def test_letters_may_be_typed_wide(page: Page) -> None:
    open_search(page)
    ask(page, "Ｎｖｉｄｉａ Ｈ２０")
    assert f"/{H20}" in paths(page)


def test_all_words_must_occur(page: Page) -> None:
    open_search(page)
    ask(page, "nvidia xyzzyplugh")
    assert status(page).startswith("Nothing for ‘nvidia xyzzyplugh’. Showing results for ‘nvidia’:")


# Scripts without spaces


HARBOUR = """\
title: Der Hafen und 港口
date: 2031-01-01
summary: 港口當局表示，隧道檔案將於明年公開。東京湾トンネルの開通は延期された。
source: {title: A note}
key_points: [{text: The Ōsaka ferry runs.}, {text: かがみと紙のパッケージ、𠮷野家。}]
quotes: [{text: มีเรือข้ามฟากที่ท่าเรือใหม่}, {text: Die Donaudampfschifffahrt ruht.}]
"""
OTHER = """\
title: Another page
date: 2031-01-02
summary: 港務局，道路，檔次，東西，湾岸。
source: {title: Another note}
key_points: [{text: "<img src=x onerror=canary()> is a text."}]
"""


@pytest.fixture(scope="module")
def harbour(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """The first page of a site with several scripts."""
    project = bare_site(
        tmp_path_factory.mktemp("harbour") / "site", _2031__harbour=HARBOUR, _2031__other=OTHER
    )
    with (
        served(mkdocs_build(project)) as address,
        visit(browser, address) as visited,
    ):
        open_search(visited.open(""))
        yield visited
        assert visited.wrong == []


@pytest.mark.parametrize(
    "query",
    [
        *("隧道", "檔案", "隧道檔案", "トンネル", "開通", "湾トンネル", "เรือ", "osaka"),
        *("donaudampf", "隧道 ferry", '"東京湾トンネル"', "Ōsaka 開通", "港口當局表示，隧道"),
        *("かがみ", "紙のパッケージ", "𠮷野家", "ท่าเรือ", "ใหม่", "ที่ท่าเรือ"),
    ],
)
def test_scripts_without_spaces_are_found(harbour: Visit, query: str) -> None:
    ask(harbour.page, query)
    assert paths(harbour.page) == ["/2031/harbour/"], status(harbour.page)


@pytest.mark.parametrize(
    "query", ["渡輪", "道隧", "檔隧道", "隧道 道路", "トンネル東京", "がかみ", "ทีท่า"]
)
def test_what_does_not_stand_together_is_not_found(harbour: Visit, query: str) -> None:
    ask(harbour.page, query)
    assert paths(harbour.page) == []


def test_excerpts_have_no_gaps_that_the_page_has_not(harbour: Visit) -> None:
    ask(harbour.page, "隧道檔案")
    result = harbour.page.locator(".find__result")
    expect(result).to_contain_text(
        "當局表示，隧道檔案將於明年公開。東京湾トンネルの開通は延期された。"
    )
    assert result.locator("mark").all_inner_texts() == ["隧道檔案"]
    ask(harbour.page, "かがみ")
    expect(result).to_contain_text("かがみと紙のパッケージ、𠮷野家。")
    ask(harbour.page, "ท่าเรือ")
    expect(result).to_contain_text("มีเรือข้ามฟากที่ท่าเรือใหม่")


# Signs between words


TYPESET = """\
title: An order
date: 2031-01-03
summary: They cut smuggling—Quaystone agreed—by half. The Kiel–Aarhus line runs 2030–2034.
source: {title: A third note}
key_points: [{text: “Le détroit d’Ormuz et l’Islande”.}, {text: A rock‑solid pledge → redoubled.}]
quotes: [{text: "Il a dit à la gare, là où elle est ou non."}, {text: उस की नाव और इस का घर।}]
"""


@pytest.fixture(scope="module")
def typeset(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """The first page of a site whose texts have the signs of typesetters."""
    project = bare_site(tmp_path_factory.mktemp("typeset") / "site", _2031__typeset=TYPESET)
    with (
        served(mkdocs_build(project)) as address,
        visit(browser, address) as visited,
    ):
        open_search(visited.open(""))
        yield visited
        assert visited.wrong == []


def expect_marked(page: Page, query: str, marked: list[str]) -> None:
    """The query finds the typeset briefing alone, and these words are marked in it."""
    ask(page, query)
    assert paths(page) == ["/2031/typeset/"], status(page)
    assert page.locator(".find__result mark").all_inner_texts() == marked


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("quaystone", ["Quaystone"]),
        ('"smuggling Quaystone"', ["smuggling", "Quaystone"]),
        ('"smuggling—Quaystone agreed—by"', ["smuggling", "Quaystone agreed", "by"]),
        ("Aarhus", ["Aarhus"]),
        ("2034", ["2034"]),
        ("Kiel–Aarhus", ["Kiel", "Aarhus"]),
        ("islande", ["l'Islande"]),
        ("l’Islande", ["l'Islande"]),
        ("Ormuz", ["d'Ormuz"]),
        ("solid", ["rock-solid"]),
        ("rock‑solid", ["rock-solid"]),
        ("redoubled", ["redoubled"]),
        ("half", ["half"]),
    ],
)
def test_a_word_behind_a_dash_or_an_apostrophe_is_found(
    typeset: Visit, query: str, marked: list[str]
) -> None:
    expect_marked(typeset.page, query, marked)


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ('"à la gare"', ["à la gare"]),
        ('"a la gare"', ["à la gare"]),
        ('"LÀ OÙ ELLE"', ["là où elle"]),
        ('"उस की नाव"', ["उस की नाव"]),
    ],
)
def test_a_phrase_is_found_where_its_words_stand_with_other_accents_too(
    typeset: Visit, query: str, marked: list[str]
) -> None:
    expect_marked(typeset.page, query, marked)


@pytest.mark.parametrize("query", ['"la à gare"', '"gare où"', '"la gare elle"', '"नाव की"'])
def test_and_where_it_does_not_stand_it_is_not(typeset: Visit, query: str) -> None:
    ask(typeset.page, query)
    assert paths(typeset.page) == []


def test_an_excerpt_has_the_dashes_of_the_page(typeset: Visit) -> None:
    ask(typeset.page, "quaystone")
    expect(typeset.page.locator(".find__result")).to_contain_text(
        "They cut smuggling—Quaystone agreed—by half. The Kiel–Aarhus line runs 2030–2034."
    )


@pytest.mark.parametrize("query", ["solid", "Islande", "quaystone"])
def test_it_is_marked_on_its_page(browser: Browser, typeset: Visit, query: str) -> None:
    with visit(browser, typeset.address) as visited:
        page = visited.open("")
        open_search(page)
        ask(page, query)
        page.locator(".find__result a").first.click()
        wait_until(page, "CSS.highlights?.get('found')?.size > 0")
        assert visited.wrong == []


def test_a_text_stays_a_text(harbour: Visit) -> None:
    ask(harbour.page, "onerror")
    expect(harbour.page.locator(".find__result")).to_contain_text("<img src=x onerror=canary()>")
    expect(harbour.page.locator("dialog img")).to_have_count(0)


# Filters


def open_filters(page: Page) -> None:
    page.locator(".find__toggle").click()
    settle(page)


@pytest.mark.parametrize("query", ["", "chips"])
@pytest.mark.parametrize("group", GROUPS)
def test_each_value_gives_as_many_results_as_it_says(page: Page, group: str, query: str) -> None:
    open_search(page)
    ask(page, query)
    open_filters(page)
    values = offered(page, group)
    assert values
    for value, number in list(values.items())[:3]:
        box(page, group, value).check()
        settle(page)
        assert count(page) == number
        assert offered(page, group) == values  # a group's own filter does not alter its numbers
        box(page, group, value).uncheck()
        settle(page)


def test_the_numbers_are_those_of_the_briefings(page: Page) -> None:
    library, _ = require_library(ROOT / "briefings")
    open_search(page)
    open_filters(page)
    publishers: dict[str, int] = {}
    for entry in library.published:
        publisher = entry.briefing.source.publisher
        if publisher:
            publishers[publisher] = publishers.get(publisher, 0) + 1
    assert offered(page, "publisher") == publishers
    assert sum(offered(page, "year").values()) == len(library.published)


def test_likelihoods_stand_in_the_order_of_the_scale(page: Page) -> None:
    open_search(page)
    open_filters(page)
    offer = list(offered(page, "likelihood"))
    assert len(offer) > 3
    assert offer == [one for one in reversed(BANDS) if one in offer]
    script = (ASSETS / "javascripts" / "search-filters.js").read_text("utf-8")
    scale = script.partition("SCALE = [")[2].partition("]")[0]
    assert re.findall(r'"(.+)"', scale) == list(BANDS)


def test_values_of_a_group_widen_and_groups_narrow(page: Page) -> None:
    open_search(page)
    open_filters(page)
    topics = offered(page, "topic")
    first, second = list(topics)[:2]
    box(page, "topic", first).check()
    settle(page)
    assert count(page) == topics[first]
    both = offered(page, "likelihood")
    box(page, "topic", second).check()
    settle(page)
    assert count(page) >= max(topics[first], topics[second])
    box(page, "topic", second).uncheck()
    settle(page)
    likelihood = next(iter(both))
    box(page, "likelihood", likelihood).check()
    settle(page)
    assert count(page) == both[likelihood]
    chips = page.locator(".find__chip")
    expect(chips).to_have_count(2)
    chips.last.click()
    settle(page)
    assert count(page) == topics[first]


def test_the_kind_filter_asks_where_the_words_stand(page: Page) -> None:
    open_search(page)
    ask(page, RARE_WORD)
    open_filters(page)
    assert offered(page, "kind") == {"quote": 1}
    box(page, "kind", "quote").check()
    settle(page)
    kinds = page.locator(".find__kind").all_inner_texts()
    assert kinds
    assert set(kinds) == {"Quote"}


def test_filters_that_leave_nothing_can_be_removed(page: Page) -> None:
    open_search(page)
    ask(page, "semiconductor")
    open_filters(page)
    box(page, "publisher", "The White House").check()
    settle(page)
    ask(page, RARE_WORD)
    assert status(page).startswith(f"Nothing for ‘{RARE_WORD}’ with these filters.")
    page.get_by_role("button", name="Remove the filters").click()
    settle(page)
    assert count(page) == 1


def test_on_a_phone_the_filters_are_a_view_that_a_button_leaves(
    browser: Browser, root_site: str
) -> None:
    with visit(browser, root_site, width=375) as visited:
        page = visited.open("")
        open_search(page)
        ask(page, "china")
        open_filters(page)
        results, show = page.locator(".find__results"), page.locator(".find__show")
        expect(results).to_be_hidden()
        box(page, "topic", "semiconductors").check()
        settle(page)
        expect(show).to_have_text(f"Show {status(page)}")
        expect(page.locator(".find__toggle")).to_have_text("Filter (1)")
        show.click()
        expect(page.locator(".find__filters")).to_be_hidden()
        expect(results.get_by_role("link").first).to_be_focused()
        page.locator(".find__toggle").click()
        ask(page, "xyzzyplugh")
        expect(show).to_have_text("Done")


def test_a_filter_that_is_removed_hands_the_focus_on(page: Page) -> None:
    open_search(page)
    open_filters(page)
    for group in ("topic", "year"):
        box(page, group, next(iter(offered(page, group)))).check()
        settle(page)
    chips = page.locator(".find__chip")
    chips.first.focus()
    page.keyboard.press("Enter")
    expect(chips).to_have_count(1)
    expect(chips).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".find__input")).to_be_focused()


# Addresses


def test_a_shared_address_opens_what_was_shared(visited: Visit) -> None:
    page = visited.open("")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_search(page)
    ask(page, "china")
    open_filters(page)
    box(page, "topic", "semiconductors").check()
    settle(page)
    found = paths(page)
    page.get_by_role("link", name="Copy link").click()
    expect(page.get_by_role("link", name="Link copied")).to_be_visible()
    shared = page.evaluate("navigator.clipboard.readText()")
    assert shared == f"{visited.address}search/?q=china&topic=semiconductors"
    page.goto(shared)
    settle(page)
    expect(page.locator(".find__input")).to_have_value("china")
    expect(box(page, "topic", "semiconductors")).to_be_checked()
    assert paths(page) == found
    ask(page, "nvidia")
    assert page.url == f"{visited.address}search/?q=nvidia&topic=semiconductors"
    assert visited.wrong == []


def test_a_filter_without_a_value_is_none(visited: Visit) -> None:
    page = visited.open("search/?q=china&topic=&year=")
    settle(page)
    assert paths(page)
    expect(page.locator(".find__chip")).to_have_count(0)
    assert visited.wrong == []


def test_where_addresses_end_in_html_so_do_those_of_search(
    browser: Browser, tmp_path: Path
) -> None:
    project = bare_site(tmp_path / "site", _2031__ferry=briefing(1), **REGISTRIES)
    edit(project / "mkdocs.yml", "nav:", "use_directory_urls: false\n\nnav:")
    with served(mkdocs_build(project), "/repo/") as address, visit(browser, address) as visited:
        page = visited.open("2031/ferry.html")
        open_search(page)
        ask(page, "crossings")
        shared = page.get_by_role("link", name="Copy link").evaluate("(one) => one.href")
        assert shared == f"{address}search.html?q=crossings"
        page.goto(shared)
        settle(page)
        assert paths(page)[0] == "/repo/2031/ferry.html"
        ask(page, "xyzzyplugh")
        assert page.url == f"{address}search.html?q=xyzzyplugh"
        links = page.get_by_role("status").get_by_role("link")
        leads = links.evaluate_all("(all) => all.map((one) => one.href)")
        assert leads == [
            f"{address}{path}" for path in ("topics/index.html", "people/index.html", "years.html")
        ]
        for lead in leads:
            page.goto(lead)
        assert visited.wrong == []


def test_its_page_opens_it(browser: Browser, site: str) -> None:
    with visit(browser, site) as visited:
        page = visited.open("search/")
        expect(page.locator(".find__input")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator("#search-page")).to_be_visible()
        assert visited.wrong == []


# On the page that is led to


def test_the_words_are_marked_where_the_result_leads_and_escape_removes_the_marks(
    page: Page,
) -> None:
    open_search(page)
    ask(page, "nvidia chips")
    page.locator(f'.find__parts a[href^="/{H20}#"]').first.click()
    page.wait_for_url("**#*")
    wait_until(page, "CSS.highlights.has('found')")
    marked = page.evaluate(
        "[...CSS.highlights.get('found')].map((one) =>"
        " one.startContainer.data.slice(one.startOffset, one.endOffset))"
    )
    assert {one.lower()[:4] for one in marked} == {"nvid", "chip"}
    assert "highlight" not in page.url
    page.keyboard.press("Escape")
    wait_until(page, "!CSS.highlights.has('found')")
    page.reload()
    page.wait_for_load_state("networkidle")
    assert not page.evaluate("CSS.highlights.has('found')")


def test_marks_move_nothing(page: Page) -> None:
    measure = (
        "[...document.querySelectorAll('article *')].map((one) =>"
        " one.getBoundingClientRect().height)"
    )
    open_search(page)
    ask(page, "china")
    page.locator(f'.find__result h3 a[href="/{H20}"]').click()
    page.wait_for_url(f"**/{H20}")
    wait_until(page, "CSS.highlights.has('found')")
    page.evaluate("document.fonts.ready")
    marked = page.evaluate(measure)
    page.keyboard.press("Escape")
    assert page.evaluate(measure) == marked


def test_a_result_on_the_page_itself_closes_the_dialog_and_leads_there(
    browser: Browser, root_site: str
) -> None:
    with visit(browser, root_site) as visited:
        page = visited.open(H20)
        open_search(page)
        ask(page, RARE_WORD)
        page.locator(".find__parts a").first.click()
        expect(page.locator("dialog.find")).to_be_hidden()
        expect(page.locator(".quote:target")).to_be_in_viewport()
        wait_until(page, "CSS.highlights.has('found')")
        assert visited.wrong == []


# Where it cannot work


def without_webassembly(route: Route) -> None:
    answer = route.fetch()
    headers = {**answer.headers, "Content-Security-Policy": "script-src 'self'"}
    route.fulfill(response=answer, headers=headers)


def not_there(route: Route) -> None:
    route.fulfill(status=404, body="")


@pytest.mark.parametrize(
    ("files", "answer"),
    [("**/", without_webassembly), ("**/search.json", not_there), ("**/pagefind.js", not_there)],
    ids=["WebAssembly is refused", "no index", "no Pagefind"],
)
def test_it_says_where_it_cannot_search(
    browser: Browser, site: str, files: str, answer: Callable[[Route], None]
) -> None:
    with visit(browser, site) as visited:
        visited.context.route(files, answer)
        page = visited.open("")
        open_search(page)
        ask(page, "tunnel")
        assert status(page).startswith("Search is not available here")
        links = page.locator(".find__status a")
        assert links.evaluate_all("(all) => all.map((one) => one.href)") == [
            f"{visited.address}{path}/" for path in ("topics", "people", "years")
        ]
        refused = "policy: script-src wasm-eval"
        assert [one for one in visited.wrong if refused not in one and "404" not in one] == []


def test_without_scripts_the_control_leads_to_a_page(browser: Browser, site: str) -> None:
    with visit(browser, site, scripts=False) as visited:
        page = visited.open(H20)
        page.get_by_role("link", name="Search", exact=True).click()
        expect(page).to_have_url(f"{visited.address}search/")
        expect(page.locator("#search-page")).to_be_visible()
        expect(page.locator("h1")).to_have_count(1)
        assert visited.wrong == []


# Everybody can use it


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390], ids=["wide", "narrow"])
def test_axe_finds_no_violation_in_it(
    browser: Browser, root_site: str, width: int, dark: bool
) -> None:
    with visit(browser, root_site, width=width, dark=dark) as visited:
        page = visited.open("")
        open_search(page)
        assert violations(page) == []
        ask(page, "chip")
        assert violations(page) == []
        open_filters(page)
        box(page, "topic", "semiconductors").check()
        settle(page)
        assert violations(page) == []
        ask(page, "semicondutcor")
        assert violations(page) == []


@pytest.mark.parametrize(("width", "height"), [(320, 640), (390, 800), (640, 400), (1280, 800)])
def test_it_fits_the_window(browser: Browser, root_site: str, width: int, height: int) -> None:
    with visit(browser, root_site, width=width) as visited:
        page = visited.open("")
        page.set_viewport_size({"width": width, "height": height})
        dialog = open_search(page)
        ask(page, "semiconductors")
        open_filters(page)
        place = dialog.bounding_box()
        assert place is not None
        assert place["x"] >= 0
        assert place["x"] + place["width"] <= width
        assert place["y"] + place["height"] <= height
        assert dialog.evaluate("(one) => one.scrollWidth <= one.clientWidth")
        body = page.locator(".find__body")
        assert body.evaluate("(one) => one.scrollWidth <= one.clientWidth")
        if width <= 640:
            assert (place["width"], place["height"]) == (width, height)
