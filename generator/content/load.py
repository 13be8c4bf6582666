"""The content folder becomes a Library; the only reader of that folder.

A folder comes in: years with briefings, `topics.yml`, `people.yml`. Out go the Library of all that
could be read, and all problems, sorted. Nothing outside of the folder is opened.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from generator.content.diagnosis import did_you_mean, read_record
from generator.content.document import MAX_BYTES, Document, read_document
from generator.content.library import Entry, Library, Registry
from generator.content.library_rules import check_library
from generator.content.rules import check_briefing
from generator.content.schema import BRIEFING, PEOPLE, TOPICS, Briefing
from generator.content.types import SLUG, slug
from generator.problems import Position, Problem, ProblemsError, excerpt, has_errors

T = TypeVar("T")
Track = Callable[[list[Path]], Iterable[Path]]

_REGISTRIES = ("topics.yml", "people.yml")
_YEAR = re.compile(r"[0-9]{4}")
_WRONG_ENDING = re.compile(r"(.+?)\.ya?ml(?:\.txt)?", re.IGNORECASE)
_EXAMPLE = "harbour-tunnel"


def load_library(folder: Path, track: Track = list) -> tuple[Library, list[Problem]]:
    """The Library of the folder and all problems of its files, sorted by place.

    `track` is given the files and yields them one by one, which lets a caller show progress.
    Files that cannot be read as briefings are left out; their problems say why.
    """
    reader = _Reader(folder)
    for path in track(reader.briefing_files()):
        reader.read_briefing(path)
    topics = reader.read_registry("topics.yml", TOPICS)
    people = reader.read_registry("people.yml", PEOPLE)
    library = Library(tuple(reader.entries), topics, people)
    reader.problems.extend(check_library(library, frozenset(reader.broken)))
    return library, sorted(reader.problems, key=lambda problem: problem.order)


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


@dataclass
class _Reader:
    folder: Path
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)

    def note(self, path: Path, message: str, hint: str = "") -> None:
        self.problems.append(Problem(shown_path(path), Position(), "", message, hint))

    def briefing_files(self) -> list[Path]:
        """All files that should be briefings, in the order of their names."""
        if not self.folder.is_dir():
            self.note(self.folder, "there is no such folder", "name the folder of the briefings")
            return []
        return [path for path in sorted(self.folder.rglob("*")) if self.is_briefing(path)]

    def is_briefing(self, path: Path) -> bool:
        """Whether the file should be a briefing; notes what is wrong with its place or kind."""
        inside = path.relative_to(self.folder)
        if any(part.startswith(".") for part in inside.parts):
            if path.name in {".yml", ".yaml"}:
                self.note(path, "the file has no name", f"rename it {_EXAMPLE}.yml")
            return False
        if path.is_symlink():
            self.note(path, "this is a symbolic link", "put the file itself here")
        elif not path.is_file():
            return False
        elif path.suffix != ".yml":
            if meant := _WRONG_ENDING.fullmatch(path.name):
                self.note(path, "the name must end in .yml", f"rename it {meant[1]}.yml")
        elif inside.as_posix() not in _REGISTRIES:
            if len(inside.parts) == 2 and _YEAR.fullmatch(inside.parts[0]):
                return True
            self.note_place(path)
        return False

    def note_place(self, path: Path) -> None:
        registries = "" if path.parent != self.folder else did_you_mean(path.name, _REGISTRIES)
        self.note(
            path,
            "a briefing stands in a folder that is named by its year",
            registries
            if registries.startswith("did")
            else f"move it to {shown_path(self.folder / '2031' / path.name)}, "
            "with the year of its date",
        )

    def refuse(self, refusals: list[Problem]) -> None:
        """Note what the schema refuses, less what the text of the same field has explained."""
        told = {(one.path, one.field) for one in self.problems if one.severity == "error"}
        self.problems.extend(one for one in refusals if (one.path, one.field) not in told)

    def read(self, path: Path) -> Document | None:
        try:
            with path.open("rb") as file:
                content = file.read(MAX_BYTES + 1)
        except OSError as error:
            self.note(path, f"the file cannot be read: {error.strerror}", "mend its permissions")
            return None
        document, problems = read_document(shown_path(path), content)
        self.problems.extend(problems)
        return document

    def read_briefing(self, path: Path) -> None:
        key = f"{path.parent.name}/{path.stem}"
        if not re.fullmatch(SLUG, path.stem):
            self.note(
                path,
                f"the name {excerpt(path.stem)!r} cannot be an address on the site",
                "use lower-case letters a to z, digits and single hyphens: "
                f"{slug(path.stem) or _EXAMPLE}.yml",
            )
            return
        if path.stem == "index":
            message = "the name 'index' is that of the year's own page"
            self.note(path, message, f"rename it by what it is about: {_EXAMPLE}.yml")
            return
        self.broken.add(key)
        document = self.read(path)
        if document is None:
            return
        briefing = read_record(BRIEFING, document)
        if isinstance(briefing, list):
            self.refuse(briefing)
            return
        self.broken.discard(key)
        self.problems.extend(check_briefing(briefing, document))
        self.check_year(briefing, document, path.parent.name)
        self.entries.append(Entry.of(key, briefing, document))

    def check_year(self, briefing: Briefing, document: Document, year: str) -> None:
        if f"{briefing.date.year:04}" != year:
            self.problems.append(
                document.problem(
                    ("date",),
                    f"the year of the date is {briefing.date.year:04}, the folder's is {year}",
                    f"move the file to the folder {briefing.date.year:04}, or mend the date",
                )
            )

    def read_registry(self, name: str, adapter: TypeAdapter[dict[str, T]]) -> Registry[T]:
        path = self.folder / name
        if not path.is_file() or path.is_symlink():
            return Registry({})
        self.broken.add(name)
        document = self.read(path)
        if document is None:
            return Registry({})
        entries = read_record(adapter, document)
        if isinstance(entries, list):
            self.refuse(entries)
            return Registry({})
        self.broken.discard(name)
        return Registry(entries, document)
