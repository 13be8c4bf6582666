"""A plain text as its paragraphs were written: without needless space, HTML entities, line numbers.

The text of a file, or of a page that is one such text, comes in; its running text goes out, its
paragraphs parted by blank lines. What printing leaves of a paragraph's start is an indented line
behind the end of a sentence; in a court's transcript, whose lines are counted, a label.
"""

from collections.abc import Iterator
from html import unescape
from itertools import pairwise

import regex

from generator.content.document.encoding import ENTITY
from generator.drafting.article.encoding import clean
from generator.drafting.article.subtitles import without_times

_LINE_NUMBER = regex.compile(r"[ ]*(\d{1,3})(?= |$)")
_LEAST_NUMBERED = 10
_NUMBERED_SHARE = 0.75
_GOING_ON = 0.1
"""The share of numbered lines that begin within a sentence: those of a list of ten do not."""
_LABEL = regex.compile(r"(?:[QA]\b\.?:? {2,}|BY \p{Lu}|\p{Lu}[\p{Lu}.’' ]+: )")
_SENTENCE_END = regex.compile(r"[.!?:\p{Lu}][\"”’»)\]]*$")


def read_plain_text(text: str) -> str:
    """The text, its paragraphs and lines kept."""
    if ENTITY.search(text):
        text = clean(ENTITY.sub(lambda found: unescape(found[0]), text))
    lines = [line.rstrip() for line in without_times(text).expandtabs(4).split("\n")]
    lines = list(_with_paragraphs(_without_numbers(lines) or lines))
    return regex.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _without_numbers(lines: list[str]) -> list[str]:
    """The lines without the numbers in their margin, where lines are counted, else nothing."""
    ends: dict[int, int] = {}
    last = 0
    for place, line in enumerate(lines):
        found = _LINE_NUMBER.match(line)
        if found and int(found[1]) in {1, last + 1}:
            last = int(found[1])
            ends[place] = found.end()
    written = [lines[place][end:].strip() for place, end in ends.items()]
    if (
        len(ends) < _LEAST_NUMBERED
        or len(ends) < sum(map(bool, lines)) * _NUMBERED_SHARE
        or sum(line[:1].islower() for line in written) < len(ends) * _GOING_ON
    ):
        return []
    kept: list[str] = []
    for place, line in enumerate(lines):
        text = line[ends.get(place, 0) :].rstrip()
        kept += ["", text] if _LABEL.match(text.lstrip()) else [text]
    return kept


def _with_paragraphs(lines: list[str]) -> Iterator[str]:
    """The lines, with a blank one before each that begins a paragraph by its indentation.

    Where none is blank, each line is a paragraph.
    """
    is_parted = "" in "\n".join(lines).strip().split("\n")
    yield from lines[:1]
    for before, line in pairwise(lines):
        if (
            is_parted
            and before
            and _indent(before) < _indent(line)
            and not line.lstrip()[:1].islower()
            and _SENTENCE_END.search(before)
        ):
            yield ""
        yield line


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
