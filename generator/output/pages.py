"""A Library and its Proof become the Markdown pages of the site.

The templates in `templates/pages` make them. Each page comes out with the path that it has among
MkDocs' sources, its title and description as plain text, and its Markdown, with values in it as
the filling has them. The only user of Jinja2.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)

from generator.content.library import Entry, Library
from generator.content.load import shown_path
from generator.content.schema import Person, Quote, Topic
from generator.output.claims import ClaimViews, QuoteViews, entry_view
from generator.output.filling import Filling, Kind, SlotFilling, Wrap, one_line
from generator.output.views import LinkView, shortened, source_view, topic_links
from generator.problems import Position, Problem, ProblemsError
from generator.proof.verification import Proof

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
    values: Sequence[tuple[Kind, str]] = ()
    """What the slots in the Markdown stand for, by their number."""
    edit: str | None = None
    """The file, within the content folder, that the edit button opens."""
    redirect: str | None = None
    """The address, from the root of the site, that the page leads to at once."""
    searchable: bool = True
    """Whether search finds the page: a list only repeats what its briefings say."""


class Pages:
    """The pages of one Library, in an order of their own."""

    def __init__(
        self,
        library: Library,
        proof: Proof,
        templates: Path,
        filling: Callable[[str], Filling] = SlotFilling,
    ) -> None:
        """Take the folder of the templates, and what makes a filling for a page's source path."""
        self.library = library
        self.proof = proof
        self.templates = templates
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
            yield from self.former_addresses(entry)
        yield from self.list(
            "index.md",
            "home.md",
            "Briefings",
            "The latest briefings.",
            self.library.published,
        )
        yield from self.years()
        yield from self.topics()
        yield from self.people()

    def wrap(self, src_uri: str) -> Wrap:
        """What wraps the values of the page with this source path."""
        return Wrap(self.filling(src_uri))

    def page(
        self,
        src_uri: str,
        template: str,
        title: str,
        description: str,
        wrap: Wrap,
        values: Mapping[str, Any],
        **more: Any,
    ) -> Page:
        """The page that a template makes of these values, wrapped by `wrap`.

        Raises ProblemsError where the template fails.
        """
        title = one_line(title)
        try:
            source = self.environment.get_template(template)
            markdown = source.render(title=wrap.text(title), **values)
        except TemplateError as error:
            raise ProblemsError([self.template_problem(error, template)]) from error
        description = shortened(one_line(description), _DESCRIPTION_LENGTH)
        return Page(src_uri, title, description, markdown, wrap.filling.values, **more)

    def template_problem(self, error: TemplateError, template: str) -> Problem:
        """What is wrong in a template, at its line where Jinja2 knows it."""
        path, line = self.templates / template, 1
        if isinstance(error, TemplateSyntaxError):
            path, line = self.templates / (error.name or template), error.lineno
        return Problem(shown_path(path), Position(line), "", f"the template fails: {error.message}")

    def briefing(self, entry: Entry) -> Page:
        """The page of one briefing."""
        src_uri = f"{entry.key}.md"
        wrap = self.wrap(src_uri)
        briefing = entry.briefing
        quotes = QuoteViews(self.library, self.proof, entry, wrap)
        claims = ClaimViews(quotes)
        reported = [one for one in briefing.implications if one.basis == "reported"]
        assessed = [one for one in briefing.implications if one.basis == "assessed"]
        values = {
            "source": source_view(briefing.source, wrap),
            "topics": topic_links(self.library, briefing.topics, wrap),
            "summary": wrap.paragraphs(briefing.summary),
            "date": wrap.day(briefing.date),
            "points": [claims.claim(point) for point in briefing.key_points],
            "reported": [claims.claim(one) for one in reported],
            "judgements": [claims.judgement(one) for one in assessed],
            "remaining": quotes.remaining(),
            "proof": quotes.proof_view(),
            "caveats": claims.caveats(),
            "updates": claims.updates(),
            "related": self.links(self.related(entry), wrap),
            "superseded_by": self.links([briefing.superseded_by or ""], wrap),
            "withdrawn": briefing.withdrawn
            and {
                "date": wrap.day(briefing.withdrawn.date),
                "reason": wrap.text(briefing.withdrawn.reason),
            },
            "authors": [wrap.text(author) for author in briefing.authors],
            "reviewed_by": [wrap.text(reader) for reader in briefing.reviewed_by],
            "assistance": wrap.optional(briefing.assistance),
        }
        return self.page(
            src_uri,
            "briefing.md",
            briefing.title,
            briefing.summary,
            wrap,
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
            LinkView(wrap.text(self.library.by_key[key].briefing.title), wrap.link(f"{key}.md"))
            for key in keys
            if key in self.library.by_key and not self.library.by_key[key].briefing.draft
        ]

    def former_addresses(self, entry: Entry) -> Iterator[Page]:
        """A page at each old address of a briefing that leads to the new one."""
        for key in entry.briefing.formerly:
            src_uri = f"{key}.md"
            wrap = self.wrap(src_uri)
            yield self.page(
                src_uri,
                "moved.md",
                entry.briefing.title,
                "This briefing has moved.",
                wrap,
                {"moved_to": wrap.link(f"{entry.key}.md")},
                redirect=f"{entry.key}/",
                searchable=False,
            )

    def years(self) -> Iterator[Page]:
        """All years, and the briefings of each."""
        wrap = self.wrap("years.md")
        years = [
            (LinkView(wrap.text(year), wrap.link(f"{year}/index.md")), wrap.count(entries))
            for year, entries in self.library.years.items()
        ]
        yield self.page(
            "years.md",
            "years.md",
            "Years",
            "All briefings by year.",
            wrap,
            {"years": years},
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
            topic: known.description for topic, known in self.library.topics.entries.items()
        }
        ordered = sorted(names, key=lambda topic: (names[topic].lower(), topic))
        edit = "topics.yml" if self.library.topics.document else None
        wrap = self.wrap("topics/index.md")
        rows = [
            {
                "link": topic_links(self.library, [topic], wrap)[0],
                "description": wrap.optional(described.get(topic)),
                "count": wrap.count(self.library.by_topic[topic]),
            }
            for topic in ordered
        ]
        yield self.page(
            "topics/index.md",
            "topics.md",
            "Topics",
            "All topics.",
            wrap,
            {"topics": rows},
            edit=edit,
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
                partial(_topic_facts, self.library.topics.entries.get(topic)),
                edit=edit,
            )

    def people(self) -> Iterator[Page]:
        """All registered people, and what each of them said."""
        people = self.library.people.entries
        ordered = sorted(people, key=lambda person: (people[person].name.lower(), person))
        edit = "people.yml" if self.library.people.document else None
        wrap = self.wrap("people/index.md")
        rows = [
            {
                "link": LinkView(wrap.text(people[person].name), wrap.link(f"people/{person}.md")),
                "role": wrap.optional(people[person].role),
                "count": wrap.count(self.library.by_person[person]),
            }
            for person in ordered
        ]
        yield self.page(
            "people/index.md",
            "people.md",
            "People",
            "Everybody who is quoted and registered.",
            wrap,
            {"people": rows},
            edit=edit,
            searchable=False,
        )
        for person in ordered:
            known = people[person]
            spoken = {
                entry.key: [
                    quote
                    for quote in entry.briefing.quotes
                    if quote.speaker and self.library.person(quote.speaker) == person
                ]
                for entry in self.library.by_person[person]
            }
            yield from self.list(
                f"people/{person}.md",
                "person.md",
                known.name,
                known.role or f"What {known.name} is quoted with.",
                self.library.by_person[person],
                partial(_person_facts, known),
                quotes=spoken,
                edit=edit,
                searchable=True,
            )

    def list(
        self,
        src_uri: str,
        template: str,
        title: str,
        description: str,
        entries: Sequence[Entry],
        values: Callable[[Wrap], Mapping[str, Any]] = lambda wrap: {},
        *,
        quotes: Mapping[str, Sequence[Quote]] | None = None,
        edit: str | None = None,
        searchable: bool = False,
    ) -> Iterator[Page]:
        """The pages of one list: the first at its own address, others at `…/page/2/`."""
        base = src_uri.removesuffix("index.md").removesuffix(".md").rstrip("/")
        pages = max(1, -(-len(entries) // PER_PAGE))
        names = [src_uri] + [f"{base}/page/{n}.md".lstrip("/") for n in range(2, pages + 1)]
        for number, name in enumerate(names, 1):
            wrap = self.wrap(name)
            shown = [
                entry_view(self.library, self.proof, entry, wrap, (quotes or {}).get(entry.key, ()))
                for entry in entries[(number - 1) * PER_PAGE : number * PER_PAGE]
            ]
            yield self.page(
                name,
                template,
                title if number == 1 else f"{title}, page {number}",
                description,
                wrap,
                {
                    "entries": shown,
                    "first": number == 1,
                    "number": wrap.text(str(number)),
                    "total": wrap.text(str(pages)),
                    "newer": wrap.link(names[number - 2]) if number > 1 else None,
                    "older": wrap.link(names[number]) if number < pages else None,
                    **values(wrap),
                },
                edit=edit,
                searchable=searchable and number == 1,
            )


def _topic_facts(topic: Topic | None, wrap: Wrap) -> dict[str, Any]:
    return {"description": wrap.optional(topic.description if topic else None)}


def _person_facts(person: Person, wrap: Wrap) -> dict[str, Any]:
    return {
        "role": wrap.optional(person.role),
        "aliases": [wrap.text(alias) for alias in person.aliases],
        "links": [LinkView(wrap.text(link.name), wrap.address(link.url)) for link in person.links],
    }
