"""Builds the hostile sites, and reads a page as what a browser makes of it: elements and texts."""

import functools
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import yaml

from tests.hostile.content import (
    GOLDEN,
    Fill,
    as_typed,
    folded,
    hostile_address,
    hostile_text,
    innocent_address,
    innocent_text,
    names_folder,
    words_folder,
)
from tests.publish.sites import BIN, bare_site, run

FOLDERS: dict[str, Callable[[Path, Fill, Fill], None]] = {
    "words": words_folder,
    "names": names_folder,
}
FILLS: dict[str, tuple[Fill, Fill]] = {
    "hostile": (hostile_text, hostile_address),
    "innocent": (innocent_text, innocent_address),
}

Event = tuple[str, ...]


EXTENSIONS = GOLDEN / "extensions.yml"


def make_project(target: Path, folder: str, fill: str, extensions: Path | None = None) -> Path:
    """A project with the content folder of this name, hostile or innocent."""
    bare_site(target)
    FOLDERS[folder](target / "briefings", *FILLS[fill])
    if extensions:
        path = target / "mkdocs.yml"
        settings = yaml.safe_load(path.read_text("utf-8"))
        settings["markdown_extensions"] = yaml.safe_load(extensions.read_text("utf-8"))
        path.write_text(yaml.safe_dump(settings), encoding="utf-8")
    return target


def build(project: Path) -> Path:
    """The site of the project, built by MkDocs."""
    printed = run(BIN / "mkdocs", "build", "--quiet", cwd=project)
    assert "contains a" not in printed, printed  # how MkDocs tells of links and anchors
    return project / "site"


def rendered(project: Path) -> Path:
    """The project that `briefings render` makes of the project."""
    target = project.with_name(f"{project.name}-rendered")
    run(BIN / "briefings", "render", target, cwd=project)
    return target


SITES: dict[str, Callable[[Path], Path]] = {
    # The slowest first: two are built at a time.
    "words-rendered": lambda base: build(rendered(make_project(base / "w", "words", "hostile"))),
    "names-rendered": lambda base: build(rendered(make_project(base / "n", "names", "hostile"))),
    "words-extended": lambda base: build(make_project(base / "e", "words", "hostile", EXTENSIONS)),
    "words-extended-twin": lambda base: build(
        make_project(base / "et", "words", "innocent", EXTENSIONS)
    ),
    "words": lambda base: build(make_project(base / "wp", "words", "hostile")),
    "names": lambda base: build(make_project(base / "np", "names", "hostile")),
    "words-twin": lambda base: build(make_project(base / "wt", "words", "innocent")),
    "names-twin": lambda base: build(make_project(base / "nt", "names", "innocent")),
}
"""The sites that the tests compare, by name: hostile ones and their innocent twins."""


@functools.cache
def built_sites(base: Path) -> dict[str, Path]:
    """All sites, built below `base`, once in a run of the tests."""
    with ThreadPoolExecutor(2) as pool:
        sites = pool.map(lambda name: SITES[name](base / name), SITES)
        return dict(zip(SITES, sites, strict=True))


class _Events(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.events: list[Event] = []
        self.pieces: list[str] = []

    def flush(self) -> None:
        if text := folded("".join(self.pieces)):
            self.events.append(("text", text))
        self.pieces.clear()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.flush()
        named = sorted((name, value or "") for name, value in attrs)
        self.events.append(("start", tag, *(part for pair in named for part in pair)))

    def handle_endtag(self, tag: str) -> None:
        self.flush()
        self.events.append(("end", tag))

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    def handle_comment(self, data: str) -> None:
        self.flush()
        self.events.append(("comment", data))

    def handle_decl(self, decl: str) -> None:
        self.flush()
        self.events.append(("declaration", decl))

    def unknown_decl(self, data: str) -> None:
        self.flush()
        self.events.append(("declaration", data))

    def handle_pi(self, data: str) -> None:
        self.flush()
        self.events.append(("instruction", data))


def events(html: str) -> list[Event]:
    """What stands in the HTML, in order: elements with all their attributes, and texts."""
    parser = _Events()
    parser.feed(html)
    parser.close()
    parser.flush()
    return parser.events


def expected(event: Event) -> Event:
    """What must stand in a hostile page for this part of its innocent twin."""
    return tuple(as_typed(part) if "nno" in part else part for part in event)


def differences(twin: str, page: str) -> Iterator[str]:
    """Where the page is not its twin with each innocent word turned back into what was typed."""
    wanted, found = events(twin), events(page)
    within: Event = ()
    for one, other in zip(wanted, found, strict=False):
        if one[0] == "start":
            within = one
        if one == other:
            continue
        typed = expected(one)
        if typed != other and not _same(typed, other, within):
            yield f"expected {str(typed)[:300]}, found {str(other)[:300]}"
            return
    if len(wanted) != len(found):
        yield f"expected {len(wanted)} elements and texts, found {len(found)}"


def _same(typed: Event, found: Event, within: Event) -> bool:
    """Whether two parts say the same, of which some may be shortened and some in percent form."""
    if typed[:2] == ("start", "a"):
        same = [_address(part) for part in typed] == [_address(part) for part in found]
        return same and not any(set(part) & set("<>\"'` ") for part in found if ":~:" in part)
    if typed[:2] == ("start", "meta"):
        return typed[:3] == found[:3] and _shortened(typed[3], found[3]) and typed[4:] == found[4:]
    if typed[0] == found[0] == "text" and within[:2] == ("start", "a"):
        return any(part.startswith("#") for part in within) and _shortened(typed[1], found[1])
    return False


def _address(part: str) -> str:
    """An address without percent signs, and without the words that it leads to there."""
    return unquote(part.partition(":~:")[0]).rstrip("#")


def _shortened(text: str, found: str) -> bool:
    text, found = " ".join(text.split()), " ".join(found.split())
    kept = found.removesuffix("…")
    return found == text or (found != kept and text.startswith(kept.rstrip()))
