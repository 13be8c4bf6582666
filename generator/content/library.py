"""All briefings with their topics and people; the one place where references are resolved.

Checked briefings and registries come in; a Library goes out that answers who, what and where. It
answers from the briefings' cards: nobody needs to read a whole briefing to know its place among
the others. What must hold between the files stands in `rules.library`.
"""

import datetime
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Generic, NamedTuple, TypeVar

from generator.content.addresses import article_address, likely_address, original_address
from generator.content.document import Document
from generator.content.schema import Briefing, Person, Topic
from generator.problems import Field

T = TypeVar("T")


class Speaker(NamedTuple):
    """Who says the quote at this place of a briefing."""

    place: int
    name: str
    role: str | None


class Card(NamedTuple):
    """What the other files, and the rules between files, must know of a briefing.

    Plain values, so that a card can be kept and its briefing be left unread.
    """

    key: str
    """`2031/harbour-tunnel`"""
    path: str
    """The file, as shown to people."""
    title: str
    date: datetime.date
    draft: bool
    changed: datetime.date
    """The day of the last update."""
    topics: tuple[str, ...]
    speakers: tuple[Speaker, ...]
    references: tuple[tuple[Field, str], ...]
    """The other briefings that it names, each with the field that names it."""
    formerly: tuple[str, ...]
    source_published: datetime.date | None
    article: str | None
    """The source's address, or that of its archived copy, as all spellings of it are compared."""
    likely_article: str | None
    text: str | None
    """The digest of the source's text."""


class Entry:
    """A briefing in a Library: its card at once, the whole of it when it is asked for."""

    __slots__ = ("_briefing", "_document", "_read", "card", "key", "path")

    def __init__(
        self,
        card: Card,
        read: Callable[[], tuple[Briefing, Document]],
        briefing: Briefing | None = None,
    ) -> None:
        """Take the card, what reads the file, and the briefing where it is at hand."""
        self.card = card
        self.key = card.key
        self.path = card.path
        self._read = read
        self._briefing = briefing
        self._document: Document | None = None

    @classmethod
    def of(cls, key: str, briefing: Briefing, document: Document) -> "Entry":
        """The entry of a briefing that has been read."""
        card = _make_card(key, document.path, briefing)
        return cls(card, lambda: (briefing, document), briefing)

    @property
    def briefing(self) -> Briefing:
        """The briefing itself."""
        if self._briefing is None:
            self._briefing = self._read()[0]  # the document is as large, and rarely asked for
        return self._briefing

    @property
    def document(self) -> Document:
        """The document that says where each of its fields stands."""
        if self._document is None:
            self._document = self._read()[1]
        return self._document


class KnownSpeaker(NamedTuple):
    """A registered person who is quoted in a briefing."""

    id: str
    name: str
    role: str | None


class Neighbours(NamedTuple):
    """All that the pages and list entries of one briefing show of other files."""

    topics: dict[str, str]
    """The name of each of its topics, by id, in its own order."""
    people: dict[str, KnownSpeaker]
    """Each registered speaker, by the name that the briefing writes."""
    titles: dict[str, str]
    """The title of each published briefing that it names, or that names it, by key."""
    related: tuple[str, ...]
    """Those of them to read next: first those that it names."""


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
        """All briefings but drafts, newest first; of one day, that of the newest source."""
        shown = sorted(self.entries, key=lambda entry: entry.key)
        shown.sort(key=lambda entry: _newness(entry.card), reverse=True)
        return tuple(entry for entry in shown if not entry.card.draft)

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
            for name in dict.fromkeys(entry.card.topics):
                topics.setdefault(name, []).append(entry)
        return topics

    @cached_property
    def by_person(self) -> dict[str, list[Entry]]:
        """For each registered person the published briefings in which they speak."""
        people: dict[str, list[Entry]] = {name: [] for name in self.people.entries}
        for entry in self.published:
            spoken = (self.person(name) for name in dict.fromkeys(_names(entry.card)))
            for person in dict.fromkeys(spoken):
                if person:
                    people[person].append(entry)
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

    @property
    def topic_names(self) -> dict[str, str]:
        """What each topic is called, by id and in the order of ids."""
        return {topic: self.topic_name(topic) for topic in sorted(self.by_topic)}

    @property
    def people_names(self) -> dict[str, str]:
        """What each registered person is called, by id and in the order of ids."""
        people = self.people.entries
        return {person: people[person].name for person in sorted(people)}

    @cached_property
    def back_links(self) -> dict[str, list[str]]:
        """For each key the keys of the published briefings that refer to it."""
        links: dict[str, list[str]] = defaultdict(list)
        for entry in self.published:
            for key in dict.fromkeys(key for _, key in entry.card.references):
                links[key].append(entry.key)
        return dict(links)

    @cached_property
    def _neighbours(self) -> dict[str, Neighbours]:
        return {}

    def neighbours(self, entry: Entry) -> Neighbours:
        """What is shown of other files where the briefing is shown."""
        if entry.key not in self._neighbours:
            self._neighbours[entry.key] = self._find_neighbours(entry)
        return self._neighbours[entry.key]

    def _find_neighbours(self, entry: Entry) -> Neighbours:
        card = entry.card
        people = {}
        for name in dict.fromkeys(_names(card)):
            if person := self.person(name):
                known = self.people.entries[person]
                people[name] = KnownSpeaker(person, known.name, known.role)
        named = {way[0]: key for way, key in card.references if way[0] == "superseded_by"}
        keys = [key for way, key in card.references if way[0] == "related"]
        keys += self.back_links.get(entry.key, ())
        titles = {
            key: self.by_key[key].card.title
            for key in (*keys, *(key for _, key in card.references))
            if key in self.by_key and not self.by_key[key].card.draft
        }
        return Neighbours(
            {topic: self.topic_name(topic) for topic in card.topics},
            people,
            titles,
            tuple(
                key for key in dict.fromkeys(keys) if key in titles and key not in named.values()
            ),
        )


def find_reached(before: Mapping[str, Card], after: Mapping[str, Card]) -> set[str]:
    """The keys of the briefings that have changed, and of all whose Neighbours may differ by that.

    What has changed in the registries is not looked at.
    """
    changed = {key for key in {**before, **after} if before.get(key) != after.get(key)}
    versions = (cards.get(key) for key in changed for cards in (before, after))
    named = {key for card in versions if card for _, key in card.references}
    naming = {
        key
        for key, card in after.items()
        if card.references and any(name in changed for _, name in card.references)
    }
    return changed | named | naming


def _newness(card: Card) -> tuple[datetime.date, datetime.date]:
    return card.date, card.source_published or datetime.date.min


def _make_card(key: str, path: str, briefing: Briefing) -> Card:
    """The card of a briefing with this key and file."""
    url = briefing.source.url or original_address(briefing.source.archive or "")
    return Card(
        key,
        path,
        briefing.title,
        briefing.date,
        briefing.draft,
        max([briefing.date, *(update.date for update in briefing.updates)]),
        tuple(briefing.topics),
        tuple(
            Speaker(place, quote.speaker, quote.role)
            for place, quote in enumerate(briefing.quotes)
            if quote.speaker
        ),
        tuple(references(briefing)),
        tuple(briefing.formerly),
        briefing.source.published,
        article_address(url) if url else None,
        likely_address(url) if url else None,
        briefing.fingerprint.text if briefing.fingerprint else None,
    )


def _names(card: Card) -> Iterator[str]:
    return (speaker.name for speaker in card.speakers)


@lru_cache(maxsize=100_000)
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
