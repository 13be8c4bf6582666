"""What must hold between the fields of one briefing, beyond what each field must be.

A Briefing and its document come in; problems go out. Every rule is a function of its own,
listed in `RULES`; what must hold between files stands in `library`.
"""

from collections.abc import Iterator

from generator.content.diagnosis import did_you_mean
from generator.content.document import Document
from generator.content.schema import Briefing, Implication
from generator.problems import Field, Problem

def check_briefing(briefing: Briefing, document: Document) -> Iterator[Problem]:
    """All that is wrong between the fields of the briefing."""
    for rule in RULES:
        yield from rule(briefing, document)


def _source_is_named(briefing: Briefing, document: Document) -> Iterator[Problem]:
    source = briefing.source
    if source.title is None and source.description is None:
        yield document.problem(
            ("source",),
            "the source has neither a title nor a description",
            "title: The title of the article\nor, where it has none,\n"
            "description: Untitled notice on the harbour tunnel",
        )


def _ids(briefing: Briefing) -> Iterator[tuple[str, Field]]:
    for part in ("key_points", "quotes", "implications"):
        for place, item in enumerate(getattr(briefing, part)):
            if item.id is not None:
                yield item.id, (part, place, "id")


def _ids_are_unique(briefing: Briefing, document: Document) -> Iterator[Problem]:
    seen: dict[str, Field] = {}
    for name, way in _ids(briefing):
        if name in seen:
            line = document.position(seen[name]).line
            yield document.problem(
                way, f"the id {name!r} is used already, on line {line}", "choose another"
            )
        seen.setdefault(name, way)


def _references_resolve(briefing: Briefing, document: Document) -> Iterator[Problem]:
    quotes = {quote.id for quote in briefing.quotes if quote.id}
    points = {point.id for point in briefing.key_points if point.id}
    claims = points | {one.id for one in briefing.implications if one.id}
    wanted: list[tuple[Field, tuple[str, ...], set[str], str]] = []
    for part in ("key_points", "implications"):
        for place, item in enumerate(getattr(briefing, part)):
            for name in ("evidence", "contrary"):
                wanted.append(((part, place, name), getattr(item, name), quotes, "quote"))
            if isinstance(item, Implication):
                way = (part, place, "follows_from")
                wanted.append((way, item.follows_from, claims, "key point or implication"))
    for part in ("caveats", "updates"):
        for place, item in enumerate(getattr(briefing, part)):
            wanted.append(((part, place, "about"), item.about, claims | quotes, "part"))
    for way, names, known, what in wanted:
        for place, name in enumerate(names):
            if name not in known:
                yield document.problem(
                    (*way, place),
                    f"there is no {what} with the id {name!r} in this briefing",
                    did_you_mean(name, sorted(known)) or f"give the {what} an id: `id: {name}`",
                )


def _nothing_follows_from_itself(briefing: Briefing, document: Document) -> Iterator[Problem]:
    rests_on = {one.id: one.follows_from for one in briefing.implications if one.id}
    for place, one in enumerate(briefing.implications):
        reached, open_ids = set(), list(one.follows_from)
        while open_ids:
            name = open_ids.pop()
            if name not in reached:
                reached.add(name)
                open_ids.extend(rests_on.get(name, ()))
        if one.id in reached:
            yield document.problem(
                ("implications", place, "follows_from"),
                f"the implication {one.id!r} follows from itself",
                "name what it rests on in the source",
            )


def _reported_is_not_assessed(briefing: Briefing, document: Document) -> Iterator[Problem]:
    ours = (
        "likelihood",
        "confidence",
        "confidence_because",
        "would_change",
        "revisions",
        "because",
    )
    theirs = ("said_as", "according_to")
    for place, one in enumerate(briefing.implications):
        way = ("implications", place)
        if one.basis == "reported":
            for name in ours:
                if getattr(one, name):
                    yield document.problem(
                        (*way, name),
                        f"{name} is for our own judgements, and this one is reported",
                        "their own word goes into `said_as`; a judgement of ours is an implication "
                        "of its own with `basis: assessed`",
                    )
        else:
            for name in theirs:
                if getattr(one, name):
                    yield document.problem(
                        (*way, name),
                        f"{name} is for what the source reports, and this one is our own judgement",
                        "make it `basis: reported`, or take the field away",
                    )
            for name in ("because", "follows_from"):
                if not getattr(one, name):
                    yield document.problem(
                        (*way, name),
                        "our own judgement must say why, and what it follows from",
                        f"{name}: …",
                    )


def _judgements_can_be_decided(briefing: Briefing, document: Document) -> Iterator[Problem]:
    for place, one in enumerate(briefing.implications):
        way = ("implications", place)
        if one.likelihood and not one.happened_if:
            yield document.problem(
                (*way, "happened_if"),
                "a judgement with a likelihood must say how it will be decided",
                "happened_if: What anybody can look up on the deadline.",
            )
        if one.likelihood and not one.deadline:
            yield document.problem(
                (*way, "deadline"),
                "without a deadline nobody can tell when this judgement was wrong",
                "deadline: 2031-12-31",
                warning=True,
            )
        if one.confidence_because and not one.confidence:
            yield document.problem(
                (*way, "confidence_because"),
                "this gives a reason for a confidence that is not stated",
                "confidence: moderate",
            )
        if one.confidence and not one.likelihood:
            yield document.problem(
                (*way, "confidence"),
                "confidence says how good the evidence for a likelihood is, and there is none",
                "likelihood: likely",
            )
        if one.likelihood and one.deadline and one.deadline < briefing.date:
            yield document.problem(
                (*way, "deadline"),
                "the deadline of this judgement lies before the briefing itself",
                "a judgement is about what is not decided yet",
            )


def _revisions_keep_the_first(briefing: Briefing, document: Document) -> Iterator[Problem]:
    for place, one in enumerate(briefing.implications):
        latest = briefing.date
        if one.revisions and not one.likelihood:
            yield document.problem(
                ("implications", place, "revisions"),
                "there is no first likelihood to revise",
                "likelihood: likely",
            )
        for number, revision in enumerate(one.revisions):
            way = ("implications", place, "revisions", number, "date")
            if revision.date < latest:
                yield document.problem(
                    way,
                    f"this revision lies before {latest}, the one before it or the briefing itself",
                    "put the oldest first",
                )
            if one.deadline and revision.date > one.deadline:
                yield document.problem(
                    way,
                    "a judgement cannot be revised after its deadline",
                    "record the `outcome` instead",
                )
            latest = max(latest, revision.date)


def _outcomes_are_dated(briefing: Briefing, document: Document) -> Iterator[Problem]:
    for place, one in enumerate(briefing.implications):
        outcome = one.outcome
        if outcome is None:
            continue
        way = ("implications", place, "outcome")
        if outcome.status != "pending" and outcome.date is None:
            yield document.problem(
                (*way, "date"),
                "an outcome that is no longer pending needs the day on which it was decided",
                "date: 2031-04-02",
            )
        if outcome.status in {"happened", "did-not-happen"} and not (
            outcome.note or outcome.url or outcome.briefing
        ):
            yield document.problem(
                way,
                "a decided outcome must say what shows it",
                "add a note, a url or a briefing",
            )


def _speakers_speak(briefing: Briefing, document: Document) -> Iterator[Problem]:
    for place, quote in enumerate(briefing.quotes):
        way = ("quotes", place)
        if quote.form == "indirect" and quote.speaker is None:
            yield document.problem(
                (*way, "speaker"), "indirect speech is somebody's, and nobody is named", "speaker: …"
            )
        if quote.form == "article" and quote.speaker is not None:
            yield document.problem(
                (*way, "form"),
                "these are the source's own words, and yet somebody speaks them",
                "take `speaker` away, or make it `form: direct`",
            )
        if quote.role is not None and quote.speaker is None:
            yield document.problem(
                (*way, "role"), "this is the role of nobody: no speaker is named", "speaker: …"
            )
        if quote.translated_by and not quote.translation:
            yield document.problem(
                (*way, "translated_by"), "there is no translation to be by anybody", "translation: …"
            )


def _changes_come_after(briefing: Briefing, document: Document) -> Iterator[Problem]:
    latest = briefing.date
    for place, update in enumerate(briefing.updates):
        if update.date < latest:
            yield document.problem(
                ("updates", place, "date"),
                f"this update lies before {latest}, the one before it or the briefing itself",
                "put the oldest first",
            )
        latest = max(latest, update.date)
    if briefing.withdrawn and briefing.withdrawn.date < briefing.date:
        yield document.problem(
            ("withdrawn", "date"), "the briefing is withdrawn before it was published"
        )


def _fingerprint_is_last(briefing: Briefing, document: Document) -> Iterator[Problem]:
    names = list(document.root.fields)
    if briefing.fingerprint and names[-1] != "fingerprint":
        yield document.problem(
            ("fingerprint",),
            "the fingerprint must be the last field of the file",
            f"move `{names[-1]}` above it",
        )


RULES = (
    _source_is_named,
    _ids_are_unique,
    _references_resolve,
    _nothing_follows_from_itself,
    _reported_is_not_assessed,
    _judgements_can_be_decided,
    _revisions_keep_the_first,
    _outcomes_are_dated,
    _speakers_speak,
    _changes_come_after,
    _fingerprint_is_last,
)
