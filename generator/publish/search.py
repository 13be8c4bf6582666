"""The search index: Pagefind's bundles, and beside each what Pagefind does not tell.

Documents (see `output.search`) come in as files; the files of the site's folder `search/` go out:

- `newest/` and, where there are former years, `earlier/`: Pagefind's bundles, split by content
  alone, so that the usual edit makes the small one anew and a reader loads two at most;
- in each `facets.json`: an object by the result's id (its fragment's name) with `topics`, `people`,
  `publisher`, `year`, `bases`, `likelihoods` and `parts`, the places in the page's words at which
  its key points, quotes and implications begin: `[[12, "point"], [80, "quote"], [310, null]]`;
- in each `words.json`: an object of the words of its pages and how often each occurs;
- `search.json`: the `bundles` that there are, and the names of `topics` and `people` by id.

Pagefind leaves what it wrote before beside what it writes now, and is twice as fast over its former
output: which of the files belong to the bundle is read from its own index.
"""

import gzip
import json
import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import cbor2
import pagefind_bin  # type: ignore[import-untyped]
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page

from generator.content.library import Library
from generator.output.search import KINDS, Facets, SearchDocument, page_document

NEWEST, EARLIER = "newest", "earlier"
_PREFIX = len("pagefind_dcd")
_PROGRAMS = ("pagefind.js", "wasm.en.pagefind")
"""What the browser runs, of which one bundle is enough."""
_SPECIAL = re.compile(r"[?*$:<>()\[\]{},\\]")
_WORD = re.compile(r"[^\W\d_]{4,}")
_MOST_WORDS = 12_000
"""In one bundle: about 40 kB, compressed."""


def write_search(documents: Iterable[SearchDocument], library: Library, site: Path) -> None:
    """Make the index of the documents and write it into the site.

    Raises PluginError where Pagefind is missing or fails.
    """
    facets = {}
    with tempfile.TemporaryDirectory() as work:
        for document in documents:
            facets[document.address] = document.facets
            _write(Path(work, "documents", document.address), document.html.encode())
        found = bundles(facets)
        for name, addresses in found.items():
            folder = Path(work, name)
            index(Path(work, "documents"), addresses, folder)
            for path, content in bundle_files(folder, facets, with_programs=name == NEWEST):
                content = content.read_bytes() if isinstance(content, Path) else content
                _write(site / "search" / name / path, content)
    path, content = search_file(found, library.topic_names, library.people_names)
    _write(site / path, content)


def own_document(page: Page) -> SearchDocument | None:
    """What search reads of a page that somebody has written; None where it asks to be left out."""
    if page.meta.get("search", {}).get("exclude"):
        return None
    return page_document(page.file.dest_uri, str(page.title or ""), page.content or "")


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


def index(documents: Path, addresses: Iterable[str], folder: Path) -> None:
    """Let Pagefind index the documents in these folders and files, into `folder/bundle`.

    What the folder holds of a former run is used again.

    Raises PluginError where Pagefind is missing or fails.
    """
    command = [
        *(str(pagefind_bin.get_executable()), "--silent", "--force-language", "en"),
        *("--site", str(documents), "--glob", _glob(addresses)),
        *("--output-path", str(folder / "bundle")),
    ]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except OSError as error:
        raise PluginError(f"search cannot be made: {command[0]}: {error.strerror}") from None
    except subprocess.CalledProcessError as error:
        raise PluginError(f"search cannot be made: {error.stderr.strip()}") from None


def _glob(addresses: Iterable[str]) -> str:
    """What Pagefind takes for these addresses and for no other that there is a document of.

    A bundle holds all documents of a folder at the top, or none of them.
    """
    tops = {address.split("/")[0]: "/" in address for address in addresses}
    names = (_SPECIAL.sub(r"\\\g<0>", top) + "/**/*.html" * deep for top, deep in tops.items())
    return f"{{{','.join(sorted(names))}}}"


def state_of(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and time of each file that Pagefind has left in the folder.

    A file that is not as it was left would be taken for what its name says.
    """
    states = {path: path.stat() for path in folder.glob("bundle/*/*")}
    return {
        path.relative_to(folder).as_posix(): (state.st_size, state.st_mtime_ns)
        for path, state in states.items()
    }


def bundle_files(
    folder: Path, facets: Mapping[str, Facets], *, with_programs: bool
) -> Iterator[tuple[str, bytes | Path]]:
    """The files of the bundle that was indexed into the folder: their content, or where it is.

    What is named by its content is never written again, and may be linked to.
    """
    bundle = folder / "bundle"
    entry = json.loads((bundle / "pagefind-entry.json").read_bytes())
    [language] = entry["languages"].values()
    meta = f"pagefind.{language['hash']}.pf_meta"
    named = cbor2.loads(_unpacked(bundle / meta))
    yield "pagefind-entry.json", (bundle / "pagefind-entry.json").read_bytes()
    yield meta, bundle / meta
    for chunk in named[2]:
        yield f"index/{chunk[2]}.pf_index", bundle / "index" / f"{chunk[2]}.pf_index"
    found: dict[str, Any] = {}
    words: Counter[str] = Counter()
    for name, *_ in named[1]:
        path = bundle / "fragment" / f"{name}.pf_fragment"
        fragment = json.loads(_unpacked(path))
        found[name] = _facts(fragment, facets)
        words.update(_WORD.findall(fragment["content"]))
        yield f"fragment/{name}.pf_fragment", path
    yield "facets.json", _json(dict(sorted(found.items())))
    yield "words.json", _json(dict(_most_common(words)))
    for program in _PROGRAMS if with_programs else ():
        yield program, (bundle / program).read_bytes()


def search_file(
    names: Iterable[str], topics: Mapping[str, str], people: Mapping[str, str]
) -> tuple[str, bytes]:
    """The file that says which bundles there are, and what topics and people are called."""
    listed = sorted(names, key=lambda name: name != NEWEST)
    content = {"bundles": listed, "topics": dict(topics), "people": dict(people)}
    return "search/search.json", _json(content)


def _unpacked(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes())[_PREFIX:]


def _facts(fragment: Mapping[str, Any], facets: Mapping[str, Facets]) -> dict[str, Any]:
    """The facets of the fragment's document, and the places at which its parts begin."""
    address = fragment["url"].removeprefix("/")
    path = f"{address}index.html" if not address or address.endswith("/") else address
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
