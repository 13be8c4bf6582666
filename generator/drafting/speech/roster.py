"""The people whom a text names: rows of capitalised words in, one name for each person out.

A surname alone, or a first name, means the one full name of the text that has it; where two have
it, it means nobody. Who is only ever named with an honorific is known by that form.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from generator.drafting.speech import words
from generator.drafting.speech.names import (
    MOST_WORDS,
    NAME,
    NAME_WORD,
    SPACES,
    Mention,
    bare_name,
    is_body,
    is_name_word,
    is_role_noun,
    is_surname,
    surname,
)

_PARTICLES = r"(?:van|von|der?|den|d[aeiou]s?|del|della|la|le|bin|al|ten|ter|zu|y)"
_ROW = regex.compile(rf"(?<![\p{{L}}.]){NAME}(?:[ \u00a0](?:{_PARTICLES} ){{0,3}}{NAME})+")
_PLACE_BEFORE = regex.compile(r"(?:^|\s)(?:[Oo]n|[Aa]t|[Ii]n|[Nn]ear|[Oo]ff|[Tt]he|[Aa]cross) $")


@dataclass
class Roster:
    """The people whom a text names, by full name and by surname."""

    language: str
    full: dict[str, set[str]] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    titled: dict[str, str] = field(default_factory=dict)
    """By surname, who is only ever named with an honorific: `Mr. Van Der Schyff`."""

    @classmethod
    def of(cls, text: str, language: str) -> "Roster":
        """The people of this text: rows of capitalised words that are no body and no place."""
        roster = cls(language)
        for match in _ROW.finditer(text):
            roster.add(match[0])
        return roster

    def add(self, row: str) -> str | None:
        """The full name in a row of capitalised words, which is noted, or None."""
        tokens = SPACES.sub(" ", row).split()
        while (
            tokens
            and not is_name_word(tokens[0], self.language)
            and tokens[0].lower() not in words.PARTICLES
        ):
            tokens.pop(0)
        if sum(token.isupper() and len(token) > 3 for token in tokens) > 1:
            return None  # a heading in capitals
        if tokens:
            tokens[-1] = tokens[-1].removesuffix("’s").removesuffix("'s")
            if len(tokens[-1]) > 2:
                tokens[-1] = tokens[-1].rstrip(".")
        for place in reversed(range(len(tokens))):
            if (
                not is_name_word(tokens[place], self.language)
                and tokens[place].lower() not in words.PARTICLES
            ):
                return None
            is_title = tokens[place].strip(".").lower() in words.HONORIFICS
            is_role = is_role_noun(tokens[place], self.language)
            if is_title or (is_role and not is_surname(tokens, place, self.language)):
                behind = tokens[place + 1 :]
                own = [one for one in behind if one.lower() not in words.PARTICLES]
                if is_title and len(own) == 1:
                    name = " ".join(tokens[place:])
                    return self.titled.setdefault(surname(name), name)
                tokens = behind
                break
        if not 2 <= len(tokens) <= MOST_WORDS or is_body(" ".join(tokens)):
            return None
        name = " ".join(tokens)
        known = self.full.setdefault(surname(name), set())
        if shorter := next((one for one in known if name.endswith(" " + one)), None):
            return shorter
        known -= {one for one in known if one.endswith(" " + name)}
        known.add(name)
        return name

    def resolve(self, mention: Mention) -> str | None:
        """The name under which the person of this mention is known, or None where unsure."""
        if mention.name is None:
            return self.by_role(mention.role or "")
        bare = bare_name(mention.name)
        known = self.full.get(surname(mention.name), set())
        own = [one for one in bare.split() if one.lower() not in words.PARTICLES]
        if len(own) > 1:
            if bare in known:
                return bare
            if is_body(bare):
                return mention.name
            longer = [one for one in known if set(bare.split()) <= set(one.split())]
            one = longer[0] if len(longer) == 1 else mention.name
            return bare if one.endswith(f" {bare}") and bare == mention.name else one
        if not known and bare == mention.name:
            known = self.by_first_name(bare)
        if len(known) == 1:
            (name,) = known
            return name if _fits(self.genders.get(name, ""), mention.name) else mention.name
        if known:
            return None
        titled = self.titled.get(surname(mention.name), mention.name)
        return titled if _fits(_told(titled), mention.name) else mention.name

    def by_first_name(self, name: str) -> set[str]:
        """The full names that begin with this one."""
        return {one for names in self.full.values() for one in names if one.split()[0] == name}

    def by_role(self, role: str) -> str | None:
        """The one person who has been introduced with this role, or None."""
        first, _, noun = role.partition(" ")
        if first.lower() not in words.ARTICLES or not noun or len(noun.split()) > 3:
            return None
        wanted = noun.lower().split()[-1]
        holders = {
            name
            for name, one in self.roles.items()
            if wanted in [token.strip(",.").lower() for token in one.split()[:6]]
        }
        return holders.pop() if len(holders) == 1 else None

    def learn(self, name: str, mention: Mention) -> None:
        """Note what a resolved mention tells of the person: the role, and man or woman."""
        if mention.role and mention.name:
            self.roles.setdefault(name, mention.role)
        if gender := mention.pronoun or mention.gender:
            self.genders.setdefault(name, gender)
        if mention.name:
            title = mention.name.split()[0].strip(".").lower()
            if told := words.HONORIFICS.get(title):
                self.genders.setdefault(name, told)

    def people_in(self, text: str) -> set[str]:
        """The names of the people who may be meant in this stretch of the text."""
        found = set()
        for row in _rows(text):
            if name := Roster(self.language).add(row):
                found.add(self.resolve(Mention(name)) or name)
        for match in NAME_WORD.finditer(text):
            token = match[0].removesuffix("’s").removesuffix("'s").rstrip(".")
            if len(known := self.full.get(token.lower(), set())) == 1:
                found.add(next(iter(known)))
            elif token.lower() in self.titled and not known:
                found.add(self.titled[token.lower()])
        return found

    def perhaps_in(self, text: str) -> set[str]:
        """The names in this stretch that are a person's as well as a place's: `Amy Hall`."""
        return {
            row
            for row in _rows(text)
            if len(own := bare_name(row).lower().split()) == 2
            and own[1] in words.PLACE_SURNAMES
            and not is_body(own[0])
            and not is_role_noun(own[0], self.language)
        }


def _told(name: str) -> str:
    """Whether the honorific of the name tells a man or a woman."""
    return words.HONORIFICS.get(name.split()[0].strip(".").lower(), "")


def _fits(gender: str, name: str) -> bool:
    """Whether the bearer of the name can be of this gender: `Mrs. Hale` is no man."""
    return not (gender and _told(name)) or gender == _told(name)


def _rows(text: str) -> Iterator[str]:
    """The rows of capitalised words in the text, but those that words for a place introduce."""
    for match in _ROW.finditer(text):
        if not _PLACE_BEFORE.search(text[max(0, match.start() - 8) : match.start()]):
            yield match[0]
