"""What a page tells of its article: title, publisher, authors, dates, language, addresses.

A parsed page comes in, or a plain text; Metadata goes out. Nothing is guessed. Sources, the surest
first: the article's own JSON-LD object (schema.org), `meta` elements (Open Graph, Dublin Core,
Highwire), then microdata, `rel=author` and `time` within the article itself. Rules:

- An author is a person's name as such: no title, no desk, no reading time; those of other stories
  stand outside of the article and do not count. `By`, and what joins two names, goes.
- A plain text has a day where one of its first lines is a date and nothing else.
- The address is the canonical one less tracking; of an archived copy, the one that was archived.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import regex

from generator.drafting.article.dates import day_of_line, read_published
from generator.drafting.article.origin import read_addresses
from generator.drafting.article.page import Page, content_of, kinds, listed, plain
from generator.drafting.speech.names import is_body

_LANGUAGE = regex.compile(
    r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_].*)?"
)
_NO_PERSON = regex.compile(
    r"\d|@|https?:|/|\b(?:staff|reporters?|editors?|editorial|correspondents?|desk|team|newsroom"
    r"|agency|agencies|admin|guest"
    r"|contributors?|writers?|news|press|media|redaktion|rédaction|redacción|redazione|agentur"
    r"|min read|ago|updated"
    r"|published|yesterday|today|office|department|administrator|webmaster|unknown|anonymous"
    r"|author|dpa|afp|reuters)\b",
    regex.IGNORECASE,
)
_LONGEST_TITLE = 120
_HEAD = 1000
_MOST_LINES = 6
_JOINTS = regex.compile(r"\s*(?:,|;|&|\||\band\b|\bund\b|\bet\b|\by\b|、|和)\s*")
_BYLINE = regex.compile(
    r"^(?:by|von|par|por|di|da|door|av|af|text:|autor:|author:)\s+", regex.IGNORECASE
)


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
    is_free: bool | None = None
    notes: dict[str, str] = field(default_factory=dict)


def read_metadata(root: Any, address: str | None) -> Metadata:
    """What the page with this root element tells; `address` is where it came from, if known."""
    page = Page(root)
    found = Metadata()
    found.url, found.archive = read_addresses(page, address)
    found.title = page.title()
    found.publisher = page.publisher()
    found.published, found.notes["published"] = read_published(page)
    found.authors = _authors(page, found.publisher)
    found.language = read_language(
        root.get("lang")
        or root.get("{http://www.w3.org/XML/1998/namespace}lang")
        or page.text("inLanguage")
        or ""
    )
    free = page.object.get("isAccessibleForFree")
    found.is_free = None if free is None else str(free).lower() not in {"false", "no", "0"}
    found.notes = {name: note for name, note in found.notes.items() if note}
    return found


def read_heading(text: str) -> Metadata:
    """What the first lines of a plain text tell; whether the very first is a title, they do not."""
    found = Metadata()
    lines = list(filter(None, map(str.strip, text[:_HEAD].split("\n"))))[:_MOST_LINES]
    if lines and len(lines[0]) <= _LONGEST_TITLE and lines[0][-1] not in ".,;:。，；：":
        found.notes["title"] = (
            f"the text does not say what its title is; write it as `title` if it is: {lines[0]}"
        )
    for line in lines:
        if day := day_of_line(line):
            found.published = day
            found.notes["published"] = f"taken from a line of the text ({line})"
            break
    return found


def read_language(code: str) -> str | None:
    """The BCP 47 code as briefings write it, less what follows region, or None."""
    match = _LANGUAGE.fullmatch(code.strip())
    if match is None:
        return None
    parts = [match[1].lower(), (match[2] or "").capitalize(), (match[3] or "").upper()]
    return "-".join(filter(None, parts))


def _authors(page: Page, publisher: str | None) -> tuple[str, ...]:
    names: list[str] = []
    for value in listed(page.object.get("author")):
        if isinstance(value, dict):
            if "@id" in value and "name" not in value:
                value = next((one for one in page.objects if one.get("@id") == value["@id"]), value)
            if any(kind in {"Organization", "NewsMediaOrganization"} for kind in kinds(value)):
                continue
            value = value.get("name")
        for one in listed(value):
            if isinstance(one, str):
                names += _names(one)
    names = names or [
        name
        for key in (
            "author",
            "citation_author",
            "dcterms.creator",
            "dc.creator",
            "parsely-author",
        )
        for value in page.metas.get(key, [])
        for name in _names(value)
    ]
    names = names or [
        name for value in page.metas.get("article:author", []) for name in _names(value)
    ]
    names = names or [
        name for element in _author_elements(page) for name in _names(content_of(element))
    ]
    wanted = dict.fromkeys(name for name in names if name.lower() != (publisher or "").lower())
    return tuple(wanted)


def _author_elements(page: Page) -> Iterator[Any]:
    if page.body is page.root and len(list(page.root.iter("h1"))) != 1:
        return
    for element in page.body.iter("a", "span", "div", "p", "address"):
        is_author = "author" in (element.get("rel") or "").lower().split()
        is_author |= (element.get("itemprop") or "").lower() == "author"
        in_footer = any(one.tag == "footer" for one in element.iterancestors())
        if is_author and not in_footer and not page.is_of_others(element):
            yield next(
                (one for one in element.iter() if (one.get("itemprop") or "").lower() == "name"),
                element,
            )


def _names(text: str) -> list[str]:
    """The names of persons in a text; what is not surely one is left out."""
    text = _BYLINE.sub("", plain(text))
    found = []
    for part in _JOINTS.split(text):
        name = _BYLINE.sub("", part).strip(" .,")
        if not name or _NO_PERSON.search(name) or is_body(name):
            continue
        tokens = name.split()
        cased = regex.search(r"\p{Ll}|\p{Lu}", name)
        if cased and not (
            2 <= len(tokens) <= 5 and tokens[0][0].isupper() and tokens[-1][0].isupper()
        ):
            continue
        if not cased and not 2 <= len(name) <= 12:
            continue
        found.append(name)
    return found
