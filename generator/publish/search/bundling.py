"""The search index: Pagefind's bundles, and beside each what Pagefind does not tell.

Documents (see `output.search`) come in; the files of the site's folder `search/` go out:

- `newest/` and, where there are former years, `earlier/`: Pagefind's bundles (see `split`);
- in each `facets.json`: an object by the result's id (its fragment's name) with `topics`, `people`,
  `publisher`, `year`, `bases`, `likelihoods` and `parts`, the places in the page's words at which
  its key points, quotes and implications begin: `[[12, "point"], [80, "quote"], [310, null]]`;
- in each `words.json`: an object of the words of its pages and how often each occurs;
- in each `common.json`: the words that so many of its pages have that they tell none from another;
- `search.json`: the `bundles` that there are;
- `names.json`: the names of `topics` and `people` by id, which a first query does without.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from mkdocs.exceptions import PluginError

from generator.content.library import Library
from generator.output.search import KINDS, Facets, SearchDocument, page_document
from generator.publish.files import SEARCH_FOLDER, file_at
from generator.publish.search.pagefind import SIGNATURE, Index, unpacked
from generator.publish.search.split import NEWEST, split
from generator.publish.search.vocabulary import Vocabulary

_FRAGMENTS = "fragment/"
_INDEX = (_FRAGMENTS, "index/", "pagefind.en_", "pagefind-entry.json")
_SCRIPT, _PROGRAM = "pagefind.js", "wasm.en.pagefind"
"""What the browser runs. The script asks each bundle for the program and takes the first that it
gets, so that the others' may be empty."""

Files = list[tuple[str, bytes]]
"""Paths in the site, and content."""


class Fragment(NamedTuple):
    """What Pagefind tells of one page: a file of a bundle."""

    path: str
    """In the bundle's folder."""
    parts: list[tuple[int, str | None]]
    """As `facets.json` has them."""


class Bundle(NamedTuple):
    """What a bundle consists of."""

    files: Files
    """Without the fragments that were known."""
    fragments: dict[str, Fragment]
    """All, by the addresses of the documents."""


def write_search(documents: Iterable[SearchDocument], library: Library, site: Path) -> None:
    """Make the index of the documents and write it into the site.

    Raises PluginError where Pagefind is missing or fails.
    """
    by_address = {one.address: one for one in documents}
    found = split({address: one.facets for address, one in by_address.items()})
    files = program_files() if found else []
    for name, addresses in found.items():
        held = [by_address[one] for one in addresses]
        with Index() as index:
            index.add((one.address, one.html) for one in held)
            index.make()
            facets = {one.address: one.facets for one in held}
            files += bundle(name, facets, (one.html for one in held), index, {}).files
    files += common_files(found, library.topic_names, library.people_names)
    for path, content in files:
        _write(site / path, content)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def bundle(
    name: str,
    facets: Mapping[str, Facets],
    pages: Iterable[str],
    index: Index,
    known: Mapping[str, Fragment],
) -> Bundle:
    """The bundle of this name, of which the index is being made.

    `facets` are those of its documents by address, and `pages` their HTML; `known` are the
    fragments of some of them, by address, that the index leaves out.

    Raises PluginError where Pagefind is missing or fails.
    """
    vocabulary = Vocabulary(len(facets))
    for page in pages:
        vocabulary.add(page)
    words, common = vocabulary.frequent(), vocabulary.common()
    files, fragments = _made(index, known)
    if not fragments:
        raise PluginError("search cannot be made: no page has a word in it")
    folder = f"{SEARCH_FOLDER}{name}/"
    found = [(folder + path, content) for path, content in files.items()]
    if name != NEWEST:
        found.append((f"{folder}{_PROGRAM}", SIGNATURE))
    facts = {
        Path(fragment.path).stem: _facts(fragment, facets[address])
        for address, fragment in fragments.items()
    }
    found.append((f"{folder}facets.json", _json(dict(sorted(facts.items())))))
    found.append((f"{folder}words.json", _json(words)))
    found.append((f"{folder}common.json", _json(common)))
    return Bundle(found, fragments)


def _made(
    index: Index, known: Mapping[str, Fragment]
) -> tuple[dict[str, bytes], dict[str, Fragment]]:
    """The files of the index, but for what is known, and all fragments by their addresses."""
    files = {path: content for path, content in index.files().items() if path.startswith(_INDEX)}
    made = dict(_fragment(*one) for one in files.items() if one[0].startswith(_FRAGMENTS))
    if known.keys() & made.keys():
        # A fragment's name is as much of a digest as tells it from the others: with another page
        # among them it may have become longer or shorter, or may mean that other page.
        index.make()
        return _made(index, {})
    return files, {**known, **made}


def program_files() -> Files:
    """What browsers run, whatever the bundles hold.

    Raises PluginError where Pagefind is missing or fails.
    """
    with Index() as index:
        word = page_document("index.html", "", "<p>word</p>")  # else there is no language's program
        index.add([(word.address, word.html)])
        index.make()
        files = index.files()
    return [(f"{SEARCH_FOLDER}{NEWEST}/{path}", files[path]) for path in (_SCRIPT, _PROGRAM)]


def common_files(
    names: Iterable[str], topics: Mapping[str, str], people: Mapping[str, str]
) -> Files:
    """The files that say which bundles there are, and what topics and people are called."""
    listed = sorted(names, key=lambda name: name != NEWEST)
    return [
        (f"{SEARCH_FOLDER}search.json", _json({"bundles": listed})),
        (f"{SEARCH_FOLDER}names.json", _json({"topics": dict(topics), "people": dict(people)})),
    ]


def _fragment(path: str, content: bytes) -> tuple[str, Fragment]:
    """The address of the fragment's document, and the fragment."""
    told = json.loads(unpacked(content))
    parts: list[tuple[int, str | None]] = []
    for anchor in told["anchors"]:
        kind = KINDS.get(anchor["element"])
        if kind != (parts[-1][1] if parts else None):
            parts.append((anchor["location"], kind))
    return file_at(told["url"].removeprefix("/")), Fragment(path, parts)


def _facts(fragment: Fragment, facets: Facets) -> dict[str, Any]:
    facts = {name: value for name, value in facets._asdict().items() if value}
    return facts | ({"parts": fragment.parts} if fragment.parts else {})


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
