"""What a build remembers of the files that it has written, and whether they are still so.

Nothing here looks into a file: that a build has nothing to do is known by names, sizes and times.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from generator.output.search import Facets


class File(NamedTuple):
    """A file as it was when it was written."""

    path: str
    size: int
    modified: int
    """Nanoseconds since the epoch."""


class Document(NamedTuple):
    """What search reads of a page; the store has its HTML as what the output has kept."""

    address: str
    digest: bytes
    facets: "Facets"


class Record(NamedTuple):
    """An output that is made: what it depends on, its files, and what search reads of it."""

    depends: bytes
    files: tuple[File, ...]
    document: Document | None


def written(folder: Path, path: str, content: bytes) -> File:
    """Write the file at this path in the folder."""
    place = f"{folder}/{path}"  # pathlib is slow for very many files
    try:
        _write(place, content)
    except FileNotFoundError:
        _make_folder(place.rpartition("/")[0])
        _write(place, content)
    state = os.stat(place)  # noqa: PTH116
    return File(path, state.st_size, state.st_mtime_ns)


def _make_folder(place: str) -> None:
    try:
        os.mkdir(place)  # noqa: PTH102
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(place, exist_ok=True)  # noqa: PTH103


def _write(place: str, content: bytes) -> None:
    with open(place, "wb") as file:  # noqa: PTH123
        file.write(content)


def _link(source: str, place: str) -> None:
    """Let the place have the file, without a copy where that can be."""
    try:
        os.link(source, place)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copy2(source, place)


def keep_files(site: Path, records: Iterable[Record], folder: Path) -> None:
    """Take files of the site over into the folder, without copying them where that can be."""
    records = list(records)
    places = {os.path.dirname(file.path) for record in records for file in record.files}  # noqa: PTH120
    for place in sorted(places):
        (folder / place).mkdir(parents=True, exist_ok=True)
    one, other = f"{site}/", f"{folder}/"
    for record in records:
        for file in record.files:
            _link(one + file.path, other + file.path)


def files_of(site: Path) -> Iterator[File]:
    """All files of the site as they are now; none where there is no site."""
    return _files(str(site), "")


def digest_of_files(files: Iterable[File]) -> bytes:
    """A digest of these files as they were when they were written, in any order."""
    told = sorted(f"{path}\0{size}\0{modified}" for path, size, modified in files)
    return hashlib.sha256("\n".join(told).encode("utf-8", "surrogateescape")).digest()


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
