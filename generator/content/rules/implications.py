"""What must hold within an implication.

What is reported is kept apart from what is assessed; judgement, revisions and outcome follow one
another.

A Briefing and its document come in; problems go out. Every rule is a function of its own, listed
in `IMPLICATION_RULES`, which are among those of `briefing`.
"""

from collections.abc import Iterator
from itertools import pairwise

from generator.content.document import Document
from generator.content.rules.order import check_order
from generator.content.schema import Briefing, Implication
from generator.problems import Field, Problem

_OURS = (
    "likelihood",
    "confidence",
    "confidence_because",
    "would_change",
    "revisions",
    "because",
)
"""What only a judgement of our own has."""
_THEIRS = ("said_as", "according_to")
"""What only a reported implication has."""


def _implications(briefing: Briefing) -> Iterator[tuple[Field, Implication]]:
    for place, one in enumerate(briefing.implications):
        yield ("implications", place), one


def _judgements(briefing: Briefing) -> Iterator[tuple[Field, Implication]]:
    for way, one in _implications(briefing):
        if one.basis == "assessed":
            yield way, one


def _reported_is_not_assessed(briefing: Briefing, document: Document) -> Iterator[Problem]:
    for way, one in _implications(briefing):
        for name in _OURS if one.basis == "reported" else ():
            if getattr(one, name):
                yield document.problem(
                    (*way, name),
                    f"{name} is for our own judgements, and this one is reported",
                    "their own word goes into `said_as`; a judgement of ours is an implication "
                    "of its own with `basis: assessed`",
                )


def _assessed_is_not_reported(briefing: Briefing, document: Document) -> Iterator[Problem]:
    for way, one in _judgements(briefing):
        for name in _THEIRS:
            if getattr(one, name):
                yield document.problem(
                    (*way, name),
                    f"{name} is for what the source reports, and this one is our own judgement",
                    "make it `basis: reported`, or take the field away",
                )


def _assessed_has_reasons(briefing: Briefing, document: Document) -> Iterator[Problem]:
    for way, one in _judgements(briefing):
        if not one.because:
            yield document.problem(
                (*way, "because"), "our own judgement must say why", "because: Why we expect it."
            )
        if not one.follows_from:
            yield document.problem(
                (*way, "follows_from"),
                "our own judgement must name the key points that it follows from",
                "follows_from: [the-id-of-a-key-point]",
            )


def _likelihood_can_be_decided(briefing: Briefing, document: Document) -> Iterator[Problem]:
    for way, one in _judgements(briefing):
        if one.likelihood and not one.happened_if:
            yield document.problem(
                (*way, "happened_if"),
                "a judgement with a likelihood must say how it will be decided",
                "happened_if: What anybody can look up on the deadline.",
            )


def _likelihood_has_a_deadline(briefing: Briefing, document: Document) -> Iterator[Problem]:
    for way, one in _judgements(briefing):
        if one.likelihood and not one.deadline:
            yield document.problem(
                (*way, "deadline"),
                "without a deadline nobody can tell when this judgement was wrong",
                "deadline: 2031-12-31",
                warning=True,
            )


def _deadline_lies_ahead(briefing: Briefing, document: Document) -> Iterator[Problem]:
    for way, one in _judgements(briefing):
        if one.likelihood and one.deadline and one.deadline < briefing.date:
            yield document.problem(
                (*way, "deadline"),
                "the deadline of this judgement lies before the briefing itself",
                "a judgement is about what is not decided yet",
            )


def _confidence_is_in_a_likelihood(briefing: Briefing, document: Document) -> Iterator[Problem]:
    for way, one in _judgements(briefing):
        if one.confidence and not one.likelihood:
            yield document.problem(
                (*way, "confidence"),
                "confidence says how good the evidence for a likelihood is, and there is none",
                "likelihood: likely",
            )


def _confidence_is_stated(briefing: Briefing, document: Document) -> Iterator[Problem]:
    for way, one in _judgements(briefing):
        if one.confidence_because and not one.confidence:
            yield document.problem(
                (*way, "confidence_because"),
                "this gives a reason for a confidence that is not stated",
                "confidence: moderate",
            )


def _revisions_revise(briefing: Briefing, document: Document) -> Iterator[Problem]:
    for way, one in _judgements(briefing):
        if one.revisions and not one.likelihood:
            yield document.problem(
                (*way, "revisions"), "there is no first likelihood to revise", "likelihood: likely"
            )


def _revisions_are_in_order(briefing: Briefing, document: Document) -> Iterator[Problem]:
    for way, one in _implications(briefing):
        dates = [revision.date for revision in one.revisions]
        yield from check_order(document, (*way, "revisions"), dates, briefing.date)


def _revisions_end_with_the_decision(briefing: Briefing, document: Document) -> Iterator[Problem]:
    for way, one in _implications(briefing):
        decided = one.outcome and one.outcome.date
        for number, revision in enumerate(one.revisions):
            place = (*way, "revisions", number, "date")
            if one.deadline and revision.date > one.deadline:
                yield document.problem(
                    place,
                    "a judgement cannot be revised after its deadline",
                    "record the `outcome` instead",
                )
            elif decided and revision.date > decided:
                yield document.problem(
                    place,
                    f"a judgement cannot be revised after it was decided, on {decided}",
                    "mend one of the two dates, or take the revision away",
                )


def _revisions_have_days_of_their_own(briefing: Briefing, document: Document) -> Iterator[Problem]:
    for way, one in _implications(briefing):
        for number, (before, after) in enumerate(pairwise(one.revisions), 1):
            if before.date == after.date:
                yield document.problem(
                    (*way, "revisions", number, "date"),
                    f"the revision above is of this day too, {after.date}",
                    "make one of the two, with what was thought at the end of the day",
                )


def _revisions_change_something(briefing: Briefing, document: Document) -> Iterator[Problem]:
    for way, one in _judgements(briefing):
        before = (one.likelihood, one.confidence)
        for number, revision in enumerate(one.revisions):
            after = (revision.likelihood, revision.confidence or before[1])
            if after == before:
                yield document.problem(
                    (*way, "revisions", number),
                    "this revision leaves likelihood and confidence as they were",
                    "take it away unless readers should know that the judgement was made anew",
                    warning=True,
                )
            before = after


def _outcomes_are_dated(briefing: Briefing, document: Document) -> Iterator[Problem]:
    for way, one in _implications(briefing):
        if one.outcome and one.outcome.status != "pending" and one.outcome.date is None:
            yield document.problem(
                (*way, "outcome", "date"),
                "an outcome that is no longer pending needs the day on which it was decided",
                "date: 2031-04-02",
            )


def _outcomes_come_after_the_judgement(briefing: Briefing, document: Document) -> Iterator[Problem]:
    for way, one in _judgements(briefing):
        if one.outcome and one.outcome.date and one.outcome.date < briefing.date:
            yield document.problem(
                (*way, "outcome", "date"),
                f"this was decided before the day of the briefing, {briefing.date}",
                "mend the date, or make it a key point: a judgement is of what is not decided yet",
            )


def _what_may_still_happen_is_open(briefing: Briefing, document: Document) -> Iterator[Problem]:
    for way, one in _implications(briefing):
        outcome, deadline = one.outcome, one.deadline
        if (
            outcome
            and outcome.status == "did-not-happen"
            and (outcome.date and deadline and outcome.date < deadline)
        ):
            yield document.problem(
                (*way, "outcome", "date"),
                f"this day lies before the deadline: it may still happen until {deadline}",
                "leave the status pending until then, unless it can no longer happen",
                warning=True,
            )


def _outcomes_are_shown(briefing: Briefing, document: Document) -> Iterator[Problem]:
    for way, one in _implications(briefing):
        outcome = one.outcome
        if (
            outcome
            and outcome.status in {"happened", "did-not-happen"}
            and not (outcome.note or outcome.url or outcome.briefing)
        ):
            yield document.problem(
                (*way, "outcome"),
                "a decided outcome must say what shows it",
                "add a note, a url or a briefing",
            )


IMPLICATION_RULES = (
    _reported_is_not_assessed,
    _assessed_is_not_reported,
    _assessed_has_reasons,
    _likelihood_can_be_decided,
    _likelihood_has_a_deadline,
    _deadline_lies_ahead,
    _confidence_is_in_a_likelihood,
    _confidence_is_stated,
    _revisions_revise,
    _revisions_are_in_order,
    _revisions_end_with_the_decision,
    _revisions_have_days_of_their_own,
    _revisions_change_something,
    _outcomes_are_dated,
    _outcomes_come_after_the_judgement,
    _what_may_still_happen_is_open,
    _outcomes_are_shown,
)
