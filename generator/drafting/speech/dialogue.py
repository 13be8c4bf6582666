"""What is said behind a dash at the start of a paragraph: `– Vi väntar, säger Ann Lee`.

Paragraphs come in; out go the stretches that are somebody's words, each a passage. Only where a
clause in the paragraph says who speaks, as a list begins so too, and only in languages whose papers
print speech so. A stretch ends before that clause; behind it, it goes on behind another dash.
"""

from collections.abc import Iterator

import regex

from generator.drafting.speech.attribution import SENTENCE_END
from generator.drafting.speech.incises import IN_DASHES, speaker_in
from generator.drafting.speech.marks import Paragraph, Passage

_LANGUAGES = IN_DASHES | {"da", "el", "fi", "no", "sv"}
_LONGEST = 4000
"""A longer paragraph is no dialogue."""
_OPENS = regex.compile(r"\s*(?:[—–―]\s*|-\s+)(?=\S)")
_CLAUSE = regex.compile(
    r"(?:,|(?<=[.!?…]))?(?:\s*[—–]\s*|\s+-\s+|(?<=[,!?…])\s+)"
    rf"(?P<who>\p{{Ll}}.{{0,200}}?)(?:$|{SENTENCE_END.pattern}"
    r"|(?P<dash>[.,;:]?(?:\s*[—–][.,;:]?\s*|\s+-\s+)))",
    regex.DOTALL,
)


def find_dialogue(paragraphs: list[Paragraph], language: str) -> Iterator[Passage]:
    """The stretches of speech behind dashes, in order."""
    for paragraph in paragraphs if language in _LANGUAGES else ():
        if len(paragraph.text) < _LONGEST and (opens := _OPENS.match(paragraph.text)):
            stretches = _stretches(paragraph.text, opens.end(), language)
            for part, (start, end) in enumerate(stretches, 1):
                piece = (paragraph.start + start, paragraph.start + end)
                first = piece[0] - 1 if part > 1 else paragraph.start
                yield Passage("—", (piece,), first, piece[1], part)


def _stretches(text: str, place: int, language: str) -> Iterator[tuple[int, int]]:
    """Where in the paragraph words are said; nowhere if nobody is said to speak."""
    begin = place
    while clause := _clause(text, place, language):
        yield place, clause.start()
        place = clause.end()
        if not clause["dash"]:
            return
    if place > begin and text[place:].strip():
        yield place, len(text)


def _clause(text: str, place: int, language: str) -> "regex.Match[str] | None":
    """The next clause from this place on that says who speaks."""
    for clause in _CLAUSE.finditer(text, place, overlapped=True):
        if speaker_in(clause["who"], language):
            return clause
    return None
