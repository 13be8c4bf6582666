"""What a page tells of its article: title, publisher, authors, dates, language, addresses.

A parsed page comes in, or a plain text; Metadata goes out. Nothing is guessed. Sources, the surest
first: the article's own JSON-LD object (schema.org), `meta` elements (Open Graph, Dublin Core,
Highwire), then microdata, `rel=author` and `time` within the article itself. Rules:

- A plain text has a day and authors where a line at its start tells them and nothing else.
- The address is the canonical one less tracking; of an archived copy, the one that was archived.
"""

import datetime
from dataclasses import dataclass, field
from typing import Any

import regex

from generator.drafting.article.authors import read_authors, read_byline
from generator.drafting.article.dates import day_of_line, read_published
from generator.drafting.article.origin import read_addresses
from generator.drafting.article.page import Page, listed

_LANGUAGE = regex.compile(
    r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_].*)?"
)
_LETTER = regex.compile(r"\p{L}")
_LONGEST_TITLE = 120
_HEAD = 1000
_MOST_LINES = 6


@dataclass
class Metadata:
    """What the page tells, and by field what a person should know about it."""

    url: str | None = None
    archive: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None
    published: datetime.date | None = None
    is_free: bool = True
    notes: dict[str, str] = field(default_factory=dict)


def read_metadata(root: Any, address: str | None) -> Metadata:
    """What the page with this root element tells; `address` is where it came from, if known."""
    page = Page(root)
    found = Metadata()
    found.url, found.archive = read_addresses(page, address)
    found.title = page.title()
    found.publisher = page.publisher()
    found.published, found.notes["published"] = read_published(page)
    found.authors, found.notes["authors"] = read_authors(page, found.publisher)
    found.language = read_language(
        root.get("lang")
        or root.get("{http://www.w3.org/XML/1998/namespace}lang")
        or page.text("inLanguage")
        or ""
    )
    found.is_free = _is_free(page.object)
    found.notes = {name: note for name, note in found.notes.items() if note}
    return found


def _is_free(article: dict[str, Any]) -> bool:
    """Whether nothing tells that the article, or a part of it, is not free to read."""
    parts = [article, *(one for one in listed(article.get("hasPart")) if isinstance(one, dict))]
    told = [
        str(one["isAccessibleForFree"]).lower() for one in parts if "isAccessibleForFree" in one
    ]
    return not any(one in {"false", "no", "0"} or one.endswith("/false") for one in told)


def read_heading(text: str) -> Metadata:
    """What the first lines of a plain text tell; whether the very first is a title, they do not."""
    found = Metadata()
    lines = list(filter(None, map(str.strip, text[:_HEAD].split("\n"))))[:_MOST_LINES]
    first = lines[0] if lines else ""
    if _LETTER.search(first) and len(first) <= _LONGEST_TITLE and first[-1] not in ".,;:。，；：":
        found.notes["title"] = (
            f"the text does not say what its title is; write it as `title` if it is: {first}"
        )
    for line in lines:
        if day := day_of_line(line):
            found.published = day
            found.notes["published"] = f"taken from a line of the text ({line})"
            break
    found.authors, found.notes["authors"] = read_byline(lines[1:])
    found.notes = {name: note for name, note in found.notes.items() if note}
    return found


def read_language(code: str) -> str | None:
    """The BCP 47 code as briefings write it, less what follows region, or None."""
    match = _LANGUAGE.fullmatch(code.strip())
    if match is None:
        return None
    parts = [match[1].lower(), (match[2] or "").capitalize(), (match[3] or "").upper()]
    return "-".join(filter(None, parts))
