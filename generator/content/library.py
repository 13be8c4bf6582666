"""All briefings with their topics and people; the one place where references are resolved.

Checked briefings and registries come in; a Library goes out that answers who, what and where,
and the problems of what does not fit together between files.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from generator.content.addresses import article_address, likely_address
from generator.content.diagnosis import did_you_mean
from generator.content.document import Document
from generator.content.schema import Briefing, Person, Quote, Topic
from generator.problems import Field, Problem

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """A briefing, its key (`2031/harbour-tunnel`), and the document that says where things stand."""

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
            for _, key in references(entry.briefing):
                if entry.key not in links[key]:
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


def check_library(library: Library, broken: frozenset[str] = frozenset()) -> Iterator[Problem]:
    """What does not fit together between the files.

    `broken` are the keys of files that could not be read: references to them are not wrong.
    """
    yield from _check_people(library)
    for entry in library.entries:
        yield from _check_topics(library, entry)
        yield from _check_speakers(library, entry)
        yield from _check_references(library, entry, broken)
    yield from _check_sources(library.entries)
    yield from _check_former_addresses(library)


def _check_people(library: Library) -> Iterator[Problem]:
    document = library.people.document
    if document is None:
        return
    for person_id, person in library.people.entries.items():
        for place, alias in enumerate(person.aliases):
            others = [other for other in library.people_named(alias) if other != person_id]
            if others:
                yield document.problem(
                    (person_id, "aliases", place),
                    f"the alias {alias!r} also means {others[0]!r}",
                    "take it away from one of the two; a speaker can be given by id instead",
                )


def _check_topics(library: Library, entry: Entry) -> Iterator[Problem]:
    known = library.topics.entries
    if library.topics.document is None:
        return
    names = {topic.name.lower(): topic_id for topic_id, topic in known.items()}
    for place, topic in enumerate(entry.briefing.topics):
        if topic not in known:
            meant = names.get(topic.lower().replace("-", " "))
            yield entry.document.problem(
                ("topics", place),
                f"{topic!r} is not in topics.yml",
                f"did you mean {meant!r}?" if meant else did_you_mean(topic, known),
            )


def _check_speakers(library: Library, entry: Entry) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, quote in enumerate(entry.briefing.quotes):
        if quote.speaker is None:
            continue
        named = library.people_named(quote.speaker)
        if len(named) > 1:
            yield entry.document.problem(
                ("quotes", place, "speaker"),
                f"{quote.speaker!r} may be {' or '.join(map(repr, named))}",
                f"give the speaker by id: speaker: {named[0]}",
            )
        registered = library.people.entries[named[0]].role if named else None
        if plain(quote.speaker) not in seen and not quote.role and not registered:
            yield entry.document.problem(
                ("quotes", place, "speaker"),
                f"nothing says who {quote.speaker} is",
                "role: what the source calls the speaker",
                warning=True,
            )
        seen.add(plain(quote.speaker))


def _check_references(library: Library, entry: Entry, broken: frozenset[str]) -> Iterator[Problem]:
    known = set(library.by_key) | broken
    for way, key in references(entry.briefing):
        if key == entry.key:
            yield entry.document.problem(way, "the briefing names itself", "take it away")
        elif key not in known:
            yield entry.document.problem(
                way,
                f"there is no briefing {key!r}: no file {key}.yml",
                did_you_mean(key, [other for other in known if other[:4] == key[:4]][:500]),
            )
        elif key in library.by_key and library.by_key[key].briefing.draft:
            yield entry.document.problem(
                way,
                f"{library.by_key[key].path} is a draft: nobody could follow the link",
                "publish it first, or take the link away",
                warning=entry.briefing.draft,
            )


def _check_sources(entries: Iterable[Entry]) -> Iterator[Problem]:
    """One article once, unless one of the two briefings names the other."""
    first: dict[str, Entry] = {}
    alike: dict[str, Entry] = {}
    for entry in entries:
        if not entry.briefing.source.url:
            continue
        address = article_address(entry.briefing.source.url)
        likely = likely_address(entry.briefing.source.url)
        same, similar = first.get(address), alike.get(likely)
        if same and not _name_each_other(entry, same):
            yield entry.document.problem(
                ("source", "url"),
                f"this article is briefed already, in {same.path}",
                "add to that briefing; if this is a second one on purpose, name the other under "
                "`related`",
            )
        elif similar and not same and not _name_each_other(entry, similar):
            yield entry.document.problem(
                ("source", "url"),
                f"this may be the article of {similar.path}: a mobile or AMP address differs",
                "write the article's own address",
                warning=True,
            )
        first.setdefault(address, entry)
        alike.setdefault(likely, entry)


def _name_each_other(one: Entry, other: Entry) -> bool:
    return any(key == other.key for _, key in references(one.briefing)) or any(
        key == one.key for _, key in references(other.briefing)
    )


def _check_former_addresses(library: Library) -> Iterator[Problem]:
    claimed: dict[str, Entry] = dict(library.by_key)
    for entry in library.entries:
        for place, key in enumerate(entry.briefing.formerly):
            if key in claimed:
                yield entry.document.problem(
                    ("formerly", place),
                    f"the address {key!r} belongs to {claimed[key].path}",
                    "an old address must be free to lead here",
                )
            claimed.setdefault(key, entry)
