"""The text of an article at hand, and where in it the words of a quote stand.

Beside the running words it knows what printing does to a text: a word parted by a hyphen at the end
of a line, footnote marks or a page number between two words. A quote may leave these out. A hyphen
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
_NOTES = re.compile(r"\d{1,3}(?:,[1-9]\d?|-[1-9]\d{0,2})*")  # four digits are a year


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
        before, following = words[place - 1], (*words[place + 1 : place + 2], "")[0]
        if words[place] == "^":
            follows_word = bool(gaps[place]) or (before.isalpha() and len(before) > _UNIT_LETTERS)
            return 2 if follows_word and (following.isdigit() or _NOTES.fullmatch(following)) else 0
        if gaps[place].endswith("["):
            return self._notes(place)
        if words[place] == "-" and following.isdigit() and gaps[place + 2].startswith("-"):
            return 2 if self._is_alone(place, place + 2) else 0
        return 1 if words[place].isdigit() and self._is_alone(place, place + 1) else 0

    def _notes(self, place: int) -> int:
        """How many tokens from here to the end of a bracket are the numbers of notes; or 0."""
        words, gaps = self.tokens.words, self.tokens.gaps
        for end in range(place + 1, len(words) + 1):
            if not _NOTES.fullmatch(words[end - 1]):
                break
            if gaps[end].startswith("]"):
                return end - place
            if gaps[end].strip() not in {",", ";"}:
                break
        return 0

    def _is_alone(self, start: int, stop: int) -> bool:
        """Whether these tokens stand alone on a line that ends a page or a paragraph."""
        before, behind = self.tokens.gaps[start], self.tokens.gaps[stop]
        is_line = "\n" in before and "\n" in behind and not self._joined(start - 1)
        # What stands so on a line that only wraps, or that a tag parted, is of the sentence.
        return is_line and bool(_BLANK_LINE_OR_PAGE_END.search(f"{before}|{behind}"))


def read_article(text: str) -> Article:
    """The article with this text."""
    # A dash parts no word, and is told from a hyphen by a space: in the normal form they are one.
    return Article(read_tokens(_DASH.sub(r" \g<0>", text)))
