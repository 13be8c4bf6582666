"""Which passages in quotation marks are somebody's words, and what stands beside each.

Passages come in; out go those located among their paragraphs. A passage is a quotation where the
words beside it say who speaks, or where it is whole sentences; else from four words on in a
sentence that tells of speech. Titles, terms and words in irony are none.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from generator.drafting.speech import attribution, unspaced, words
from generator.drafting.speech.incises import IN_COMMAS
from generator.drafting.speech.marks import Paragraph, Passage
from generator.drafting.speech.names import Mention
from generator.drafting.speech.verbatim import folded
from generator.proof.tokens import read_tokens

FAR = 40
"""So many words between two passages part them."""
DASHES = ("–", "—", "-")
_FEW_WORDS = 4
_SURELY_WORDS = 12
TERMINAL = regex.compile(r"[.!?…。！？।؟][\"”’»›」』)]*$")
_JOINS = regex.compile(
    r"(?:^|\s)(?:and|und|et|y|e|en|och|og|i|и)(?:\s+(?:that|dass|que|che|dat|att|at|что|że))?$"
)
_BEGINS_PHRASE = regex.compile(
    r"(?:an?|the|not|no|very|too|in|on|to|we|it|is|was|will|never|so|like|our|ein|eine|un|une"
    r"|una)\s"
)
CLOSED = regex.compile(r"[,.!?…;—–。，！？।؟،][\"”’»›」』)]*$")


@dataclass(slots=True)
class Located:
    """A passage on its way to a quotation: its words, what stands beside it, and who speaks."""

    passage: Passage
    paragraph: int
    words: str
    before: str
    behind: str
    mention: Mention | None = None
    speaker: str | None = None


def closed(text: str, passages: list[Passage], language: str) -> Iterator[Passage]:
    """The passages less paragraphs at their start that had lost their closing mark.

    A paragraph within which a speaker is named is such a one: the mark with which the next one
    begins does not continue it, but opens.
    """
    for one in passages:
        lost = [
            place
            for place, (start, end) in enumerate(one.pieces[:-1], 1)
            if language not in IN_COMMAS and attribution.names_speaker(text[start:end], language)
        ]
        kept = one.pieces[lost[-1] :] if lost else one.pieces
        mark = kept[0][0] - 1
        if not text[mark].isspace():
            yield replace(one, pieces=kept, first=mark)


def locate(text: str, paragraphs: list[Paragraph], passages: list[Passage]) -> Iterator[Located]:
    """The passages, each with the text of its paragraphs before and behind it."""
    place = 0
    for number, passage in enumerate(passages):
        while paragraphs[place].end < passage.first:
            place += 1
        last = place
        while paragraphs[last].end < passage.last:
            last += 1
        start = paragraphs[place].start
        if number:
            start = max(start, passages[number - 1].last)
        end = paragraphs[last].end
        if number + 1 < len(passages):
            end = min(end, passages[number + 1].first)
        if text[passage.last : end].strip(" .*") == "" and end == paragraphs[last].end:
            end = _following(paragraphs, last)
        yield Located(
            passage,
            place,
            _words_of(text, passage),
            text[start : passage.first].replace("*", ""),  # as Markdown emphasises
            text[passage.last : end].replace("*", ""),
        )


def _following(paragraphs: list[Paragraph], paragraph: int) -> int:
    """The end of the next paragraph where it is a line that begins with a dash."""
    if paragraph + 1 < len(paragraphs):
        line = paragraphs[paragraph + 1]
        if regex.match(r"\s*[—–―-]", line.text) and len(line.text.split()) <= 16:
            return line.end
    return paragraphs[paragraph].end


def _words_of(text: str, passage: Passage) -> str:
    return "\n".join(folded(text[start:end]) for start, end in passage.pieces).strip()


def resumes(text: str, one: Located, previous: Located | None) -> bool:
    """Whether the passage goes on in the sentence of a quotation that `he went on` broke off."""
    if previous is None or previous.paragraph != one.paragraph:
        return False
    between = text[previous.passage.last : one.passage.first].strip()
    count = len(read_tokens(one.words).words)
    # Where one single-marked passage is a quotation, whole sentences in such marks are too.
    alike = one.passage.mark == previous.passage.mark and one.passage.is_single
    whole = one.words[:1].isupper() and TERMINAL.search(one.words) is not None
    if alike and whole and count > 1:
        return True
    in_sentence = attribution.SENTENCE_END.search(f"{between} X") is None
    if count >= _FEW_WORDS and in_sentence and _JOINS.search(between):
        return True
    broken = previous.words.endswith(",") or between.startswith((",", *DASHES))
    return broken and between.endswith((",", *DASHES)) and len(between.split()) <= FAR


def is_quotation(one: Located, language: str) -> bool:
    """Whether the passage is somebody's words rather than a title, a term or irony."""
    quoted = one.words
    count = len(read_tokens(quoted).words)
    if not count or one.passage.part:
        return count > 0
    lead = attribution.clause_before(one.before).rstrip()
    last_word = regex.search(r"([\p{L}\-]+)\s*$", lead)
    if last_word and last_word[1].lower() in words.TITLED and count < _SURELY_WORDS:
        return False
    if language in unspaced.UNSPACED:
        return _is_quotation_unspaced(one, lead, count, language)
    if one.passage.is_single:
        return _is_quotation_in_single(one, lead, count, language)
    whole = not lead or lead.endswith((":", "—", "–"))
    starts = whole or lead.endswith(",") or lead[-1:] in ".!?…”»"
    if not starts and _is_name_of_thing(quoted, count, last_word[1] if last_word else ""):
        return False
    says = bool(words.verbs(language).search(lead))
    closed = bool(CLOSED.search(quoted.rstrip())) or one.behind.lstrip()[:1] in {",", "،"}
    if one.mention is not None and (closed or starts or lead.endswith(("that", "dass", "que"))):
        return count > 1 or not lead or bool(CLOSED.search(quoted))
    if count < _FEW_WORDS - 1:
        return count > 1 and bool(TERMINAL.search(quoted)) and starts
    if _is_title(quoted):
        return False
    sentence = not quoted[:1].islower()  # in many scripts no letter is a capital
    if starts and sentence and (closed or TERMINAL.match(one.behind)):
        return True
    if sentence and count >= _FEW_WORDS and TERMINAL.search(quoted):
        return True
    if count < _FEW_WORDS and one.mention is not None and says:
        return bool(_BEGINS_PHRASE.match(quoted))
    alone = not one.before.strip() and not one.behind.strip(" .\n")
    return alone or (count >= _FEW_WORDS and (says or one.mention is not None))


def _is_quotation_in_single(one: Located, lead: str, count: int, language: str) -> bool:
    """The same for single marks, which as often mean irony: somebody must be said to speak."""
    closed = bool(CLOSED.search(one.words)) or one.behind.lstrip()[:1] in {",", "،"}
    starts = not lead or lead[-1:] in ":—–,.!?…’”"
    if one.mention is not None and closed and (starts or lead.endswith("that")):
        return count > 1 or bool(TERMINAL.search(one.words))
    if count > _FEW_WORDS and not _is_title(one.words):
        says = bool(words.verbs(language).search(lead))
        whole = starts and one.words[:1].isupper() and bool(TERMINAL.search(one.words))
        return whole or (one.mention is not None and (says or closed))
    return False


def _is_quotation_unspaced(one: Located, lead: str, count: int, language: str) -> bool:
    """The same where no spaces part the words; と or 고 behind them marks what is said."""
    if language == "ja" and regex.match(r"と|って", one.behind):
        return count >= _FEW_WORDS
    if language == "ko" and regex.match(r"(?:이?라)?(?:고|며|면서)(?! 불)", one.behind):
        return one.mention is not None or count >= _FEW_WORDS - 1
    ends = bool(TERMINAL.search(one.words))
    introduced = lead.endswith(("：", ":", "，", ",", "は", "が", "는", "은", "가", "이"))
    told = introduced or bool(CLOSED.search(one.words))
    if ends and (lead.endswith(("：", ":")) or count >= 2 * _FEW_WORDS):
        return True
    return one.mention is not None and told


def _is_name_of_thing(quoted: str, count: int, last_word: str) -> bool:
    """Whether words within a sentence are a title there: `author of “Sea and Sand,”`."""
    named = last_word.lower() in words.ARTICLES and quoted[:1].isupper() and count < _FEW_WORDS
    return (named and not CLOSED.search(quoted)) or _is_title(quoted.rstrip(" ,."))


def _is_title(quoted: str) -> bool:
    """Whether the words are capitalised as a title is, and are no sentence."""
    if CLOSED.search(quoted) and not quoted.endswith(","):
        return False
    long_words = [word for word in regex.findall(r"\p{L}[\p{L}’'-]*", quoted) if len(word) > 3]
    return len(long_words) >= 2 and sum(word[0].isupper() for word in long_words) >= 0.8 * len(
        long_words
    )
