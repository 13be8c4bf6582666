"""Who speaks a passage, by name: the words beside it, pronouns and the people of the text.

The rules stand in `speech`. Passages come in one after another, as each may be explained by the
one before; a name goes out, or None where it is not sure.
"""

from dataclasses import dataclass, field, replace

import regex

from generator.drafting.speech import attribution, unspaced, words
from generator.drafting.speech.marks import Paragraph
from generator.drafting.speech.names import (
    NAME,
    Mention,
    clean_role,
    is_name_word,
    is_role,
    is_role_noun,
    not_names,
    read_mention,
    surname,
)
from generator.drafting.speech.passages import FAR, Located
from generator.drafting.speech.roster import Roster

_LONGEST_LINE = 300
_BEGINS = r",\s|\s(?:and|by|from|with|und|et|y|e)\s"
_LONGEST_LOOK = 5000
_WOMEN = (
    "aunt daughter girl girlfriend mother sister widow wife woman"
    " frau mutter schwester tochter femme fille mère sœur"
)
_MEN = (
    "boy boyfriend brother father husband man son uncle widower"
    " bruder mann sohn vater fils frère mari père"
)
_EITHER = "colleague cousin customer employee friend neighbor neighbour passenger witness worker"
_PEOPLE = {
    noun: gender
    for nouns, gender in ((_WOMEN, "f"), (_MEN, "m"), (_EITHER, ""))
    for noun in nouns.split()
}
"""Nouns for somebody beside those for a role, and whether they tell a woman or a man."""
_NEW = frozenset({"a", "an", "another", "one", "ein", "eine", "un", "une", "una", "um", "uma"})
"""What stands before a noun for somebody of whom nothing was told before."""
_FIRST = (words.ARTICLES | words.INDEFINITE) - {"as"}
_BEGINS_NOUN = regex.compile(
    r"(?:(?:(?:and|but|later|meanwhile|so|still|then|yet),?|(?:at|in|on) [^,]{3,40},) )?"
    r"(?P<lead>(?:(?:\S+ ){0,3}?(?P<first>[^\s,]+)(?:['’]s|(?<=s)['’])"
    rf"|(?P<first>{'|'.join(map(regex.escape, sorted(_FIRST)))})) )(?P<rest>.+)",
    regex.IGNORECASE | regex.DOTALL,
)
_LONGEST_NOUN = 6
_AGENT = regex.compile(r"\p{Lu}\p{Ll}{2,}(?:er|or|man|woman|ist|ian)")
"""A noun that may say what somebody is."""
_NAMED_BEHIND = regex.compile(rf",? ({NAME}(?: {NAME})*)(?=[,.]|\s\p{{Ll}}|$)")
_TO_WHOM = regex.compile(
    r"(?<![\p{L},] )(?:(?P<word>Told|\p{Lu}\p{Ll}+(?:ing|ed))"
    r" (?:about|at|by|for|in|on|to|with)\s[^,.\n]+,)(?=\s)"
)
"""A sentence’s start that names another than its subject: `Speaking to Ann Lee, she said`."""
_POSSESSIVE = regex.compile(r"\S+(?:['’]s\b|s['’](?=\s))")


@dataclass
class Speakers:
    """The people of one text, and what it has told of them so far."""

    text: str
    paragraphs: list[Paragraph]
    roster: Roster
    language: str
    introductions: dict[str, str | None] = field(default_factory=dict)

    def mention(self, one: Located) -> Mention | None:
        """How the words around the passage speak of the speaker."""
        if self.language in unspaced.UNSPACED:
            return unspaced.find_speaker(one.before, one.behind, self.language)
        found = attribution.find_behind(one.words, one.behind, self.language)
        if found is attribution.SOMEBODY:
            before = attribution.find_before(one.before, self.language)
            return self.checked(before) if before else found
        if found is not None:
            # Behind a quotation a sentence goes on: a capital there is a name's.
            return found if self.language != "de" and found.name else self.checked(found)
        if one.passage.part > 1:
            return None  # what stands before it is about the part before
        found = attribution.find_before(one.before, self.language)
        if found is not None:
            return self.checked(found)
        return None if one.before.strip() else self.introduced(one)

    def introduced(self, one: Located) -> Mention | None:
        """The speaker that a paragraph ending in a colon gives to the passage that follows it."""
        if not one.paragraph or one.passage.first > self.paragraphs[one.paragraph].start + 2:
            return None
        line = self.paragraphs[one.paragraph - 1].text.rstrip()
        if not line.endswith((":", "：")) or len(line) > _LONGEST_LINE:
            return None
        found = attribution.find_before(line, self.language)
        return self.checked(found) if found else None

    def checked(self, mention: Mention) -> Mention | None:
        """The mention, unless its name is one capitalised word that may be any noun."""
        if mention.name is None or len(mention.name.split()) > 1:
            return mention
        token = mention.name
        if self.roster.full.get(token.lower()):
            return mention
        if (
            self.language == "de"
            or not token[:1].isupper()
            or token.lower() in not_names(self.language)
        ):
            return None
        within = regex.search(rf"[\p{{Ll}},]\s{regex.escape(token)}(?![\p{{L}}])", self.text)
        return mention if within else None

    def less_noun(self, mention: Mention) -> Mention:
        """`Beekeeper Ann Lee` with the noun as her role, where the text has her name without it.

        A word that has its capital within a sentence too is no noun but a first name.
        """
        noun, _, name = (mention.name or "").partition(" ")
        if (
            not _AGENT.fullmatch(noun)
            or name not in self.roster.full.get(surname(name), ())
            or regex.search(rf"[\p{{Ll}},] {noun} {regex.escape(name)}", self.text)
        ):
            return mention
        return replace(mention, name=name, role=mention.role or noun)

    def speaker(self, one: Located, previous: Located | None) -> str | None:
        """The name of who speaks the passage, or None where it is not sure."""
        if one.mention is None:
            return self.unsaid(one, previous)
        mention = one.mention = self.less_noun(one.mention)
        if mention.pronoun is not None:
            name = self.referred(one, mention.pronoun, previous)
        else:
            name = self.roster.resolve(mention)
        if name:
            self.roster.learn(name, mention)
        return name

    def unsaid(self, one: Located, previous: Located | None) -> str | None:
        """The speaker of a passage beside which nobody is said to speak."""
        if previous and one.passage.part > 1:
            return previous.speaker
        if self.language in unspaced.UNSPACED:
            alike = previous is not None and previous.paragraph == one.paragraph
            return self.still_speaking(one, previous if alike else None)
        if one.before.strip():
            ends = list(attribution.SENTENCE_END.finditer(one.before + "X"))
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
        start, end = previous.passage.last, one.passage.first
        newcomer = self.newcomer(start, end)
        if newcomer and self.roster.resolve(newcomer) != previous.speaker:
            return None
        between = self.text[start:end]
        others = self.roster.people_in(between) - {previous.speaker}
        return None if others or len(between.split()) > FAR else previous.speaker

    def still_speaking(self, one: Located, previous: Located | None) -> str | None:
        """The speaker before, in a language without spaces, where nobody else may be meant."""
        if previous is None:
            return None
        between = self.text[previous.passage.last : one.passage.first]
        return previous.speaker if unspaced.is_of_one_speaker(between) else None

    def referred(self, one: Located, gender: str, previous: Located | None) -> str | None:
        """The person whom a pronoun beside the passage means."""
        if self.language in unspaced.UNSPACED:
            name = self.still_speaking(one, previous)
            return name if name and self.may_be(name, gender) else None
        paragraph_before = self.paragraphs[max(one.paragraph - 1, 0)].start
        if newcomer := self.newcomer(paragraph_before, one.passage.first, gender):
            name = self.roster.resolve(newcomer)
            return name if name and self.may_be(name, gender) else None
        start, end = self.paragraphs[one.paragraph].start, one.passage.first
        named = self.people_between(start, end)
        if told := self.preceding_subject(one):
            name = self.roster.resolve(told)
            return name if name and self.is_meant(name, gender, start, end) else None
        if (
            previous
            and previous.paragraph == one.paragraph
            and previous.speaker is None
            and previous.mention
            and previous.mention.pronoun is None
        ):
            return None  # who spoke before has no name
        if len(named) == 1:
            (name,) = named
            return name if self.is_meant(name, gender, start, end) else None
        if len(named) > 1:
            fitting = {name for name in named if self.may_be(name, gender)}
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
        if previous.paragraph < one.paragraph - 1:
            return self.only_person(one.paragraph - 1, gender)
        return None

    def preceding_subject(self, one: Located) -> Mention | None:
        """Who is the subject of the sentence right before the passage, if it names somebody."""
        ends = list(attribution.SENTENCE_END.finditer(one.before + "X"))
        if not ends or one.before[ends[-1].end() :].strip():
            return None
        start = ends[-2].end() if len(ends) > 1 else 0
        sentence = _POSSESSIVE.sub(" ", one.before[start:])
        told = attribution.subject_of(one.before[start:], self.language)
        if told is None or (not told.name and told.pronoun is None):
            return None
        others = self.roster.people_in(sentence) - {self.roster.resolve(told)}
        return None if others and told.name else told

    def newcomer(self, start: int, end: int, gender: str = "") -> Mention | None:
        """Who is introduced here by what they are, after all that are named here."""
        text = self.unquoted(start, end)
        for line in reversed(text.split("\n")):
            for sentence in reversed(attribution.sentences(line)):
                told = self.told_by_noun(sentence)
                named = self.roster.people_in(_POSSESSIVE.sub(" ", sentence))
                if told and (not told.gender or not gender or told.gender == gender):
                    others = named - {self.roster.resolve(told)} if told.name else set()
                    return (
                        Mention() if any(self.may_be(other, gender) for other in others) else told
                    )
                if named:
                    return None
        return None

    def told_by_noun(self, sentence: str) -> Mention | None:
        """The sentence’s subject, where a noun tells who it is: `the judge`, `his wife, Ann`."""
        phrase = _BEGINS_NOUN.match(sentence.strip())
        if (
            phrase is None
            or phrase[0][0].islower()
            or phrase["first"].lower() in not_names(self.language) - _FIRST
        ):
            return None
        for match in regex.finditer(r"(\S+?)(?=[,.\s]|$)", phrase["rest"]):
            noun, behind = match[1].lower(), phrase["rest"][match.end() :]
            role = phrase["lead"] + phrase["rest"][: match.end()]
            if noun in _PEOPLE or is_role_noun(noun, self.language):
                named = _NAMED_BEHIND.match(behind)
                if named and all(is_name_word(one, self.language) for one in named[1].split()):
                    return Mention(named[1], role, gender=_PEOPLE.get(noun, ""))
                told = attribution.subject_of(sentence, self.language)
                is_named = told is not None and told.name
                return None if is_named else Mention(role=role, gender=_PEOPLE.get(noun, ""))
            speaks = behind[:6] == ", who " or words.verbs(self.language).match(behind.lstrip())
            if speaks and phrase["lead"].strip().lower() in _NEW:
                return Mention(role=role)
            if behind[:1] != " " or len(role.split()) > _LONGEST_NOUN:
                return None
        return None

    def only_person(self, paragraph: int, gender: str) -> str | None:
        """The one person of a paragraph, if there is no other."""
        if paragraph < 0:
            return None
        where = self.paragraphs[paragraph]
        named = self.people_between(where.start, where.end)
        if len(named) != 1:
            return None
        (name,) = named
        return name if self.is_meant(name, gender, where.start, where.end) else None

    def is_meant(self, name: str, gender: str, start: int, end: int) -> bool:
        """Whether a pronoun behind this stretch can mean the person, and nobody else named in it.

        Of several, only who is known as a man or a woman is surely meant.
        """
        if gender and (known := self.roster.genders.get(name)):
            return known == gender
        text = _POSSESSIVE.sub(" ", self.unquoted(start, end))
        others = self.roster.people_in(text) | self.roster.perhaps_in(text)
        return not any(self.may_be(one, gender) for one in others - {name})

    def may_be(self, name: str, gender: str) -> bool:
        """Whether a pronoun of this gender can mean the person."""
        known = self.roster.genders.get(name)
        return not gender or not known or known == gender

    def people_between(self, start: int, end: int) -> set[str]:
        """The people named from here to there, outside of quotation marks."""
        return self.roster.people_in(self.unquoted(start, end))

    def unquoted(self, start: int, end: int) -> str:
        """The text from here to there less quotations, and less to whom it says that they go."""
        text = self.text[max(start, end - _LONGEST_LOOK) : end]
        text = regex.sub(r"[“„«»”\"][^“”„«»\"]{20,}[”“»«\"]", " ", text)
        return _TO_WHOM.sub(
            lambda match: match[0] if match["word"].lower() in self.roster.full else " ", text
        )

    def says_more(self, phrase: str) -> bool:
        """Whether a full name or a verb of speech stands in the phrase, which is then no role."""
        named = any(one in phrase for known in self.roster.full.values() for one in known)
        return named or words.verbs(self.language).search(phrase) is not None

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
                for start in (0, *(part.end() for part in regex.finditer(_BEGINS, paragraph))):
                    mention = read_mention(paragraph[start:] + name, self.language)
                    if (
                        mention
                        and mention.role
                        and mention.name == name
                        and not self.says_more(mention.role)
                    ):
                        return mention.role
            behind = regex.match(
                r", ([^,;:.!?\n“”„«»\"]+),", self.text[match.end() : match.end() + 160]
            )
            if behind and is_role(behind[1], self.language):
                return clean_role(behind[1], self.language)
        return None
