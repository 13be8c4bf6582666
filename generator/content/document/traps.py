"""Texts that YAML reads without complaint, but as others than were meant.

A text that was read and the lines around it come in; slips go out.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.content.document.encoding import (
    ENTITY,
    FORBIDDEN,
    MOJIBAKE,
    MOJIBAKE_LEADS,
    control_character,
)
from generator.content.document.slips import CURLY, WRAPPED, Slip
from generator.problems import Field, Position

_TURNS = "\u202a-\u202e\u2066-\u2069"
_BIDI = re.compile(f"[{_TURNS}]")
_CUT = re.compile(r"\s+(#)(?:\S|(?P<number> \d))")
_CUT_BELOW = re.compile(r"(?P<indent> *)#(?![\s#!-])(?!\w+:(?:\s|$))")
_ENTRY_BELOW = re.compile(r" *(-) +[^\s#]")
_ENTRY_LINE = re.compile(r"\n *- ")
_WORD = re.compile(r"[a-z0-9-]+")
_COMMENT = re.compile(r"\s*#+(?:\s|$)")
# The sign comes first and its surroundings after, so that the search skips all other signs.
_SUSPECT = re.compile(
    rf"[#{CURLY}\\{_TURNS}&{MOJIBAKE_LEADS}](?:(?<!\S.)|(?<=[\[{{,:].)|(?<=[\\{_TURNS}])"
    rf"|(?<=&)(?=[#\w]{{2,8}};)|(?<=[{MOJIBAKE_LEADS}])(?=[^\x00-\x7f]))"
)
"""What every trap but one holds.

A hash or a curly mark where a word begins, an escape, a turn, an entity, or a letter that UTF-8
becomes in another encoding.
"""
HYPHEN = "- "
"""What the value of that one holds: as a sign of the file it would be that of every list."""


class Lookout:
    """Tells, for the texts of a file from top to bottom, which of them may be traps.

    Few files hold a sign that can make one, and looking closely at every text is slow.
    """

    def __init__(self, content: str) -> None:
        self.content = content
        self.alarm = 0
        """A text that ends before this offset is no trap, unless its value holds `HYPHEN`."""
        self._suspect = 0
        self._find(0)

    def suspects(self, start: int, end: int) -> bool:
        """Whether the text from start to end may be a trap; the next one must not start before."""
        if self._suspect < start:
            self._find(start)
        return end >= self.alarm or _ENTRY_LINE.search(self.content, start, end) is not None

    def _find(self, start: int) -> None:
        found = _SUSPECT.search(self.content, start)
        if found is None:
            self._suspect = self.alarm = len(self.content) + 1
            return
        # A comment cuts a text that ends in its line or in the line above. A line is looked for
        # only behind the last suspect, as there may be a hundred thousand in one line.
        line_end = self.content.rfind("\n", self._suspect, found.start())
        if line_end >= 0:
            self.alarm = self.content.rfind("\n", 0, line_end) + 1
        self._suspect = found.start()


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text, how it is written (`"`, `'`, `|`, `>` or nothing), from where to where, and for what.

    `column` is where the name of its field, or the hyphen of its entry, stands; 0 within brackets.
    """

    value: str
    style: str
    start: Position
    end: Position
    column: int
    field: Field


def find_traps(text: ReadText, lines: Sequence[str]) -> Iterator[Slip]:
    """What makes the text another than the one that was meant."""
    if text.style in {"|", ">"}:
        yield from _comments_within(text, lines)
    elif not text.style:
        yield from _cut_by_comment(text, lines)
        yield from _entries_within(text, lines)
        yield from _curly_marks(text)
    if text.style == '"' and (found := FORBIDDEN.search(text.value)):
        message = control_character(found[0])
        yield Slip(text.start, text.field, message, "take the escape away")
    if text.style == '"' and "\t" in text.value:
        yield Slip(
            text.start,
            text.field,
            "within double quotation marks `\\t` is a tab, and no backslash with a letter",
            "put the text within single quotation marks",
            warning=True,
        )
    yield from _written_for_programs(text)
    if not text.value.isascii() and (found := _BIDI.search(text.value)):
        yield Slip(
            text.start,
            text.field,
            f"an invisible character (U+{ord(found[0]):04X}) changes the direction of the text",
            "take it away unless the text needs it: it can make words read in another order",
            warning=True,
        )


def _written_for_programs(text: ReadText) -> Iterator[Slip]:
    """What came along when the text was copied: an entity of HTML, bytes of another encoding."""
    if found := ENTITY.search(text.value):
        sign = html.unescape(found[0])
        yield Slip(
            text.start,
            text.field,
            f"`{found[0]}` is how HTML writes a sign: readers see it as it stands here",
            f"write the sign itself{'' if sign.isspace() else f': {sign}'}",
            warning=True,
        )
    if not text.value.isascii() and (found := MOJIBAKE.search(text.value)):
        around = text.value[max(0, found.start() - 12) : found.end() + 12].strip()
        yield Slip(
            text.start,
            text.field,
            f"the text looks as if it was read in a wrong encoding: {around!r}",
            "copy it anew, or write the letters that were meant",
            warning=True,
        )


def _comments_within(text: ReadText, lines: Sequence[str]) -> Iterator[Slip]:
    last = text.end.line if text.end.column > 1 else text.end.line - 1
    for number in range(text.start.line + 1, min(last, len(lines)) + 1):
        line = lines[number - 1]
        if _COMMENT.match(line):
            yield Slip(
                Position(number, line.index("#") + 1),
                text.field,
                f"a # line under `{text.style}` is no comment: it becomes part of the text",
                "move the comment above the field; "
                "where the # belongs to the text, put the text within quotation marks",
            )


def _cut_by_comment(text: ReadText, lines: Sequence[str]) -> Iterator[Slip]:
    """A comment behind the text, or where it would go on, that may be none.

    It has no space behind its #, or a number.
    """
    end = text.end
    place, numbered = None, False
    if end.line <= len(lines) and (cut := _CUT.match(lines[end.line - 1], end.column - 1)):
        place, numbered = Position(end.line, cut.start(1) + 1), bool(cut["number"])
    elif (
        text.column
        and end.line < len(lines)
        and (cut := _CUT_BELOW.match(lines[end.line]))
        and len(cut["indent"]) >= text.column
    ):
        place = Position(end.line + 1, cut.end("indent") + 1)
    if numbered and _WORD.fullmatch(text.value):
        return  # a date, an id or a word of a vocabulary goes on with no number
    if place:
        comment = (
            "a comment may stay" if numbered else "an ordinary comment has a space behind its #"
        )
        yield Slip(
            place,
            text.field,
            "a # behind a space starts a comment: the text ends before it",
            f"put the text within quotation marks; {comment}",
            warning=numbered,
        )


def _entries_within(text: ReadText, lines: Sequence[str]) -> Iterator[Slip]:
    """Lines below the first that look like entries of a list, and go on with the text."""
    for number in range(text.start.line + 1, min(text.end.line, len(lines)) + 1):
        if found := _ENTRY_BELOW.match(lines[number - 1]):
            yield Slip(
                Position(number, found.start(1) + 1),
                text.field,
                "this line goes on with the text above: its hyphen starts no entry of a list",
                "an entry starts in the column of the one above, or in a line of its own below the "
                "name of its list; a text with such a line needs quotation marks",
            )


def _curly_marks(text: ReadText) -> Iterator[Slip]:
    if text.value[:1] in CURLY and WRAPPED.fullmatch(text.value) and "quotes" not in text.field:
        yield Slip(
            text.start,
            text.field,
            "the curly quotation marks around this text are part of it",
            "take them away unless they should be seen; YAML needs none here",
            warning=True,
        )
