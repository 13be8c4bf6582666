"""A hostile text does nothing: its page is the page of an innocent text, with the text as typed."""

import gzip
import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml

from tests.hostile.content import TEXTS, as_typed, words_in
from tests.hostile.sites import EXTENSIONS, Event, differences, events, expected

Sites = dict[str, Path]

PAIRS = {
    "words": "words-twin",
    "names": "names-twin",
    "words-extended": "words-extended-twin",
    "words-rendered": "words-twin",
    "names-rendered": "names-twin",
}
"""Each hostile site and the innocent one that it must be like."""
ORDERED_BY_NAME = re.compile(r"(people|topics)/(?:index|page/\d+/index)\.html")
CHOSEN_BY_NAME = "search/index.html"


def pages(site: Path) -> dict[str, str]:
    """All pages of a site."""
    return {
        path.relative_to(site).as_posix(): path.read_text("utf-8")
        for path in sorted(site.rglob("*.html"))
    }


def in_any_order(parts: list[Event]) -> list[Event]:
    """The parts sorted, addresses without percent signs and as from one page."""
    return sorted(tuple(unquote(re.sub(r"^(\.\./)+", "", one)) for one in part) for part in parts)


@pytest.mark.parametrize(("hostile", "twin"), PAIRS.items())
def test_each_hostile_page_has_the_elements_of_its_twin_and_each_text_as_typed(
    sites: Sites, hostile: str, twin: str
) -> None:
    wanted, found = pages(sites[twin]), pages(sites[hostile])
    assert list(found) == list(wanted)
    indexes: dict[str, tuple[list[Event], list[Event]]] = {}
    for path, html in wanted.items():
        if path == CHOSEN_BY_NAME and hostile.startswith("names"):
            assert len(events(found[path])) == len(events(html))
            continue
        index = ORDERED_BY_NAME.fullmatch(path)
        if index and hostile.startswith("names"):
            typed, shown = indexes.setdefault(index[1], ([], []))
            typed += map(expected, events(html))
            shown += events(found[path])
        else:
            assert [f"{path}: {one}" for one in differences(html, found[path])] == []
    for name, (typed, shown) in indexes.items():
        assert in_any_order(shown) == in_any_order(typed), name


@pytest.mark.parametrize(
    ("hostile", "twin"), [pair for pair in PAIRS.items() if "rendered" not in pair[0]]
)
def test_search_has_the_words_of_the_twin_and_each_text_as_typed(
    sites: Sites, hostile: str, twin: str
) -> None:
    wanted, found = searched(sites[twin]), searched(sites[hostile])
    assert found.keys() <= wanted.keys()
    for address, text in wanted.items():
        # A page without a word is none that search could find.
        assert letters(found.get(address, "")) == letters(as_typed(text)), address


def searched(site: Path) -> dict[str, str]:
    """What search reads of each page, by its address."""
    fragments = [
        json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        for path in (site / "search").glob("*/fragment/*")
    ]
    assert fragments
    return dict(sorted((one["url"], one["content"]) for one in fragments))


def letters(text: str) -> str:
    """The letters and digits alone: search parts words in its own ways."""
    return "".join(character for character in text if character.isalnum())


def test_every_text_stands_on_a_page_of_its_own_and_among_others(sites: Sites) -> None:
    words = pages(sites["words-twin"])
    heads = {number for path, html in words.items() if "/head" in path for number in words_in(html)}
    parts = {number for path, html in words.items() if "/part" in path for number in words_in(html)}
    names = {number for html in pages(sites["names-twin"]).values() for number in words_in(html)}
    assert heads == parts == names == set(range(len(TEXTS)))


def test_no_extension_takes_a_text_away(sites: Sites) -> None:
    plain, extended = pages(sites["words-twin"]), pages(sites["words-extended-twin"])
    for path, html in plain.items():
        assert words_in(extended[path]) == words_in(html), path


def test_the_extensions_are_many() -> None:
    assert len(yaml.safe_load(EXTENSIONS.read_text("utf-8"))) >= 40


def test_the_texts_are_many() -> None:
    assert len(TEXTS) == len(set(TEXTS)) >= 250
