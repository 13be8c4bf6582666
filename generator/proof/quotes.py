"""A quote parted at its editor's marks: text in, stretches of verbatim words out.

Square brackets are an editor's marks, `[...]` for an elision and `[word]` for an insertion, or the
source's own, as in `[sic]` or `[12]`. Letters in brackets before the rest of a word are a part of
it, as in `[T]he`, and so is a sign before a number, as in `[-]5`; behind a word, as in `report[s]`,
they are a part of it or an insertion. A quote can be read in each of these ways.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

import regex

from generator.proof.tokens import UNSPACED, Tokens, has_negation, has_number, read_tokens, visible

LONGEST_INSERTION = 12
"""An insertion has at most so many words: more are a text of the editor's own."""

# In the other scripts brackets touch words with no space between, whatever they hold.
_LETTER = rf"[[\p{{L}}\p{{M}}]--[{UNSPACED}\p{{Script=Hangul}}]]"
_PART = rf"(?:{_LETTER}|['’\-‐‑])+"
# `[l’]accord` has a word before another; `[n’]est` has not.
_ELIDED = r"[^\[\]]*(?<![nN])['’]\]"
_WORD_START = regex.compile(
    rf"\[(?!{_ELIDED})[^\[\]]*{_LETTER}[^\p{{L}}\p{{N}}\[\]]*\]"
    rf"(?=(?:\[[^\p{{L}}\p{{N}}\[\]]*\])*\[?(?:{_LETTER}|\p{{N}}))",
    regex.V1,
)
_WORD_END = regex.compile(
    rf"(?=\[)(?<=(?<word>(?:{_LETTER}|\p{{N}})+['’]?))\[(?<part>{_PART})\]", regex.V1
)
_GAP = r"[^\p{L}\p{N}\p{Sc}\[\].…‥⋯]{0,8}"  # of a bounded length, as a text may be all gap
_SIGN = regex.compile(
    rf"\[(?:{_GAP}([\p{{Dash}}\p{{Sm}}]){_GAP}\p{{Sc}}?{_GAP}|\.)\]"
    rf"(?:{_GAP}[\[\]]){{0,2}}{_GAP}(?=\p{{Sc}}?\]?\.?\p{{N}})"
)
_MARK = regex.compile(rf"(?!{_WORD_START.pattern})\[(?<inside>[^\[\]]*)\]", regex.V1)
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
    quote = _joined(_WORD_START, _with_plain_brackets(quote))
    return _parted(quote, _brackets(quote))


def stretch_texts(quote: str) -> list[str]:
    """What is written in the quote before, between and behind the marks that it is parted at."""
    quote = _joined(_WORD_START, _with_plain_brackets(quote))
    texts = []
    end = 0
    for mark in _brackets(quote):
        texts.append(quote[end : mark.start()])
        end = mark.end()
    return [*texts, quote[end:]]


def read_ways(quote: str) -> Iterator[list[Stretch]]:
    """The quote with its brackets as they stand, as parts of words, and as marks: all ways.

    Each way has a word at least. The likeliest is the last.
    """
    quote = _with_plain_brackets(quote)
    started = _joined(_WORD_START, quote)
    seen: list[list[tuple[str, ...]]] = []
    texts = dict.fromkeys((started, _joined(_WORD_END, started), quote))
    for text in reversed(texts):
        for marks in _choices(_brackets(text)):
            way = _parted(text, marks)
            words = [one.tokens.words for one in way]
            if way and words not in seen:
                seen.append(words)
                yield way


def _with_plain_brackets(quote: str) -> str:
    quote = quote.replace("［", "[").replace("］", "]")
    if "[" not in quote:
        return quote
    # A sign that nobody sees must not part a bracket from its word.
    return _SIGN.sub(lambda found: found[1] or ".", visible(quote))


def _joined(part: regex.Pattern[str], quote: str) -> str:
    """The quote with such parts of words out of their brackets."""
    return part.sub(lambda found: found[0][1:-1], quote) if "[" in quote else quote


def _brackets(quote: str) -> list[regex.Match[str]]:
    """What can be an editor's marks."""
    return list(_MARK.finditer(quote)) if "[" in quote else []


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
        inserted = (*inserted, *_inserted(quote, mark))
    if stretches and inserted:
        last = stretches[-1]
        stretches[-1] = Stretch(last.tokens, last.joint, (*last.inserted, *inserted))
    return stretches


def _inserted(quote: str, mark: regex.Match[str]) -> tuple[str, ...]:
    """The words within the mark, with the word that they change and what it becomes by them."""
    words = read_tokens(mark["inside"]).words
    changed = _WORD_END.match(quote, mark.start())
    if changed and words != _REMARK:
        word = read_tokens(changed["word"]).words
        whole = read_tokens(changed["word"] + changed["part"]).words
        if not (has_negation(word) and has_negation(whole)):  # a negation that stays is none added
            words += (*word, *whole)
    return words


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
