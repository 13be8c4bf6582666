"""A Library and its Proof become the Markdown pages of the site.

The templates in `templates/pages` make them. Each page comes out with the path that it has among
MkDocs' sources, its title and description as plain text, and its Markdown: as parts with values in
their slots, or as one text with the values written in. The only user of Jinja2.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from markupsafe import Markup

from generator.content.library import Entry, Library, Neighbours
from generator.content.load import shown_path
from generator.output.claims import ClaimViews, QuoteViews, entry_view
from generator.output.filling import Filling, MarkdownFilling, SlotFilling, Wrap, one_line
from generator.output.lists import Plan, Row, plans
from generator.output.parts import KeptMacros, Macros, Part, Shape, Shared, Skeleton, without_cuts
from generator.output.views import LinkView, RowView, shortened, source_view, topic_links
from generator.problems import Position, Problem, ProblemsError
from generator.proof.verification import Proof

_DESCRIPTION_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Page:
    """A page before MkDocs."""

    src_uri: str
    title: str
    description: str
    content: Sequence[Part | Shared] | str
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
        self.skeletons: dict[Shape, Skeleton] = {}
        self._shared: dict[Shared, Sequence[Part]] = {}
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

    def filling(self, src_uri: str) -> Filling:
        """What fills the page with this source path."""
        return MarkdownFilling(src_uri) if self.written else SlotFilling(src_uri)

    @cached_property
    def macros(self) -> Macros:
        """The macros that make parts.

        Raises ProblemsError where their template fails.
        """
        try:
            return cast(Macros, self.environment.get_template("_parts.md").module)
        except TemplateError as error:
            raise ProblemsError([self.template_problem(error, "_parts.md")]) from error

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
        content = self.content(template, wrap.filling, {"title": wrap.text(title), **values})
        description = shortened(one_line(description), _DESCRIPTION_LENGTH)
        return Page(src_uri, title, description, content, **more)

    def content(
        self, template: str, filling: Filling, values: Mapping[str, Any]
    ) -> tuple[Part | Shared, ...] | str:
        """What a template makes of these values: parts, or text where they are written in.

        Raises ProblemsError where the template fails.
        """
        try:
            source = self.environment.get_template(template)
            if not isinstance(filling, SlotFilling):
                return without_cuts(source.render(parts=self.macros, **values))
            parts = KeptMacros(self.macros, filling, self.skeletons)
            if "entries" in values:
                values = {**values, "entries": [parts.token(one) for one in values["entries"]]}
            return tuple(parts.parts_of(source.render(parts=parts, **values)))
        except TemplateError as error:
            raise ProblemsError([self.template_problem(error, template)]) from error

    def template_problem(self, error: TemplateError, template: str) -> Problem:
        """What is wrong in a template, at its line where Jinja2 knows it."""
        path, line = self.templates / template, 1
        if isinstance(error, TemplateSyntaxError):
            path, line = self.templates / (error.name or template), error.lineno
        return Problem(shown_path(path), Position(line), "", f"the template fails: {error.message}")

    def briefing(self, entry: Entry) -> Page:
        """The page of one briefing."""
        src_uri = f"{entry.key}.md"
        wrap = Wrap(self.filling(src_uri))
        briefing, near = entry.briefing, self.library.neighbours(entry)
        quotes = QuoteViews(entry.key, briefing, self.proof.of(entry), near, wrap)
        claims = ClaimViews(quotes)
        reported = [one for one in briefing.implications if one.basis == "reported"]
        assessed = [one for one in briefing.implications if one.basis == "assessed"]
        values = {
            "source": source_view(briefing.source, wrap),
            "topics": topic_links(near, wrap),
            "summary": wrap.paragraphs(briefing.summary),
            "date": wrap.day(briefing.date),
            "points": [claims.pair(point) for point in briefing.key_points],
            "reported": [claims.pair(one) for one in reported],
            "judgements": [claims.pair(one) for one in assessed],
            "remaining": quotes.remaining(),
            "proof": quotes.proof_view(),
            "caveats": claims.caveats(),
            "updates": claims.updates(),
            "related": _links(near.related, near, wrap),
            "superseded_by": _links([briefing.superseded_by or ""], near, wrap),
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

    def former_addresses(self, entry: Entry) -> Iterator[Page]:
        """A page at each old address of a briefing that leads to the new one."""
        for key in entry.card.formerly:
            src_uri = f"{key}.md"
            wrap = Wrap(self.filling(src_uri))
            yield self.page(
                src_uri,
                "moved.md",
                entry.card.title,
                "This briefing has moved.",
                wrap,
                {"moved_to": wrap.link(f"{entry.key}.md")},
                redirect=f"{entry.key}/",
                searchable=False,
            )

    def listing(self, plan: Plan) -> Page:
        """The list page of this plan."""
        wrap = Wrap(self.filling(plan.src_uri))
        entries = [self.entry(one, wrap) for one in plan.entries] if self.written else plan.entries
        first_day, last_day = (*plan.days, None, None)[:2]
        values = {
            "entries": entries,
            "rows": [_row(row, wrap) for row in plan.rows],
            "topics": [_row(row, wrap) for row in plan.topics],
            "first": plan.first,
            "newer": wrap.link(plan.newer) if plan.newer else None,
            "older": wrap.link(plan.older) if plan.older else None,
            "first_day": wrap.optional_day(first_day),
            "last_day": wrap.optional_day(last_day),
            **_facts(plan, wrap),
        }
        return self.page(
            plan.src_uri,
            plan.template,
            plan.title,
            plan.description,
            wrap,
            values,
            edit=plan.edit,
            searchable=plan.searchable,
        )

    def entry(self, shared: Shared, wrap: Wrap) -> Markup:
        """What lists show of a briefing, with the values written in."""
        return Markup(self._entry(shared, wrap))  # noqa: S704 - a template made it

    def shared(self, shared: Shared) -> Sequence[Part]:
        """What lists show of a briefing, in parts, made once for all of them."""
        if shared not in self._shared:
            parts = self._entry(shared, Wrap(SlotFilling("")))
            self._shared[shared] = tuple(part for part in parts if isinstance(part, Part))
        return self._shared[shared]

    def _entry(self, shared: Shared, wrap: Wrap) -> tuple[Part | Shared, ...] | str:
        entry = self.library.by_key[shared.key]
        near = self.library.neighbours(entry)
        quotes = QuoteViews(
            entry.key, entry.briefing, self.proof.of(entry), near, wrap, anchored=False
        )
        return self.content("_entry.md", wrap.filling, {"view": entry_view(quotes, shared.person)})


def _links(keys: Sequence[str], near: Neighbours, wrap: Wrap) -> list[LinkView]:
    """The briefings with these keys by title."""
    return [
        LinkView(wrap.text(near.titles[key]), wrap.link(f"{key}.md"))
        for key in keys
        if key in near.titles
    ]


def _row(row: Row, wrap: Wrap) -> RowView:
    return RowView(
        LinkView(wrap.text(row.name), wrap.link(row.target)),
        wrap.optional(row.description),
        wrap.text(str(row.briefings)),
    )


def _facts(plan: Plan, wrap: Wrap) -> dict[str, Any]:
    """What the page of a topic or a person shows of it."""
    if plan.template == "person.md":
        role, aliases, links = plan.facts
        return {
            "role": wrap.optional(role),
            "aliases": [wrap.text(alias) for alias in aliases],
            "links": [LinkView(wrap.text(name), wrap.address(url)) for name, url in links],
        }
    return {"description": wrap.optional(plan.facts[0] if plan.facts else None)}
