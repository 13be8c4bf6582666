"""A Library becomes the Markdown pages of the site, made by the templates in `templates/pages`.

Each page comes out with the path that it has among MkDocs' sources, its title and description as
plain text, and its Markdown: with slots for all values, or with the values escaped in it
(see `filling`). The only user of Jinja2.
"""

import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.content.library import Entry, Library
from generator.output.filling import Filling, Kind, MarkdownFilling, SlotFilling, Wrap, one_line
from generator.output.views import (
    ClaimViews,
    LinkView,
    QuoteViews,
    entry_view,
    source_view,
    topic_links,
)

T = TypeVar("T")

PER_PAGE = 25
"""Entries of a list on one page."""
CUT = "<!-- cut -->"
"""A line by itself between two stretches of a page that can be converted apart."""
_DESCRIPTION_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Page:
    """A page before MkDocs."""

    src_uri: str
    title: str
    description: str
    markdown: str
    values: tuple[tuple[Kind, str], ...] = ()
    edit: str | None = None
    """The file, within the content folder, that the edit button opens."""
    redirect: str | None = None
    """The address, from the root of the site, that the page leads to at once."""
    searchable: bool = True
    """Whether search finds the page: a list only repeats what its briefings say."""


class Pages:
    """The pages of one Library; `slots` or `markdown` says how values enter them."""

    def __init__(self, library: Library, templates: Path, filling: str = "slots") -> None:
        self.library = library
        self.filling = filling
        self.environment = Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )

    def __iter__(self) -> Iterator[Page]:
        for entry in self.library.published:
            yield self.briefing(entry)
        yield from self.former_addresses()
        yield from self.home()
        yield from self.years()
        yield from self.topics()
        yield from self.people()

    def page(
        self,
        src_uri: str,
        template: str,
        title: str,
        description: str,
        values: Callable[[Wrap], dict[str, Any]],
        **more: Any,
    ) -> Page:
        """The page that a template makes of these values."""
        slots = SlotFilling()
        filling: Filling = slots if self.filling == "slots" else MarkdownFilling(src_uri)
        wrap = Wrap(filling)
        title = one_line(title)
        markdown = self.environment.get_template(template).render(
            title=wrap.text(title), **values(wrap)
        )
        if self.filling != "slots":
            markdown = markdown.replace(f"{CUT}\n\n", "")
        description = textwrap.shorten(one_line(description), _DESCRIPTION_LENGTH, placeholder=" …")
        return Page(src_uri, title, description, markdown, tuple(slots.values), **more)

    def briefing(self, entry: Entry) -> Page:
        """The page of one briefing."""

        def values(wrap: Wrap) -> dict[str, Any]:
            briefing = entry.briefing
            quotes = QuoteViews(self.library, entry, wrap)
            claims = ClaimViews(quotes)
            return {
                "source": source_view(briefing.source, wrap),
                "date": wrap.day(briefing.date),
                "points": [claims.claim(point) for point in briefing.key_points],
                "reported": [
                    claims.claim(one) for one in briefing.implications if one.basis == "reported"
                ],
                "judgements": [
                    claims.judgement(one)
                    for one in briefing.implications
                    if one.basis == "assessed"
                ],
                "quoted": wrap.text(str(len(briefing.quotes))) if briefing.quotes else None,
                "withdrawn": briefing.withdrawn and {
                    "date": wrap.day(briefing.withdrawn.date),
                    "reason": wrap.text(briefing.withdrawn.reason),
                },
                "authors": [wrap.text(author) for author in briefing.authors],
                "reviewed_by": [wrap.text(reader) for reader in briefing.reviewed_by],
                "assistance": wrap.optional(briefing.assistance),
                "topics": topic_links(self.library, briefing.topics, wrap),
                "summary": wrap.paragraphs(briefing.summary),
                "remaining": quotes.remaining(),
                "caveats": claims.caveats(),
                "updates": claims.updates(),
                "related": self.links(self.related(entry), wrap),
                "superseded_by": self.links([briefing.superseded_by or ""], wrap),
            }

        return self.page(
            f"{entry.key}.md",
            "briefing.md",
            entry.briefing.title,
            entry.briefing.summary,
            values,
            edit=f"{entry.key}.yml",
        )

    def related(self, entry: Entry) -> list[str]:
        """The briefings that this one names and those that name it, each once."""
        named = dict.fromkeys(
            (*entry.briefing.related, *self.library.back_links.get(entry.key, ()))
        )
        return [key for key in named if key != entry.briefing.superseded_by]

    def links(self, keys: Sequence[str], wrap: Wrap) -> list[LinkView]:
        """The briefings with these keys by title."""
        return [
            LinkView(
                wrap.text(self.library.by_key[key].briefing.title), wrap.link(f"{key}.md")
            )
            for key in keys
            if key in self.library.by_key and not self.library.by_key[key].briefing.draft
        ]

    def former_addresses(self) -> Iterator[Page]:
        """A page at each old address that leads to the new one."""
        for entry in self.library.published:
            for key in entry.briefing.formerly:
                yield self.page(
                    f"{key}.md",
                    "moved.md",
                    entry.briefing.title,
                    "This briefing has moved.",
                    lambda wrap, key=entry.key: {"moved_to": wrap.link(f"{key}.md")},  # type: ignore[misc]
                    redirect=f"{entry.key}/",
                    searchable=False,
                )

    def home(self) -> Iterator[Page]:
        """All briefings, the newest first."""
        yield from self.list(
            "index.md", "home.md", "Briefings", "The latest briefings.", self.library.published
        )

    def years(self) -> Iterator[Page]:
        """All years, and the briefings of each."""
        years = {year: len(entries) for year, entries in self.library.years.items()}
        yield self.page(
            "years.md",
            "years.md",
            "Years",
            "All briefings by year.",
            lambda wrap: {
                "years": [
                    (LinkView(wrap.text(year), wrap.link(f"{year}/index.md")), wrap.text(str(count)))
                    for year, count in years.items()
                ]
            },
            searchable=False,
        )
        for year, entries in self.library.years.items():
            yield from self.list(
                f"{year}/index.md", "year.md", year, f"All briefings of {year}.", entries
            )

    def topics(self) -> Iterator[Page]:
        """All topics, and the briefings of each."""
        names = {topic: self.library.topic_name(topic) for topic in self.library.by_topic}
        described = {
            topic: entry.description for topic, entry in self.library.topics.entries.items()
        }
        ordered = sorted(names, key=lambda topic: (names[topic].lower(), topic))
        yield self.page(
            "topics/index.md",
            "topics.md",
            "Topics",
            "All topics.",
            lambda wrap: {
                "topics": [
                    {
                        "link": topic_links(self.library, [topic], wrap)[0],
                        "description": wrap.optional(described.get(topic)),
                        "count": wrap.text(str(len(self.library.by_topic[topic]))),
                    }
                    for topic in ordered
                ]
            },
            edit="topics.yml" if self.library.topics.document else None,
            searchable=False,
        )
        for topic in ordered:
            description = described.get(topic)
            yield from self.list(
                f"topics/{topic}.md",
                "topic.md",
                names[topic],
                description or f"All briefings on {names[topic]}.",
                self.library.by_topic[topic],
                lambda wrap, text=description: {"description": wrap.optional(text)},  # type: ignore[misc]
                edit="topics.yml" if self.library.topics.document else None,
            )

    def people(self) -> Iterator[Page]:
        """All registered people, and what each of them said."""
        people = self.library.people.entries
        ordered = sorted(people, key=lambda person: (people[person].name.lower(), person))
        yield self.page(
            "people/index.md",
            "people.md",
            "People",
            "Everybody who is quoted and registered.",
            lambda wrap: {
                "people": [
                    {
                        "link": LinkView(
                            wrap.text(people[person].name), wrap.link(f"people/{person}.md")
                        ),
                        "role": wrap.optional(people[person].role),
                        "count": wrap.text(str(len(self.library.by_person[person]))),
                    }
                    for person in ordered
                ]
            },
            edit="people.yml" if self.library.people.document else None,
            searchable=False,
        )
        for person in ordered:
            quoted = self.library.by_person[person]
            known = people[person]
            yield from self.list(
                f"people/{person}.md",
                "person.md",
                known.name,
                known.role or f"What {known.name} is quoted with.",
                [entry for entry, _ in quoted],
                lambda wrap, known=known: {  # type: ignore[misc]
                    "role": wrap.optional(known.role),
                    "kind": known.kind,
                    "aliases": [wrap.text(alias) for alias in known.aliases],
                    "links": [
                        LinkView(wrap.text(link.name), wrap.address(link.url))
                        for link in known.links
                    ],
                },
                quotes=dict((entry.key, spoken) for entry, spoken in quoted),
                edit="people.yml",
                searchable=True,
            )

    def list(
        self,
        src_uri: str,
        template: str,
        title: str,
        description: str,
        entries: Sequence[Entry],
        values: Callable[[Wrap], dict[str, Any]] = lambda wrap: {},
        *,
        quotes: dict[str, Any] | None = None,
        edit: str | None = None,
        searchable: bool = False,
    ) -> Iterator[Page]:
        """The pages of one list: the first at its own address, others at `…/page/2/`."""
        base = src_uri.removesuffix("index.md").removesuffix(".md")
        base = f"{base}/" if base and not base.endswith("/") else base
        names = [src_uri]
        names += [f"{base}page/{n}.md" for n in range(2, -(-len(entries) // PER_PAGE) + 1)]
        for number, name in enumerate(names, 1):
            part = entries[(number - 1) * PER_PAGE : number * PER_PAGE]

            def all_values(
                wrap: Wrap, part: Sequence[Entry] = part, number: int = number
            ) -> dict[str, Any]:
                views = [
                    entry_view(self.library, entry, wrap, (quotes or {}).get(entry.key, ()))
                    for entry in part
                ]
                return {
                    "entries": views,
                    "number": wrap.text(str(number)),
                    "first": number == 1,
                    "total": wrap.text(str(len(names))),
                    "newer": wrap.link(names[number - 2]) if number > 1 else None,
                    "older": wrap.link(names[number]) if number < len(names) else None,
                    **values(wrap),
                }

            yield self.page(
                name,
                template,
                title if number == 1 else f"{title}, page {number}",
                description,
                all_values,
                edit=edit,
                searchable=searchable and number == 1,
            )
