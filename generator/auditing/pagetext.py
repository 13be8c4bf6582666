"""All that a page shows, as plain text: bytes in, title, headings and running text out.

The article's own text is found elsewhere, by rules that leave out what stands around it. Here
nothing is left out: where words must be said to be gone, they must be nowhere on the page. Each
step takes time in proportion to the page, whatever stands in it.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from generator.drafting.article.encoding import decode
from generator.drafting.article.raised import SUPERSCRIPTS

_UNSEEN = re.compile(r"<(?:!--|(script|style|noscript|template|svg)\b)", re.IGNORECASE)
_TAG = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9]*+)?+[^<>]*+>")
_WITHIN_LINES = re.compile(
    r"/?(?:a|abbr|acronym|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|ins|kbd|label|mark|q|s|samp|"
    r"small|span|strong|strike|sub|sup|time|tt|u|var|wbr)",
    re.IGNORECASE,
)
_RAISED = re.compile(
    r"(?<!\d[.,])(<sup\b[^<>]*> ?(?:<[a-z]\w*\b[^<>]*> ?)?)([+−–-]?\d{1,9}[+−–-]?)(?= ?<)",
    re.IGNORECASE,
)
_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r" ?\n[ \n]*")
_MARKUP = re.compile(r"<(?:!doctype|html|head|body|title|meta|p|div|script)\b", re.IGNORECASE)
_HEADINGS = 4


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows."""

    title: str
    headings: tuple[str, ...]
    text: str


def read_page(content: bytes, content_type: str | None) -> Page:
    """The page that the bytes hold, which may be plain text as well."""
    text = decode(content, content_type)
    if not _MARKUP.search(text):
        return Page("", (), text)
    text = _seen(text)
    title = next(_elements(text, "title"), "")
    headings = islice(_elements(text, "h[12]"), _HEADINGS)
    return Page(_shown(title), tuple(map(_shown, headings)), _shown(text))


def is_text(content: bytes, content_type: str | None) -> bool:
    """Whether the bytes are a text of some kind, not a PDF, an image or another file."""
    kind = (content_type or "text/plain").lower()
    named = kind.startswith("text/") or "html" in kind or "xml" in kind or "json" in kind
    return named and not content.startswith(b"%PDF-")


def _seen(text: str) -> str:
    """The markup less comments, scripts and whatever else no reader sees."""
    kept, place = [], 0
    while opened := _UNSEEN.search(text, place):
        kept.append(text[place : opened.start()])
        ending = rf"</{opened[1]}\b[^<>]*>" if opened[1] else "-->"
        closed = re.compile(ending, re.IGNORECASE).search(text, opened.end())
        place = closed.end() if closed else len(text)
    return "".join([*kept, text[place:]])


def _elements(text: str, name: str) -> Iterator[str]:
    """What stands within each element of this name."""
    opening = re.compile(rf"<{name}\b[^<>]*>", re.IGNORECASE)
    closing = re.compile(rf"</{name}\b", re.IGNORECASE)
    place = 0
    while opened := opening.search(text, place):
        closed = closing.search(text, opened.end())
        if closed is None:
            return
        yield text[opened.end() : closed.start()]
        place = closed.end()


def _shown(markup: str) -> str:
    """The markup without its tags; what is not set within a line parts paragraphs."""

    def gap(tag: re.Match[str]) -> str:
        return "" if _WITHIN_LINES.fullmatch(tag[1] or "") else "\n\n"

    markup = _SPACES.sub(" ", markup.replace("\n", " "))
    # Without its element an exponent would run into the number before it.
    markup = _RAISED.sub(lambda found: found[1] + found[2].translate(SUPERSCRIPTS), markup)
    text = html.unescape(_TAG.sub(gap, markup))
    return _BREAKS.sub("\n\n", _SPACES.sub(" ", text)).strip()
