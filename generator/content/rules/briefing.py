"""What must hold between the fields of one briefing, beyond what each field must be.

A Briefing and its document come in; problems go out. Every rule is a function of its own,
listed in `RULES`; what must hold between files stands in `library`.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from generator.content.diagnosis import did_you_mean
from generator.content.document import Document
from generator.content.rules.implications import IMPLICATION_RULES
from generator.content.rules.order import check_order
from generator.content.schema import Briefing, Quote, Record
from generator.content.types import is_nobody
from generator.problems import MAX_PER_FILE, Field, Position, Problem, excerpt, field_name

_FIELD = re.compile(r"(?:^|(?<=\s))(?:- )?([a-z_]+):(?=\s|$)")
PLACEHOLDER = "TODO:"
"""With this a text of a draft begins that a person must replace."""


def check_briefing(briefing: Briefing, document: Document) -> Iterator[Problem]:
    """All that is wrong between the fields of the briefing, or the first of a flood."""
    problems = (problem for rule in RULES for problem in rule(briefing, document))
    return islice(problems, MAX_PER_FILE)


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
                way, f"the id {excerpt(name)!r} is used already, on line {line}", "choose another"
            )
        seen.setdefault(name, way)


def _references_resolve(briefing: Briefing, document: Document) -> Iterator[Problem]:
    quotes = {quote.id for quote in briefing.quotes if quote.id}
    points = {point.id for point in briefing.key_points if point.id}
    claims = points | {one.id for one in briefing.implications if one.id}
    kinds = (
        ("quote", quotes, ("evidence", "contrary"), ("key_points", "implications")),
        ("key point or implication", claims, ("follows_from",), ("implications",)),
        ("part", claims | quotes, ("about",), ("caveats", "updates")),
    )
    for what, known, fields, parts in kinds:
        for way, name in _references(briefing, fields, parts):
            if name in known:
                continue
            if name in quotes:
                hint = "that is a quote: put it under `evidence`"
            elif name in claims:
                hint = "that is a key point or an implication; only quotes stand here"
            else:
                own = document.values[str(way[0])][way[1]].get("id")
                hint = did_you_mean(name, sorted(known - {own}))
            yield document.problem(
                way,
                f"there is no {what} with the id {excerpt(name)!r} in this briefing",
                hint or f"give the {what} an id: `id: {excerpt(name)}`",
            )


def _references(
    briefing: Briefing, fields: Iterable[str], parts: Iterable[str]
) -> Iterator[tuple[Field, str]]:
    """What the fields of these parts refer to, and where."""
    for part in parts:
        for place, item in enumerate(getattr(briefing, part)):
            for field in fields:
                for number, name in enumerate(getattr(item, field)):
                    yield (part, place, field, number), name


def _nothing_follows_from_itself(briefing: Briefing, document: Document) -> Iterator[Problem]:
    rests_on = {one.id: one.follows_from for one in briefing.implications if one.id}
    places = {one.id: place for place, one in enumerate(briefing.implications)}
    for name, closing in _circles(rests_on):
        place = places[name]
        around = "" if name == closing else f", by way of {closing!r}"
        yield document.problem(
            ("implications", place, "follows_from", rests_on[name].index(closing)),
            f"the implication {name!r} follows from itself{around}",
            "name what it rests on in the source",
        )


def _circles(rests_on: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Each step that leads back to where one has come from, walking from reason to reason."""
    done: set[str] = set()
    for start in rests_on:
        if start in done:
            continue
        chain = {start: iter(rests_on[start])}
        while chain:
            name, reasons = next(reversed(chain.items()))
            reason = next(reasons, None)
            if reason is None:
                done.add(name)
                del chain[name]
            elif reason in chain:
                yield name, reason
            elif reason in rests_on and reason not in done:
                chain[reason] = iter(rests_on[reason])


def _quotes(briefing: Briefing) -> Iterator[tuple[Field, Quote]]:
    for place, quote in enumerate(briefing.quotes):
        yield ("quotes", place), quote


def _records(briefing: Briefing) -> Iterator[tuple[Field, Record]]:
    yield (), briefing
    yield ("source",), briefing.source
    for part in ("key_points", "quotes", "implications", "caveats", "updates"):
        for place, item in enumerate(getattr(briefing, part)):
            yield (part, place), item


def _texts_swallow_no_field(briefing: Briefing, document: Document) -> Iterator[Problem]:
    for way, record in _records(briefing):
        for name, text in vars(record).items():
            if not isinstance(text, str) or ":" not in text or not _FIELD.search(text):
                continue
            missing = type(record).model_fields.keys() - record.model_fields_set
            start = document.position((*way, name)).line
            for number, line in _lines_of(text, document.lines[start:], start + 1):
                field = _FIELD.match(line)
                if field and field[1] in missing:
                    yield Problem(
                        document.path,
                        Position(number, document.lines[number - 1].index(field[1]) + 1),
                        field_name((*way, name)),
                        f"this line is part of the text above, and no field {field[1]!r}",
                        f"a field stands in the column of `{name}`; where the line belongs to the "
                        "text, let it begin with another word",
                    )


def _lines_of(text: str, below: Iterable[str], number: int) -> Iterator[tuple[int, str]]:
    """The lines below the first that hold the text, each with its number, without indentation."""
    words = " ".join(text.split())
    for place, line in enumerate(below, number):
        written = " ".join(line.split()).rstrip("\"'")
        if written not in words:
            return
        yield place, written


def _speech_is_somebodys(briefing: Briefing, document: Document) -> Iterator[Problem]:
    for way, quote in _quotes(briefing):
        if quote.form == "indirect" and quote.speaker is None:
            yield document.problem(
                (*way, "speaker"),
                "indirect speech is somebody's, and nobody is named",
                "speaker: …",
            )


def _own_words_are_nobodys(briefing: Briefing, document: Document) -> Iterator[Problem]:
    for way, quote in _quotes(briefing):
        if quote.form == "article" and quote.speaker is not None:
            yield document.problem(
                (*way, "form"),
                "these are the source's own words, and yet somebody speaks them",
                "take `speaker` away, or make it `form: direct`",
            )


def _roles_are_somebodys(briefing: Briefing, document: Document) -> Iterator[Problem]:
    for way, quote in _quotes(briefing):
        if quote.role is not None and quote.speaker is None:
            yield document.problem(
                (*way, "role"), "this is the role of nobody: no speaker is named", "speaker: …"
            )


def _speakers_have_names(briefing: Briefing, document: Document) -> Iterator[Problem]:
    for way, quote in _quotes(briefing):
        if quote.speaker and is_nobody(quote.speaker):
            yield document.problem(
                (*way, "speaker"),
                f"{excerpt(quote.speaker)!r} is no name, and would stand on the page like one",
                "take `speaker` away: the page says that nobody is named",
                warning=True,
            )


def _translators_translate(briefing: Briefing, document: Document) -> Iterator[Problem]:
    for way, quote in _quotes(briefing):
        if quote.translated_by and not quote.translation:
            yield document.problem(
                (*way, "translated_by"),
                "there is no translation to be by anybody",
                "translation: …",
            )


def _updates_are_in_order(briefing: Briefing, document: Document) -> Iterator[Problem]:
    dates = [update.date for update in briefing.updates]
    yield from check_order(document, ("updates",), dates, briefing.date)


def _withdrawal_comes_after(briefing: Briefing, document: Document) -> Iterator[Problem]:
    if briefing.withdrawn and briefing.withdrawn.date < briefing.date:
        yield document.problem(
            ("withdrawn", "date"),
            "the briefing is withdrawn before it was published",
            "mend this date, or the date of the briefing",
        )


def _placeholders_are_replaced(briefing: Briefing, document: Document) -> Iterator[Problem]:
    word = PLACEHOLDER.rstrip(":")
    for way, text in document.texts_with(word):
        if text.lstrip().startswith(PLACEHOLDER) or text.strip() == word:
            asked = excerpt(text.strip().removeprefix(PLACEHOLDER).removeprefix(word).strip())
            yield document.problem(way, f"still to be written{f': {asked}' if asked else ''}")


def _sources_are_not_of_tomorrow(briefing: Briefing, document: Document) -> Iterator[Problem]:
    for name in ("published", "accessed"):
        if (day := getattr(briefing.source, name)) and day > briefing.date:
            message = f"this day lies after the day of the briefing, {briefing.date}"
            yield document.problem(("source", name), message, "mend one of the two", warning=True)


def _fingerprint_is_last(briefing: Briefing, document: Document) -> Iterator[Problem]:
    names = list(document.values)
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
    *IMPLICATION_RULES,
    _texts_swallow_no_field,
    _speech_is_somebodys,
    _own_words_are_nobodys,
    _roles_are_somebodys,
    _speakers_have_names,
    _translators_translate,
    _updates_are_in_order,
    _withdrawal_comes_after,
    _placeholders_are_replaced,
    _sources_are_not_of_tomorrow,
    _fingerprint_is_last,
)
