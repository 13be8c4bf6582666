"""Passages in quotation marks: paragraphs in, the outermost passages out, in order.

Which marks make a pair is told by convention (Unicode Standard, section 6.2, "Quotation marks";
Wikipedia's table of the marks of each language): “…”, „…“, „…”, ”…”, «…», »…«, »…», 「…」, 『…』,
〝…〟, "…", and single ones. Rules beyond pairing:

- A mark that closes what is open closes it; else it opens. So „…“ and “…” need no language.
- A paragraph that begins with an opening mark while the same mark is open continues the quotation.
  What is open at the end of a paragraph that is not so continued has lost its closing mark, unless
  the next ones up to a closing mark have no opening mark at all.
- A straight mark, and « or » where both directions occur, go by their neighbours: before a word
  they open, behind a word or its punctuation they close. Between two letters they are none (צה"ל).
- A single mark within a word, before a number or a shortened word (’70s, ’tis) is an apostrophe.
  Behind a word it closes only where an opening one stands before a word: the first one behind
  punctuation does, else the first that does not follow an s, else the last. One that does
  not close in its paragraph opens only where a sentence does and the next paragraph begins with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

_CLOSERS = {
    "“": "”",
    "”": "”“",
    "„": "“”",
    "‟": "”",
    "«": "»",
    "»": "«»",
    '"': '"',
    "＂": "＂",
    "❝": "❞",
    "「": "」",
    "『": "』",
    "〝": "〟〞",
    "﹁": "﹂",
    "﹃": "﹄",
    "｢": "｣",
    "‚": "‘’",
    "‘": "’",
    "'": "'",
    "‹": "›",
    "›": "‹›",
    "《": "》",
    "〈": "〉",
}
_STRAIGHT = frozenset("\"＂'")
_SINGLE = frozenset("‘'‚")
_TITLES = frozenset("《〈")
_MARK = regex.compile("[" + "".join(_CLOSERS) + "”’»›」』〟〞﹂﹄｣❞》〉“‘«]")
_SHORTENED = regex.compile(
    r"(?:\d|(?:tis|twas|em|til|cause|bout|round|n|cos|s|t)\b)", regex.IGNORECASE
)
_LETTER = regex.compile(r"[\p{L}\p{N}--[\u2e80-\u9fff\uac00-\ud7af\u0e00-\u0e7f]]", regex.V1)
_BEFORE_OPENING = regex.compile(r"[\s(\[{—–―¿¡:\-/“„«‘\"'「『》，。：]")
_BEFORE_CLOSING = regex.compile(r"[,.!?…;:—–\-”“»\"」』)\]。！？]")
_OPENS_PARAGRAPH = regex.compile(r"\s*([" + "".join(_CLOSERS) + r"’])")
_LONGEST = 4000
MOST_PARAGRAPHS = 12
"""A quotation runs over at most so many paragraphs."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a text and its place there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Words in quotation marks: where they stand, the marks left out, and by which mark.

    `pieces` are the stretches of its paragraphs, of which each but the last ends a paragraph.
    """

    mark: str
    pieces: tuple[tuple[int, int], ...]
    first: int
    last: int
    part: int = 0
    """Which part of the words in these marks it is, from 1 on, where a reporter's stand between."""

    @property
    def is_single(self) -> bool:
        """Whether the marks are single ones, which also stand for irony and for apostrophes."""
        return self.mark in _SINGLE or self.mark in "‹›"


def read_paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of the text: parted by blank lines, or by single line ends where it has none.

    A line that begins with a dash, or that is short and ends in a colon, stands alone all the same.
    """
    has_blanks = regex.search(r"\n[^\S\n]*\n", text)
    parting = r"\n[^\S\n]*\n\s*" if has_blanks else r"\n\s*"
    found, start = [], 0
    for match in [*regex.finditer(parting, text), None]:
        end = match.start() if match else len(text)
        if text[start:end].strip():
            found.append(Paragraph(start, end, text[start:end]))
        start = match.end() if match else end
    return found


@dataclass(slots=True)
class _Open:
    mark: str
    at: int
    pieces: list[tuple[int, int]]
    end: int | None = None
    inner: list[tuple[str, int | None]] = field(default_factory=list)


def find_passages(paragraphs: list[Paragraph]) -> list[Passage]:
    """The outermost passages in quotation marks, in order."""
    found: list[Passage] = []
    reversed_guillemets = _first_guillemet(paragraphs) == "»"
    place, begin, opened = 0, 0, None
    while place < len(paragraphs):
        paragraph = paragraphs[place]
        scan = _Scan(paragraph, reversed_guillemets, _first_mark(paragraphs, place + 1))
        opened = scan.run(begin, opened, found)
        begin = 0
        if opened is None:
            place += 1
            continue
        resumed = _continuation(paragraphs, place, opened)
        if resumed is None:
            # A closing mark was lost: what follows the opening one is looked at without it.
            lost = opened
            opened = None
            while paragraphs[place].start > lost.at:
                place -= 1
            begin = lost.at + 1 - paragraphs[place].start
            found[:] = [one for one in found if one.first < lost.at]
            continue
        opened.pieces.append((opened.pieces.pop()[0], paragraph.end))
        opened.end = None
        place += 1
        begin = resumed
        opened.pieces.append((paragraphs[place].start + begin, paragraphs[place].end))
    return [one for one in found if one.mark not in _TITLES]


def _first_guillemet(paragraphs: list[Paragraph]) -> str:
    for paragraph in paragraphs:
        if match := regex.search("[«»]", paragraph.text):
            return match[0]
    return ""


def _first_mark(paragraphs: list[Paragraph], place: int) -> str:
    """The mark with which the paragraph of this place begins, or nothing."""
    first = _OPENS_PARAGRAPH.match(paragraphs[place].text) if place < len(paragraphs) else None
    return first[1] if first else ""


def _continuation(paragraphs: list[Paragraph], place: int, opened: _Open) -> int | None:
    """Where in the next paragraph the open quotation goes on, or None where it does not."""
    if place + 1 >= len(paragraphs) or len(opened.pieces) >= MOST_PARAGRAPHS:
        return None
    first = _OPENS_PARAGRAPH.match(paragraphs[place + 1].text)
    if first and _repeats(opened.mark, first[1]):
        return first.end()
    if opened.mark in _STRAIGHT or opened.mark in _SINGLE:
        return None
    for later in paragraphs[place + 1 : place + MOST_PARAGRAPHS]:
        for match in _MARK.finditer(later.text):
            if match[0] in _CLOSERS[opened.mark]:
                return 0
            if match[0] == opened.mark:
                return None
    return None


def _repeats(opening: str, mark: str) -> bool:
    """Whether a paragraph that begins with the mark goes on with what the opening one began."""
    return mark == opening or (opening in "«»" and mark in "«»") or (opening == "„" and mark == "“")


class _Scan:
    """Walks over the marks of one paragraph."""

    def __init__(self, paragraph: Paragraph, reversed_guillemets: bool, following: str) -> None:
        self.paragraph = paragraph
        self.text = paragraph.text
        self.reversed = reversed_guillemets
        self.following = following

    def run(self, begin: int, opened: _Open | None, found: list[Passage]) -> _Open | None:
        """What is still open at the end; passages that end here are added to those found."""
        offset = self.paragraph.start
        for match in _MARK.finditer(self.text, begin):
            at, mark = match.start(), match[0]
            if opened is None:
                if self.opens(at, mark):
                    opened = self.open(at, mark)
                continue
            if opened.inner:
                if self.closes(at, mark, *opened.inner[-1]):
                    opened.inner.pop()
                    continue
                # An inner quotation whose end was forgotten ends with the outer one.
                ends = self.closes(at, mark, opened.mark, opened.end)
                if not ends or self.opens_only(at, mark):
                    if self.opens(at, mark):
                        opened.inner.append((mark, self.single_end(at)))
                    continue
            elif not self.closes(at, mark, opened.mark, opened.end):
                opened = self.nest(opened, at, mark)
                continue
            pieces = (*opened.pieces[:-1], (opened.pieces[-1][0], offset + at))
            found.append(Passage(opened.mark, pieces, opened.at, offset + at + 1))
            opened = None
        return opened

    def open(self, at: int, mark: str) -> _Open:
        at_text = self.paragraph.start + at
        return _Open(mark, at_text, [(at_text + 1, 0)], self.single_end(at))

    def nest(self, opened: _Open, at: int, mark: str) -> _Open:
        """Take a mark that closes nothing: an inner quotation begins, or the outer one anew."""
        if not self.opens(at, mark):
            return opened
        if mark == opened.mark and mark not in "「『" and mark not in _STRAIGHT:
            rest = self.text[at : at + _LONGEST]
            closers = sum(rest.count(one) for one in _CLOSERS[mark] if one != mark)
            if closers <= rest.count(mark):
                return self.open(at, mark)
        opened.inner.append((mark, self.single_end(at)))
        return opened

    def opens_only(self, at: int, mark: str) -> bool:
        """Whether a mark that may do both stands where one opens."""
        before, behind = self.text[at - 1 : at], self.text[at + 1 : at + 2]
        free = not before or bool(_BEFORE_OPENING.match(before))
        return mark in _STRAIGHT and free and bool(behind) and not behind.isspace()

    def opens(self, at: int, mark: str) -> bool:
        before, behind = self.text[at - 1 : at], self.text[at + 1 : at + 2]
        if mark not in _CLOSERS or not behind:
            return False
        if mark in "‘'":
            return self.single_end(at) is not None or self.goes_on(at, mark)
        if mark in _STRAIGHT:
            inches = before.isdigit()
            return not behind.isspace() and not _LETTER.match(before) and not inches
        if mark == "”":
            return not behind.isspace() and (not before or before.isspace()) and before != "“"
        if mark in "»›":
            return (self.reversed or mark == "›") and not behind.isspace()
        return not (mark == "«" and self.reversed)

    def closes(self, at: int, mark: str, opening: str, end: int | None) -> bool:
        if mark not in _CLOSERS[opening]:
            return False
        before, behind = self.text[at - 1 : at], self.text[at + 1 : at + 2]
        if opening in "‘'":
            # One that was opened in an earlier paragraph ends behind punctuation.
            return at == end if end is not None else bool(_BEFORE_CLOSING.match(before))
        if mark in _STRAIGHT:
            between = bool(_LETTER.match(before) and _LETTER.match(behind))
            return not between and not (before.isspace() and _LETTER.match(behind))
        return True

    def goes_on(self, at: int, mark: str) -> bool:
        """Whether a sentence in single marks begins here that the next paragraph continues."""
        if mark != self.following or not self.begins_single(at):
            return False
        before = self.text[:at].rstrip()
        return not before or before[-1] in ".,:;!?–—"

    def begins_single(self, at: int) -> bool:
        """Whether a single mark stands where one opens rather than an apostrophe."""
        before, rest = self.text[at - 1 : at], self.text[at + 1 : at + _LONGEST]
        if at and not _BEFORE_OPENING.match(before):
            return False
        return bool(rest) and not rest[0].isspace() and not _SHORTENED.match(rest)

    def single_end(self, at: int) -> int | None:
        """Where a single quotation that begins here ends, or None where it ends elsewhere."""
        if self.text[at] not in "‘'" or not self.begins_single(at):
            return None
        ends = list(self.candidates(self.text[at], at))
        for end in ends:
            if _BEFORE_CLOSING.match(self.text[end - 1]):
                return end
        for end in ends:
            if self.text[end - 1] not in "sSxXzZ":
                return end
        return ends[-1] if ends else None

    def candidates(self, opening: str, at: int) -> Iterator[int]:
        closing = _CLOSERS[opening]
        for end in range(at + 2, min(len(self.text), at + _LONGEST)):
            character = self.text[end]
            behind = self.text[end + 1 : end + 2]
            before = self.text[end - 1]
            shortened = self.text[end - 2 : end].lower() in {"’n", "'n", " n"}
            if character in closing and not _LETTER.match(behind) and not before.isspace():
                if not shortened:
                    yield end
                continue
            begins = _BEFORE_OPENING.match(before) and _LETTER.match(behind)
            if character == opening and begins and not _SHORTENED.match(self.text, end + 1):
                return
