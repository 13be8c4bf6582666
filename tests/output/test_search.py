"""What search reads of the pages: texts, anchors, facets, and scripts without spaces."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.content.load import require_library
from generator.output.search import (
    KINDS,
    SearchDocument,
    briefing_document,
    page_document,
    with_spaces,
)
from generator.output.views import anchors
from generator.proof.tokens import UNSPACED
from tests.publish.sites import ROOT, SITE, PageOfSite

QUERY = ROOT / "templates" / "theme" / "assets" / "javascripts" / "search-query.js"
TUNNEL = "2031/tunnel-delayed"

Read = Callable[[SearchDocument], PageOfSite]


@pytest.fixture(scope="module")
def documents() -> dict[str, SearchDocument]:
    """What search reads of the invented site's briefings, by key."""
    library, _ = require_library(SITE / "briefings")
    return {
        entry.key: briefing_document(entry, library.neighbours(entry), f"{entry.key}/index.html")
        for entry in library.published
    }


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Parses a document."""

    def parse(document: SearchDocument) -> PageOfSite:
        path = tmp_path / document.address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(document.html, encoding="utf-8")
        return PageOfSite(tmp_path, document.address)

    return parse


def bare(text: str) -> str:
    """The text in search's own words, without quotation marks, which a page sets as it likes."""
    return "".join(one for one in with_spaces(text) if not one.isspace() and one not in "“”‘’\"'«»")


def missing(page: PageOfSite, built: PageOfSite) -> list[str]:
    """The texts of a document that do not stand on the page as it is built."""
    shown = bare(built.body)
    texts = (text for one in page.root.all("p") for text in one.text.split(" · "))
    return [text for text in texts if bare(text) not in shown]


# Texts and anchors


def test_every_text_stands_on_the_page(
    documents: dict[str, SearchDocument], read: Read, plugin_site: Path
) -> None:
    lost = {
        key: missing(read(one), PageOfSite(plugin_site, one.address))
        for key, one in documents.items()
    }
    assert {key: texts for key, texts in lost.items() if texts} == {}


def test_every_id_is_an_anchor_of_the_page(
    documents: dict[str, SearchDocument], read: Read, plugin_site: Path
) -> None:
    for key, one in documents.items():
        assert set(read(one).ids) <= set(PageOfSite(plugin_site, one.address).ids), key


def test_each_part_stands_once_under_its_anchor_one_kind_after_another(
    documents: dict[str, SearchDocument], read: Read
) -> None:
    library, _ = require_library(SITE / "briefings")
    for key, one in documents.items():
        briefing = library.by_key[key].briefing
        parts = [element for element in read(one).root.all() if element.tag in KINDS]
        places = [list(KINDS).index(part.tag) for part in parts]
        assert places == sorted(places), key
        found = [part.attributes["id"] for part in parts]
        assert sorted(found) == sorted(anchors(briefing).values()), key


def test_what_is_reported_stands_before_what_is_assessed(
    documents: dict[str, SearchDocument], read: Read
) -> None:
    parts = [
        one for one in read(documents[TUNNEL]).root.all() if KINDS.get(one.tag) == "implication"
    ]
    assert [(part.tag, part.attributes["id"]) for part in parts] == [
        ("implication", "fares"),
        ("judgement", "licence"),
        ("judgement", "no-likelihood"),
    ]


def test_the_texts_come_in_the_order_of_their_weight_for_a_reader(
    documents: dict[str, SearchDocument], read: Read
) -> None:
    assert read(documents[TUNNEL]).ids == [
        *("top", "summary", "source", "two-years-late", "ground-water", "key-point-3"),
        *("not-before-2035", "watch-the-water", "contract-says", "pumps", "union", "judge"),
        *("islander", "nobody", "fares", "licence", "no-likelihood", "limits", "updates"),
    ]


def test_a_text_stays_a_text(documents: dict[str, SearchDocument], read: Read) -> None:
    quote = read(documents[TUNNEL]).root.one("quote", id="islander")
    assert quote.text.startswith(
        "C++ & C# are <b>not</b> ferries, whatever the {{ timetable }} *says*. :smile:"
    )
    assert quote.all("b") == []


def test_the_document_depends_on_the_briefing_alone(documents: dict[str, SearchDocument]) -> None:
    assert documents[TUNNEL].html.startswith('<!doctype html><html lang="en"><body data-pagefind-')
    assert "data-pagefind-filter" not in documents[TUNNEL].html
    assert "data-pagefind-sort" not in documents[TUNNEL].html


# Facets


def test_the_facets_of_a_briefing(documents: dict[str, SearchDocument]) -> None:
    facets = documents[TUNNEL].facets
    assert facets.topics == ("infrastructure", "water-levels")
    assert facets.people == ("ilse-varga", "port-authority", "owen-price", "yan-li-court")
    assert (facets.publisher, facets.year) == ("The Harbour Gazette", "2031")
    assert facets.bases == ("assessed", "reported")
    assert facets.likelihoods == ("unlikely",)  # the last revision, not the first judgement


# Other pages


def test_a_page_without_a_heading_gets_its_title(read: Read) -> None:
    page = read(page_document("method/index.html", "Why <so> & how", "<p>Words.</p>"))
    assert page.root.one("h1", id="top").text == "Why <so> & how"


def test_a_page_with_a_heading_keeps_it(read: Read) -> None:
    html = '<h1 id="top">Method</h1><p>Words.</p>'
    page = read(page_document("method/index.html", "Another", html))
    assert [one.text for one in page.root.all("h1")] == ["Method"]


def test_only_the_texts_of_a_page_are_spaced_and_not_its_tags() -> None:
    html = '<h1>漢字</h1><p title="漢字">港</p>'
    assert '<h1> 漢  字 </h1><p title="漢字"> 港 </p>' in page_document("x.html", "", html).html


# Scripts without spaces


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("port authority", ["port", "authority"], id="Latin"),
        pytest.param("Zürich", ["Zürich"], id="accents"),
        pytest.param("порт الميناء", ["порт", "الميناء"], id="Cyrillic-and-Arabic"),
        pytest.param("항구 터널은", ["항구", "터널은"], id="Hangul"),
        pytest.param("港口2031年", ["港", "口", "2031", "年"], id="Han-and-digits"),
        pytest.param("𠀀人々〇", ["𠀀", "人", "々", "〇"], id="rare-Han"),
        pytest.param("トンネルとTokyo", [*"トンネルと", "Tokyo"], id="Kana-and-Latin"),
        pytest.param("スーツー", [*"スーツー"], id="prolonged-sound-mark"),
        pytest.param("か\u3099き", ["か\uc299", "き"], id="Kana-with-a-mark"),
        pytest.param("がパ", ["か\uc299", "ハ\uc29a"], id="Kana-with-a-mark-of-their-own"),
        pytest.param("ปิดช้า", ["ป\ua034", "ด", "ช\ua049", "า"], id="Thai"),
        pytest.param("葛\U000e0100飾", ["葛", "飾"], id="Han-of-a-chosen-form"),
    ],
)
def test_each_character_of_a_script_without_spaces_is_a_word(text: str, words: list[str]) -> None:
    assert with_spaces(text).split() == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("cut smuggling—Quaystone", "cut smuggling— Quaystone"),
        ("“Yes,”he said”—“No”", "“Yes,” he said”— “No”"),
        ("2030–2034, wait…then", "2030– 2034, wait… then"),
        ("word — word (“quoted”) C++", "word — word (“quoted”) C++"),
        ("rock‑solid", "rock-solid"),
        ("L’État qu’on dell’acqua", "L'État qu'on dell'acqua"),
        ("don’t O’Brien’s the men’s we’ll", "don’t O’Brien’s the men’s we’ll"),
    ],
)
def test_signs_between_words_part_them(text: str, words: str) -> None:
    assert with_spaces(text) == words


def test_the_dialog_spaces_a_query_by_the_same_characters() -> None:
    script = QUERY.read_text("utf-8")
    declared = script[script.index("const UNSPACED") : script.index(";")]
    pieces = declared.split('"')[1::2]
    in_python = UNSPACED.replace(r"\U00020000-\U0003ffff", r"\u{20000}-\u{3ffff}")
    assert "".join(pieces).replace("\\\\", "\\") == in_python
