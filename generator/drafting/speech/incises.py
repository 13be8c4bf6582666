"""Words of a reporter within quotation marks: `« Nous attendons, dit Ann Lee, et nous payons. »`.

Passages come in; out go the stretches of them that are somebody's words, each a passage, with the
words on who speaks between them. Only where the language sets such words so: in French and Italian
between commas, up to the sentence's end; in these and others between dashes.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

import regex

from generator.drafting.speech import attribution
from generator.drafting.speech.marks import Passage
from generator.drafting.speech.names import Mention, is_role_noun

IN_COMMAS = frozenset({"fr", "it"})
IN_DASHES = IN_COMMAS | {"cs", "es", "pl", "pt", "ru", "uk"}
_DASHED = regex.compile(
    r"(?:(?<=[.!?…])|,)?(?:\s*[—–]\s*|\s+-\s+)(?P<said>\p{Ll}[^—–]{2,120}?)"
    r"[.,;:]?(?:\s*[—–]\s*|\s+-\s+|$)"
)
_AFTER_COMMA = regex.compile(r",\s+(?=\p{Ll})|(?<=[!?…])\s+(?=\p{Ll})")
_END = regex.compile(r"[.,;:]?(?:\s*[—–][.,;:]?\s*|\s+-\s+)|,\s+|(?<=[.!?…])\s+|[.!?…]?\s*$")
_PARTICIPLE = regex.compile(r"\p{L}*(?:é|[^o]u|to)\s")
_MOST_PARTS = 4


def part_at_incises(text: str, passages: Iterable[Passage], language: str) -> Iterator[Passage]:
    """The passages of the text, each parted where a reporter says within it who speaks."""
    for passage in passages:
        cuts: list[tuple[int, int]] = []
        for start, end in passage.pieces:
            for begins, ends in _incises(text[start:end], language):
                cut = start + begins, start + ends
                if cuts and not any(map(str.isalnum, text[cuts[-1][1] : cut[0]])):
                    cut = cuts.pop()[0], cut[1]  # nothing is said between the two
                cuts.append(cut)
        rest = passage
        for part, (begins, ends) in enumerate(cuts, 1):
            yield _between(text, rest, rest.first, begins, part)
            rest = _between(text, rest, ends, rest.last, part + 1)
        if rest.pieces:
            yield rest


def _between(text: str, passage: Passage, begins: int, ends: int, part: int) -> Passage:
    """What of the passage stands from here to there."""
    pieces = tuple(
        (max(start, begins), min(end, ends))
        for start, end in passage.pieces
        if text[max(start, begins) : min(end, ends)].strip()
    )
    first = passage.first if begins <= passage.first else pieces[0][0] - 1 if pieces else begins
    return Passage(passage.mark, pieces, first, ends, part)


def _incises(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Where in the text a reporter's words begin and end, with the punctuation around them."""
    place = 0
    while place < len(text) and language in IN_DASHES:
        found = _first_incise(text, place, language)
        if found is None:
            return
        yield found
        place = found[1]


def _first_incise(text: str, place: int, language: str) -> tuple[int, int] | None:
    for match in _DASHED.finditer(text, place):
        if speaker_in(match["said"], language):
            return match.span()
    if language not in IN_COMMAS:
        return None
    for match in _AFTER_COMMA.finditer(text, place):
        if end := _end_of_clause(text, match.end(), language):
            return match.start(), end
    return None


def speaker_in(clause: str, language: str) -> Mention | None:
    """Who speaks by the clause; a participle tells that only behind its auxiliary verb."""
    mention = attribution.inverted(clause.rstrip(".!?… "), language)
    if mention is None or (language in IN_COMMAS and _PARTICIPLE.match(clause)):
        return None
    return mention if mention.name or mention.role or mention.pronoun else None


def _end_of_clause(text: str, start: int, language: str) -> int:
    """Where the clause on who speaks that begins here ends, or 0 where none begins."""
    end, known, aged = 0, False, False
    for closing in islice(_END.finditer(text, start), _MOST_PARTS):
        more = text[end : closing.start()].split() if end else []
        who = speaker_in(text[start : closing.start()], language)
        aged = aged or bool(more and more[0].isdigit())
        told = aged or any(is_role_noun(word, language) for word in more)
        if who is None or (end and not told and (known or not who.name)):
            break
        end, known = closing.end(), who.name is not None
        if closing[0].strip() != ",":
            break
    return end
