"""The authors of an article, as its page or the first lines of its text tell them.

An author is a person's name as such: no title, no desk, no reading time; those of other stories do
not count. `By` goes, what joins two names, and what stands behind a name in small letters. No
author is better than a wrong one: what is not surely a name is left out.
"""

from collections.abc import Iterable, Iterator
from itertools import islice, takewhile
from typing import Any

import regex

from generator.drafting.article.page import Page, content_of, kinds, listed, plain
from generator.drafting.speech.names import is_body, is_role_noun, is_surname
from generator.drafting.speech.words import PARTICLES

_NO_PERSON = regex.compile(
    r"\d|@|https?:|/|\b(?:staff|reporters?|editors?|editorial|correspondents?|desk|team|newsroom"
    r"|agen[ctz]\w+|admin|guest"
    r"|contributors?|writers?|news|press|media|redaktion|rédaction|redacción|redazione"
    r"|min read|ago|updated"
    r"|published|yesterday|today|office|department|administrator|webmaster|unknown|anonymous"
    r"|author|dpa|afp|reuters)\b|記者|记者|기자",
    regex.IGNORECASE,
)
_IN_TITLES = regex.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|day|eve|night|morning|noon|evening|all|only"
    r"|not|demand|appointment)\b",
    regex.IGNORECASE,
)
"""Words of lines that begin like one of authors, and of hardly any name."""
_MOST_NAME_WORDS = 5
_MOST_NAME_LETTERS = 12
_CITED = ("citation_author", "dcterms.creator", "dc.creator")
"""Meta elements of one author each, whose last name may stand first."""
_AUTHORS = ("author", *_CITED, "parsely-author")
_JOINTS = regex.compile(
    r"\s*(?:,|;|&|\||\band\b|\bund\b|\bet\b|\by\b|\bwith\b|\bavec\b|\bmit\b|、|和)\s*|\s+[·•–—-]\s+"
)
_BYLINE = regex.compile(
    r"^(?:(?:by|von|par|por|di|da|door|av|af)\s*:?|(?:text|texte|autor|author|words)\s*:)\s+",
    regex.IGNORECASE,
)
_LINE_OF_AUTHORS = regex.compile(r"(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or)\s*:?\s+\p{Lu}.*[^.!?]")
_LONGEST_LINE = 80
_LONG_PARAGRAPH = 200
_FIRST_LINES = 20
_NAME_CHARACTERS = regex.compile(r"[\p{L}\p{M} .'’\-‐‑·・]+")
_SMALL_NAME_WORD = regex.compile(r"\p{Ll}{1,2}['’-]\p{Lu}.*")  # d'Arc, al-Hadi
_LAST_NAME_FIRST = regex.compile(r"^\s*((?:\p{Ll}+ )*[^\s,]+),\s*([^,]+)$")


def read_authors(page: Page, publisher: str | None) -> tuple[tuple[str, ...], str]:
    """Who wrote the article on the page, and where that was found, if a person should look."""
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
        for key in _AUTHORS
        for value in page.metas.get(key, [])
        for name in _names(_LAST_NAME_FIRST.sub(r"\2 \1", value) if key in _CITED else value)
    ]
    names = names or [
        name for value in page.metas.get("article:author", []) for name in _names(value)
    ]
    names = names or [
        name for element in _author_elements(page) for name in _names(content_of(element))
    ]
    wanted = dict.fromkeys(name for name in names if name.lower() != (publisher or "").lower())
    return (tuple(wanted), "") if wanted else read_byline(islice(_lines(page), _FIRST_LINES))


def read_byline(lines: Iterable[str]) -> tuple[tuple[str, ...], str]:
    """Whom a line that says nothing else names as authors, and where that stands.

    It may be another title: "By Monday Morning". So all of it must be names, roles and bodies.
    """
    for line in lines:
        if len(line) > _LONGEST_LINE or not _LINE_OF_AUTHORS.fullmatch(line):
            continue
        parts = filter(str.strip, _JOINTS.split(_BYLINE.sub("", plain(line))))
        if all(map(_tells_of_authors, parts)) and (names := _names(line)):
            return tuple(dict.fromkeys(names)), f"taken from a line of the text ({line})"
    return (), ""


def _tells_of_authors(part: str) -> bool:
    names = _names(part)
    if names:
        return not any(_IN_TITLES.search(name) for name in names)
    is_agency = part.isupper() or is_body(part) or _NO_PERSON.search(part)
    return bool(is_agency or _is_role(part.split()))


def _lines(page: Page) -> Iterator[str]:
    """The short lines before the first paragraph of the article."""
    if not _is_of_one_article(page):
        return
    for element in page.body.iter("p", "div", "span", "address"):
        if not len(element.xpath(".//p | .//div | .//address")):
            line = content_of(element)
            if len(line) > _LONG_PARAGRAPH:
                return
            if not page.is_of_others(element):
                yield line


def _is_of_one_article(page: Page) -> bool:
    return page.body is not page.root or len(list(page.root.iter("h1"))) == 1


def _author_elements(page: Page) -> Iterator[Any]:
    if not _is_of_one_article(page):
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
    found: list[str] = []
    for part in _JOINTS.split(_BYLINE.sub("", plain(text))):
        name = _BYLINE.sub("", part).strip(" .,")
        if regex.search(r"\p{Ll}|\p{Lu}", name):
            tokens = list(takewhile(_is_of_name, name.split()))  # `in Leeds` goes
            name = " ".join(tokens)
            fits = 2 <= len(tokens) <= _MOST_NAME_WORDS and not (found and _is_role(tokens))
            fits = fits and PARTICLES.isdisjoint((tokens[0], tokens[-1]))
        else:
            fits = 2 <= len(name) <= _MOST_NAME_LETTERS
        if fits and _NAME_CHARACTERS.fullmatch(name) and not _NO_PERSON.search(name):
            found += [] if is_body(name) else [name]
    return found


def _is_of_name(token: str) -> bool:
    is_small = token in PARTICLES or _SMALL_NAME_WORD.fullmatch(token)
    return token[0].isupper() or bool(is_small)


def _is_role(tokens: list[str]) -> bool:
    last = len(tokens) - 1
    return is_role_noun(tokens[last], "en") and not is_surname(tokens, last, "en")
