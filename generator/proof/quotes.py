"""A quote parted at its editor's marks: text in, stretches of verbatim words out."""

import re
from dataclasses import dataclass
from typing import Literal

from generator.proof.tokens import Tokens, has_negation, has_number, read_tokens

_MARK = re.compile(r"\[(?P<inside>[^\[\]]*)\]")
_DOTS = re.compile(r"\s*(?:…|\.\s*\.\s*\.)\s*")

Joint = Literal["start", "elision", "insertion"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that stand together in the source, and what parts them from the stretch before."""

    tokens: Tokens
    joint: Joint
    inserted: tuple[str, ...] = ()
    """The words within the brackets of an insertion."""


def read_stretches(quote: str) -> list[Stretch]:
    """The stretches of the quote between `[...]` and `[word]` marks, in order.

    Marks at the quote's start and end part nothing. Two marks in a row are one joint, an elision if
    one of them is.
    """
    stretches: list[Stretch] = []
    joint: Joint = "start"
    inserted: tuple[str, ...] = ()
    end = 0
    for mark in [*_MARK.finditer(quote), None]:
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
    return stretches


def forbidden_insertion(words: tuple[str, ...]) -> str:
    """Why these words may not be put into a quote, or nothing."""
    if has_negation(words):
        return "an insertion must not add a negation"
    if has_number(words):
        return "an insertion must not add a number"
    return ""
