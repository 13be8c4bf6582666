"""The search index: Pagefind's bundles, and beside each what Pagefind does not tell.

Documents (see `output.search`) come in; the files of the site's folder `search/` go out:

- `newest/` and, where there are former years, `earlier/`: Pagefind's bundles, split by content
  alone, so that the usual edit makes the small one anew and a reader loads two at most;
- in each `facets.json`: an object by the result's id (its fragment's name) with `topics`, `people`,
  `publisher`, `year`, `bases`, `likelihoods` and `parts`, the places in the page's words at which
  its key points, quotes and implications begin: `[[12, "point"], [80, "quote"], [310, null]]`;
- in each `words.json`: an object of the words of its pages and how often each occurs;
- `search.json`: the `bundles` that there are;
- `names.json`: the names of `topics` and `people` by id, which a first query does without.
"""

import base64
import gzip
import json
import os
import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

import pagefind_bin  # type: ignore[import-untyped]
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page

from generator.content.library import Library
from generator.output.search import KINDS, Facets, SearchDocument, page_document

NEWEST, EARLIER = "newest", "earlier"
_PREFIX = len("pagefind_dcd")
_INDEX = ("fragment/", "index/", "pagefind.en_", "pagefind-entry.json")
_PROGRAMS = ("pagefind.js", "wasm.en.pagefind")
"""What the browser runs, of which one bundle is enough."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_MOST_WORDS = 12_000
"""In one bundle: about 40 kB, compressed."""


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


def own_document(page: Page) -> SearchDocument | None:
    """What search reads of a page that somebody has written; None where it asks to be left out."""
    if not is_searchable(page.meta):
        return None
    return page_document(page.file.dest_uri, str(page.title or ""), page.content or "")


def is_searchable(meta: Mapping[str, Any]) -> bool:
    """Whether search may read the page that somebody has written, by its front matter.

    Not with `search: {exclude: true}`, as Material has it, nor with `search: no`.
    """
    asked = meta.get("search")
    return not (asked.get("exclude") if isinstance(asked, dict) else asked is False)


def file_at(address: str) -> str:
    """The file of the page that has this address, both from the root of the site."""
    return f"{address}index.html" if not address or address.endswith("/") else address


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


def _indexed(documents: Iterable[SearchDocument]) -> dict[str, bytes]:
    """The files that Pagefind makes of the documents, by path.

    They are handed over one by one: from a folder Pagefind takes files in the order of the file
    system, and its bytes depend on the order.

    Raises PluginError where Pagefind is missing or fails.
    """
    try:
        answer = _asked(_requests(documents))
    except OSError as error:
        raise PluginError(f"search cannot be made: {error.filename}: {error.strerror}") from None
    if answer["type"] == "Error":
        raise PluginError(f"search cannot be made: {answer['message']}")
    return {one["path"]: base64.b64decode(one["content"]) for one in answer["files"]}


def _requests(documents: Iterable[SearchDocument]) -> Iterator[dict[str, Any]]:
    yield {"type": "NewIndex", "config": {"force_language": "en"}}
    for one in documents:
        file = {"file_path": one.address, "file_contents": one.html}
        yield {"type": "AddFile", "index_id": 0, **file}
    yield {"type": "GetFiles", "index_id": 0}


def _asked(requests: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Pagefind's first answer that tells of an error, or else its answer to the last request.

    A request is an object in JSON, in base64, with a comma behind it, and so is each answer.
    Pagefind waits where nobody reads its answers, and ends when nobody can ask any more.
    """
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(
            [pagefind_bin.get_executable(), "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
        ) as pagefind,
        ThreadPoolExecutor(1) as reader,
    ):
        assert pagefind.stdin is not None  # noqa: S101 - for mypy: both are pipes
        assert pagefind.stdout is not None  # noqa: S101
        answer = reader.submit(_last_answer, pagefind.stdout)
        try:
            with suppress(BrokenPipeError):
                for number, request in enumerate(requests):
                    message = json.dumps({"message_id": number, "payload": request}).encode()
                    pagefind.stdin.write(base64.b64encode(message) + b",")
                pagefind.stdin.flush()
            told = answer.result()
        finally:  # else both would wait for ever
            with suppress(BrokenPipeError):
                pagefind.stdin.close()
        if told is None:
            said.seek(0)
            reason = said.read().decode(errors="replace").strip() or "Pagefind has ended"
            told = {"type": "Error", "message": reason}
        return told


def _last_answer(answers: IO[bytes]) -> dict[str, Any] | None:
    """The first error, or else the files; None where there is neither."""
    parts: list[bytes] = []
    while read := os.read(answers.fileno(), 2**20):
        first, *more = read.split(b",")
        parts.append(first)
        for part in more:
            answer: dict[str, Any] = json.loads(base64.b64decode(b"".join(parts)))["payload"]
            if answer["type"] in {"Error", "GetFiles"}:
                return answer
            parts = [part]
    return None


def bundle_files(name: str, documents: Iterable[SearchDocument]) -> Iterator[tuple[str, bytes]]:
    """The files of the bundle of this name with these documents, in order: paths and content.

    Raises PluginError where Pagefind is missing or fails.
    """
    facets: dict[str, Facets] = {}
    made = _indexed(_noted(documents, facets))
    found: dict[str, Any] = {}
    words: Counter[str] = Counter()
    for path, content in made.items():
        if path.startswith("fragment/"):
            fragment = json.loads(_unpacked(content))
            found[Path(path).stem] = _facts(fragment, facets)
            words.update(_WORD.findall(fragment["content"]))
        elif not path.startswith(_INDEX) and not (path in _PROGRAMS and name == NEWEST):
            continue
        yield f"search/{name}/{path}", content
    if not found:
        raise PluginError("search cannot be made: no page has a word in it")
    yield f"search/{name}/facets.json", _json(dict(sorted(found.items())))
    yield f"search/{name}/words.json", _json(dict(_most_common(words)))


def _noted(
    documents: Iterable[SearchDocument], facets: dict[str, Facets]
) -> Iterator[SearchDocument]:
    """The documents, whose facets are kept and whose HTML need not be."""
    for one in documents:
        facets[one.address] = one.facets
        yield one


def common_files(
    names: Iterable[str], topics: Mapping[str, str], people: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    """The files that say which bundles there are, and what topics and people are called."""
    listed = sorted(names, key=lambda name: name != NEWEST)
    yield "search/search.json", _json({"bundles": listed})
    yield "search/names.json", _json({"topics": dict(topics), "people": dict(people)})


def _unpacked(content: bytes) -> bytes:
    return gzip.decompress(content)[_PREFIX:]


def _facts(fragment: Mapping[str, Any], facets: Mapping[str, Facets]) -> dict[str, Any]:
    """The facets of the fragment's document, and the places at which its parts begin."""
    path = file_at(fragment["url"].removeprefix("/"))
    parts: list[tuple[int, str | None]] = []
    for anchor in fragment["anchors"]:
        kind = anchor["element"] if anchor["element"] in KINDS else None
        if kind != (parts[-1][1] if parts else None):
            parts.append((anchor["location"], kind))
    facts = {name: value for name, value in asdict(facets[path]).items() if value}
    return facts | ({"parts": parts} if parts else {})


def _most_common(words: Counter[str]) -> list[tuple[str, int]]:
    """Words with how often they occur, in any case of their letters, the more common first."""
    counts: Counter[str] = Counter()
    forms: dict[str, tuple[int, str]] = {}
    for word, count in words.items():
        plain = word.lower()
        counts[plain] += count
        forms[plain] = max(forms.get(plain, (0, "")), (count, word))
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_MOST_WORDS]
    return [(forms[plain][1], count) for plain, count in ordered]


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
