"""The direct quotations of an article and who speaks them: text in, Quotations out, in order.

Only words that the text itself gives as said: in quotation marks, behind the dash of a dialogue, or
under a label of a transcript. Not drafted are indirect speech, titles, terms, and words in marks
for irony: a passage counts as a quotation where somebody is said to speak it, or where it is whole
sentences; else from four words on in a sentence that tells of speech. Rules for the speaker:

- The words around the passage name one (`attribution`, `unspaced`), or the label does.
- A pronoun is never a speaker. It means the one person named before it in the paragraph; where
  none is, the speaker of the paragraph before, if nobody else is named since; else nobody. Of two
  it means the one whom the text tells to be a man or a woman, as the pronoun is. Where a noun
  introduces somebody after them (`his wife`, `another employee`), it means that one.
- A passage without a word on who speaks it belongs to the speaker of the passage before it in the
  same paragraph, or to who is said to speak in the sentence before it; never across paragraphs.
- Interrupted by `he said`, a sentence in two passages is one quotation, joined by ` [...] `; so is
  one that French, Italian and other languages interrupt within its marks (`incises`).

Every text stands word for word in the article by the rules of `article`; a joint that would leave
out a negation or a number is not made.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from generator.drafting.speech import attribution
from generator.drafting.speech.dialogue import find_dialogue
from generator.drafting.speech.incises import part_at_incises
from generator.drafting.speech.languages import detect_language
from generator.drafting.speech.marks import find_passages, read_paragraphs
from generator.drafting.speech.names import clean_role
from generator.drafting.speech.passages import (
    CLOSED,
    DASHES,
    FAR,
    TERMINAL,
    Located,
    closed,
    is_quotation,
    locate,
    resumes,
)
from generator.drafting.speech.roster import Roster
from generator.drafting.speech.speakers import Speakers
from generator.drafting.speech.transcript import (
    Turn,
    find_turns,
    label_mention,
    ordinary_case,
    spoken_pieces,
)
from generator.drafting.speech.verbatim import (
    ELISION,
    comma_dropped,
    folded,
    holds,
    paragraphs_kept,
    unbroken,
)
from generator.proof.article import Article, read_article
from generator.proof.tokens import has_negation, has_number, read_tokens

_NORWEGIAN = ("nb", "nn")
"""What is written for it, `no` is read as."""
_INTERVIEW = regex.compile(
    r"(?:[Ii]nterview (?:with|mit)|[Ss]poke (?:to|with)|[Tt]alk(?:s|ed)? (?:to|with)"
    r"|[Ee]ntretien avec|[Ee]ntrevista (?:a|con|com)|[Ii]ntervista (?:a|con)|Testimony of"
    r"|Examination of) ([^.\n:;]+)"
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that somebody said, as the article gives them.

    `role` is what the article calls the speaker, also where it gives no name; `question` what was
    asked before, verbatim; `place` orders those of one article.
    """

    text: str
    speaker: str | None = None
    role: str | None = None
    question: str | None = None
    place: int = 0


def find_quotations(text: str, language: str | None = None, title: str = "") -> list[Quotation]:
    """The direct quotations of the text, in order.

    `language` is a BCP 47 code, or None where it is not known; `title` may name who is meant by a
    label such as `THE PRESIDENT`.
    """
    language = (language or detect_language(text)).split("-")[0].lower()
    language = "no" if language in _NORWEGIAN else language
    reading = _Reading(unbroken(text), language, title, read_article(text))
    quotations = [*reading.from_turns(), *reading.from_marks()]
    return sorted(map(reading.with_role, quotations), key=lambda one: one.place)


class _Reading:
    """One text, its people, and what has been found in it so far."""

    def __init__(self, text: str, language: str, title: str, article: Article) -> None:
        self.text = text
        self.language = language
        self.paragraphs = read_paragraphs(text)
        self.turns = find_turns(self.paragraphs)
        self.roster = Roster.of(f"{title}\n{text}", language)
        for label in {turn.label: None for turn in self.turns}:
            self.roster.add(ordinary_case(label, text))
        self.speakers = Speakers(text, self.paragraphs, self.roster, language)
        self.article = article
        self.held: dict[str, bool] = {}
        self.labels: dict[tuple[str, str | None], tuple[str | None, str | None]] = {}
        spoken = [place for turn in self.turns for piece in turn.pieces for place in piece]
        self.spoken = range(min(spoken), max(spoken)) if spoken else range(0)
        self.heading = f"{title}\n{text[: self.spoken.start]}" if spoken else title

    def holds(self, quoted: str) -> bool:
        """Whether the words stand in the article; each is looked for once."""
        if quoted not in self.held:
            self.held[quoted] = holds(self.article, quoted)
        return self.held[quoted]

    def from_turns(self) -> Iterator[Quotation]:
        """A quotation for each paragraph of each turn that somebody but the asker speaks."""
        question = ""
        for turn in self.turns:
            if turn.is_question:
                question = self.question(turn) or question
                continue
            if (turn.label, turn.role) not in self.labels:
                self.labels[turn.label, turn.role] = self.labelled(turn)
            speaker, role = self.labels[turn.label, turn.role]
            for start, end in turn.pieces:
                pieces = list(spoken_pieces(self.text, start, end))
                for quoted, place in self.joined(pieces):
                    yield Quotation(quoted, speaker, role, question or None, place)
                    question = ""

    def question(self, turn: Turn) -> str:
        pieces = [
            piece for start, end in turn.pieces for piece in spoken_pieces(self.text, start, end)
        ]
        text = folded(" ".join(self.text[start:end] for start, end in pieces)).lstrip("—–- ")
        asks = text.endswith(("?", "？", ";")) or "?" in text
        return text if asks and self.holds(text) else ""

    def labelled(self, turn: Turn) -> tuple[str | None, str | None]:
        mention = label_mention(turn, self.text, self.roster)
        if mention is None or mention.name is None:
            return self.interviewed() if turn.is_answer else (None, None)
        if mention.name.startswith("The "):
            noun = mention.name.removeprefix("The ")
            named = set(regex.findall(rf"\b{noun} ((?:\p{{Lu}}[\p{{L}}.’-]*[ ]?)+)", self.heading))
            people = {f"{noun} {one.split(' on ')[0].strip()}" for one in named}
            if len(people) == 1:
                return people.pop(), mention.role or noun
        return mention.name, mention.role

    def interviewed(self) -> tuple[str | None, str | None]:
        """Who answers under `A`, where the heading says with whom the interview is."""
        match = _INTERVIEW.search(self.heading)
        mention = attribution.read_prefix(match[1], self.language) if match else None
        if mention is None or mention.name is None:
            return None, None
        return self.roster.resolve(mention), mention.role

    def from_marks(self) -> Iterator[Quotation]:
        """The quotations in marks, or behind dashes, outside of the turns."""
        dashed = list(find_dialogue(self.paragraphs, self.language))
        dialogue = {one.first for one in dashed}
        others = [one for one in self.paragraphs if one.start not in dialogue]
        marked = closed(self.text, find_passages(others), self.language)
        passages = [*part_at_incises(self.text, marked, self.language), *dashed]
        outside = [one for one in passages if one.first not in self.spoken]
        outside.sort(key=lambda one: one.first)
        previous: Located | None = None
        accepted: list[Located] = []
        for one in locate(self.text, self.paragraphs, outside):
            one.mention = self.speakers.mention(one)
            if is_quotation(one, self.language) or resumes(self.text, one, previous):
                one.speaker = self.speakers.speaker(one, previous)
                accepted.append(one)
                previous = one
        yield from self.grouped(accepted)

    def with_role(self, one: Quotation) -> Quotation:
        """The quotation with what the text calls its speaker, where that stands elsewhere."""
        if one.speaker is None or one.role is not None:
            return one
        if one.speaker not in self.speakers.introductions:
            self.speakers.introductions[one.speaker] = self.speakers.introduction(one.speaker)
        return replace(one, role=self.speakers.introductions[one.speaker])

    def grouped(self, found: list[Located]) -> Iterator[Quotation]:
        """The passages as quotations, those of an interrupted sentence joined."""
        group: list[Located] = []
        for one in [*found, None]:
            if group and (one is None or not self.goes_on(group[-1], one)):
                yield from self.written(group)
                group = []
            if one is not None:
                group.append(one)

    def goes_on(self, one: Located, following: Located) -> bool:
        """Whether the second passage goes on in the sentence that the first began."""
        between = self.text[one.passage.last : following.passage.first]
        if (
            one.passage.mark != following.passage.mark
            or "\n" in between.strip("\n ")
            or one.speaker != following.speaker
        ):
            return False
        if len(between.split()) > FAR or not between.strip():
            return False
        ended = one.words
        if TERMINAL.search(ended) or attribution.SENTENCE_END.search(between + "X"):
            return False
        tokens = read_tokens(between).words
        told = one.mention is not None or following.mention is not None
        closed = bool(CLOSED.search(ended)) or between.lstrip().startswith((",", *DASHES))
        resumes = between.rstrip().endswith((",", "，", *DASHES))
        return told and closed and resumes and not has_negation(tokens) and not has_number(tokens)

    def written(self, group: list[Located]) -> Iterator[Quotation]:
        pieces = [one.words for one in group]
        whole = ELISION.join(map(folded, pieces)) if len(pieces) > 1 else paragraphs_kept(pieces[0])
        named = next((one for one in group if one.mention and one.mention.role), group[0])
        role = (
            clean_role(named.mention.role, self.language)
            if named.mention and named.mention.role
            else None
        )
        whole = comma_dropped(whole)
        if self.holds(whole):
            start = next(start for one in group for start, _ in one.passage.pieces)
            yield Quotation(whole, group[0].speaker, role, None, start)
            return
        for one in group:
            text = comma_dropped(paragraphs_kept(one.words))
            if one.passage.pieces and self.holds(text):
                yield Quotation(text, one.speaker, role, None, one.passage.pieces[0][0])

    def joined(self, pieces: list[tuple[int, int]]) -> Iterator[tuple[str, int]]:
        """The stretches joined by elisions where the article holds them so, else one by one."""
        texts = [folded(self.text[start:end]).strip(" –—") for start, end in pieces]
        spoken = [
            (text, piece[0])
            for text, piece in zip(texts, pieces, strict=True)
            if read_tokens(text).words
        ]
        whole = ELISION.join(text for text, _ in spoken)
        if spoken and self.holds(whole):
            yield whole, spoken[0][1]
        else:
            yield from (one for one in spoken if self.holds(one[0]))
