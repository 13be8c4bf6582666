"""A fragment of a quote: what is kept of a stretch that is not made of whole passages.

A quote's stretches and the article's tokens come in; out go their places, and what a reader should
know of the words between them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from generator.proof.tokens import Tokens, has_number, negations

_CONJUNCTION_WORDS = (
    "and or nor but und oder noch sowie et ou ni y o e ed né nem en of и или ни και ή ούτε"
)
_CONJUNCTIONS = frozenset(_CONJUNCTION_WORDS.split())
_FLAGS = ("negation", "number", "over-mark", "in-number", "goes-on")
_COMMAS = frozenset(",;、،؛")
_DOUBLE_MARKS = frozenset('"“”„«»「」『』')
_ALL_MARKS = _DOUBLE_MARKS | frozenset("'‘’‹›")
_WITHIN_NUMBER = regex.compile(
    r"(?:^|\D)\d{1,3}[ '\n]\|\d{3}(?!\d)"  # 12|500; of four digits before, they are a year
    r"|\d \|\d/\d+$"  # 2|½
    r"|^(?:[^\w\s]|\p{Sc} )\|(?:\.?\d|\p{Sc})"  # -|5, -|$5, $|5, 10^|6
    r"|\d(?:\|[^\w\s]| \|[%‰‱°\p{Sc}])$"  # 5|%, 10|^6
    r"|\d\|[\p{Latin}\p{Greek}\p{Cyrillic}]",  # 5|km
    regex.V1,
)


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of a quote: its digest, the place of its first word, what is left out before it.

    `skips` is None with the first stretch of a quote, `goes_on` false with the last.
    """

    digest: str
    place: int
    skips: int | None = None
    negation: bool = False
    number: bool = False
    over_mark: bool = False
    in_number: bool = False
    goes_on: bool = False

    def __str__(self) -> str:
        """As in the file: `digest place [skips N]`, and those of the flags that hold."""
        words = [self.digest, str(self.place)]
        if self.skips is not None:
            words += ["skips", str(self.skips)]
        flags = (self.negation, self.number, self.over_mark, self.in_number, self.goes_on)
        words += [name for name, holds in zip(_FLAGS, flags, strict=True) if holds]
        return " ".join(words)

    @classmethod
    def read(cls, text: str) -> "Fragment":
        """The fragment that a line of the file holds; the schema has checked its form."""
        digest, place, *more = text.split()
        skips = int(more[1]) if more[:1] == ["skips"] else None
        return cls(digest, int(place), skips, *map(more.__contains__, _FLAGS))


def find_chain(
    stretches: Sequence[int], found: Sequence[Sequence[Fragment]]
) -> list[Fragment] | None:
    """The fragments of a quote that was looked at as a whole, from its first stretch to its last.

    `stretches` are their lengths in words, `found` what has the digest of each.
    """
    chains = [[one] for one in found[0] if one.skips is None]
    for length, following in zip(stretches, found[1:], strict=False):
        ends = {chain[-1].place + length: chain for chain in chains if chain[-1].goes_on}
        joints = ((one, ends.get(one.place - (one.skips or 0))) for one in following)
        chains = [[*chain, one] for one, chain in joints if chain and one.skips is not None]
    return next((chain for chain in chains if not chain[-1].goes_on), None)


def in_order(found: list[list[tuple[int, int]]]) -> list[tuple[int, int]] | None:
    """One place for each stretch, each behind the one before, with the shortest leaps."""
    best: list[tuple[int, int]] | None = None
    for last in found[-1] if found else ():
        places = [last]
        for earlier in reversed(found[:-1]):
            before = [place for place in earlier if place[1] <= places[0][0]]
            if not before:
                break
            places.insert(0, max(before))
        else:
            if best is None or places[-1][1] - places[0][0] < best[-1][1] - best[0][0]:
                best = places
    return best


def left_out(tokens: Tokens, kept: list[tuple[int, int]], start: int) -> tuple[bool, bool]:
    """Whether the words between what is kept and `start` hold a negation, and a number."""
    words = tokens.words[kept[-1][1] : start] if kept else ()
    return bool(negations(words)) and not _is_governed(tokens, kept, start), has_number(words)


def _is_governed(tokens: Tokens, kept: list[tuple[int, int]], start: int) -> bool:
    """Whether what is left out before `start` only repeats a negation that is kept.

    As in `not a [, not b,] and not c`: the words kept of the sentence negate, and what is left out
    is items of a list that negate in the same way.
    """
    end = kept[-1][1]
    sentence = end - 1
    while sentence > kept[0][0] and not tokens.is_cut(sentence):
        sentence -= 1
    said = [word for a, b in kept for word in tokens.words[max(a, sentence) : b]]
    known = negations(tuple(said))
    joints = [place for place in range(end, start + 1) if _is_list_joint(tokens, place)]
    if not known or end not in joints or any(map(tokens.is_cut, range(end, start + 1))):
        return False
    items = [tokens.words[a:b] for a, b in zip(joints, [*joints[1:], start], strict=True)]
    return negations(tokens.words[end:start]) <= known | _CONJUNCTIONS and (
        start in joints or all(map(_negates_first, items))
    )


def _is_list_joint(tokens: Tokens, place: int) -> bool:
    return tokens.words[place] in _CONJUNCTIONS or not _COMMAS.isdisjoint(tokens.gaps[place])


def _negates_first(item: tuple[str, ...]) -> bool:
    """Whether the item of a list negates with its first word, if at all."""
    first = item[: 1 + (item[:1] != () and item[0] in _CONJUNCTIONS)]
    return not negations(item) or bool(negations(first))


def runs_over_mark(source: Tokens, start: int, stop: int) -> bool:
    """Whether the source opens or closes a quotation between the words of a stretch.

    A mark that opens a paragraph only says that the quotation goes on.
    """
    gaps = (gap.rpartition("\n") for gap in source.gaps[start + 1 : stop])
    within = (before if line_end else gap for before, line_end, gap in gaps)
    return not _DOUBLE_MARKS.isdisjoint("".join(within))


def leaves_quotation(source: Tokens, end: int, start: int) -> bool:
    """Whether of the words before `end` and from `start` on one kind only is quoted in the source.

    A mark that opens a paragraph may open a quotation, or only say that one goes on.
    """
    gaps = [gap.rpartition("\n") for gap in source.gaps[end : start + 1]]
    marks = sum(map(_count_marks, (part for before, _, gap in gaps for part in (before, gap))))
    opening = sum(_count_marks(gap) for _, line_end, gap in gaps if line_end)
    return marks % 2 == 1 and opening % 2 == 0


def _count_marks(gap: str) -> int:
    return sum(map(_DOUBLE_MARKS.__contains__, gap))


def ends_in_number(source: Tokens, start: int, stop: int) -> bool:
    """Whether a stretch begins or ends within a number, as at the bar in 1 234|567 or 50|%.

    What looks so may be two numbers: `in week 12 500 boats sailed`.
    """
    inner = (place for place in (start, stop) if 0 < place < len(source.words))
    return any(
        _WITHIN_NUMBER.search(
            f"{source.words[place - 1]}{source.gaps[place]}|{source.words[place]}"
        )
        for place in inner
    )


def has_marks(stretch: Tokens) -> bool:
    """Whether the stretch of a quote has quotation marks of its own."""
    return not _ALL_MARKS.isdisjoint("".join(stretch.gaps))
