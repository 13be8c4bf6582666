"""A share of the outputs is read for, made, and written into the folder of the new site."""

import logging
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from mkdocs.utils import CountHandler

from generator.content.library import Card, Entry
from generator.publish.building.outputs import Output
from generator.publish.building.reading import Found, Reader
from generator.publish.building.site import Site


class File(NamedTuple):
    """A file of the site as it was when it was written."""

    path: str
    size: int
    modified: int
    """Nanoseconds since the epoch."""


class Record(NamedTuple):
    """An output that is made: what it depends on, and its files."""

    depends: bytes
    files: tuple[File, ...]


class Result(NamedTuple):
    """What making one output gave."""

    name: str
    record: Record
    kept: object
    """What later outputs show of it."""
    has_warned: bool
    """Whether MkDocs warned of it: such an output is made again, and warned of, each time."""


class Maker:
    """Reads and makes what it is given, and keeps what it has read for what it makes."""

    def __init__(self, site: Site, reader: Reader, folder: Path) -> None:
        """Take the site, what reads its briefings, and the folder to write to."""
        self.site = site
        self.reader = reader
        self.folder = folder

    def read(self, paths: Sequence[Path]) -> list[Found]:
        """What is in these files."""
        return self.reader.read(paths)

    def know(self, cards: Sequence[Card]) -> None:
        """Take the whole library, by its cards."""
        self.site.know([self.entry(card) for card in cards])

    def entry(self, card: Card) -> Entry:
        """The entry with this card."""
        return self.reader.entry(card)

    def make(self, outputs: Sequence[Output], cards: Sequence[Card] = ()) -> list[Result]:
        """Make the outputs and write their files.

        `cards` are those of the library, for a copy of this process that does not know it yet.
        """
        if cards:
            self.know(cards)
        return list(map(self._make, outputs))

    def _make(self, output: Output) -> Result:
        with _Warnings() as warnings:
            made = output.make(self.site, output.of)
        files = tuple(_written(self.folder, path, content) for path, content in made.files)
        return Result(output.name, Record(output.depends, files), made.kept, warnings.any)


class _Warnings(CountHandler):
    """Counts what MkDocs warns of while it is in place."""

    def __enter__(self) -> "_Warnings":
        self.setLevel(logging.WARNING)
        logging.getLogger("mkdocs").addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("mkdocs").removeHandler(self)

    @property
    def any(self) -> bool:
        return bool(self.get_counts())


def _written(folder: Path, path: str, content: bytes) -> File:
    place = os.path.join(folder, path)  # noqa: PTH118 - pathlib is slow for very many files
    try:
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(place), exist_ok=True)  # noqa: PTH103, PTH120
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    with open(descriptor, "wb") as file:  # noqa: PTH123
        file.write(content)
        file.flush()
        state = os.fstat(descriptor)
    return File(path, state.st_size, state.st_mtime_ns)


def keep_files(site: Path, records: Sequence[Record], folder: Path) -> None:
    """Take files of the site over into the folder, without copying them where that can be."""
    places = {os.path.dirname(file.path) for record in records for file in record.files}  # noqa: PTH120
    for place in sorted(places):
        (folder / place).mkdir(parents=True, exist_ok=True)
    one, other = f"{site}/", f"{folder}/"
    for record in records:
        for file in record.files:
            os.link(one + file.path, other + file.path)


def files_of(site: Path) -> Iterator[File]:
    """All files of the site as they are now; none where there is no site."""
    return _files(str(site), "")


def _files(folder: str, inside: str) -> Iterator[File]:
    try:
        entries = os.scandir(folder)
    except FileNotFoundError:
        return
    with entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path, f"{inside}{entry.name}/")
            else:
                state = entry.stat(follow_symlinks=False)
                yield File(inside + entry.name, state.st_size, state.st_mtime_ns)
