"""What search reads of each page: a small HTML document, and facets to choose results by.

A briefing's document is made of the briefing and not of its page: it does not change with a
template, holds each quote once, and is a third as long. Key points, quotes and implications stand
in it one kind after another, in elements named `point`, `quote`, `implication` and, of what the
briefing itself expects, `judgement`, each with its anchor on the page: so the place of a word says
of what kind the part is that holds it. What the part says stands first in it, then who says so, why
and the like.

Characters of scripts that are written without spaces (see `generator.proof.tokens`) stand as words
of their own, with the marks that follow them: search knows words by their spaces. Whoever asks for
a run of them asks for these words as a phrase. Each mark is written as a letter there: Pagefind
drops marks, and finds no phrase on a page that has one of its words both with and without them.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import regex

from generator.content.library import Entry, Library, Neighbours
from generator.content.schema import Briefing, Implication, KeyPoint, Quote
from generator.output.filling import escape_html, one_line
from generator.output.lists import Plan
from generator.output.views import anchors, without_outer_marks
from generator.proof.tokens import UNSPACED

KINDS = {
    "point": "point",
    "quote": "quote",
    "implication": "implication",
    "judgement": "implication",
}
"""The elements that hold the parts of a briefing, in their order, and of what kind each part is."""
_UNSPACED_CHARACTER = regex.compile(rf"[{UNSPACED}]\p{{M}}*")
_MARK = regex.compile(r"(?<=.)(?:([\u0e31-\u309a])|\p{M})")
_LETTER = 0x9200
"""So far behind a mark stands the letter that is written for it, of a script far from these."""
_BETWEEN_WORDS = regex.compile(
    r"(?<=[\p{L}\p{M}\p{N}.,;:!?)\]}\"'’%])[[\p{P}\p{S}]--[!-~‘’ʼ·׳״]]+?(?=[\p{Pi}\p{Ps}]?[\p{L}\p{N}])",
    regex.V1,
)
"""A dash, a closing mark or the like that parts two words without a space."""
_ELISION = regex.compile(
    r"(?<!\p{L})([cdjlmnst]|\p{L}*qu|\p{L}{1,3}ll)’(?=\p{L}{2})", regex.IGNORECASE
)
"""As in “l’État” and “dell’acqua”; Pagefind sees a word behind a straight apostrophe only."""
_BETWEEN_TAGS = re.compile(r"(?:\A|(?<=>))[^<]+")
_BETWEEN_TEXTS = " · "
"""As a word of its own it keeps phrases from reaching over it, and an excerpt shows where one text
ends: who says something is no part of what is said."""
_WEIGHT = "1.05"
"""Of all text but headings: 25 twenty-fourths, which Pagefind's index need not say of each word, as
it has to of its own default, 24."""


class Facets(NamedTuple):
    """By what the results of a search are chosen."""

    topics: tuple[str, ...] = ()
    """Ids."""
    people: tuple[str, ...] = ()
    """Ids of registered speakers, or of the person whose page it is."""
    publisher: str | None = None
    year: str | None = None
    bases: tuple[str, ...] = ()
    likelihoods: tuple[str, ...] = ()
    """Of the judgements, as they stand now."""


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """What search reads of one page."""

    address: str
    """The page's file, from the root of the site: `2031/harbour-tunnel/index.html`."""
    html: str
    facets: Facets = field(default_factory=Facets)


def documents(
    library: Library, plans: Iterable[Plan], address: Callable[[str], str]
) -> Iterator[SearchDocument]:
    """What search reads of all pages that are made from the briefings.

    `address` gives a page's file on the site by the page's source path.
    """
    for entry in library.published:
        yield briefing_document(entry, library.neighbours(entry), address(f"{entry.key}.md"))
    for plan in plans:
        if plan.searchable:
            yield list_document(address(plan.src_uri), plan)


def briefing_document(entry: Entry, near: Neighbours, address: str) -> SearchDocument:
    """What search reads of a briefing."""
    briefing = entry.briefing
    named = anchors(briefing)
    parts: list[KeyPoint | Quote | Implication] = [
        *briefing.key_points,
        *briefing.quotes,
        *sorted(briefing.implications, key=lambda one: one.basis != "reported"),
    ]
    html = [
        f'<div id="summary">{_text(briefing.summary)}</div>',
        _element("div", "source", _source_texts(briefing, near)),
    ]
    for part in parts:
        match part:
            case KeyPoint():
                html.append(_element("point", named[id(part)], _point_texts(part)))
            case Quote():
                html.append(_element("quote", named[id(part)], _quote_texts(part, near)))
            case Implication():
                name = "implication" if part.basis == "reported" else "judgement"
                html.append(_element(name, named[id(part)], _implication_texts(part)))
    if briefing.caveats:
        html.append(_element("div", "limits", (one.text for one in briefing.caveats)))
    if briefing.updates:
        html.append(_element("div", "updates", (one.text for one in briefing.updates)))
    heading = f'<h1 id="top">{_text(briefing.title)}</h1>'
    return SearchDocument(address, _page(heading + _weighed("".join(html))), _facets(entry, near))


def page_document(
    address: str, title: str, content: str, facets: Facets | None = None
) -> SearchDocument:
    """What search reads of another page: its title as plain text, and its content as HTML."""
    heading = "" if "<h1" in content else f'<h1 id="top">{escape_html(title)}</h1>'
    spaced = _BETWEEN_TAGS.sub(lambda match: with_spaces(match[0]), heading + content)
    return SearchDocument(address, _page(spaced), facets or Facets())


def list_document(address: str, plan: Plan) -> SearchDocument:
    """What search reads of a list page: what it is about, for its entries only repeat briefings."""
    texts = (plan.lead, *plan.aliases)
    content = _weighed("".join(f"<p>{escape_html(text)}</p>" for text in texts if text))
    return page_document(address, plan.title, content, Facets(people=(plan.person or "",)))


def with_spaces(text: str) -> str:
    """The text with spaces where search is to see words, also in scripts that have none."""
    if text.isascii():
        return text
    text = text.replace("‐", "-").replace("‑", "-")  # Pagefind knows no other
    text = _BETWEEN_WORDS.sub(r"\g<0> ", text)
    if "’" in text:
        text = _ELISION.sub(r"\1'", text)
    return _UNSPACED_CHARACTER.sub(lambda match: f" {_with_letters(match[0])} ", text)


@lru_cache(maxsize=10_000)
def _with_letters(character: str) -> str:
    """The character with a letter for each of its marks."""
    return _MARK.sub(
        lambda mark: chr(ord(mark[1]) + _LETTER) if mark[1] else "",
        unicodedata.normalize("NFD", character),
    )


def _page(body: str) -> str:
    return f'<!doctype html><html lang="en"><body data-pagefind-body>{body}</body></html>\n'


def _weighed(html: str) -> str:
    return f'<div data-pagefind-weight="{_WEIGHT}">{html}</div>'


def _element(name: str, anchor: str, texts: Iterable[str | None]) -> str:
    told = _BETWEEN_TEXTS.join(_text(text) for text in texts if text)
    return f'<{name} id="{anchor}"><p>{told}</p></{name}>'


def _text(text: str) -> str:
    return escape_html(with_spaces(one_line(text)))


def _source_texts(briefing: Briefing, near: Neighbours) -> Iterator[str | None]:
    """First what lists call it, too."""
    source = briefing.source
    yield source.publisher
    yield source.title or source.description
    yield from source.authors
    yield from near.topics.values()


def _point_texts(point: KeyPoint) -> Iterator[str | None]:
    yield point.text
    yield from point.according_to


def _quote_texts(quote: Quote, near: Neighbours) -> Iterator[str | None]:
    """With the speaker's name as the page shows it: what is found must be there to be marked."""
    speaker = near.people.get(quote.speaker or "")
    yield without_outer_marks(quote.text)
    yield quote.question
    yield quote.translation
    yield quote.gist
    yield quote.note
    yield speaker.name if speaker else quote.speaker
    yield quote.role


def _implication_texts(one: Implication) -> Iterator[str | None]:
    yield one.text
    yield from one.according_to
    yield one.because
    yield one.happened_if
    yield one.would_change
    yield from one.affects
    yield from (revision.because for revision in one.revisions)
    yield one.outcome.note if one.outcome else None


def _facets(entry: Entry, near: Neighbours) -> Facets:
    briefing = entry.briefing
    likelihoods = (
        one.revisions[-1].likelihood if one.revisions else one.likelihood
        for one in briefing.implications
    )
    return Facets(
        tuple(near.topics),
        tuple(dict.fromkeys(known.id for known in near.people.values())),
        briefing.source.publisher,
        entry.key[:4],
        tuple(sorted({one.basis for one in briefing.implications})),
        tuple(sorted({likelihood for likelihood in likelihoods if likelihood})),
    )
