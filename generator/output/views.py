"""What a page shows, decided here; how it looks, the templates decide.

A briefing and what its neighbours are called come in; records go out, whose texts are wrapped
values.
The words of the vocabulary (`likely`, `law`, `direct`) stay plain: the schema has closed them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from generator.content.library import Neighbours
from generator.content.schema import Briefing, Caveat, Implication, KeyPoint, Quote, Source
from generator.content.types import Likelihood
from generator.output.filling import Filling, Value
from generator.output.parts import Made

_OUTER_MARKS = re.compile(r"[“\"„«»](?P<inner>[^“”\"„«»]*)[”\"“»«]")


@dataclass(slots=True)
class LinkView:
    """Words that lead somewhere, or that stand alone where they lead nowhere."""

    text: Value
    to: Value | None = None


@dataclass(slots=True)
class TickView:
    """That a quote was compared with its source."""

    to: Value
    compared_with: Value
    day: Value
    doubt: Value | None
    lost: Value | None
    """The day since which the quote no longer stands in the public copy."""


@dataclass(slots=True)
class AuditView:
    """The last comparison with a public copy of the source."""

    copy_of: Value
    day: Value
    passages: Value | None
    standing: Value | None
    has_changed: bool
    lost: int


@dataclass(slots=True)
class ProofView:
    """How far the quotes of a briefing are proved, said once at the top."""

    quotes: Value
    is_one: bool
    compared: bool
    doubtful: Value | None
    compared_with: Value
    day: Value | None
    audit: AuditView | None


@dataclass(slots=True)
class QuoteView:
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


@dataclass(slots=True)
class RunView:
    """Quotes of one speaker in a row, with one caption."""

    quotes: list[Made]
    form: str
    speaker: LinkView | None
    role: Value | None
    via: Value | None
    at: Value | None


@dataclass(slots=True)
class ClaimView:
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
    affects: list[Value] = field(default_factory=list)
    outcome: "OutcomeView | None" = None


@dataclass(slots=True)
class OutcomeView:
    """What became of an implication."""

    status: str
    date: Value | None
    note: Value | None
    source: LinkView | None


@dataclass(slots=True)
class RevisionView:
    """A later judgement."""

    date: Value
    likelihood: Likelihood
    band: tuple[int, int]
    confidence: str | None
    because: Value


@dataclass(slots=True)
class JudgementView:
    """What the briefing itself expects, why, and how that will be decided."""

    because: Value | None
    rests_on: list[LinkView]
    likelihood: Likelihood | None
    band: tuple[int, int] | None
    confidence: str | None
    confidence_because: Value | None
    would_change: Value | None
    revisions: list[RevisionView]


@dataclass(slots=True)
class PairView:
    """A claim beside the words that it rests on and those that speak against it."""

    claim: ClaimView
    judgement: JudgementView | None
    evidence: list[RunView]
    contrary: list[RunView]


@dataclass(slots=True)
class CaveatView:
    """What the source does not show, and which parts that concerns."""

    text: Value
    about: list[LinkView]
    url: Value | None


@dataclass(slots=True)
class UpdateView:
    """A change after publication."""

    date: Value
    kind: str
    text: Value
    was: Value | None
    about: list[LinkView]


@dataclass(slots=True)
class SourceView:
    """What is briefed, and where a reader finds it."""

    kind: Value
    name: Value
    """The kind as a sentence begins with it."""
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


@dataclass(slots=True)
class RowView:
    """A line of an index."""

    link: LinkView
    description: Value | None
    count: Value


@dataclass(slots=True)
class EntryView:
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


def source_view(source: Source, filling: Filling) -> SourceView:
    """What is briefed; its language is named where it is not the site's."""
    return SourceView(
        filling.text(source_noun(source)),
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
    return f"{cut[:space] if space > length // 2 else cut} …"
