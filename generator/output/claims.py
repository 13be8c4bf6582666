"""The quotes, claims and judgements of one briefing, as its pages show them.

A briefing, the verdicts on its words and what its neighbours are called come in, and nothing else:
these are all that its page depends on. Records of `views` go out, each quote with its anchor where
its own page first shows it, each caveat beside the parts that it concerns.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import groupby

from generator.content.library import Neighbours
from generator.content.schema import Briefing, Implication, KeyPoint, Outcome, Quote
from generator.content.types import BANDS
from generator.output.filling import Value
from generator.output.parts import Made, Parts
from generator.output.text_fragments import with_text_fragment
from generator.output.views import (
    AuditView,
    CaveatView,
    ClaimView,
    GroundsView,
    LinkView,
    OutcomeView,
    PairView,
    ProofView,
    QuoteView,
    RevisionView,
    RunView,
    TickView,
    UpdateView,
    WordsView,
    anchors,
    doubts,
    form,
    shortened,
    source_noun,
    without_outer_marks,
)
from generator.problems import Field, field_name
from generator.proof.fingerprint import Verdict
from generator.proof.verification import UNCHECKED


class QuoteViews:
    """The quotes of one briefing, each with its anchor where its own page first shows it."""

    def __init__(
        self,
        key: str,
        briefing: Briefing,
        verdicts: Mapping[Field, Verdict],
        near: Neighbours,
        parts: Parts,
        *,
        anchored: bool = True,
    ) -> None:
        """Take all that is shown of the briefing: itself, the verdicts, what others are called.

        `parts` makes each quote and run.
        """
        self.key = key
        self.briefing = briefing
        self.near = near
        self.anchored = anchored
        self.filling = parts.filling
        self.parts = parts
        self._shown: dict[int, QuoteView] = {}
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

    @cached_property
    def kind(self) -> Value:
        """What the page calls the source."""
        return self.filling.text(source_noun(self.briefing.source))

    def runs(self, ids: Iterable[str], told: str | None = None) -> list[Made]:
        """The quotes with these ids, beside the part `told`, which tells its caveats itself."""
        return self.group([self.by_id[name] for name in dict.fromkeys(ids)], told)

    def remaining(self) -> list[Made]:
        """The quotes that nothing has shown."""
        return self.group([one for one in self.briefing.quotes if id(one) not in self._shown])

    def group(self, quotes: Sequence[Quote], told: str | None = None) -> list[Made]:
        """Runs with one caption: of one speaker, form, relayer and place."""
        made = self.parts.made

        def caption(quote: Quote) -> tuple[str, str | None, str | None, str | None]:
            return form(quote), quote.speaker, quote.via, quote.at

        return [
            made(
                "run",
                RunView(
                    [made("quote", self.view(quote, told)) for quote in run],
                    spoken,
                    self.speaker(speaker) if speaker else None,
                    self.role(speaker),
                    self.filling.optional(via),
                    self.filling.optional(at),
                ),
                self.kind,
            )
            for (spoken, speaker, via, at), run in groupby(quotes, caption)
        ]

    def speaker(self, speaker: str) -> LinkView:
        """The speaker's name; of the registered, the registered one, leading to their page."""
        known = self.near.people.get(speaker)
        if known is None:
            return LinkView(self.filling.text(speaker))
        return LinkView(self.filling.text(known.name), self.filling.link(f"people/{known.id}.md"))

    def role(self, speaker: str | None) -> Value | None:
        """What the speaker is: as the source says, else as the registry does."""
        if speaker is None:
            return None
        role = self.roles.get(speaker)
        if role is None and speaker in self.near.people:
            role = self.near.people[speaker].role
        return self.filling.optional(role)

    def proof_view(self) -> ProofView | None:
        """How far the quotes are proved; None where there are none."""
        if not self.briefing.quotes:
            return None
        fingerprint = self.briefing.fingerprint
        statuses = [verdict.status for verdict in self.verdicts.values()]
        doubtful = [status for status in statuses if status == "doubtful"]
        return ProofView(
            self.filling.count(statuses),
            len(statuses) == 1,
            fingerprint is not None,
            self.filling.count(doubtful) if doubtful else None,
            self.filling.text(self.compared_with()),
            self.filling.optional_day(fingerprint.taken if fingerprint else None),
            self.audit_view(),
        )

    def audit_view(self) -> AuditView | None:
        """What a public copy of the source still held when it was last compared."""
        audit = self.briefing.fingerprint.audited if self.briefing.fingerprint else None
        if audit is None:
            return None
        return AuditView(
            self.filling.text(audit.copy_of),
            self.filling.day(audit.date),
            None if audit.passages is None else self.filling.text(str(audit.passages)),
            None if audit.standing is None else self.filling.text(str(audit.standing)),
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
        if id(quote) in self._shown:
            return self._shown[id(quote)]._replace(anchor=None, doubts=[])
        text = self.filling.optional
        untold = [one for one in self.briefing.caveats if told is None or told not in one.about]
        source = self.briefing.source
        self._shown[id(quote)] = view = QuoteView(
            self.filling.anchor(self.anchors[id(quote)]) if self.anchored else None,
            self.filling.paragraphs(without_outer_marks(quote.text)),
            text(quote.language or source.language),
            text(quote.question),
            text(quote.translation),
            text(quote.translated_by),
            text(quote.gist),
            text(quote.note),
            doubts(untold, quote.id, self.filling) if self.anchored else [],
            self.tick(quote),
            self.at_words(source.url, quote),
            self.at_words(source.archive, quote),
        )
        return view

    def tick(self, quote: Quote) -> TickView | None:
        """That the quote was compared, with what and when; None where it was not."""
        fingerprint, verdict = self.briefing.fingerprint, self.verdicts[id(quote)]
        if fingerprint is None or verdict.status not in {"verbatim", "doubtful"}:
            return None
        return TickView(
            self.filling.link("" if self.anchored else f"{self.key}.md", "source"),
            self.filling.text(self.compared_with()),
            self.filling.day(fingerprint.taken),
            self.filling.text(verdict.reason) if verdict.status == "doubtful" else None,
            self.lost_since(quote),
        )

    def lost_since(self, quote: Quote) -> Value | None:
        """The day on which the quote was found gone from the public copy of the source."""
        audit = self.briefing.fingerprint.audited if self.briefing.fingerprint else None
        if audit is None or field_name(self.ways[id(quote)]) not in audit.lost:
            return None
        return self.filling.day(audit.date)

    def at_words(self, url: str | None, quote: Quote) -> Value | None:
        """The words themselves in the source or in a copy of it."""
        return None if url is None else self.filling.address(with_text_fragment(url, quote.text))

    def spoken(self) -> dict[str, list[Made]]:
        """What each registered person says, by their ids."""
        said: dict[str, list[Quote]] = {}
        for quote in self.briefing.quotes:
            if quote.speaker in self.near.people:
                said.setdefault(self.near.people[quote.speaker].id, []).append(quote)
        return {person: self.group(quotes) for person, quotes in said.items()}


class ClaimViews:
    """Key points and implications of one briefing, as its page shows them."""

    def __init__(self, quotes: QuoteViews) -> None:
        self.quotes = quotes
        self.briefing = quotes.briefing
        self.filling = quotes.filling
        self.made = quotes.parts.made
        parts: list[KeyPoint | Implication] = [
            *self.briefing.key_points,
            *self.briefing.implications,
        ]
        self.texts = {part.id: part.text for part in parts if part.id}

    def pair(self, part: KeyPoint | Implication) -> PairView:
        """The claim, and the words that speak for and against it."""
        words = WordsView(
            self.quotes.runs(part.evidence, part.id), self.quotes.runs(part.contrary, part.id)
        )
        return PairView(self.claim(part), words)

    def judgement(self, one: Implication) -> PairView:
        """The claim and its words, how likely we think it, and what it rests on."""
        pair = self.pair(one)
        band = BANDS[one.likelihood] if one.likelihood else None
        return pair._replace(
            grounds=self.grounds(one),
            expected=self.made("expected", pair.claim.text, pair.claim.link, one.likelihood, band),
        )

    def claim(self, part: KeyPoint | Implication) -> ClaimView:
        """What is claimed, and by whom."""
        text = self.filling.text
        said_as = part.said_as if isinstance(part, Implication) else None
        at = part.at if isinstance(part, KeyPoint) else None
        view = ClaimView(
            self.filling.anchor(self.quotes.anchors[id(part)]),
            self.filling.link("", self.quotes.anchors[id(part)]),
            text(part.text),
            [text(who) for who in part.according_to],
            self.filling.optional(at),
            self.filling.optional(said_as),
            doubts(self.briefing.caveats, part.id, self.filling),
        )
        if isinstance(part, KeyPoint):
            return view
        outcome = part.outcome
        if outcome and outcome.status == "pending" and not outcome.note:
            outcome = None  # it says nothing yet
        return view._replace(
            deadline=self.filling.optional_day(part.deadline),
            happened_if=self.filling.optional(part.happened_if),
            affects=[text(who) for who in part.affects],
            outcome=self.outcome(outcome) if outcome else None,
        )

    def grounds(self, one: Implication) -> GroundsView:
        """How likely the briefing thinks what it expects, and why.

        What depends on a word of the vocabulary is made by itself: all words together have very
        many shapes.
        """
        optional, likelihood, confidence = self.filling.optional, one.likelihood, one.confidence
        return GroundsView(
            self.made("scale", likelihood, BANDS[likelihood]) if likelihood else None,
            optional(one.because),
            self.parts(one.follows_from),
            self.made("confidence", confidence, optional(one.confidence_because))
            if confidence
            else None,
            optional(one.would_change),
            [
                self.made(
                    "revision",
                    RevisionView(
                        self.filling.day(revision.date),
                        revision.likelihood,
                        BANDS[revision.likelihood],
                        revision.confidence,
                        self.filling.text(revision.because),
                    ),
                )
                for revision in one.revisions
            ],
        )

    def outcome(self, outcome: Outcome) -> OutcomeView:
        """What became of it, and what shows that."""
        text = self.filling.text
        source = None
        titles = self.quotes.near.titles
        if outcome.briefing in titles:
            source = LinkView(
                text(titles[outcome.briefing]), self.filling.link(f"{outcome.briefing}.md")
            )
        elif outcome.url:
            source = LinkView(text("what shows it"), self.filling.address(outcome.url))
        return OutcomeView(
            outcome.status,
            self.filling.optional_day(outcome.date),
            self.filling.optional(outcome.note),
            source,
        )

    def parts(self, ids: Iterable[str]) -> list[LinkView]:
        """Parts of the page by what they say, each leading to it."""
        return [
            LinkView(
                self.filling.text(shortened(self.texts.get(name) or self.quotes.by_id[name].text)),
                self.filling.link("", name),
            )
            for name in ids
        ]

    def caveats(self) -> list[CaveatView]:
        """All that the source does not show."""
        return [
            CaveatView(
                self.filling.text(one.text),
                self.parts(one.about),
                self.filling.address(one.url) if one.url else None,
            )
            for one in self.briefing.caveats
        ]

    def updates(self) -> list[UpdateView]:
        """All changes after publication, the newest first."""
        return [
            UpdateView(
                self.filling.day(one.date),
                one.kind,
                self.filling.text(one.text),
                self.filling.optional(one.was),
                self.parts(one.about),
            )
            for one in reversed(self.briefing.updates)
        ]
