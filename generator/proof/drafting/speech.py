"""The direct quotations of an article and who speaks them: text in, Quotations out, in order.

Only words that the text itself gives as said: in quotation marks, or under a label of a transcript.
Not drafted are indirect speech, titles, terms, and words in marks for irony: a passage counts as a
quotation where somebody is said to speak it, or where it is whole sentences; else from four words
on in a sentence that tells of speech. Rules for the speaker:

- The words around the passage name one (`attribution`, `unspaced`), or the label does.
- A pronoun is never a speaker. It means the one person named before it in the paragraph; where
  none is, the speaker of the paragraph before, if nobody else is named since; else nobody.
- A passage without a word on who speaks it belongs to the speaker of the passage before it in the
  same paragraph, or to who is said to speak in the sentence before it; never across paragraphs.
- Interrupted by `he said`, a sentence in two passages is one quotation, joined by ` [...] `.

Every text stands word for word in the article by the rules of `article`; a joint that would leave
out a negation or a number is not made.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from generator.proof.article import Article, read_article
from generator.proof.drafting import attribution, unspaced, words
from generator.proof.drafting.languages import detect_language
from generator.proof.drafting.marks import Paragraph, Passage, find_passages, read_paragraphs
from generator.proof.drafting.names import Mention, Roster, clean_role, is_role, read_mention
from generator.proof.drafting.transcript import (
    Turn,
    find_turns,
    label_mention,
    spoken_pieces,
)
from generator.proof.quotes import read_stretches
from generator.proof.tokens import has_negation, has_number, read_tokens

ELISION = " [...] "
_FEW_WORDS = 4
_FAR = 40
_TERMINAL = regex.compile(r"[.!?…。！？][\"”’»›」』)]*$")
_CLOSED = regex.compile(r"[,.!?…;—–。，！？][\"”’»›」』)]*$")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that somebody said, as the article gives them.

    `role` is what the article calls the speaker, also where it gives no name; `question` what was
    asked before, verbatim; `place` the offset of the first word in the article's text.
    """

    text: str
    speaker: str | None = None
    role: str | None = None
    question: str | None = None
    place: int = 0


@dataclass(slots=True)
class _Found:
    """A passage on its way to a quotation: its pieces of text, and who speaks."""

    passage: Passage
    paragraph: int
    before: str
    behind: str
    mention: Mention | None = None
    speaker: str | None = None


def find_quotations(text: str, language: str | None = None, title: str = "") -> list[Quotation]:
    """The direct quotations of the text, in order.

    `language` is a BCP 47 code, or None where it is not known; `title` may name who is meant by a
    label such as `THE PRESIDENT`.
    """
    reading = _Reading(text, (language or detect_language(text)).split("-")[0].lower(), title)
    quotations = [*reading.from_turns(), *reading.from_marks()]
    return sorted(map(reading.with_role, quotations), key=lambda one: one.place)


class _Reading:
    """One text, its people, and what has been found in it so far."""

    def __init__(self, text: str, language: str, title: str) -> None:
        self.text = text
        self.language = language
        self.title = title
        self.paragraphs = read_paragraphs(text)
        self.turns = find_turns(self.paragraphs)
        self.roster = Roster.of(f"{title}\n{text}", language)
        self.article = read_article(text)
        self.introductions: dict[str, str | None] = {}

    # Transcripts

    def from_turns(self) -> Iterator[Quotation]:
        """A quotation for each paragraph of each turn that somebody but the asker speaks."""
        question = ""
        for turn in self.turns:
            if turn.is_question:
                question = self.question(turn) or question
                continue
            speaker, role = self.labelled(turn)
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
        return text if asks and holds(self.article, text) else ""

    def labelled(self, turn: Turn) -> tuple[str | None, str | None]:
        mention = label_mention(turn, self.text, self.roster)
        if mention is None or mention.name is None:
            return self.interviewed() if turn.is_answer else (None, None)
        if mention.name.startswith("The "):
            noun = mention.name.removeprefix("The ")
            heading = f"{self.title}\n{self.text[: self.turns[0].pieces[0][0]] if self.turns[0].pieces else ''}"
            named = set(regex.findall(rf"\b{noun} ((?:\p{{Lu}}[\p{{L}}.’-]*[ ]?)+)", heading))
            people = {f"{noun} {one.split(' on ')[0].strip()}" for one in named}
            if len(people) == 1:
                return people.pop(), mention.role or noun
        return mention.name, mention.role

    def interviewed(self) -> tuple[str | None, str | None]:
        """Who answers under `A`, where the heading says with whom the interview is."""
        heading = f"{self.title}\n{self.text[: self.turns[0].pieces[0][0]] if self.turns[0].pieces else ''}"
        match = regex.search(
            r"(?:[Ii]nterview with|[Ii]nterview mit|[Ss]poke (?:to|with)|[Tt]alk(?:s|ed)? (?:to|with)|[Ee]ntretien avec"
            r"|[Ee]ntrevista (?:a|con|com)|[Ii]ntervista (?:a|con)|Testimony of|Examination of) ([^.\n:;]+)",
            heading,
        )
        mention = attribution.read_prefix(match[1], self.language) if match else None
        if mention is None or mention.name is None:
            return None, None
        return self.roster.resolve(mention), mention.role

    # Quotation marks

    def from_marks(self) -> Iterator[Quotation]:
        """The quotations in marks outside of the turns."""
        found = list(self.located())
        previous: _Found | None = None
        accepted: list[_Found] = []
        for place, one in enumerate(found):
            before = found[place - 1] if place else None
            one.mention = self.mention(one, before)
            if not (self.is_quotation(one) or self.resumes(one, previous)):
                continue
            one.speaker = self.speaker(one, previous)
            accepted.append(one)
            previous = one
        yield from self.grouped(accepted)

    def located(self) -> Iterator[_Found]:
        """The passages, each with the text of its paragraphs before and behind it."""
        spoken = [piece for turn in self.turns for piece in turn.pieces]
        covered = range(min(spoken)[0], max(end for _, end in spoken)) if spoken else range(0)
        passages = [one for one in find_passages(self.paragraphs) if one.first not in covered]
        place = 0
        for number, passage in enumerate(passages):
            while self.paragraphs[place].end < passage.first:
                place += 1
            last = place
            while self.paragraphs[last].end < passage.last:
                last += 1
            start = self.paragraphs[place].start
            if number:
                start = max(start, passages[number - 1].last)
            end = self.paragraphs[last].end
            if number + 1 < len(passages):
                end = min(end, passages[number + 1].first)
            if self.text[passage.last : end].strip(" .") == "" and end == self.paragraphs[last].end:
                end = self.following(last)
            yield _Found(
                passage, place, self.text[start : passage.first], self.text[passage.last : end]
            )

    def following(self, paragraph: int) -> int:
        """The end of the next paragraph where it is a line that begins with a dash."""
        if paragraph + 1 < len(self.paragraphs):
            line = self.paragraphs[paragraph + 1]
            if regex.match(r"\s*[—–―-]", line.text) and len(line.text.split()) <= 16:
                return line.end
        return self.paragraphs[paragraph].end

    def mention(self, one: _Found, before: _Found | None) -> Mention | None:
        """How the words around the passage speak of the speaker."""
        quoted = self.words_of(one.passage)
        if self.language in unspaced.UNSPACED:
            return unspaced.find_speaker(one.before, one.behind, self.language)
        behind = attribution.find_behind(quoted, one.behind, self.language)
        if behind is not None:
            return self.checked(behind, one.passage.last)
        if found := attribution.find_before(one.before, self.language):
            return self.checked(found, one.passage.first - len(one.before))
        if one.before.strip() or before is None or before.paragraph == one.paragraph:
            return None if one.before.strip() else self.introduced(one)
        return self.introduced(one)

    def introduced(self, one: _Found) -> Mention | None:
        """The speaker that a paragraph ending in a colon gives to the passage that follows it."""
        if not one.paragraph or one.passage.first > self.paragraphs[one.paragraph].start + 2:
            return None
        line = self.paragraphs[one.paragraph - 1].text.rstrip()
        if not line.endswith((":", "：")) or len(line) > 300:
            return None
        found = attribution.find_before(line, self.language)
        return self.checked(found, self.paragraphs[one.paragraph - 1].start) if found else None

    def checked(self, mention: Mention, _at: int) -> Mention | None:
        """The mention, unless its name is one capitalised word that may be any noun."""
        if mention.name is None or len(mention.name.split()) > 1:
            return mention
        token = mention.name
        if self.roster.full.get(token.lower()):
            return mention
        if self.language == "de" or not token[:1].isupper() or token.lower() in words.NOT_NAMES:
            return None
        within = regex.search(rf"[\p{{Ll}},]\s{regex.escape(token)}(?![\p{{L}}])", self.text)
        return mention if within else None

    def resumes(self, one: _Found, previous: _Found | None) -> bool:
        """Whether the passage goes on in the sentence of a quotation that `he went on` broke off."""
        if previous is None or previous.paragraph != one.paragraph:
            return False
        between = self.text[previous.passage.last : one.passage.first].strip()
        broken = self.words_of(previous.passage).endswith(",") or between.startswith(",")
        return broken and between.endswith((",", "–", "—")) and len(between.split()) <= _FAR

    def is_quotation(self, one: _Found) -> bool:
        """Whether the passage is somebody's words rather than a title, a term or irony."""
        quoted = self.words_of(one.passage)
        count = len(read_tokens(quoted).words)
        if not count:
            return False
        lead = attribution.clause_before(one.before).rstrip()
        last_word = regex.search(r"([\p{L}\-]+)\s*$", lead)
        if last_word and last_word[1].lower() in words.TITLED and count < 12:
            return False
        if self.language in unspaced.UNSPACED:
            if (
                self.language == "ja"
                and regex.match(r"と|って", one.behind)
                and count >= _FEW_WORDS
            ):
                return True
            told = one.mention is not None and (
                lead.endswith(("：", ":", "，", ",", "は", "가", "는", "은", "が", "이"))
                or bool(_TERMINAL.search(quoted))
            )
            return told or (count >= 8 and bool(_TERMINAL.search(quoted)))
        whole = not lead or lead.endswith((":", "—", "–"))
        starts = whole or lead.endswith(",") or lead[-1:] in ".!?…”»"
        says = bool(attribution.verbs(self.language).search(lead))
        closed = bool(_CLOSED.search(quoted.rstrip())) or one.behind.lstrip()[:1] == ","
        if one.mention is not None and (closed or starts or lead.endswith(("that", "dass", "que"))):
            return count > 1 or closed
        if count < (5 if one.passage.is_single else 3):
            return (
                count >= 2
                and bool(_TERMINAL.search(quoted))
                and starts
                and not one.passage.is_single
            )
        if _is_title(quoted):
            return False
        if starts and quoted[:1].isupper() and (closed or _TERMINAL.match(one.behind)):
            return True
        if (
            quoted[:1].isupper()
            and count >= _FEW_WORDS
            and _TERMINAL.search(quoted)
            and not one.passage.is_single
        ):
            return True
        if one.passage.is_single:
            return one.mention is not None and says
        alone = not one.before.strip() and not one.behind.strip(" .\n")
        return alone or (count >= _FEW_WORDS and (says or one.mention is not None))

    def speaker(self, one: _Found, previous: _Found | None) -> str | None:
        """The name of who speaks the passage, or None where it is not sure."""
        mention = one.mention
        if mention is None:
            return self.unsaid(one, previous)
        if mention.pronoun is not None:
            name = self.referred(one, mention.pronoun, previous)
        else:
            name = self.roster.resolve(mention)
        if name:
            self.roster.learn(name, mention)
        return name

    def unsaid(self, one: _Found, previous: _Found | None) -> str | None:
        """The speaker of a passage beside which nobody is said to speak."""
        if self.language not in unspaced.UNSPACED and one.before.strip():
            ends = list(attribution._SENTENCE_END.finditer(one.before + "X"))
            if ends and not one.before[ends[-1].end() :].strip():
                start = ends[-2].end() if len(ends) > 1 else 0
                told = attribution.leading_speaker(one.before[start:].strip(" ,"), self.language)
                if told and told.name and len(self.roster.people_in(one.before[start:])) <= 1:
                    one.mention = told
                    name = self.roster.resolve(told)
                    if name:
                        self.roster.learn(name, told)
                    return name
        if previous is None or previous.paragraph != one.paragraph or previous.speaker is None:
            return None
        between = self.text[previous.passage.last : one.passage.first]
        others = self.roster.people_in(between) - {previous.speaker}
        return None if others or len(between.split()) > _FAR else previous.speaker

    def referred(self, one: _Found, gender: str, previous: _Found | None) -> str | None:
        """The person whom a pronoun beside the passage means."""
        paragraph = self.paragraphs[one.paragraph]
        named = self.people_between(paragraph.start, one.passage.first)
        named |= self.roster.people_in(one.behind.split(".")[0]) if not named else set()
        fitting = {name for name in named if self.may_be(name, gender)}
        if len(named) == 1:
            return fitting.pop() if fitting else None
        if len(named) > 1:
            sure = {name for name in fitting if self.roster.genders.get(name) == gender and gender}
            if len(sure) == 1 and len(fitting) == 1:
                return sure.pop()
            if previous and previous.paragraph == one.paragraph and previous.speaker in fitting:
                since = self.people_between(previous.passage.last, one.passage.first)
                return previous.speaker if since <= {previous.speaker} else None
            return None
        if previous is None or previous.paragraph + 2 < one.paragraph:
            return self.only_person(one.paragraph - 1, gender)
        since = self.people_between(self.paragraphs[previous.paragraph].start, one.passage.first)
        if (
            previous.speaker
            and since <= {previous.speaker}
            and self.may_be(previous.speaker, gender)
        ):
            return previous.speaker
        if previous.paragraph < one.paragraph - 1 or previous.speaker is None:
            return self.only_person(one.paragraph - 1, gender)
        return None

    def only_person(self, paragraph: int, gender: str) -> str | None:
        """The one person of a paragraph, if there is no other."""
        if paragraph < 0:
            return None
        where = self.paragraphs[paragraph]
        named = self.people_between(where.start, where.end)
        return (
            next(iter(named))
            if len(named) == 1 and self.may_be(next(iter(named)), gender)
            else None
        )

    def may_be(self, name: str, gender: str) -> bool:
        known = self.roster.genders.get(name)
        return not gender or not known or known == gender

    def people_between(self, start: int, end: int) -> set[str]:
        """The people named from here to there, outside of quotation marks."""
        text = self.text[start:end]
        text = regex.sub(r"[“„«»”\"][^“”„«»\"]{20,}[”“»«\"]", " ", text)
        return self.roster.people_in(text)

    def with_role(self, one: Quotation) -> Quotation:
        """The quotation with what the text calls its speaker, where that stands elsewhere."""
        if one.speaker is None or one.role is not None:
            return one
        if one.speaker not in self.introductions:
            self.introductions[one.speaker] = self.introduction(one.speaker)
        return replace(one, role=self.introductions[one.speaker])

    def introduction(self, name: str) -> str | None:
        """What the text calls somebody: `As a ROLE, NAME`, `ROLE, NAME`, `NAME, ROLE,`."""
        if role := self.roster.roles.get(name):
            return clean_role(role, self.language)
        for match in list(
            regex.finditer(rf"(?<!\p{{L}}){regex.escape(name)}(?!\p{{L}})", self.text)
        )[:20]:
            lead = attribution.clause_before(self.text[max(0, match.start() - 200) : match.start()])
            paragraph = lead.rsplit("\n", 1)[-1].lstrip('“„«"')
            if found := regex.fullmatch(r"(?:As|Als) ([^,“”]+), (?:\p{Lu}\p{L}+\. )?", paragraph):
                return clean_role(found[1], self.language)
            if regex.search(r"[“”„«»\"]", paragraph) is None:
                for start in (0, *(part.end() for part in regex.finditer(r", ", paragraph))):
                    mention = read_mention(paragraph[start:] + name, self.language)
                    if mention and mention.name and mention.role:
                        return mention.role
            behind = regex.match(
                r", ([^,;:.!?\n“”„«»\"]+),", self.text[match.end() : match.end() + 160]
            )
            if behind and is_role(behind[1], self.language):
                return clean_role(behind[1], self.language)
        return None

    # Texts

    def words_of(self, passage: Passage) -> str:
        return "\n".join(self.text[start:end].strip() for start, end in passage.pieces).strip()

    def grouped(self, found: list[_Found]) -> Iterator[Quotation]:
        """The passages as quotations, those of an interrupted sentence joined."""
        group: list[_Found] = []
        for one in [*found, None]:
            if group and (one is None or not self.goes_on(group[-1], one)):
                yield from self.written(group)
                group = []
            if one is not None:
                group.append(one)

    def goes_on(self, one: _Found, following: _Found) -> bool:
        """Whether the second passage goes on in the sentence that the first began."""
        between = self.text[one.passage.last : following.passage.first]
        if (
            one.passage.mark != following.passage.mark
            or "\n" in between.strip("\n ")
            or one.speaker != following.speaker
        ):
            return False
        if len(between.split()) > _FAR or not between.strip():
            return False
        ended = self.words_of(one.passage)
        if _TERMINAL.search(ended) or attribution._SENTENCE_END.search(between + "X"):
            return False
        tokens = read_tokens(between).words
        told = one.mention is not None or following.mention is not None
        closed = bool(_CLOSED.search(ended)) or between.lstrip().startswith(",")
        resumes = between.rstrip().endswith((",", "，", "–", "—"))
        return told and closed and resumes and not has_negation(tokens) and not has_number(tokens)

    def written(self, group: list[_Found]) -> Iterator[Quotation]:
        pieces = [self.words_of(one.passage) for one in group]
        whole = ELISION.join(map(folded, pieces)) if len(pieces) > 1 else paragraphs_kept(pieces[0])
        named = next((one for one in group if one.mention and one.mention.role), group[0])
        role = (
            clean_role(named.mention.role, self.language)
            if named.mention and named.mention.role
            else None
        )
        whole = _comma_dropped(whole)
        if holds(self.article, whole):
            yield Quotation(whole, group[0].speaker, role, None, group[0].passage.pieces[0][0])
            return
        for one in group:
            text = _comma_dropped(paragraphs_kept(self.words_of(one.passage)))
            if holds(self.article, text):
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
        if spoken and holds(self.article, whole):
            yield whole, spoken[0][1]
        else:
            yield from (one for one in spoken if holds(self.article, one[0]))


def _comma_dropped(text: str) -> str:
    """The text less the comma that parts it from the words on who said it."""
    return text.rstrip(",，、 ")


def folded(text: str) -> str:
    """The text with each run of white space made one space."""
    return " ".join(regex.split(r"[ \t\n\r\f\v]+", text)).strip()


def paragraphs_kept(text: str) -> str:
    """The text with white space made single, its paragraphs kept."""
    return "\n".join(filter(None, map(folded, text.split("\n"))))


def holds(article: Article, quoted: str) -> bool:
    """Whether the words stand in the article, its stretches one behind the other."""
    whole = read_tokens(quoted)
    if not whole.words:
        return False
    if article.find(whole):
        return True
    place = 0
    for stretch in read_stretches(quoted):
        if stretch.joint == "insertion":
            return False
        following = [end for start, end in article.find(stretch.tokens) if start >= place]
        if not following:
            return False
        place = min(following)
    return True


def _is_title(quoted: str) -> bool:
    """Whether the words are capitalised as a title is, and are no sentence."""
    if _CLOSED.search(quoted) and not quoted.endswith(","):
        return False
    long_words = [word for word in regex.findall(r"\p{L}[\p{L}’'-]*", quoted) if len(word) > 3]
    return len(long_words) >= 2 and sum(word[0].isupper() for word in long_words) >= 0.8 * len(
        long_words
    )


__all__ = ["ELISION", "Paragraph", "Quotation", "find_quotations"]
