"""What must hold between the files of a Library.

A Library comes in; problems go out, each in the file that has to be mended. Every rule is a
function of its own; what must hold within one briefing stands in `briefing`.
"""

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain, islice

from generator.content.diagnosis import did_you_mean
from generator.content.library import Entry, Library, Speaker, plain
from generator.content.types import SLUG, is_nobody
from generator.problems import MAX_PER_FILE, Field, Problem, excerpt

_NEAR_NAME = 0.93
"""Names as alike as Jake Sulivan and Jake Sullivan, and less than Joan Smith and John Smith."""
_NEAR_SWAPPED = 0.85
"""Names of the same letters as alike as Bo Sadn and Bo Sand; Arnold and Roland Meyer are less."""
_LONG_NAME = 100
_IS_ID = re.compile(f"(?=.*-){SLUG}")
"""A speaker who is written so is meant by id; a name of one word may be a name."""
_MAX_ALIKE = 200
"""A word that more names have says nothing, and comparing them all takes long."""


def check_library(library: Library, broken: frozenset[str] = frozenset()) -> Iterator[Problem]:
    """What does not fit together between the files.

    `broken` are the keys of briefings and the names of registries that are there and could not be
    read: references to them are not wrong.
    """
    yield from islice(_check_names_of_topics(library), MAX_PER_FILE)
    yield from islice(_check_aliases(library), MAX_PER_FILE)
    topics = {plain(topic.name): topic_id for topic_id, topic in library.topics.entries.items()}
    names = _Names(library)
    keys = _Keys(library, broken)
    for entry in library.entries:
        problems = chain(
            _check_topics(library, entry, topics),
            () if "people.yml" in broken else _check_speakers(library, entry, names),
            _check_references(library, entry, keys),
        )
        yield from islice(problems, MAX_PER_FILE)
    yield from _check_sources(library.entries)
    yield from _check_texts(library.entries)
    yield from _check_former_addresses(library)
    yield from _check_successors(library)


def _check_names_of_topics(library: Library) -> Iterator[Problem]:
    document = library.topics.document
    if document is None:
        return
    first: dict[str, str] = {}
    for topic_id, topic in library.topics.entries.items():
        other = first.setdefault(plain(topic.name), topic_id)
        if other != topic_id:
            yield document.problem(
                (topic_id, "name"),
                f"the topic {other!r} has this name already",
                "readers could not tell the two apart: give one another name, or join them",
            )


def _check_aliases(library: Library) -> Iterator[Problem]:
    document = library.people.document
    if document is None:
        return
    people = library.people.entries
    spelt = {_letters(person.name): person_id for person_id, person in people.items()}
    for person_id, person in people.items():
        for place, alias in enumerate(person.aliases):
            first = library.people_named(alias)[0]
            alike = spelt.setdefault(_letters(alias), person_id)
            if first != person_id:
                yield document.problem(
                    (person_id, "aliases", place),
                    f"the alias {excerpt(alias)!r} also means {first!r}",
                    "take it away from one of the two; a speaker can be given by id instead",
                )
            elif alike != person_id:
                yield document.problem(
                    (person_id, "aliases", place),
                    f"the alias {excerpt(alias)!r} has the letters of a name of {alike!r}",
                    "write it so that nobody can take the one for the other",
                    warning=True,
                )


def _check_topics(library: Library, entry: Entry, by_name: dict[str, str]) -> Iterator[Problem]:
    known = library.topics.entries
    if library.topics.document is None:
        return
    for place, topic in enumerate(entry.card.topics):
        if topic not in known:
            meant = by_name.get(topic.replace("-", " "))
            yield entry.document.problem(
                ("topics", place),
                f"{excerpt(topic)!r} is not in topics.yml",
                f"did you mean {meant!r}?" if meant else did_you_mean(topic, known),
            )


class _Names:
    """The names of the registered people, to find the one that a misspelt name is near to."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.settled: dict[str, bool] = {}
        self.by_letters: dict[str, str] = {}
        self.by_word: dict[str, list[str]] = defaultdict(list)
        self.near: dict[str, str | None] = {}
        for person in library.people.entries.values():
            for name in (person.name, *person.aliases):
                self.by_letters.setdefault(_letters(name), name)
                for word in set(plain(name).split()):
                    self.by_word[word].append(name)

    def is_settled(self, speaker: str) -> bool:
        """Whether there is nothing to say here of a speaker of this name: most return again."""
        if speaker not in self.settled:
            named = self.library.people_named(speaker)
            known = len(named) == 1 and _has_role(self.library, named)
            self.settled[speaker] = known or is_nobody(speaker)  # of nobody another rule tells
        return self.settled[speaker]

    def near_to(self, speaker: str) -> str | None:
        """The registered name that most likely was meant, or None."""
        if speaker not in self.near:
            self.near[speaker] = self.find(speaker)
        return self.near[speaker]

    def find(self, speaker: str) -> str | None:
        if (letters := _letters(speaker)) in self.by_letters:
            return self.by_letters[letters]
        if len(speaker) > _LONG_NAME:
            return None
        words = (self.by_word.get(word, ()) for word in plain(speaker).split())
        alike = {
            name
            for names in words
            if len(names) <= _MAX_ALIKE
            for name in names
            if _may_be_alike(name, speaker)
        }
        if not alike:
            return None
        spelt = sorted(letters)
        swapped = [name for name in alike if sorted(_letters(name)) == spelt]
        for among, likeness in ((swapped, _NEAR_SWAPPED), (alike, _NEAR_NAME)):
            if among and (near := difflib.get_close_matches(speaker, sorted(among), 1, likeness)):
                return near[0]
        return None


def _may_be_alike(one: str, other: str) -> bool:
    """Whether the names can be as alike as names must be, which most cannot: a cheap first look.

    What only one of the two has, be it length or a letter, makes them unlike.
    """
    unlike = max(abs(len(one) - len(other)), len(set(one) ^ set(other)))
    return unlike <= (1 - _NEAR_SWAPPED) * (len(one) + len(other))


def _letters(name: str) -> str:
    """The letters of the name alone: no accents, points, spaces, hyphens or case."""
    letters = name if name.isascii() else unicodedata.normalize("NFKD", name)
    return "".join(filter(str.isalnum, letters)).casefold() or name


def _check_speakers(library: Library, entry: Entry, names: _Names) -> Iterator[Problem]:
    seen: dict[str, Speaker] = {}
    for quote in entry.card.speakers:
        if names.is_settled(quote.name):
            continue
        way = ("quotes", quote.place, "speaker")
        named = library.people_named(quote.name)
        first = seen.setdefault(plain(quote.name), quote)
        if len(named) > 1:
            yield entry.document.problem(
                way,
                f"{excerpt(quote.name)!r} may be {' or '.join(map(repr, named[:5]))}",
                f"give the speaker by id: speaker: {named[0]}",
            )
        elif not named and library.people.document and _IS_ID.fullmatch(quote.name):
            yield entry.document.problem(
                way,
                f"there is no {excerpt(quote.name)!r} in people.yml",
                did_you_mean(quote.name, library.people.entries)
                or "write the name as people read it, or enter the person there",
            )
        elif not named and first is not quote:
            if quote.role and first.role and plain(quote.role) != plain(first.role):
                line = entry.document.position(("quotes", first.place, "role")).line
                yield entry.document.problem(
                    ("quotes", quote.place, "role"),
                    f"{excerpt(quote.name)!r} has another role on line {line}",
                    "if these are two people, tell them apart in `speaker`; "
                    "if it is one, give the role once",
                    warning=True,
                )
        elif not named and (near := names.near_to(quote.name)):
            yield entry.document.problem(
                way,
                f"{excerpt(quote.name)!r} is not in people.yml, and {near!r} is",
                f"did you mean {near!r}?",
                warning=True,
            )
        elif first is quote and not quote.role and not _has_role(library, named):
            yield entry.document.problem(
                way,
                f"nothing says who {excerpt(quote.name)} is",
                "role: what the source calls the speaker",
                warning=True,
            )


def _has_role(library: Library, named: list[str]) -> bool:
    return bool(named and library.people.entries[named[0]].role)


class _Keys:
    """The keys of all briefings, whether or not they could be read."""

    def __init__(self, library: Library, broken: frozenset[str]) -> None:
        self.all = set(library.by_key) | broken
        self.moved = {old: entry.key for entry in library.entries for old in entry.card.formerly}

    @cached_property
    def by_year(self) -> dict[str, list[str]]:
        """The keys of each year, in order."""
        years: dict[str, list[str]] = defaultdict(list)
        for key in sorted(self.all):
            years[key[:4]].append(key)
        return years

    def near_to(self, key: str, entry: Entry) -> str:
        """A hint that names the briefing that the entry most likely meant; never itself."""
        others = (f"{year}/{key[5:]}" for year in self.by_year)
        meant = self.moved.get(key) or next((key for key in others if key in self.all), entry.key)
        if meant != entry.key:
            return f"did you mean {meant!r}?"
        return did_you_mean(
            key, (key for key in self.by_year.get(key[:4], ()) if key != entry.key)
        ) or ("write the year of its folder and the name of its file: 2031/harbour-tunnel")


def _check_references(library: Library, entry: Entry, keys: _Keys) -> Iterator[Problem]:
    for way, key in entry.card.references:
        if key == entry.key:
            yield entry.document.problem(way, "the briefing names itself", "take it away")
        elif key not in keys.all:
            yield entry.document.problem(
                way,
                f"there is no briefing {excerpt(key)!r}: no file {excerpt(key)}.yml",
                keys.near_to(key, entry),
            )
        elif key in library.by_key and library.by_key[key].card.draft:
            yield entry.document.problem(
                way,
                f"{library.by_key[key].path} is a draft: nobody could follow the link",
                "publish it first, or take the link away",
                warning=entry.card.draft,
            )


def _check_sources(entries: Iterable[Entry]) -> Iterator[Problem]:
    """One article once, unless one of the two briefings names the other."""
    first: dict[str, Entry] = {}
    alike: dict[str, Entry] = {}
    for entry in entries:
        address, likely = entry.card.article, entry.card.likely_article
        if address is None or likely is None:
            continue
        same, similar = first.get(address), alike.get(likely)
        if same and not _name_each_other(entry, same):
            yield entry.document.problem(
                _way_of_address(entry),
                f"this article is briefed already, in {same.path}",
                "add to that briefing; if this is a second one on purpose, name the other under "
                "`related`",
            )
        elif similar and not same and not _name_each_other(entry, similar):
            yield entry.document.problem(
                _way_of_address(entry),
                f"this may be the article of {similar.path}: the address names only another form "
                "of it, or where a reader came from",
                "write the article's own address",
                warning=True,
            )
        first.setdefault(address, entry)
        alike.setdefault(likely, entry)


def _way_of_address(entry: Entry) -> Field:
    return ("source", "url" if entry.briefing.source.url else "archive")


def _check_texts(entries: Iterable[Entry]) -> Iterator[Problem]:
    """The same, where one of the two has no address, by the text that the fingerprint is of."""
    first: dict[str, Entry] = {}
    for entry in entries:
        if entry.card.text is None:
            continue
        same = first.setdefault(entry.card.text, entry)
        addresses = entry.card.article and same.card.article
        if same is not entry and not addresses and not _name_each_other(entry, same):
            yield entry.document.problem(
                ("fingerprint", "text"),
                f"this text is briefed already, in {same.path}",
                "add to that briefing; if this is a second one on purpose, name the other under "
                "`related`; if the fingerprint was copied, run: briefings fingerprint "
                f"{entry.path} ARTICLE",
            )


def _name_each_other(one: Entry, other: Entry) -> bool:
    return any(key == other.key for _, key in one.card.references) or any(
        key == one.key for _, key in other.card.references
    )


def _check_former_addresses(library: Library) -> Iterator[Problem]:
    claimed: dict[str, Entry] = dict(library.by_key)
    for entry in library.entries:
        for place, key in enumerate(entry.card.formerly):
            if key in claimed:
                yield entry.document.problem(
                    ("formerly", place),
                    f"the address {excerpt(key)!r} belongs to {claimed[key].path}",
                    "an old address must be free to lead here",
                )
            claimed.setdefault(key, entry)


def _check_successors(library: Library) -> Iterator[Problem]:
    """No briefing supersedes, be it by way of others, the one that supersedes it."""
    successors = {
        entry.key: key
        for entry in library.entries
        for way, key in entry.card.references
        if way == ("superseded_by",) and key != entry.key
    }
    seen: set[str] = set()
    for key in successors:
        chain: list[str] = []
        while key in successors and key not in seen:
            seen.add(key)
            chain.append(key)
            key = successors[key]
        for one in chain[chain.index(key) :] if key in chain else ():
            yield library.by_key[one].document.problem(
                ("superseded_by",),
                f"{library.by_key[successors[one]].path} is superseded by this briefing in turn",
                "take the line away from the newest of them",
            )
