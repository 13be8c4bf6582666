"""What a page shows, decided here; how it looks, the templates decide.

A briefing and what its neighbours are called come in; records go out, whose texts are wrapped
values.
The words of the vocabulary (`likely`, `law`, `direct`) stay plain: the schema has closed them.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError

from generator.content.library import Neighbours
from generator.content.schema import Briefing, Caveat, Implication, KeyPoint, Quote, Source
from generator.content.types import Likelihood
from generator.output.filling import Filling, Value
from generator.output.parts import Made

_OUTER_MARKS = re.compile(r"[“\"„«»](?P<inner>[^“”\"„«»]*)[”\"“»«]")


class LinkView(NamedTuple):
    """Words that lead somewhere, or that stand alone where they lead nowhere."""

    text: Value
    to: Value | None = None


class TickView(NamedTuple):
    """That a quote was compared with its source."""

    to: Value
    compared_with: Value
    day: Value
    doubt: Value | None
    lost: Value | None
    """The day since which the quote no longer stands in the public copy."""


class AuditView(NamedTuple):
    """The last comparison with a public copy of the source."""

    copy_of: Value
    day: Value
    passages: Value | None
    standing: Value | None
    has_changed: bool
    lost: int


class ProofView(NamedTuple):
    """How far the quotes of a briefing are proved, said once at the top."""

    quotes: Value
    is_one: bool
    compared: bool
    doubtful: Value | None
    compared_with: Value
    day: Value | None
    audit: AuditView | None


class QuoteView(NamedTuple):
    """Verbatim words, and what a reader must know about them."""

    anchor: Value | None
    paragraphs: list[Value]
    language: Value | None
    question: Value | None
    translation: Value | None
    translated_by: Value | None
    gist: Value | None
    note: Value | None
    doubts: list[Value]
    tick: TickView | None
    in_source: Value | None
    in_archive: Value | None


class RunView(NamedTuple):
    """Quotes of one speaker in a row, with one caption."""

    quotes: list[Made]
    form: str
    speaker: LinkView | None
    role: Value | None
    via: Value | None
    at: Value | None


class ClaimView(NamedTuple):
    """What a key point or an implication says, and who says so."""

    anchor: Value
    link: Value
    text: Value
    who: list[Value]
    at: Value | None
    said_as: Value | None
    doubts: list[Value]
    deadline: Value | None = None
    happened_if: Value | None = None
    affects: Sequence[Value] = ()
    outcome: "OutcomeView | None" = None


class OutcomeView(NamedTuple):
    """What became of an implication."""

    status: str
    date: Value | None
    note: Value | None
    source: LinkView | None


class RevisionView(NamedTuple):
    """A later judgement."""

    date: Value
    likelihood: Likelihood
    band: tuple[int, int]
    confidence: str | None
    because: Value


class GroundsView(NamedTuple):
    """How likely the briefing thinks what it expects, and why."""

    scale: Made | None
    because: Value | None
    rests_on: list[LinkView]
    confidence: Made | None
    would_change: Value | None
    revisions: list[Made]


class WordsView(NamedTuple):
    """The words that a claim rests on, in runs, and those that speak against it."""

    evidence: list[Made]
    contrary: list[Made]


class PairView(NamedTuple):
    """A claim beside its words; with a judgement, its grounds and its line at the top."""

    claim: ClaimView
    words: WordsView
    grounds: GroundsView | None = None
    expected: Made | None = None


class CaveatView(NamedTuple):
    """What the source does not show, and which parts that concerns."""

    text: Value
    about: list[LinkView]
    url: Value | None


class UpdateView(NamedTuple):
    """A change after publication."""

    date: Value
    kind: str
    text: Value
    was: Value | None
    about: list[LinkView]


class SourceView(NamedTuple):
    """What is briefed, and where a reader finds it."""

    kind: Value
    """As a sentence begins with it."""
    title: LinkView | None
    description: Value | None
    authors: list[Value]
    publisher: Value | None
    published: Value | None
    language: Value | None
    access: str | None
    address: Value | None
    archive: Value | None
    accessed: Value | None
    license: Value | None
    note: Value | None


class RowView(NamedTuple):
    """A line of an index."""

    link: LinkView
    description: Value | None
    briefings: Value
    """How many it holds."""


class EntryView(NamedTuple):
    """A briefing in a list."""

    anchor: Value
    title: LinkView
    date: Value
    summary: Value
    source: Value
    published: Value | None
    topics: list[LinkView]
    withdrawn: bool
    superseded: bool
    runs: list[Made]


def anchors(briefing: Briefing) -> dict[int, str]:
    """The anchor of each key point, quote and implication, by the identity of the part."""
    named = {}
    numbered: tuple[tuple[str, Sequence[KeyPoint | Quote | Implication]], ...] = (
        ("key-point", briefing.key_points),
        ("quote", briefing.quotes),
        ("implication", briefing.implications),
    )
    for name, parts in numbered:
        for number, part in enumerate(parts, 1):
            named[id(part)] = part.id or f"{name}-{number}"
    return named


def entry_view(key: str, briefing: Briefing, near: Neighbours, filling: Filling) -> EntryView:
    """The briefing with this key in a list."""
    source = briefing.source
    return EntryView(
        filling.anchor(key.replace("/", "-")),
        LinkView(filling.text(briefing.title), filling.link(f"{key}.md")),
        filling.day(briefing.date),
        filling.text(briefing.summary),
        filling.text(source.publisher or source.title or source.description or ""),
        filling.optional_day(source.published),
        topic_links(near, filling),
        briefing.withdrawn is not None,
        briefing.superseded_by is not None,
        [],
    )


def source_view(source: Source, filling: Filling) -> SourceView:
    """What is briefed; its language is named where it is not the site's."""
    return SourceView(
        filling.text(source_noun(source).capitalize()),
        LinkView(filling.text(source.title), filling.address(source.url) if source.url else None)
        if source.title
        else None,
        filling.optional(source.description),
        [filling.text(author) for author in source.authors],
        filling.optional(source.publisher),
        filling.optional_day(source.published),
        filling.optional(language_name(source.language)),
        source.access,
        filling.address(source.url) if source.url else None,
        filling.address(source.archive) if source.archive else None,
        filling.optional_day(source.accessed),
        filling.optional(source.license),
        filling.optional(source.note),
    )


def source_noun(source: Source) -> str:
    """What the page calls the source: the article, the law."""
    return "source" if source.kind == "other" else source.kind


@lru_cache
def language_name(code: str | None) -> str | None:
    """The English name of a language, or None for English itself, in which the site is written."""
    if code is None or code.split("-")[0] == "en":
        return None
    try:
        return Locale.parse(code, sep="-").get_display_name("en") or code
    except (UnknownLocaleError, ValueError):
        return code


def form(quote: Quote) -> str:
    """The quote's form, or what it is by default: direct with a speaker, else the source's."""
    return quote.form or ("direct" if quote.speaker else "article")


def without_outer_marks(text: str) -> str:
    """The quote without a pair of quotation marks around the whole: the page sets its own."""
    marked = _OUTER_MARKS.fullmatch(text.strip())
    return marked["inner"] if marked else text


def doubts(caveats: Iterable[Caveat], name: str | None, filling: Filling) -> list[Value]:
    """The caveats that concern the part with this id."""
    return [filling.text(one.text) for one in caveats if name is not None and name in one.about]


def topic_links(near: Neighbours, filling: Filling) -> list[LinkView]:
    """The briefing's topics by name, each leading to its page."""
    return [
        LinkView(filling.text(name), filling.link(f"topics/{topic}.md"))
        for topic, name in near.topics.items()
    ]


def shortened(text: str, length: int = 60) -> str:
    """The text, cut where it is longer: at a space, or anywhere in a script without spaces."""
    if len(text) <= length:
        return text
    cut = text[:length]
    space = cut.rfind(" ")
    return f"{cut[:space] if space > length // 2 else cut}\u00a0…"
