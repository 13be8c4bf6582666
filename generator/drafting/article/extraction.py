"""The bytes of a page or a text file become an article: its text and what the page tells of it.

Bytes come in, as a file or a server gives them; out goes an ArticleText, or the sentence that says
why this is no article. The text of a page is what trafilatura takes for the article, with what it
drops for layout's sake put back: paragraphs that are one link, further containers of the same
article. Paragraphs are parted by blank lines. Nothing is fetched.
"""

import datetime
import logging
from collections import Counter
from dataclasses import dataclass
from typing import Any

import regex
import trafilatura
from lxml import etree, html  # type: ignore[import-untyped]

from generator.drafting.article.encoding import clean, damage, decode, is_binary
from generator.drafting.article.metadata import Metadata, read_heading, read_metadata
from generator.drafting.article.notices import find_notice
from generator.drafting.article.origin import archived, web_address, without_tracking
from generator.drafting.article.packed import unpacked
from generator.drafting.article.plain import read_plain_text
from generator.drafting.article.quoted import write_quoted
from generator.drafting.article.raised import write_raised
from generator.drafting.article.shown import write_as_shown
from generator.drafting.article.whole import doubts_of_end
from generator.problems import excerpt
from generator.proof.fingerprint import LEAST_WORDS
from generator.proof.tokens import read_tokens

_SHORT_WORDS = 200
"""A text of more words is an article's, whatever its title says."""
_FEW_WORDS = 60
"""A text of as many words is an article's, whatever a sentence of it says."""
_BEGINNING = 80
_WORDS_OF_SENTENCE = 5
_MOST_OF_A_PAGE = 0.8
_MOST_BYTES = 20_000_000
_PROLOGUE = r"\s*+(?:<\?xml[^>]*+>\s*+)?+(?:<!--(?:[^-]|-(?!->))*+-->\s*+)*+"
_HTML = regex.compile(
    rf"{_PROLOGUE}<(?:!doctype\s+html|html|head|body|article|main|div|meta|title|p|section)\b",
    regex.I,
)
_FEED = regex.compile(rf"{_PROLOGUE}<(?:rss|feed|rdf:RDF)\b")
_BINARY = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a packed file (a word processor's, or a ZIP)",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\x1f\x8b": "a compressed file",
    b"\xd0\xcf\x11\xe0": "a word processor's file",
    b"{\\rtf": "an RTF file",
}
_TEXT_TYPES = regex.compile(
    r"\s*(?:text/|application/(?:xhtml|xml|octet-stream)|application/[\w.+-]*\+xml|$)", regex.I
)
_SKIPPED_WORDS = """
    nav aside footer form button script style noscript template svg figure figcaption select menu
    dialog iframe
"""
_SKIPPED = frozenset(_SKIPPED_WORDS.split())
_FURNITURE = regex.compile(
    r"(?:^|[\s_-])(?:newsletter|related|share|sharing|social|promo|advert\w*|ads?|sponsor\w*"
    r"|comments?|cookie\w*|consent|breadcrumb\w*|byline|tags?|teaser\w*|recommend\w*|read-?more"
    r"|more|subscribe|paywall|sidebar|menu|nav\w*|footer|popup|modal|caption"
    r"|(?<!elementor-)widget)(?:$|[\s_-])",
    regex.I,
)
_LABEL_OF_ADVERTISEMENT = regex.compile(
    r"\W*(?:advertisement|advertorial|sponsored|anzeige|werbung|publicité|publicidad|publicidade"
    r"|pubblicità|advertentie|annons|annonse|annonce|reklam[ea]?|реклама|広告|广告)\W*"
    r"(?:scroll (?:down )?to continue|(?:story|article) continues below|continue reading below)?"
    r"\W*",
    regex.I,
)
_PARTS = frozenset({"p", "list", "item", "quote", "head", "table", "row", "cell", "div", "code"})
"""What trafilatura gives as a paragraph of its own."""
_TWO_BREAKS = regex.compile(r"(?:<br\s*/?>\s*){2,}", regex.IGNORECASE)
_BLOCKS = ("p", "blockquote", "li", "h2", "h3", "h4", "pre", "dd", "dt", "div")

# What trafilatura makes of a page is told by what is read; its log would stand beside our words.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())


class NotAnArticleError(Exception):
    """Raised where the bytes are no article's; the message says why, in a sentence."""


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article's text, and what it tells of itself; None and nothing where it does not."""

    text: str
    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime.date | None = None
    language: str | None = None
    url: str | None = None
    archive: str | None = None
    notes: tuple[tuple[str, str], ...] = ()
    """By field: where a value comes from, or why there is none."""
    doubts: tuple[str, ...] = ()
    """Why no fingerprint should be taken of the text before a person has looked at it."""


def read_article_file(
    content: bytes, *, content_type: str | None = None, address: str | None = None
) -> ArticleText:
    """The article that the bytes hold, whether a page or plain text.

    `content_type` is what the server declared, `address` where the bytes came from; both may be
    unknown. Raises NotAnArticleError where they hold no article.
    """
    if inner := unpacked(content):
        content, content_type, address = inner.content, inner.content_type, address or inner.address
    _refuse_binary(content, content_type)
    text = decode(content, content_type)
    if _FEED.match(text[:5000]):
        raise NotAnArticleError(
            "this is a feed, not an article: give the address of one of its own"
        )
    declared_html = "html" in (content_type or "").lower()
    if declared_html or _HTML.match(text[:5000]):
        return _read_page(text, address)
    text = read_plain_text(text)
    return _checked(text, read_heading(text), address)


def _refuse_binary(content: bytes, content_type: str | None) -> None:
    if len(content) > _MOST_BYTES:
        raise NotAnArticleError(f"this is too large for an article: {len(content):,} bytes")
    for start, what in _BINARY.items():
        if content.startswith(start):
            raise NotAnArticleError(
                f"this is {what}, not a page or a text: save its text as a .txt file"
            )
    if is_binary(content, content_type):
        raise NotAnArticleError("this is a program's file, not a page or a text")
    if content_type and not _TEXT_TYPES.match(content_type):
        raise NotAnArticleError(
            f"this is {content_type.split(';')[0].strip()}, not a page or a text"
        )


def _read_page(markup: str, address: str | None) -> ArticleText:
    # An encoding that the markup declares no longer holds for a text.
    markup = regex.sub(r"^\s*<\?xml[^>]*\?>", "", markup)
    markup = _TWO_BREAKS.sub("</p><p>", markup)
    try:
        root = html.fromstring(
            markup.encode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=False)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise NotAnArticleError("the page is empty") from None
    write_raised(root)
    write_quoted(root)
    metadata = read_metadata(root, address)
    write_as_shown(root)
    text = _preformatted(root) or _page_text(root, metadata.title)
    return _checked(text, metadata, address)


def _preformatted(root: Any) -> str:
    """The text of a page that is one plain text with markup around it, or nothing."""
    texts = [one.text_content() for one in root.iter("pre")]
    longest = max(texts, key=len, default="")
    is_most = len(longest) > len("".join(root.xpath("//body//text()"))) * _MOST_OF_A_PAGE
    return read_plain_text(clean(longest)) if is_most else ""


def _page_text(root: Any, title: str | None) -> str:
    """The paragraphs of the article, parted by blank lines, in the order of the page."""
    found = trafilatura.bare_extraction(
        html.tostring(root, encoding="unicode"),
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        with_metadata=False,
    )
    body = getattr(found, "body", None)
    blocks = [] if body is None else _as_often_as_in(root, _blocks(body))
    blocks = _completed(root, blocks) if blocks else []
    blocks = [one for one in blocks if not _LABEL_OF_ADVERTISEMENT.fullmatch(one)]
    if blocks and _squeezed(blocks[0]) == _squeezed(title or ""):
        blocks = blocks[1:]
    return clean("\n\n".join(blocks))


def _as_often_as_in(root: Any, blocks: list[str]) -> list[str]:
    """The blocks, none more often than the page has it: trafilatura may find one in two ways."""
    page = _squeezed(" ".join(root.itertext()))
    kept: list[str] = []
    taken: Counter[str] = Counter()
    for block in blocks:
        squeezed = _squeezed(block)
        if taken[squeezed] < page.count(squeezed) or not taken[squeezed]:
            kept.append(block)
        taken[squeezed] += 1
    return kept


def _blocks(body: Any) -> list[str]:
    """The paragraphs of what trafilatura found: its own elements, lists and quotes opened up."""
    blocks: list[str] = []
    _take(body, "", blocks)
    return blocks


def _take(element: Any, prefix: str, blocks: list[str]) -> None:
    """Add what stands in the element, in order; a part that is a paragraph of its own by itself."""
    run = [element.text or ""]

    def flush() -> None:
        if text := " ".join("".join(run).split()):
            blocks.append(prefix + text)
        run.clear()

    for child in element:
        if child.tag in _PARTS:
            flush()
            _take(child, "- " if child.tag == "item" else "", blocks)
        elif isinstance(child.tag, str):
            run.append(" " if child.tag == "lb" else "".join(child.itertext()))
        run.append(child.tail or "")
    flush()


def _completed(root: Any, blocks: list[str]) -> list[str]:
    """The blocks with those paragraphs of the page between or beside them that were left out."""
    known = {_squeezed(block.removeprefix("- ")): block for block in blocks}
    left = Counter(_squeezed(block.removeprefix("- ")) for block in blocks)
    listed = [element for element in root.iter(*_BLOCKS) if _is_leaf(element)]
    texts = [_squeezed(" ".join(element.itertext())) for element in listed]
    matched = [place for place, text in enumerate(texts) if text in known and text]
    if not matched:
        return _paragraphs_of(root, texts, listed) or blocks
    sure = [listed[place] for place in matched]
    scope = _scope(sure[0], sure)
    sure += [one for one in listed if _belongs(one, scope, set())]
    among = {one.getparent() for one in sure}
    result: list[str] = []
    for element, text in zip(listed, texts, strict=True):
        if text in known:
            result += [known[text]] if left[text] else []
            left[text] -= 1
        elif text and _belongs(element, scope, among):
            result.append(" ".join(" ".join(element.itertext()).split()))
    return _merged(blocks, result) if any(count > 0 for count in left.values()) else result


def _paragraphs_of(root: Any, texts: list[str], listed: list[Any]) -> list[str]:
    """The paragraphs of the article's element, where those found run into one another."""
    scope = next(iter(root.iter("article")), None)
    if scope is None:
        scope = next(iter(root.iter("main")), None)
    if scope is None:
        return []
    return [
        " ".join(" ".join(element.itertext()).split())
        for element, text in zip(listed, texts, strict=True)
        if text and _belongs(element, scope, set())
    ]


def _merged(blocks: list[str], paragraphs: list[str]) -> list[str]:
    """The paragraphs, in the order of the page, each with the blocks behind it that are none."""
    wanted, seen = Counter(paragraphs), Counter[str]()
    following: dict[tuple[str, int], list[str]] = {}
    place = ("", 0)
    for block in blocks:
        if seen[block] < wanted[block]:
            seen[block] += 1
            place = (block, seen[block])
        else:
            following.setdefault(place, []).append(block)
    merged = following.get(("", 0), [])
    seen.clear()
    for paragraph in paragraphs:
        seen[paragraph] += 1
        merged += [paragraph, *following.get((paragraph, seen[paragraph]), [])]
    return merged


def _is_leaf(element: Any) -> bool:
    return not any(
        child.tag in _BLOCKS or child.tag in {"ul", "ol", "section", "article", "table"}
        for child in element.iterdescendants()
        if isinstance(child.tag, str)
    )


def _squeezed(text: str) -> str:
    return regex.sub(r"\W+", "", text).lower()


def _scope(first: Any, matched: list[Any]) -> Any:
    """The element within which the article's paragraphs stand."""
    for ancestor in first.iterancestors():
        properties = (ancestor.get("itemprop") or "").lower() + (ancestor.get("role") or "").lower()
        if (
            ancestor.tag in {"article", "main"}
            or "articlebody" in properties
            or properties == "main"
        ):
            return ancestor
    shared = list(first.iterancestors())
    for element in matched[1:]:
        own = set(element.iterancestors())
        shared = [one for one in shared if one in own]
    return shared[0] if shared else first


def _belongs(element: Any, scope: Any, among: set[Any]) -> bool:
    """Whether a paragraph that was left out is one of the article's.

    A `div`, and a word or two, may be anything unless it stands among paragraphs, in one of these
    elements.
    """
    way = []
    for ancestor in element.iterancestors():
        if ancestor is scope:
            break
        way.append(ancestor)
    else:
        return False
    if element.tag in {"h2", "h3", "h4", "li", "dt", "dd"}:
        return False
    if element.tag == "div" and element.getparent() not in among:
        return False
    for one in [element, *way]:
        if one.tag in _SKIPPED or _FURNITURE.search(
            f"{one.get('class') or ''} {one.get('id') or ''}"
        ):
            return False
    text = " ".join(" ".join(element.itertext()).split())
    is_answer = element.getparent() in among and not element.xpath(".//a")
    return (
        (len(text.split()) >= _WORDS_OF_SENTENCE or is_answer)
        and bool(regex.search(r"[.!?…。！？][\"”’»“」)]*$", text))
        and "hidden" not in element.attrib
    )


def _checked(text: str, metadata: Metadata, address: str | None) -> ArticleText:
    """The article with this text, unless it is none; with what a person should look at."""
    words = len(read_tokens(text).words)
    titles = filter(None, [metadata.title])
    if words <= _SHORT_WORDS and (
        notice := find_notice(titles, text if words < _FEW_WORDS else "")
    ):
        begins = excerpt(" ".join(f"{metadata.title or ''}\n{text}".split()), _BEGINNING)
        raise NotAnArticleError(f"this looks like {notice.what}, not like an article: “{begins}”")
    if words < LEAST_WORDS:
        found = f"only {words} words" if words else "no text"
        raise NotAnArticleError(f"no article was found in it: {found}")
    doubts = [damage(text), *doubts_of_end(text, words, is_free=metadata.is_free)]
    url, archive = metadata.url, metadata.archive
    if url is None and (whole := web_address(address)):
        url, archive = archived(whole)
        url = without_tracking(url)
    return ArticleText(
        text=text,
        title=metadata.title,
        publisher=metadata.publisher,
        authors=metadata.authors,
        published=metadata.published,
        language=metadata.language,
        url=url,
        archive=archive,
        notes=tuple(metadata.notes.items()),
        doubts=tuple(filter(None, doubts)),
    )
