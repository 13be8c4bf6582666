"""The content folder becomes a Library.

A folder comes in: years with briefings, `topics.yml`, `people.yml`. Out go the Library of all that
could be read, and all problems, sorted. Nothing outside of the folder is opened.
"""

import difflib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import TypeAdapter

from generator.content.diagnosis import read_record
from generator.content.document import MAX_BYTES, Document, read_document
from generator.content.library import Entry, Library, Registry
from generator.content.rules import check_briefing, check_library
from generator.content.schema import BRIEFING, PEOPLE, TOPICS, Briefing, Person, Topic
from generator.content.types import SLUG, slug
from generator.problems import Position, Problem, ProblemsError, excerpt, has_errors

T = TypeVar("T")
Track = Callable[[list[str]], Iterable[str]]

_REGISTRIES = ("topics.yml", "people.yml")
_YEAR = re.compile(r"[0-9]{4}")
_WRONG_ENDING = re.compile(r"(.+?)\.ya?ml(?:\.txt)?", re.IGNORECASE)
_EXAMPLE = "harbour-tunnel"
_NEAR_NAME = 0.8
_AT_FIRST = 50_000
"""Bytes: room for the largest file that may be takes longer than to read a usual one."""


class Registries(NamedTuple):
    """What `topics.yml` and `people.yml` hold, and the names of those that could not be read."""

    topics: Registry[Topic]
    people: Registry[Person]
    broken: frozenset[str]
    problems: list[Problem]


def load_library(folder: Path, track: Track = list) -> tuple[Library, list[Problem]]:
    """The Library of the folder and all problems of its files, sorted by place.

    `track` is given the keys and yields them one by one, which lets a caller show progress.
    Files that cannot be read as briefings are left out; their problems say why.
    """
    keys, problems = find_briefings(folder)
    entries, broken = [], set()
    for key in track(keys):
        entry, found = read_entry(folder, key)
        problems += found
        if entry:
            entries.append(entry)
        else:
            broken.add(key)
    registries = read_registries(folder)
    problems += registries.problems
    library = Library(tuple(entries), registries.topics, registries.people)
    problems += check_library(library, registries.broken | broken)
    return library, sorted(problems, key=lambda problem: problem.order)


def require_library(folder: Path, track: Track = list) -> tuple[Library, list[Problem]]:
    """The Library of the folder and its warnings.

    Raises ProblemsError where a file has an error, with all problems of the folder.
    """
    library, problems = load_library(folder, track)
    if has_errors(problems):
        raise ProblemsError(problems)
    return library, problems


def shown_path(path: Path) -> str:
    """The path as people write it: from where they stand, with forward slashes."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def find_briefings(folder: Path) -> tuple[list[str], list[Problem]]:
    """The keys of all files of the folder that should be briefings, in the order of their names.

    The key of `2031/harbour-tunnel.yml` is `2031/harbour-tunnel`. The problems tell of files whose
    name, place or kind is wrong; such files are left out.
    """
    if not folder.is_dir():
        return [], [
            _misplaced(folder, "there is no such folder", "name the folder of the briefings")
        ]
    keys: list[str] = []
    problems: list[Problem] = []
    for entry in _files(folder):
        match _standing(folder, entry):
            case str() as key:
                keys.append(key)
            case Problem() as problem:
                problems.append(problem)
    return keys, list(dict.fromkeys(problems))  # a folder is told of once


def _files(folder: Path | str) -> Iterator["os.DirEntry[str]"]:
    """All that the folder holds but folders, in the order of the names; links are not followed."""
    with suppress(OSError), os.scandir(folder) as found:
        for entry in sorted(found, key=attrgetter("name")):
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)
            else:
                yield entry


def _standing(folder: Path, entry: "os.DirEntry[str]") -> str | Problem | None:
    """The key of a file that should be a briefing, or what is wrong with its name or place."""
    inside = entry.path.removeprefix(f"{folder}{os.sep}").split(os.sep)  # noqa: PTH206 - faster
    if any(part.startswith(".") for part in inside):
        if entry.name in {".yml", ".yaml"}:
            hint = f"rename it {_EXAMPLE}.yml"
            return _misplaced(Path(entry.path), "the file has no name", hint)
        return None
    if entry.is_symlink():
        return _symbolic_link(Path(entry.path))
    if not entry.is_file():
        return None
    if not entry.name.endswith(".yml"):
        meant = _WRONG_ENDING.fullmatch(entry.name)
        if meant:
            hint = f"rename it {slug(meant[1]) or _EXAMPLE}.yml"
            return _misplaced(Path(entry.path), "the name must end in .yml", hint)
        is_of_year = _YEAR.fullmatch(inside[0]) and inside[1:]
        return _published(folder, folder.joinpath(*inside[:2])) if is_of_year else None
    path = "/".join(inside)
    if path in _REGISTRIES:
        return None
    if len(inside) != 2 or not _YEAR.fullmatch(inside[0]):
        return _elsewhere(folder, Path(entry.path))
    return path.removesuffix(".yml")


def _misplaced(path: Path, message: str, hint: str) -> Problem:
    return Problem(shown_path(path), Position(), "", message, hint)


def _symbolic_link(path: Path) -> Problem:
    return _misplaced(path, "this is a symbolic link", "put the file itself here")


def _published(folder: Path, path: Path) -> Problem:
    return _misplaced(
        path,
        "only briefings stand in the folder of a year: this would be published",
        f"keep an article outside of {shown_path(folder)}/; "
        "what a page of your own needs goes into another folder there",
    )


def _elsewhere(folder: Path, path: Path) -> Problem:
    near = difflib.get_close_matches(path.name, _REGISTRIES, 1, _NEAR_NAME)
    return _misplaced(
        path,
        "a briefing stands in a folder that is named by its year",
        f"did you mean {near[0]!r}?"
        if near and path.parent == folder
        else f"move it to {shown_path(folder)}/<year>/{path.name}, with the year of its date",
    )


def read_entry(folder: Path, key: str) -> tuple[Entry | None, list[Problem]]:
    """The entry of the briefing with this key, or None, and what is wrong in the file itself."""
    path = folder / f"{key}.yml"
    if not re.fullmatch(SLUG, path.stem):
        hint = (
            "use lower-case letters a to z, digits and single hyphens: "
            f"{slug(path.stem) or _EXAMPLE}.yml"
        )
        message = f"the name {excerpt(path.stem)!r} cannot be an address on the site"
        return None, [_misplaced(path, message, hint)]
    if path.stem == "index":
        message = "the name 'index' is that of the year's own page"
        hint = f"rename it by what it is about: {_EXAMPLE}.yml"
        return None, [_misplaced(path, message, hint)]
    read, problems = _read(path, BRIEFING)
    if read is None:
        return None, problems
    briefing, document = read
    problems += check_briefing(briefing, document)
    problems += _check_year(briefing, document, path.parent.name)
    return Entry.of(key, briefing, document), problems


def _read(path: Path, adapter: TypeAdapter[T]) -> tuple[tuple[T, Document] | None, list[Problem]]:
    """What the file holds, and where it stands; None where it cannot be read as that."""
    try:
        with path.open("rb") as file:
            content = file.read(_AT_FIRST)
            if len(content) == _AT_FIRST:
                content += file.read(MAX_BYTES + 1 - _AT_FIRST)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        return None, [_misplaced(path, message, "mend its permissions")]
    document, problems = read_document(shown_path(path), content)
    if document is None:
        return None, problems
    record = read_record(adapter, document)
    if isinstance(record, list):
        return None, problems + _untold(record, problems)
    return (record, document), problems


def _untold(refusals: list[Problem], problems: list[Problem]) -> list[Problem]:
    """What the schema refuses, less what the text of the same field has explained."""
    told = {one.field for one in problems if one.severity == "error"}
    return [one for one in refusals if one.field not in told]


def _check_year(briefing: Briefing, document: Document, year: str) -> Iterator[Problem]:
    if f"{briefing.date.year:04}" != year:
        yield document.problem(
            ("date",),
            f"the year of the date is {briefing.date.year:04}, the folder's is {year}",
            f"move the file to the folder {briefing.date.year:04}, or mend the date",
        )


def read_registries(folder: Path) -> Registries:
    """The registries of the folder; one that is not there, or that cannot be read, is empty."""
    topics, topic_problems = _read_registry(folder / "topics.yml", TOPICS)
    people, people_problems = _read_registry(folder / "people.yml", PEOPLE)
    read = zip(_REGISTRIES, (topics, people), strict=True)
    return Registries(
        topics or Registry({}),
        people or Registry({}),
        frozenset(name for name, registry in read if registry is None),
        topic_problems + people_problems,
    )


def _read_registry(
    path: Path, adapter: TypeAdapter[dict[str, T]]
) -> tuple[Registry[T] | None, list[Problem]]:
    if not path.is_file() or path.is_symlink():
        return Registry({}), []
    read, problems = _read(path, adapter)
    return Registry(*read) if read else None, problems
