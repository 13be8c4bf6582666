"""All briefings with their topics and people; the one place where references are resolved.

Checked briefings and registries come in; a Library goes out that answers who, what and where.
What must hold between the files stands in `library_rules`.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from generator.content.document import Document
from generator.content.schema import Briefing, Person, Quote, Topic
from generator.problems import Field

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """A briefing, its key (`2031/harbour-tunnel`), and the document that says where it stands."""

    key: str
    briefing: Briefing
    document: Document

    @property
    def path(self) -> str:
        """The file, as shown to people."""
        return self.document.path


@dataclass(frozen=True)
class Registry(Generic[T]):
    """The entries of topics.yml or people.yml by id, and where they stand."""

    entries: Mapping[str, T]
    document: Document | None = None


@dataclass(frozen=True)
class Library:
    """The whole content, newest briefing first."""

    entries: tuple[Entry, ...]
    topics: Registry[Topic]
    people: Registry[Person]
    by_key: dict[str, Entry] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {entry.key: entry for entry in self.entries})

    @cached_property
    def published(self) -> tuple[Entry, ...]:
        """All briefings but drafts, newest first."""
        shown = (entry for entry in self.entries if not entry.briefing.draft)
        return tuple(sorted(shown, key=lambda entry: (-entry.briefing.date.toordinal(), entry.key)))

    @cached_property
    def years(self) -> dict[str, list[Entry]]:
        """Published briefings by year, the newest first."""
        years: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.published:
            years[entry.key[:4]].append(entry)
        return dict(years)

    @cached_property
    def by_topic(self) -> dict[str, list[Entry]]:
        """Published briefings by topic id; a registered topic without one has an empty list."""
        topics: dict[str, list[Entry]] = {name: [] for name in self.topics.entries}
        for entry in self.published:
            for name in dict.fromkeys(entry.briefing.topics):
                topics.setdefault(name, []).append(entry)
        return topics

    @cached_property
    def by_person(self) -> dict[str, list[tuple[Entry, list[Quote]]]]:
        """For each registered person the published briefings and quotes in which they speak."""
        people: dict[str, list[tuple[Entry, list[Quote]]]] = {
            name: [] for name in self.people.entries
        }
        for entry in self.published:
            spoken: dict[str, list[Quote]] = defaultdict(list)
            for quote in entry.briefing.quotes:
                if quote.speaker and (person := self.person(quote.speaker)):
                    spoken[person].append(quote)
            for person, quotes in spoken.items():
                people[person].append((entry, quotes))
        return people

    @cached_property
    def _people_by_name(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = defaultdict(list)
        for person_id, person in self.people.entries.items():
            for name in {person_id, *map(plain, (person.name, *person.aliases))}:
                names[name].append(person_id)
        return dict(names)

    def person(self, speaker: str) -> str | None:
        """The id of the one registered person that this name, alias or id means, or None."""
        if speaker in self.people.entries:
            return speaker
        found = self._people_by_name.get(plain(speaker), ())
        return found[0] if len(found) == 1 else None

    def people_named(self, speaker: str) -> list[str]:
        """The ids of all registered people whom this name could mean."""
        if speaker in self.people.entries:
            return [speaker]
        return self._people_by_name.get(plain(speaker), [])

    def topic_name(self, topic: str) -> str:
        """The name of a topic; of one that no topics.yml names, its id in words."""
        known = self.topics.entries.get(topic)
        return known.name if known else topic.replace("-", " ").capitalize()

    @cached_property
    def back_links(self) -> dict[str, list[str]]:
        """For each key the keys of the published briefings that refer to it."""
        links: dict[str, list[str]] = defaultdict(list)
        for entry in self.published:
            for key in {key: None for _, key in references(entry.briefing)}:
                links[key].append(entry.key)
        return dict(links)


def plain(name: str) -> str:
    """The name without what writers and keyboards vary: form of accents, spacing, case, quotes."""
    name = unicodedata.normalize("NFC", name).replace("’", "'")
    return " ".join(name.split()).lower()


def references(briefing: Briefing) -> Iterator[tuple[Field, str]]:
    """Every other briefing that this one names, with the field that names it."""
    for place, key in enumerate(briefing.related):
        yield ("related", place), key
    if briefing.superseded_by:
        yield ("superseded_by",), briefing.superseded_by
    for place, one in enumerate(briefing.implications):
        if one.outcome and one.outcome.briefing:
            yield ("implications", place, "outcome", "briefing"), one.outcome.briefing
