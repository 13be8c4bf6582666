"""The quotes, claims and judgements of one briefing, as its pages show them.

A briefing, the verdicts on its words and what its neighbours are called come in, and nothing else:
these are all that its page depends on. Records of `views` go out, each quote with its anchor where
its own page first shows it, each caveat beside the parts that it concerns.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import groupby

from generator.content.library import Neighbours
from generator.content.schema import Briefing, Caveat, Implication, KeyPoint, Outcome, Quote
from generator.content.types import BANDS
from generator.output.filling import Value, Wrap
from generator.output.text_fragments import with_text_fragment
from generator.output.views import (
    AuditView,
    CaveatView,
    ClaimView,
    EntryView,
    JudgementView,
    LinkView,
    OutcomeView,
    PairView,
    ProofView,
    QuoteView,
    RevisionView,
    RunView,
    TickView,
    UpdateView,
    anchors,
    shortened,
    source_noun,
    topic_links,
)
from generator.problems import Field, field_name
from generator.proof.fingerprint import Verdict
from generator.proof.verification import UNCHECKED

_OUTER_MARKS = re.compile(r"[“\"„«»](?P<inner>[^“”\"„«»]*)[”\"“»«]")


class QuoteViews:
    """The quotes of one briefing, each with its anchor where its own page first shows it."""

    def __init__(
        self,
        key: str,
        briefing: Briefing,
        verdicts: Mapping[Field, Verdict],
        near: Neighbours,
        wrap: Wrap,
        *,
        anchored: bool = True,
    ) -> None:
        """Take all that is shown of the briefing: itself, the verdicts, what others are called."""
        self.key = key
        self.briefing = briefing
        self.near = near
        self.anchored = anchored
        self.wrap = wrap
        self.shown: set[int] = set()
        self._verdicts = verdicts

    @cached_property
    def ways(self) -> dict[int, Field]:
        """The way to each quote's words, by the identity of the quote."""
        return {
            id(quote): ("quotes", place, "text") for place, quote in enumerate(self.briefing.quotes)
        }

    @cached_property
    def verdicts(self) -> dict[int, Verdict]:
        """The verdict on each quote, by the identity of the quote."""
        return {one: self._verdicts.get(way, UNCHECKED) for one, way in self.ways.items()}

    @cached_property
    def anchors(self) -> dict[int, str]:
        """The anchor of each part, by the identity of the part."""
        return anchors(self.briefing)

    @cached_property
    def by_id(self) -> dict[str, Quote]:
        """The quotes that others refer to."""
        return {quote.id: quote for quote in self.briefing.quotes if quote.id}

    @cached_property
    def roles(self) -> dict[str, str]:
        """What the briefing says of each speaker."""
        roles: dict[str, str] = {}
        for quote in self.briefing.quotes:
            if quote.speaker and quote.role:
                roles.setdefault(quote.speaker, quote.role)
        return roles

    def runs(self, ids: Iterable[str], told: str | None = None) -> list[RunView]:
        """The quotes with these ids, beside the part `told`, which tells its caveats itself."""
        return self.group([self.by_id[name] for name in dict.fromkeys(ids)], told)

    def remaining(self) -> list[RunView]:
        """The quotes that nothing has shown."""
        return self.group([one for one in self.briefing.quotes if id(one) not in self.shown])

    def group(self, quotes: Sequence[Quote], told: str | None = None) -> list[RunView]:
        """Runs with one caption: of one speaker, form, relayer and place."""

        def caption(quote: Quote) -> tuple[str, str | None, str | None, str | None]:
            return form(quote), quote.speaker, quote.via, quote.at

        return [
            RunView(
                [self.view(quote, told) for quote in run],
                spoken,
                self.speaker(speaker) if speaker else None,
                self.role(speaker),
                self.wrap.optional(via),
                self.wrap.optional(at),
            )
            for (spoken, speaker, via, at), run in groupby(quotes, caption)
        ]

    def speaker(self, speaker: str) -> LinkView:
        """The speaker's name; of the registered, the registered one, leading to their page."""
        if speaker not in self.near.people:
            return LinkView(self.wrap.text(speaker))
        person, name, _ = self.near.people[speaker]
        return LinkView(self.wrap.text(name), self.wrap.link(f"people/{person}.md"))

    def role(self, speaker: str | None) -> Value | None:
        """What the speaker is: as the source says, else as the registry does."""
        if speaker is None:
            return None
        role = self.roles.get(speaker)
        if role is None and speaker in self.near.people:
            role = self.near.people[speaker][2]
        return self.wrap.optional(role)

    def proof_view(self) -> ProofView | None:
        """How far the quotes are proved; None where there are none."""
        if not self.briefing.quotes:
            return None
        fingerprint = self.briefing.fingerprint
        statuses = [verdict.status for verdict in self.verdicts.values()]
        return ProofView(
            self.wrap.count(statuses),
            len(statuses) == 1,
            fingerprint is not None,
            statuses.count("doubtful"),
            self.compared_with(),
            self.wrap.optional_day(fingerprint.taken if fingerprint else None),
            self.audit_view(),
        )

    def audit_view(self) -> AuditView | None:
        """What a public copy of the source still held when it was last compared."""
        audit = self.briefing.fingerprint.audited if self.briefing.fingerprint else None
        if audit is None:
            return None
        return AuditView(
            self.wrap.text(audit.copy_of),
            self.wrap.day(audit.date),
            None if audit.passages is None else self.wrap.text(str(audit.passages)),
            None if audit.standing is None else self.wrap.text(str(audit.standing)),
            audit.standing != audit.passages,
            len(audit.lost),
        )

    def compared_with(self) -> str:
        """What the quotes were compared with: a text that was given, or the source as fetched."""
        fingerprint = self.briefing.fingerprint
        fetched = fingerprint is not None and fingerprint.taken_from.startswith("http")
        return "the source as we fetched it" if fetched else "the text we were given"

    def view(self, quote: Quote, told: str | None) -> QuoteView:
        """The quote; its anchor and its doubts only where it is shown first."""
        first = self.anchored and id(quote) not in self.shown
        untold = [one for one in self.briefing.caveats if told is None or told not in one.about]
        self.shown.add(id(quote))
        return QuoteView(
            self.wrap.anchor(self.anchors[id(quote)]) if first else None,
            self.wrap.paragraphs(without_outer_marks(quote.text)),
            self.wrap.optional(quote.language or self.briefing.source.language),
            self.wrap.optional(quote.question),
            self.wrap.optional(quote.translation),
            self.wrap.optional(quote.translated_by),
            self.wrap.optional(quote.gist),
            self.wrap.optional(quote.note),
            doubts(untold, quote.id, self.wrap) if first else [],
            self.tick(quote),
            self.in_source(quote, self.briefing.source.url),
            self.in_source(quote, self.briefing.source.archive),
        )

    def tick(self, quote: Quote) -> TickView | None:
        """That the quote was compared, with what and when; None where it was not."""
        fingerprint, verdict = self.briefing.fingerprint, self.verdicts[id(quote)]
        if fingerprint is None or verdict.status not in {"verbatim", "doubtful"}:
            return None
        return TickView(
            self.wrap.link("" if self.anchored else f"{self.key}.md", "source"),
            self.compared_with(),
            self.wrap.day(fingerprint.taken),
            self.wrap.text(verdict.reason) if verdict.status == "doubtful" else None,
            self.lost_since(quote),
        )

    def lost_since(self, quote: Quote) -> Value | None:
        """The day on which the quote was found gone from the public copy of the source."""
        audit = self.briefing.fingerprint.audited if self.briefing.fingerprint else None
        if audit is None or field_name(self.ways[id(quote)]) not in audit.lost:
            return None
        return self.wrap.day(audit.date)

    def in_source(self, quote: Quote, url: str | None) -> Value | None:
        """The words themselves in the source or in a copy of it."""
        return self.wrap.address(with_text_fragment(url, quote.text)) if url else None


class ClaimViews:
    """Key points and implications of one briefing, as its page shows them."""

    def __init__(self, quotes: QuoteViews) -> None:
        self.quotes = quotes
        self.briefing = quotes.briefing
        self.wrap = quotes.wrap
        parts: list[KeyPoint | Implication] = [
            *self.briefing.key_points,
            *self.briefing.implications,
        ]
        self.texts = {part.id: part.text for part in parts if part.id}

    def pair(self, part: KeyPoint | Implication) -> PairView:
        """The claim, and the words that speak for and against it."""
        return PairView(
            self.claim(part),
            self.judgement(part)
            if isinstance(part, Implication) and part.basis == "assessed"
            else None,
            self.quotes.runs(part.evidence, part.id),
            self.quotes.runs(part.contrary, part.id),
        )

    def claim(self, part: KeyPoint | Implication) -> ClaimView:
        """What is claimed, and by whom."""
        text = self.wrap.text
        said_as = part.said_as if isinstance(part, Implication) else None
        at = part.at if isinstance(part, KeyPoint) else None
        facts: list[tuple[str, Value]] = []
        outcome = None
        if isinstance(part, Implication):
            if part.deadline:
                facts.append(("By", self.wrap.day(part.deadline)))
            if part.happened_if:
                facts.append(("It happened if", text(part.happened_if)))
            if part.affects:
                facts.append(("Concerns", text(", ".join(part.affects))))
            if part.outcome and (part.outcome.status != "pending" or part.outcome.note):
                outcome = self.outcome(part.outcome)
        return ClaimView(
            self.wrap.anchor(self.quotes.anchors[id(part)]),
            self.wrap.link("", self.quotes.anchors[id(part)]),
            text(part.text),
            [text(who) for who in part.according_to],
            self.wrap.optional(at),
            self.wrap.optional(said_as),
            doubts(self.briefing.caveats, part.id, self.wrap),
            facts,
            outcome,
        )

    def judgement(self, one: Implication) -> JudgementView:
        """What the briefing expects, why, and how that will be decided."""
        text = self.wrap.text
        return JudgementView(
            self.wrap.optional(one.because),
            self.parts(one.follows_from),
            one.likelihood,
            BANDS[one.likelihood] if one.likelihood else None,
            one.confidence,
            self.wrap.optional(one.confidence_because),
            self.wrap.optional_day(one.deadline),
            self.wrap.optional(one.happened_if),
            self.wrap.optional(one.would_change),
            [text(who) for who in one.affects],
            [
                RevisionView(
                    self.wrap.day(revision.date),
                    revision.likelihood,
                    BANDS[revision.likelihood],
                    revision.confidence,
                    text(revision.because),
                )
                for revision in one.revisions
            ],
        )

    def outcome(self, outcome: Outcome) -> OutcomeView:
        """What became of it, and what shows that."""
        text = self.wrap.text
        source = None
        titles = self.quotes.near.titles
        if outcome.briefing in titles:
            source = LinkView(
                text(titles[outcome.briefing]), self.wrap.link(f"{outcome.briefing}.md")
            )
        elif outcome.url:
            source = LinkView(text("what shows it"), self.wrap.address(outcome.url))
        return OutcomeView(
            outcome.status,
            self.wrap.optional_day(outcome.date),
            self.wrap.optional(outcome.note),
            source,
        )

    def parts(self, ids: Iterable[str]) -> list[LinkView]:
        """Parts of the page by what they say, each leading to it."""
        return [
            LinkView(
                self.wrap.text(shortened(self.texts.get(name) or self.quotes.by_id[name].text)),
                self.wrap.link("", name),
            )
            for name in ids
        ]

    def caveats(self) -> list[CaveatView]:
        """All that the source does not show."""
        return [
            CaveatView(
                self.wrap.text(one.text),
                self.parts(one.about),
                self.wrap.address(one.url) if one.url else None,
            )
            for one in self.briefing.caveats
        ]

    def updates(self) -> list[UpdateView]:
        """All changes after publication, the newest first."""
        return [
            UpdateView(
                self.wrap.day(one.date),
                one.kind,
                self.wrap.text(one.text),
                self.wrap.optional(one.was),
                self.parts(one.about),
            )
            for one in reversed(self.briefing.updates)
        ]


def entry_view(quotes: QuoteViews, person: str | None) -> EntryView:
    """A briefing in a list, with what this person says in it where the list is about a person."""
    briefing, wrap = quotes.briefing, quotes.wrap
    source = briefing.source
    people = quotes.near.people
    spoken = [
        quote
        for quote in briefing.quotes
        if person and quote.speaker in people and people[quote.speaker][0] == person
    ]
    return EntryView(
        wrap.anchor(quotes.key.replace("/", "-")),
        LinkView(wrap.text(briefing.title), wrap.link(f"{quotes.key}.md")),
        wrap.day(briefing.date),
        wrap.text(briefing.summary),
        wrap.text(source.publisher or source.title or source.description or ""),
        wrap.optional_day(source.published),
        source_noun(source),
        topic_links(quotes.near, wrap),
        briefing.withdrawn is not None,
        briefing.superseded_by is not None,
        quotes.group(spoken) if spoken else [],
    )


def form(quote: Quote) -> str:
    """The quote's form, or what it is by default: direct with a speaker, else the source's."""
    return quote.form or ("direct" if quote.speaker else "article")


def without_outer_marks(text: str) -> str:
    """The quote without a pair of quotation marks around the whole: the page sets its own."""
    marked = _OUTER_MARKS.fullmatch(text.strip())
    return marked["inner"] if marked else text


def doubts(caveats: Iterable[Caveat], name: str | None, wrap: Wrap) -> list[Value]:
    """The caveats that concern the part with this id."""
    return [wrap.text(one.text) for one in caveats if name is not None and name in one.about]
