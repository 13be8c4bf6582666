"""The search index: which files a bundle has, what stands in them, and that they are the same.

The bytes of a bundle depend on the documents alone: not on the order in which they come, or on how
many threads Pagefind has.
"""

import gzip
import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from mkdocs.exceptions import PluginError

from generator.content.library import Library
from generator.content.load import require_library
from generator.output.search import Facets, SearchDocument, briefing_document, page_document
from generator.publish.search.bundling import write_search
from generator.publish.search.pages import is_searchable
from generator.publish.search.split import EARLIER, NEWEST
from tests.publish.sites import SITE, tree

PROGRAMS = {"pagefind.js", "wasm.en.pagefind"}
DATA = {"facets.json", "words.json", "common.json", "pagefind-entry.json"}

Documents = Sequence[SearchDocument]


@pytest.fixture(scope="module")
def library() -> Library:
    found, _ = require_library(SITE / "briefings")
    return found


@pytest.fixture(scope="module")
def documents(library: Library) -> Documents:
    """What search reads of the invented site's briefings, and of a page that somebody wrote."""
    briefings = [
        briefing_document(entry, library.neighbours(entry), f"{entry.key}/index.html")
        for entry in library.published
    ]
    return [*briefings, page("method/index.html", "Method")]


def page(address: str, title: str, year: str | None = None) -> SearchDocument:
    """A document of a few words."""
    html = page_document(address, title, "<p>A ferry waits.</p>").html
    return SearchDocument(address, html, Facets(year=year))


def made(documents: Iterable[SearchDocument], library: Library, site: Path) -> dict[str, bytes]:
    """The files of the index, made fresh."""
    write_search(documents, library, site)
    return tree(site / "search")


def read_json(files: dict[str, bytes], path: str) -> Any:
    return json.loads(files[path])


def fragments(files: dict[str, bytes], bundle: str) -> dict[str, Any]:
    """What Pagefind tells of each page, by its id."""
    folder = f"{bundle}/fragment/"
    return {
        path.removeprefix(folder).removesuffix(".pf_fragment"): json.loads(
            gzip.decompress(content).removeprefix(b"pagefind_dcd")
        )
        for path, content in files.items()
        if path.startswith(folder)
    }


# Which files there are


def test_former_years_have_a_bundle_of_their_own(
    documents: Documents, library: Library, tmp_path: Path
) -> None:
    files = made(documents, library, tmp_path)
    assert {path.split("/")[0] for path in files} == {NEWEST, EARLIER, "search.json", "names.json"}
    urls = {
        name: {one["url"] for one in fragments(files, name).values()} for name in (NEWEST, EARLIER)
    }
    assert urls[EARLIER] == {"/2030/ferry-outlook/", "/2030/harbour-tunnel-contract/"}
    assert "/method/" in urls[NEWEST]
    assert urls[NEWEST] | urls[EARLIER] == {
        f"/{one.address.removesuffix('index.html')}" for one in documents
    }
    assert urls[NEWEST] & urls[EARLIER] == set()


def test_a_bundle_has_what_search_needs_and_nothing_else(
    documents: Documents, library: Library, tmp_path: Path
) -> None:
    files = made(documents, library, tmp_path)
    for name, programs in ((NEWEST, PROGRAMS), (EARLIER, {"wasm.en.pagefind"})):
        own = {path.removeprefix(f"{name}/") for path in files if path.startswith(f"{name}/")}
        loose = {path for path in own if "/" not in path and not path.endswith(".pf_meta")}
        assert loose == DATA | programs
        assert len([path for path in own if path.endswith(".pf_meta")]) == 1
        assert {path.split("/")[0] for path in own if "/" in path} == {"fragment", "index"}


@pytest.mark.parametrize(
    ("years", "names"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([None], [NEWEST], id="one-page"),
        pytest.param(["2031"], [NEWEST], id="one-briefing"),
        pytest.param(["2031", "2031", None], [NEWEST], id="one-year"),
        pytest.param(["2031", "2029", "2030"], [NEWEST, EARLIER], id="three-years"),
    ],
)
def test_the_bundles_that_there_are_are_named(
    years: list[str | None], names: list[str], library: Library, tmp_path: Path
) -> None:
    pages = [
        page(f"{year or 'about'}/page-{number}/index.html", f"Page {number}", year)
        for number, year in enumerate(years)
    ]
    files = made(pages, library, tmp_path)
    assert read_json(files, "search.json")["bundles"] == names
    assert {path.split("/")[0] for path in files} == {*names, "search.json", "names.json"}


@pytest.mark.parametrize(
    "folder",
    [
        "a b",
        "größe",
        "港口",
        "a%20b",
        "c#d",
        "e?f",
        "g&h",
        "a[b]{c},*",
        "!not",
        "q'\"",
    ],
)
def test_a_page_is_found_whatever_its_folder_is_called(
    folder: str, library: Library, tmp_path: Path
) -> None:
    one = page(f"{folder}/index.html", "Here")
    files = made([one, page("2030/old/index.html", "Old", "2030")], library, tmp_path)
    assert len(read_json(files, "newest/facets.json")) == 2
    assert f"/{folder}/" in {found["url"] for found in fragments(files, NEWEST).values()}


def test_a_page_in_the_folder_of_a_former_year_brings_no_briefing_twice(
    library: Library, tmp_path: Path
) -> None:
    pages = [
        page("2031/new/index.html", "New", "2031"),
        page("2030/old/index.html", "Old", "2030"),
        page("2030/notes/index.html", "Notes"),
    ]
    files = made(pages, library, tmp_path)
    urls = [one["url"] for name in (NEWEST, EARLIER) for one in fragments(files, name).values()]
    assert sorted(urls) == ["/2030/notes/", "/2030/old/", "/2031/new/"]


@pytest.mark.parametrize(
    ("meta", "is_read"),
    [
        pytest.param({}, True, id="says-nothing"),
        pytest.param({"search": {"exclude": True}}, False, id="as-Material-has-it"),
        pytest.param({"search": {"exclude": False}}, True, id="not-excluded"),
        pytest.param({"search": False}, False, id="no"),
        pytest.param({"search": True}, True, id="yes"),
        pytest.param({"search": None}, True, id="empty"),
        pytest.param({"search": {"boost": 2}}, True, id="something-else"),
    ],
)
def test_a_page_may_ask_to_be_left_out(meta: dict[str, Any], is_read: bool) -> None:
    assert is_searchable(meta) is is_read


# What stands in them


def test_the_facets_are_those_of_the_document(
    documents: Documents, library: Library, tmp_path: Path
) -> None:
    files = made(documents, library, tmp_path)
    facets = {
        one["url"]: read_json(files, f"{name}/facets.json")[found]
        for name in (NEWEST, EARLIER)
        for found, one in fragments(files, name).items()
    }
    assert facets["/method/"] == {}
    tunnel = facets["/2031/tunnel-delayed/"]
    parts = tunnel.pop("parts")
    assert tunnel == {
        "topics": ["infrastructure", "water-levels"],
        "people": ["ilse-varga", "port-authority", "owen-price", "yan-li-court"],
        "publisher": "The Harbour Gazette",
        "year": "2031",
        "bases": ["assessed", "reported"],
        "likelihoods": ["unlikely"],
    }
    assert [kind for _, kind in parts] == ["point", "quote", "implication", None]


def test_the_parts_begin_at_the_words_with_which_they_begin(
    documents: Documents, library: Library, tmp_path: Path
) -> None:
    files = made(documents, library, tmp_path)
    facets = read_json(files, "newest/facets.json")
    [(name, found)] = [
        (name, one)
        for name, one in fragments(files, NEWEST).items()
        if one["url"] == "/2031/tunnel-delayed/"
    ]
    words = found["content"].split()
    begin = {kind: " ".join(words[at : at + 3]) for at, kind in facets[name]["parts"] if kind}
    assert begin == {
        "point": "Opening moves from",
        "quote": "We will not",
        "implication": "Fares will rise.",  # reported before assessed
    }
    assert found["word_count"] == len(words)


def test_words_are_listed_as_they_are_mostly_written_the_more_frequent_first(
    library: Library, tmp_path: Path
) -> None:
    html = "<p>Ferry ferry ferry Zürich Zürich 港口隧道开通 the 2031 at</p>"
    pages = [SearchDocument("about/index.html", page_document("about", "", html).html)]
    files = made(pages, library, tmp_path)
    assert list(read_json(files, "newest/words.json").items()) == [("ferry", 3), ("Zürich", 2)]


@pytest.mark.parametrize(
    ("pages", "common"),
    [
        pytest.param(8, ["a", "ferry", "overdue", "waits"], id="many"),
        pytest.param(5, [], id="few"),
    ],
)
def test_words_that_most_of_many_pages_have_are_named(
    pages: int, common: list[str], library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.publish.search.vocabulary._MANY_PAGES", 5)
    found = made(
        [
            page(f"2030/{number}/index.html", f"Overdue{' no' * (number < 4)} {number}", "2030")
            for number in range(pages)
        ],
        library,
        tmp_path,
    )
    assert read_json(found, "newest/common.json") == common


def test_the_names_of_topics_and_people_are_given_by_id(
    documents: Documents, library: Library, tmp_path: Path
) -> None:
    names = read_json(made(documents, library, tmp_path), "names.json")
    assert names["topics"]["water-levels"] == library.topic_name("water-levels")
    assert names["people"]["owen-price"] == "Owen Price"


# The bytes depend on the documents alone


def test_whatever_the_order_of_the_documents(
    documents: Documents, library: Library, tmp_path: Path
) -> None:
    fresh = made(documents, library, tmp_path / "fresh")
    for seed in range(3):
        other = list(documents)
        random.Random(seed).shuffle(other)  # noqa: S311 - an order, not a secret
        assert made(other, library, tmp_path / f"site-{seed}") == fresh


@pytest.mark.parametrize("threads", ["1", "7"])
def test_whatever_the_number_of_threads(
    documents: Documents,
    library: Library,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    threads: str,
) -> None:
    fresh = made(documents, library, tmp_path / "fresh")
    monkeypatch.setenv("RAYON_NUM_THREADS", threads)
    monkeypatch.setenv("TOKIO_WORKER_THREADS", threads)
    assert made(documents, library, tmp_path / "site") == fresh


# Where it cannot be made


def test_without_pagefind_the_build_says_so(
    documents: Documents, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pagefind"
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: program)
    with pytest.raises(PluginError) as caught:
        write_search(documents, library, tmp_path / "site")
    assert str(caught.value) == f"search cannot be made: {program}: No such file or directory"


def test_what_pagefind_complains_of_is_told(
    documents: Documents, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\necho no room left >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: program)
    with pytest.raises(PluginError) as caught:
        write_search(documents, library, tmp_path / "site")
    assert str(caught.value) == "search cannot be made: no room left"
    assert not (tmp_path / "site").exists()


def test_that_there_is_nothing_to_find_is_told(library: Library, tmp_path: Path) -> None:
    with pytest.raises(PluginError, match="no page has a word in it"):
        write_search([SearchDocument("2031/x/index.html", "<p></p>")], library, tmp_path)
