"""What each list page shows, before it is made: the latest, by year, topic and person, and indexes.

A Library comes in; plans go out, plain values. Equal plans, and equal parts of the briefings that
they name, make equal pages. A list is cut into pages from its oldest end, so that a page of older
briefings keeps its address and its content when a new briefing comes.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from generator.content.library import Entry, Library
from generator.output.filling import in_words
from generator.output.parts import ListEntry

PER_PAGE = 25
"""Entries on a page of older briefings; the first page holds up to twice as many, less one."""
ROWS_PER_PAGE = 200
_MOST_TOPICS = 50


class Row(NamedTuple):
    """A line of an index: what it names, where that leads, and how many briefings that holds."""

    name: str
    target: str
    briefings: int
    description: str | None = None


class Plan(NamedTuple):
    """A list page before it is made."""

    src_uri: str
    template: str
    title: str
    description: str
    entries: tuple[ListEntry, ...] = ()
    rows: tuple[Row, ...] = ()
    topics: tuple[Row, ...] = ()
    newer: str | None = None
    older: str | None = None
    days: tuple[datetime.date, ...] = ()
    """The first and the last day of a page that does not hold the whole list."""
    first: bool = True
    lead: str | None = None
    """What the page says first of the topic or the person that it is about."""
    person: str | None = None
    """The id of the person whose words the list shows."""
    aliases: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    """The person's own pages, by name and address."""
    edit: str | None = None
    searchable: bool = False


def plans(library: Library) -> Iterator[Plan]:
    """All list pages of the library."""
    yield from _list(
        Plan("index.md", "home.md", "Briefings", "The latest briefings."), library.published
    )
    years = [Row(year, f"{year}/index.md", len(found)) for year, found in library.years.items()]
    yield Plan("years.md", "years.md", "Years", "All briefings by year.", rows=tuple(years))
    for year, entries in library.years.items():
        plan = Plan(f"{year}/index.md", "year.md", year, f"All briefings of {year}.")
        yield from _list(plan, entries)
    yield from _topics(library)
    yield from _people(library)
    largest = sorted(_topic_rows(library), key=lambda row: (-row.briefings, row.name.lower()))
    yield Plan(
        "search.md",
        "search.md",
        "Search",
        "Find words, people and topics in all briefings.",
        rows=tuple(years),
        topics=tuple(row for row in largest[:_MOST_TOPICS] if row.briefings),
    )


def _topics(library: Library) -> Iterator[Plan]:
    edit = "topics.yml" if library.topics.document else None
    rows = _topic_rows(library)
    index = Plan("topics/index.md", "topics.md", "Topics", "All topics.", edit=edit)
    yield from _index(index, rows)
    for row in rows:
        topic = row.target.removeprefix("topics/").removesuffix(".md")
        description = row.description or f"All briefings on {row.name}."
        yield from _list(
            Plan(
                row.target,
                "topic.md",
                row.name,
                description,
                lead=row.description,
                edit=edit,
            ),
            library.by_topic[topic],
        )


def _topic_rows(library: Library) -> list[Row]:
    known = library.topics.entries
    rows = [
        Row(
            library.topic_name(topic),
            f"topics/{topic}.md",
            len(entries),
            known[topic].description if topic in known else None,
        )
        for topic, entries in library.by_topic.items()
    ]
    return sorted(rows, key=lambda row: (row.name.lower(), row.target))


def _people(library: Library) -> Iterator[Plan]:
    people = library.people.entries
    ordered = sorted(people, key=lambda person: (people[person].name.lower(), person))
    edit = "people.yml" if library.people.document else None
    rows = [
        Row(
            people[person].name,
            f"people/{person}.md",
            len(library.by_person[person]),
            people[person].role,
        )
        for person in ordered
    ]
    index = Plan(
        "people/index.md",
        "people.md",
        "People",
        "Everybody who is quoted and registered.",
        edit=edit,
    )
    yield from _index(index, rows)
    for person in ordered:
        known = people[person]
        plan = Plan(
            f"people/{person}.md",
            "person.md",
            known.name,
            known.role or f"What {known.name} is quoted with.",
            lead=known.role,
            person=person,
            aliases=tuple(known.aliases),
            links=tuple((link.name, link.url) for link in known.links),
            edit=edit,
            searchable=True,
        )
        yield from _list(plan, library.by_person[person])


def _list(plan: Plan, entries: Sequence[Entry]) -> Iterator[Plan]:
    """The pages of a list, newest first: the first at its own address, others at `…/page/2/`."""
    full = max(1, len(entries) // PER_PAGE)
    for place, page in enumerate(_pages(plan, range(1, full))):
        end = len(entries) - PER_PAGE * place
        shown = entries[0 if page.first else end - PER_PAGE : end]
        days = tuple(sorted({shown[-1].card.date, shown[0].card.date})) if full > 1 else ()
        title = plan.title if page.first else f"{plan.title}, {' to '.join(map(in_words, days))}"
        listed = tuple(ListEntry(entry.key, plan.person) for entry in shown)
        yield page._replace(title=title, entries=listed, days=days)


def _index(plan: Plan, rows: Sequence[Row]) -> Iterator[Plan]:
    """The pages of an index, in its order: the first at its own address."""
    count = max(1, -(-len(rows) // ROWS_PER_PAGE))
    for number, page in zip(range(count, 0, -1), _pages(plan, range(count, 1, -1)), strict=True):
        title = plan.title if page.first else f"{plan.title}, page {number}"
        end = ROWS_PER_PAGE * number
        yield page._replace(title=title, rows=tuple(rows[end - ROWS_PER_PAGE : end]))


def _pages(plan: Plan, numbers: Iterable[int]) -> Iterator[Plan]:
    """The pages with these numbers and then the plan's own, each leading to the one after it."""
    base = plan.src_uri.removesuffix("index.md").removesuffix(".md").rstrip("/")
    addresses = [f"{base}/page/{number}.md".lstrip("/") for number in numbers]
    addresses.append(plan.src_uri)
    for place, address in enumerate(addresses):
        first = address == plan.src_uri
        yield plan._replace(
            src_uri=address,
            newer=None if first else addresses[place + 1],
            older=addresses[place - 1] if place else None,
            first=first,
            searchable=plan.searchable and first,
        )
