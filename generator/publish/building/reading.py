"""The content folder becomes a Library, of which only what changed is read.

What was read before comes in as cards, each with the digest of its file. A briefing that has not
changed is read again only where somebody asks for more than its card.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from generator.content.document import Document
from generator.content.library import Card, Entry, Library, find_reached
from generator.content.load import Registries, find_briefings, read_entry
from generator.content.rules import check_library
from generator.content.schema import Briefing
from generator.problems import Problem, ProblemsError, has_errors
from generator.proof.verification import Proof, Unchecked, check_quotes
from generator.publish.building.sources import Source


class Reading(NamedTuple):
    """What reading one briefing gave, without the briefing."""

    digest: bytes
    """Of the file."""
    card: Card
    warnings: list[Problem]


Found = tuple[str, Card | None, list[Problem]]
"""A briefing's key, its card, or None where it cannot be read, and the problems of its file."""


class Read(NamedTuple):
    """The whole content, and what was read to know it."""

    library: Library
    readings: dict[str, Reading]
    """By key."""
    warnings: list[Problem]
    reached: set[str]
    """The keys of all briefings that have changed, or of which a neighbour has."""


class Reader:
    """Reads a share of the briefings and keeps them for those who make pages of them."""

    def __init__(self, folder: Path, proof: Proof, unchecked: Unchecked) -> None:
        self.folder = folder
        self.proof = proof
        self.unchecked = unchecked
        self.briefings: dict[str, Briefing] = {}

    def read(self, keys: Sequence[str]) -> list[Found]:
        """What is in the file of each of these briefings."""
        found: list[Found] = []
        for key in keys:
            entry, problems = read_entry(self.folder, key)
            if entry is None:
                found.append((key, None, problems))
                continue
            problems += check_quotes(entry, self.proof, self.unchecked)
            self.briefings[key] = entry.briefing
            found.append((key, entry.card, problems))
        return found

    def entry(self, card: Card) -> Entry:
        """The entry with this card; of what was read here, the briefing is at hand."""
        read = partial(_read_again, self.folder, card.key)
        return Entry(card, read, self.briefings.get(card.key))


def _read_again(folder: Path, key: str) -> tuple[Briefing, Document]:
    """What is in the file of the briefing with this key.

    Raises ProblemsError where it has been changed into something that cannot be read since.
    """
    entry, problems = read_entry(folder, key)
    if entry is None:
        raise ProblemsError(problems)
    return entry.briefing, entry.document


def read_content(
    folder: Path,
    registries: Registries,
    sources: Mapping[str, Source],
    known: Mapping[str, Reading],
    read: Callable[[Sequence[str]], Iterable[Found]],
    entry: Callable[[Card], Entry],
) -> Read:
    """The Library of the folder, read where its files differ from what is known.

    `read` gives what is in each of the briefings that have changed, `entry` makes one of a card.

    Raises ProblemsError, with all problems of the folder, where a file has an error.
    """
    keys, problems = find_briefings(folder)
    readings: dict[str, Reading] = {}
    broken = set(registries.broken)
    changed = []
    for key in keys:
        source, before = sources.get(f"{key}.yml"), known.get(key)
        if source and before and source.digest == before.digest:
            readings[key] = before
        else:
            changed.append(key)
    for key, card, found in read(changed):
        if card is None:
            broken.add(key)
            problems += found
        else:
            source = sources.get(f"{key}.yml")
            readings[key] = Reading(source.digest if source else b"", card, found)
    entries = tuple(entry(readings[key].card) for key in keys if key in readings)
    library = Library(entries, registries.topics, registries.people)
    problems += registries.problems
    problems += (problem for reading in readings.values() for problem in reading.warnings)
    problems += check_library(library, frozenset(broken))
    problems.sort(key=lambda problem: problem.order)
    if has_errors(problems):
        raise ProblemsError(problems)
    cards = ({key: one.card for key, one in some.items()} for some in (known, readings))
    return Read(library, readings, problems, find_reached(*cards).union(changed))
