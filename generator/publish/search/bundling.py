"""The search index: Pagefind's bundles, and beside each what Pagefind does not tell.

Documents (see `output.search`) come in; the files of the site's folder `search/` go out:

- `newest/` and, where there are former years, `earlier/`: Pagefind's bundles, split by content
  alone, so that the usual edit makes the small one anew and a reader loads two at most;
- in each `facets.json`: an object by the result's id (its fragment's name) with `topics`, `people`,
  `publisher`, `year`, `bases`, `likelihoods` and `parts`, the places in the page's words at which
  its key points, quotes and implications begin: `[[12, "point"], [80, "quote"], [310, null]]`;
- in each `words.json`: an object of the words of its pages and how often each occurs;
- in each `common.json`: the words that so many of its pages have that they tell none from another;
- `search.json`: the `bundles` that there are;
- `names.json`: the names of `topics` and `people` by id, which a first query does without.
"""

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError

from generator.content.library import Library
from generator.output.search import KINDS, Facets, SearchDocument
from generator.publish.files import SEARCH_FOLDER, file_at
from generator.publish.search.pagefind import index_files
from generator.publish.search.vocabulary import Vocabulary

NEWEST, EARLIER = "newest", "earlier"
_SIGNATURE = b"pagefind_dcd"
"""With this begins what Pagefind has packed."""
_INDEX = ("fragment/", "index/", "pagefind.en_", "pagefind-entry.json")
_PROGRAM = "wasm.en.pagefind"
_PROGRAMS = ("pagefind.js", _PROGRAM)
"""What the browser runs. The script asks each bundle for the program and takes the first that it
gets, so that the others' may be empty."""


def write_search(documents: Iterable[SearchDocument], library: Library, site: Path) -> None:
    """Make the index of the documents and write it into the site.

    Raises PluginError where Pagefind is missing or fails.
    """
    by_address = {one.address: one for one in documents}
    found = bundles({address: one.facets for address, one in by_address.items()})
    for name, addresses in found.items():
        for path, content in bundle_files(name, [by_address[one] for one in addresses]):
            _write(site / path, content)
    for path, content in common_files(found, library.topic_names, library.people_names):
        _write(site / path, content)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def bundles(facets: Mapping[str, Facets]) -> dict[str, list[str]]:
    """The addresses of the documents that each bundle holds, in order; no bundle without one."""
    years = [one.year for one in facets.values() if one.year]
    newest = max(years, default=None)
    found: dict[str, list[str]] = {}
    for address in sorted(facets):
        name = NEWEST if facets[address].year in {None, newest} else EARLIER
        found.setdefault(name, []).append(address)
    return found


def bundle_files(name: str, documents: Iterable[SearchDocument]) -> Iterator[tuple[str, bytes]]:
    """The files of the bundle of this name with these documents, in order: paths and content.

    Raises PluginError where Pagefind is missing or fails.
    """
    noted = _Noted()
    made = index_files(noted.of(documents))
    found: dict[str, Any] = {}
    for path, content in made.items():
        if path.startswith("fragment/"):
            fragment = json.loads(_unpacked(content))
            found[Path(path).stem] = _facts(fragment, noted.facets)
        elif not path.startswith(_INDEX) and not (path in _PROGRAMS and name == NEWEST):
            continue
        yield f"{SEARCH_FOLDER}{name}/{path}", content
    if not found:
        raise PluginError("search cannot be made: no page has a word in it")
    if name != NEWEST:
        yield f"{SEARCH_FOLDER}{name}/{_PROGRAM}", _SIGNATURE
    yield f"{SEARCH_FOLDER}{name}/facets.json", _json(dict(sorted(found.items())))
    yield f"{SEARCH_FOLDER}{name}/words.json", _json(noted.words)
    yield f"{SEARCH_FOLDER}{name}/common.json", _json(noted.common)


class _Noted:
    """The facets and words of documents that pass by, so that their HTML need not be kept."""

    def __init__(self) -> None:
        self.facets: dict[str, Facets] = {}
        self.words: dict[str, int] = {}
        self.common: list[str] = []

    def of(self, documents: Iterable[SearchDocument]) -> Iterator[SearchDocument]:
        """The documents, noted."""
        vocabulary = Vocabulary()
        for one in documents:
            self.facets[one.address] = one.facets
            vocabulary.add(one.html)
            yield one
        # Here and not later: Pagefind is still at work on those that it has been given.
        self.words, self.common = vocabulary.frequent(), vocabulary.common()


def common_files(
    names: Iterable[str], topics: Mapping[str, str], people: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    """The files that say which bundles there are, and what topics and people are called."""
    listed = sorted(names, key=lambda name: name != NEWEST)
    yield f"{SEARCH_FOLDER}search.json", _json({"bundles": listed})
    yield f"{SEARCH_FOLDER}names.json", _json({"topics": dict(topics), "people": dict(people)})


def _unpacked(content: bytes) -> bytes:
    return gzip.decompress(content).removeprefix(_SIGNATURE)


def _facts(fragment: Mapping[str, Any], facets: Mapping[str, Facets]) -> dict[str, Any]:
    """The facets of the fragment's document, and the places at which its parts begin."""
    path = file_at(fragment["url"].removeprefix("/"))
    parts: list[tuple[int, str | None]] = []
    for anchor in fragment["anchors"]:
        kind = anchor["element"] if anchor["element"] in KINDS else None
        if kind != (parts[-1][1] if parts else None):
            parts.append((anchor["location"], kind))
    facts = {name: value for name, value in facets[path]._asdict().items() if value}
    return facts | ({"parts": parts} if parts else {})


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
