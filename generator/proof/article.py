"""The text of an article at hand, and where in it the words of a quote stand.

Beside the running words it knows what printing does to a text: a word parted by a hyphen at the end
of a line, a footnote mark or a page number between two words. A quote may leave these out.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from generator.proof.tokens import Tokens, read_tokens

_HYPHEN_AT_LINE_END = re.compile(r"-\s*\n\s*")
_UNIT_LETTERS = 2


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
            if self._broken_after(place):
                starts[word + words[place + 1]].append(place)
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
            elif self._broken_after(place) and words[place] + words[place + 1] == wanted[matched]:
                place, matched = place + 2, matched + 1
            elif matched and (length := self._furniture(place)):
                place += length
            else:
                return None
        return place

    def _broken_after(self, place: int) -> bool:
        """Whether a hyphen at a line end parts this token from the next."""
        return place + 1 < len(self.tokens.words) and bool(
            _HYPHEN_AT_LINE_END.fullmatch(self.tokens.gaps[place + 1])
        )

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
        in_brackets = before.endswith("[") and behind.startswith("]")
        alone = "\n" in before and "\n" in behind
        return 1 if in_brackets or alone else 0


def read_article(text: str) -> Article:
    """The article with this text."""
    return Article(read_tokens(text))
