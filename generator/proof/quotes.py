"""A quote parted at its editor's marks: text in, stretches of verbatim words out.

Square brackets are an editor's marks, `[...]` for an elision and `[word]` for an insertion, or the
source's own, as in `[sic]` or `[12]`. A quote can be read in each of these ways.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

import regex

from generator.proof.tokens import Tokens, has_negation, has_number, read_tokens

LONGEST_INSERTION = 12
"""An insertion has at most so many words: more are a text of the editor's own."""

_MARK = regex.compile(r"\[(?<inside>[^\[\]]*)\]")
_DOTS = regex.compile(r"[\p{White_Space}.…‥⋯]*[.…‥⋯][\p{White_Space}.…‥⋯]*")
_BARE_DOTS = regex.compile(
    r"(?<!\[\p{White_Space}*)(?:[…⋯]|\.\p{White_Space}?\.\p{White_Space}?\.)"
)
_REMARK = ("sic",)
_MAX_CHOICES = 4

Joint = Literal["start", "elision", "insertion"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that stand together in the source, and what parts them from the stretch before."""

    tokens: Tokens
    joint: Joint
    inserted: tuple[str, ...] = ()
    """The words within the brackets before it; with the last stretch, of those behind it too."""

    @property
    def stands_for_words(self) -> bool:
        """Whether the insertion is one that may stand for words of the source."""
        return bool(self.inserted) and self.inserted != _REMARK


def read_stretches(quote: str) -> list[Stretch]:
    """The stretches of the quote between `[...]` and `[word]` marks, in order.

    Marks at the quote's start and end part nothing. Marks in a row are one joint, an elision if one
    of them is.
    """
    quote, brackets = _bracketed(quote)
    return _parted(quote, brackets)


def read_ways(quote: str) -> Iterator[list[Stretch]]:
    """The quote as it stands, then with its brackets as marks, each or some: all ways to read it.

    Each way has a word at least.
    """
    quote, brackets = _bracketed(quote)
    seen: list[list[tuple[str, ...]]] = []
    for marks in _choices(brackets):
        way = _parted(quote, marks)
        words = [one.tokens.words for one in way]
        if way and words not in seen:
            seen.append(words)
            yield way


def _bracketed(quote: str) -> tuple[str, list[regex.Match[str]]]:
    """The quote with one form of square brackets, and these with what they hold."""
    quote = quote.replace("［", "[").replace("］", "]")
    return quote, list(_MARK.finditer(quote)) if "[" in quote else []


def _choices(brackets: list[regex.Match[str]]) -> Iterator[list[regex.Match[str]]]:
    """Which of the brackets are an editor's marks: none, then some, then all."""
    yield []
    if not brackets:
        return
    worded = [one for one in brackets if not _DOTS.fullmatch(one["inside"])]
    if len(worded) <= _MAX_CHOICES:
        for chosen in product((False, True), repeat=len(worded)):
            own = {one.start() for one, is_mark in zip(worded, chosen, strict=True) if not is_mark}
            yield [one for one in brackets if one.start() not in own]
    else:
        yield [one for one in brackets if not one["inside"].strip().isdigit()]
        yield brackets


def _parted(quote: str, marks: Sequence[regex.Match[str]]) -> list[Stretch]:
    stretches: list[Stretch] = []
    joint: Joint = "start"
    inserted: tuple[str, ...] = ()
    end = 0
    for mark in [*marks, None]:
        tokens = read_tokens(quote[end : mark.start() if mark else len(quote)])
        if tokens.words:
            stretches.append(Stretch(tokens, joint if stretches else "start", inserted))
            joint, inserted = "start", ()
        if mark is None:
            break
        end = mark.end()
        if _DOTS.fullmatch(mark["inside"]):
            joint = "elision"
        elif joint != "elision":
            joint = "insertion"
        inserted = (*inserted, *read_tokens(mark["inside"]).words)
    if stretches and inserted:
        last = stretches[-1]
        stretches[-1] = Stretch(last.tokens, last.joint, (*last.inserted, *inserted))
    return stretches


def forbidden_insertion(words: tuple[str, ...]) -> str:
    """Why these words may not be put into a quote, or nothing."""
    if has_negation(words):
        return "an insertion must not add a negation"
    if has_number(words):
        return "an insertion must not add a number"
    if len(words) > LONGEST_INSERTION:
        return f"an insertion must not be longer than {LONGEST_INSERTION} words"
    return ""


def has_bare_dots(quote: str) -> bool:
    """Whether the quote has dots outside of brackets, which leave no words out."""
    return bool(_BARE_DOTS.search(quote))
