"""The text of an article at hand, and where in it the words of a quote stand.

Beside the running words it knows what printing does to a text: a word parted by a hyphen at the end
of a line, a footnote mark or a page number between two words. A quote may leave these out. A hyphen
at which a line ends within a number, as in `12-15`, is no printer's, and stays.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import regex

from generator.proof.tokens import Tokens, read_tokens

_HYPHEN_AT_LINE_END = re.compile(r"-(?:[^\S\n]*\n[^\S\n]*|\s*\n\s*\f\s*)")
_DASH = regex.compile(r"(?<!\p{Nd})[\p{Dash}--[\-\u2010]](?=\p{Cf}*\p{White_Space})", regex.V1)
_BLANK_LINE_OR_PAGE_END = re.compile(r"\n\s*?[\n\f]")
_UNIT_LETTERS = 2
_NOTE_DIGITS = 3  # four are a year


@dataclass(frozen=True)
class Article:
    """The tokens of an article's text."""

    tokens: Tokens

    @cached_property
    def _starts(self) -> dict[str, list[int]]:
        starts: dict[str, list[int]] = defaultdict(list)
        words = self.tokens.words
        for place, word in enumerate(words):
            starts[word].append(place)
            if joined := self._joined(place):
                starts[joined].append(place)
        return starts

    def find(self, wanted: Tokens) -> list[tuple[int, int]]:
        """The places, from the first word to behind the last, where these words stand in a row."""
        if not wanted.words:
            return []
        return [
            (start, end)
            for start in self._starts.get(wanted.words[0], ())
            if (end := self._match(start, wanted.words)) is not None
        ]

    def _match(self, start: int, wanted: tuple[str, ...]) -> int | None:
        words, place, matched = self.tokens.words, start, 0
        while matched < len(wanted):
            if place >= len(words):
                return None
            if words[place] == wanted[matched]:
                place, matched = place + 1, matched + 1
            elif self._joined(place) == wanted[matched]:
                place, matched = place + 2, matched + 1
            elif matched and (length := self._furniture(place)):
                place += length
            else:
                return None
        return place

    def _joined(self, place: int) -> str:
        """The token of which a line end parts this part from the next, or nothing."""
        words = self.tokens.words
        if place + 1 == len(words) or not _HYPHEN_AT_LINE_END.fullmatch(
            self.tokens.gaps[place + 1]
        ):
            return ""
        before, behind = words[place], words[place + 1]
        numeric = before[-1].isnumeric(), behind[0].isnumeric()
        if any(numeric):
            return f"{before}-{behind}" if all(numeric) else ""
        return before + behind

    def _furniture(self, place: int) -> int:
        """How many tokens from here on are a footnote mark or a page number; 0 if none."""
        words, gaps = self.tokens.words, self.tokens.gaps
        if words[place] == "^" and place and place + 1 < len(words):
            before = words[place - 1]
            follows_word = bool(gaps[place]) or (before.isalpha() and len(before) > _UNIT_LETTERS)
            return 2 if follows_word and words[place + 1].isdigit() else 0
        if not words[place].isdigit():
            return 0
        before, behind = gaps[place], gaps[place + 1]
        if before.endswith("[") and behind.startswith("]"):
            return 1 if len(words[place]) <= _NOTE_DIGITS else 0
        alone = "\n" in before and "\n" in behind and not self._joined(place - 1)
        # A number alone on a line that only wraps, or that a tag parted, is one of the sentence's.
        return 1 if alone and _BLANK_LINE_OR_PAGE_END.search(f"{before}|{behind}") else 0


def read_article(text: str) -> Article:
    """The article with this text."""
    # A dash parts no word, and is told from a hyphen by a space: in the normal form they are one.
    return Article(read_tokens(_DASH.sub(r" \g<0>", text)))
