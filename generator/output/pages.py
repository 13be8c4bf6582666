"""A Library and its Proof become the Markdown pages of the site.

The templates in `templates/pages` make them. Each page comes out with the path that it has among
MkDocs' sources, its title and description as plain text, and its Markdown: as parts with values in
their slots, or as one text with the values written in.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from traceback import walk_tb
from typing import Any, cast

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.environment import TemplateModule

from generator.content.library import Entry, Library, Neighbours
from generator.content.load import shown_path
from generator.output.claims import ClaimViews, QuoteViews
from generator.output.filling import Filling, MarkdownFilling, SlotFilling, one_line
from generator.output.lists import Plan, Row, plans
from generator.output.parts import (
    ListEntry,
    Macros,
    Made,
    PageParts,
    Part,
    Parts,
    Skeletons,
    WrittenParts,
)
from generator.output.views import (
    LinkView,
    RowView,
    entry_view,
    shortened,
    source_view,
    topic_links,
)
from generator.problems import Position, Problem, ProblemsError
from generator.proof.verification import Proof

_DESCRIPTION_LENGTH = 200
_PARTS = "_parts.md"


@dataclass(frozen=True, slots=True)
class Page:
    """A page before MkDocs."""

    src_uri: str
    title: str
    description: str
    content: Sequence[Part | ListEntry] | str
    """The page's parts, or its Markdown where the values are written in."""
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
        *,
        written: bool = False,
        compiled: BytecodeCache | None = None,
    ) -> None:
        """Take the folder of the templates, and whether the values are to be written into the text.

        `compiled` may keep the compiled templates between processes.
        """
        self.library = library
        self.proof = proof
        self.templates = templates
        self.written = written
        self.skeletons = Skeletons()
        self._list_entries: dict[ListEntry, Sequence[Part]] = {}
        self.environment = Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            bytecode_cache=compiled,
        )

    def __iter__(self) -> Iterator[Page]:
        for entry in self.library.published:
            yield self.briefing(entry)
            yield from self.former_addresses(entry)
        yield from map(self.listing, plans(self.library))

    def parts(self, src_uri: str) -> Parts:
        """What makes the parts of the page with this source path, and what fills it.

        Raises ProblemsError where the template of the parts fails.
        """
        if self.written:
            return WrittenParts(self.macros, MarkdownFilling(src_uri))
        return PageParts(self.macros, SlotFilling(), self.skeletons)

    @cached_property
    def macros(self) -> Macros:
        """The macros that make parts.

        Raises ProblemsError where their template fails.
        """
        with self.told(_PARTS):
            return cast(Macros, self.environment.get_template(_PARTS).module)

    def page(
        self,
        src_uri: str,
        template: str,
        title: str,
        description: str,
        parts: Parts,
        values: Mapping[str, Any],
        **more: Any,
    ) -> Page:
        """The page that a template makes of these values, wrapped by the filling of its parts.

        Raises ProblemsError where the template fails.
        """
        title = one_line(title)
        values = {"title": parts.filling.text(title), **values}
        with self.told(template):
            source = self.environment.get_template(template)
            content = parts.content(partial(source.render, values))
        description = shortened(one_line(description), _DESCRIPTION_LENGTH)
        return Page(src_uri, title, description, content, **more)

    @contextmanager
    def told(self, template: str) -> Iterator[None]:
        """Raise ProblemsError where this template, or one that it uses, fails."""
        try:
            yield
        except ProblemsError:
            raise
        except Exception as error:
            place = _place_in_template(error)
            is_missing_macro = isinstance(getattr(error, "obj", None), TemplateModule)
            if not (place or isinstance(error, TemplateError) or is_missing_macro):
                raise
            path, line = place or (str(self.templates / template), 1)
            message = f"the template fails: {error}"
            problem = Problem(shown_path(Path(path)), Position(line), "", message)
            raise ProblemsError([problem]) from error

    def briefing(self, entry: Entry) -> Page:
        """The page of one briefing."""
        src_uri = f"{entry.key}.md"
        parts = self.parts(src_uri)
        filling, briefing, near = parts.filling, entry.briefing, self.library.neighbours(entry)
        quotes = QuoteViews(entry.key, briefing, self.proof.of(entry), near, parts)
        claims = ClaimViews(quotes)
        with self.told(_PARTS):
            # In the order of the page: a quote has its anchor where it stands first.
            points = [claims.pair(point) for point in briefing.key_points]
            reported = [
                claims.pair(one) for one in briefing.implications if one.basis == "reported"
            ]
            judgements = [
                claims.judgement(one) for one in briefing.implications if one.basis == "assessed"
            ]
            remaining = quotes.remaining()
        values = {
            "kind": quotes.kind,
            "source": source_view(briefing.source, filling),
            "topics": topic_links(near, filling),
            "summary": filling.paragraphs(briefing.summary),
            "date": filling.day(briefing.date),
            "points": points,
            "reported": reported,
            "judgements": judgements,
            "remaining": remaining,
            "proof": quotes.proof_view(),
            "caveats": claims.caveats(),
            "updates": claims.updates(),
            "related": _links(near.related, near, filling),
            "superseded_by": _links([briefing.superseded_by or ""], near, filling),
            "withdrawn": briefing.withdrawn
            and {
                "date": filling.day(briefing.withdrawn.date),
                "reason": filling.text(briefing.withdrawn.reason),
            },
            "authors": [filling.text(author) for author in briefing.authors],
            "reviewed_by": [filling.text(reader) for reader in briefing.reviewed_by],
            "assistance": filling.optional(briefing.assistance),
        }
        return self.page(
            src_uri,
            "briefing.md",
            briefing.title,
            briefing.summary,
            parts,
            values,
            edit=f"{entry.key}.yml",
        )

    def former_addresses(self, entry: Entry) -> Iterator[Page]:
        """A page at each old address of a briefing that leads to the new one."""
        for key in entry.card.formerly:
            src_uri = f"{key}.md"
            parts = self.parts(src_uri)
            yield self.page(
                src_uri,
                "moved.md",
                entry.card.title,
                "This briefing has moved.",
                parts,
                {"moved_to": parts.filling.link(f"{entry.key}.md")},
                redirect=f"{entry.key}/",
                searchable=False,
            )

    def listing(self, plan: Plan) -> Page:
        """The list page of this plan."""
        parts = self.parts(plan.src_uri)
        filling = parts.filling
        entries: Sequence[Made]
        if isinstance(parts, PageParts):
            entries = [parts.token([one]) for one in plan.entries]
        else:
            entries = [self.list_entries(one.key, parts)[one.person] for one in plan.entries]
        first_day, last_day = (*plan.days, None, None)[:2]
        values = {
            "entries": entries,
            "rows": [_row(row, filling) for row in plan.rows],
            "topics": [_row(row, filling) for row in plan.topics],
            "first": plan.first,
            "newer": filling.link(plan.newer) if plan.newer else None,
            "older": filling.link(plan.older) if plan.older else None,
            "first_day": filling.optional_day(first_day),
            "last_day": filling.optional_day(last_day),
            "lead": filling.optional(plan.lead),
            "aliases": [filling.text(alias) for alias in plan.aliases],
            "links": [
                LinkView(filling.text(name), filling.address(url)) for name, url in plan.links
            ],
        }
        return self.page(
            plan.src_uri,
            plan.template,
            plan.title,
            plan.description,
            parts,
            values,
            edit=plan.edit,
            searchable=plan.searchable,
        )

    def list_entry(self, wanted: ListEntry) -> Sequence[Part]:
        """What lists show of a briefing, in parts, made once for all of them.

        Raises ProblemsError where the template fails.
        """
        if wanted not in self._list_entries:
            parts = PageParts(self.macros, SlotFilling(), self.skeletons)
            for person, made in self.list_entries(wanted.key, parts).items():
                found = parts.parts_of(made.__html__())
                self._list_entries[ListEntry(wanted.key, person)] = [
                    part for part in found if isinstance(part, Part)
                ]
        return self._list_entries[wanted]

    def list_entries(self, key: str, parts: Parts) -> dict[str | None, Made]:
        """What lists show of the briefing with this key, alone and by the person they are about.

        Raises ProblemsError where the template fails.
        """
        entry = self.library.by_key[key]
        near = self.library.neighbours(entry)
        verdicts = self.proof.of(entry)
        quotes = QuoteViews(key, entry.briefing, verdicts, near, parts, anchored=False)
        view = entry_view(key, entry.briefing, near, parts.filling)
        made: dict[str | None, Made] = {}
        with self.told(_PARTS):
            made[None] = parts.made("entry", view)
            for person, runs in quotes.spoken().items():
                made[person] = parts.made("entry", view._replace(runs=runs))
        return made


def _place_in_template(error: Exception) -> tuple[str, int] | None:
    """The file and the line of the innermost template that has failed so, where there is one."""
    if isinstance(error, TemplateSyntaxError):
        return (error.filename, error.lineno) if error.filename else None
    place = None
    for frame, line in walk_tb(error.__traceback__):
        names = frame.f_globals
        if "__jinja_exception__" in names:  # Jinja2 has put the template's line in the code's place
            place = frame.f_code.co_filename, line
        elif template := names.get("__jinja_template__"):
            place = template.filename, template.get_corresponding_lineno(line)
    return place


def _links(keys: Sequence[str], near: Neighbours, filling: Filling) -> list[LinkView]:
    """The briefings with these keys by title."""
    return [
        LinkView(filling.text(near.titles[key]), filling.link(f"{key}.md"))
        for key in keys
        if key in near.titles
    ]


def _row(row: Row, filling: Filling) -> RowView:
    return RowView(
        LinkView(filling.text(row.name), filling.link(row.target)),
        filling.optional(row.description),
        filling.text(str(row.briefings)),
    )
