"""The draft of a briefing: an article and its quotations in, the text of a YAML file out.

In the order of a good briefing. What the article tells is filled in; what it does not tell is left
out, with a comment that says so; what only a person can write is a placeholder that begins with
`TODO:`. A draft is a briefing with nothing wrong but its placeholders, and `check` refuses those.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.content.rules import PLACEHOLDER
from generator.content.types import is_reserved, slug
from generator.drafting.article.extraction import ArticleText
from generator.drafting.speech.quotations import Quotation
from generator.drafting.speech.transcript import spoken_kind
from generator.drafting.yaml_text import block, comment, inline, one_line

_ID_WORDS = 5
_ID_LENGTH = 40
_SLUG_LENGTH = 60
_SHORT = 88
_TELLING = 60
"""A shorter quotation may be no more than a greeting."""
_SMALL_WORDS = """
    a an the of in on at to for by with from and or but is are was were be been it its that this as
    we i you he she they our your his her their so if not will has have had der die das ein eine und
    oder von zu im ist sind wir ich
"""
_SMALL = frozenset(_SMALL_WORDS.split())


@dataclass(frozen=True, slots=True)
class Draft:
    """A briefing to complete: the name of its file, without folder and ending, and its text."""

    slug: str
    text: str


def write_draft(
    article: ArticleText, quotations: Sequence[Quotation], *, today: datetime.date
) -> Draft:
    """The draft of the article's briefing, without a fingerprint, which its caller adds."""
    ids = _ids([one.text for one in quotations])
    lines = [
        *_head(article, today),
        *_source(article),
        *_key_points(quotations, ids),
        *_quotes(quotations, ids),
        *_implications(),
    ]
    return Draft(_slug(article, today), "\n".join(lines) + "\n")


def _head(article: ArticleText, today: datetime.date) -> Iterator[str]:
    yield comment("A draft: replace each text that begins with TODO:, or take its field away; and")
    yield comment("delete these comments.")
    for note in article.doubts:
        yield comment(f"Look at the article again: {note}.")
    title = one_line(article.title or "")
    yield f"title: {inline(title or f'{PLACEHOLDER} what the article reports, in a line')}"
    yield f"date: {today:%Y-%m-%d}"
    yield from block("summary", f"{PLACEHOLDER} the bottom line, in two or three sentences", "")


def _source(article: ArticleText) -> Iterator[str]:
    yield "source:"
    notes = dict(article.notes)
    if article.title and one_line(article.title):
        yield f"  title: {inline(article.title)}"
    else:
        yield comment(
            notes.pop("title", "the article gives no title; write it as `title` if you know it"),
            "  ",
        )
        described = f"{PLACEHOLDER} what it is, such as: Untitled article on …"
        yield f"  description: {inline(described)}"
    yield comment(
        "kind: article (left out), transcript, speech, statement, law, order, report, other", "  "
    )
    if kind := spoken_kind(article.text):
        yield f"  kind: {kind}"
    for name, value in (
        ("publisher", article.publisher),
        ("authors", article.authors),
        ("url", article.url),
        ("archive", article.archive),
        ("published", article.published),
        ("language", article.language),
    ):
        note = notes.pop(name, "")
        if note:
            yield comment(f"{name}: {note}", "  ")
        if isinstance(value, tuple) and value:
            listed = ", ".join(_inline_in_list(one) for one in value)
            yield f"  {name}: [{listed}]"
        elif value and isinstance(value, str) and one_line(value):
            yield f"  {name}: {inline(value)}"
        elif isinstance(value, datetime.date):
            yield f"  {name}: {value.isoformat()}"
        elif not note and name != "archive":
            yield comment(f"{name}: not found; write it if the article has it", "  ")
    for note in notes.values():
        yield comment(note, "  ")
    yield comment("topics: [ids from briefings/topics.yml]")


def _inline_in_list(text: str) -> str:
    """The text as an entry of a list in brackets, where a comma would end it."""
    written = inline(text)
    return f'"{written}"' if "," in written and not written.startswith('"') else written


def _key_points(quotations: Sequence[Quotation], ids: Sequence[str]) -> Iterator[str]:
    yield "key_points:"
    yield comment("what the source says, one claim each; add as many as it makes", "  ")
    yield f"  - text: {inline(f'{PLACEHOLDER} a claim, in one sentence')}"
    who = f"{PLACEHOLDER} who says so; take the line away for the source itself"
    yield f"    according_to: {inline(who)}"
    if ids:
        named = zip(quotations, ids, strict=True)
        telling = next((name for one, name in named if len(one.text) >= _TELLING), ids[0])
        yield f"    evidence: [{telling}]  # the ids of the quotes that bear it"
    else:
        yield f"    at: {inline(f'{PLACEHOLDER} where in the source, such as: paragraph 3')}"


def _quotes(quotations: Sequence[Quotation], ids: Sequence[str]) -> Iterator[str]:
    if not quotations:
        yield comment(
            "quotes: no direct quotation was found; quote the words that bear a point, with"
        )
        yield comment("`form: article` where they are the source's own")
        return
    yield "quotes:"
    yield comment("every direct quotation that was found; delete those that bear nothing", "  ")
    introduced: set[str] = set()
    for one, name in zip(quotations, ids, strict=True):
        yield f"  - id: {name}"
        if one.question:
            yield from _text("question", one.question)
        yield from _text("text", one.text)
        yield from _speaker(one, introduced)


def _text(name: str, text: str) -> list[str]:
    if "\n" not in text.strip() and len(text) <= _SHORT and inline(text) == one_line(text):
        return [f"    {name}: {inline(text)}"]
    return block(name, text, "    ")


def _speaker(one: Quotation, introduced: set[str]) -> Iterator[str]:
    if one.speaker is None:
        told = f"; the text calls the speaker: {one.role}" if one.role else ""
        yield "    form: direct"
        yield comment(f"speaker: not named beside these words, or not surely{told}", "    ")
        return
    yield f"    speaker: {inline(one.speaker)}"
    if one.role and one.speaker not in introduced and one_line(one.role):
        yield f"    role: {inline(one.role)}"
    introduced.add(one.speaker)


def _implications() -> Iterator[str]:
    yield "implications:"
    yield comment("what may follow; take the key away where nothing is to be said", "  ")
    yield f"  - text: {inline(f'{PLACEHOLDER} what somebody in the source expects')}"
    yield "    basis: reported"
    yield f"    according_to: {inline(f'{PLACEHOLDER} who expects it')}"
    yield "caveats:"
    yield f"  - {inline(f'{PLACEHOLDER} what the source does not show')}"


def _ids(texts: Sequence[str]) -> list[str]:
    """An id for each quotation from its first words that carry meaning; each is used once."""
    used = set[str]()
    ids = []
    for number, text in enumerate(texts, 1):
        parts = [part for part in slug(text[:300]).split("-") if part]
        telling = [part for part in parts if part not in _SMALL] or parts
        name = _shortened("-".join(telling[:_ID_WORDS]), _ID_LENGTH) or f"words-{number}"
        if is_reserved(name):
            name = f"words-{name}"
        unique, count = name, 2
        while unique in used:
            unique, count = f"{name}-{count}", count + 1
        used.add(unique)
        ids.append(unique)
    return ids


def _shortened(name: str, length: int) -> str:
    """The id cut at a hyphen where it is too long."""
    if len(name) <= length:
        return name
    return name[: length + 1].rpartition("-")[0] or name[:length]


def _slug(article: ArticleText, today: datetime.date) -> str:
    """The name of the file, from the title, else the first line, else who published it and when."""
    first, _, _ = article.text.partition("\n")
    name = slug(article.title or "") or slug(" ".join(first.split()[:8]))
    if not name:  # no letter of the title's script stands in a name
        name = f"{slug(article.publisher or '') or 'article'}-{article.published or today}"
    name = _shortened(name, _SLUG_LENGTH)
    return f"{name}-article" if name == "index" else name
