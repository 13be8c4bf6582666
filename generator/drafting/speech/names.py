"""Who a phrase names: `its director, Rui Sand` becomes a name and a role.

A phrase comes in, a Mention goes out, or nothing where the phrase is not wholly a person: a wrong
speaker is worse than none. Rules:

- A name is a row of capitalised words, initials and small words (`van`, `de la`), with its
  honorific if it has one. What stands before it, or behind it between commas, in brackets or from a
  preposition on, is the role, as the text words it, the definite article left out.
- In a row of capitalised words the name begins behind the last noun for what somebody is
  (`Commerce Secretary Gina Raimondo`). A noun alone (`the minister`) names nobody; but at the end
  of a row behind what is no part of a title it is a surname (`John Bishop`).
"""

from dataclasses import dataclass, replace
from itertools import takewhile

import regex

from generator.drafting.speech import words

NAME = (
    r"(?:(?:\p{Lu}\.)+(?:-\p{Lu}\.)?"
    r"|(?:Mr|Mrs|Ms|Mx|Dr|Prof|Rev|Hon|St|Sen|Rep|Gov|Gen|Col|Lt|Capt|Sgt|Adm|Hr|Mme|Mlle|Sra?|Dott"
    r"|Jr|MM?)\.(?=\s|$)"
    r"|(?:[dDlLO]['’]|al-|el-|Al-|El-)?\p{Lu}[\p{L}\p{M}]*(?:[-‑'’]\p{L}[\p{L}\p{M}]*)*)"
)
NAME_WORD = regex.compile(NAME)
_BRACKETS = regex.compile(r"\s*\(([^()]*)\)")
_OF = regex.compile(
    r"(?:of|from|at|with|von|vom|aus|de|du|des|da|do|di|del|della|van|från|fra|из|с)\b", regex.I
)
_ASIDE = regex.compile(
    r", (?:lui|elle|too|though|however|for (?:his|her|its) part|himself|herself|meanwhile"
    r"|pour sa part"
    r"|de son côté|jedoch|dagegen|hingegen|seinerseits|ihrerseits)$"
    r"|,? (?:weiter|zudem|ferner|außerdem|encore|también|further|anche)$"
)
_AGE = regex.compile(
    r", (?:aged )?\d{1,3}(?=,|$)| \(\d{1,3}\)"
    r"|, \d{1,3} (?:Jahre alt|ans|años|anni|anos|jaar)(?=,|$)"
)
_PARTY = regex.compile(r"(?:[DRI]|Lab|Con|CDU|CSU|SPD|FDP)-\p{Lu}[\p{L}.]*")
_TITLE_WORD = regex.compile(
    rf"{'|'.join(words.TITLE_WORDS)}|\p{{L}}+ing"
    r"|(?:erste|zweite|dritte|oberste|höchste|\p{L}+(?:end|ig|isch|lich)e)[rnms]?"
)
"""What may stand before a noun in a title: `Presiding Judge`, `Oberster Richter`."""
_PARTICIPLE = regex.compile(r"(?:ing|ly|ed|ée?|ad[oa])$")
_OF_A_CLAUSE = frozenset({"who", "whom", "whose", "which", "that", "where", "than", "when"}) | {
    *("is", "was", "are", "were", "has", "had", "ist", "war", "est"),
}
"""Words of a clause, which no title holds."""
_PREDICATE = regex.compile(
    r"^(?:\p{Lu}\p{Ll}+(?:ing|ed)|lives|works) (?:about|as|at|by|for|from|in|on|to|with|whether) "
    r"|^(?!.*\b(?:who|whom|whose|which|that|where|than|when) ).*\b(?:is|are|was|were|has|had|have"
    r"|will|would|can|could|should|did|does|came|went|brought|took|became|gave) "
)
"""What English tells of a subject, which is no role: `Asked by`, `brought his son`."""
_JUNIOR = regex.compile(r"(?<= [JS]r)\.$")
"""The full stop that a name has in one place and not in another: `Ann Lee Jr.`."""
SPACES = regex.compile(r"[\s\u00a0]+")
MOST_WORDS = 6
_MOST_ROLE = 18


@dataclass(frozen=True, slots=True)
class Mention:
    """How a phrase speaks of somebody: by name, by what they are, or by a pronoun alone."""

    name: str | None = None
    role: str | None = None
    pronoun: str | None = None
    """The pronoun's gender, `m` or `f`, or empty where it tells none."""
    gender: str = ""
    """What article or ending of the role tell: `m`, `f` or nothing."""


def read_mention(phrase: str, language: str) -> Mention | None:
    """The person of whom the whole phrase speaks, or None where it is anything else."""
    mention = _read_phrase(phrase, language)
    return replace(mention, gender=_gender(phrase, language)) if mention else None


def _goes_on(segment: str) -> bool:
    first = segment.partition(" ")[0].lower()
    return first not in words.NO_ROLE_STARTS and (
        first in words.ROLES or _PARTICIPLE.search(first) is None
    )


def _gender(phrase: str, language: str) -> str:
    """What an article that is not English tells of who is meant, or a German ending."""
    if language == "en":
        return ""
    first = phrase.strip().partition(" ")[0].lower()
    if language == "de" and regex.search(r"\p{Ll}(?:in|frau)\b", phrase.split(",")[0]):
        return "f"
    table = words.GENDERED_ARTICLES.get(language, {})
    behind = phrase.partition(", ")[2].partition(" ")[0].lower()
    return table.get(first) or table.get(behind, "")


def _read_phrase(phrase: str, language: str) -> Mention | None:
    phrase = _ASIDE.sub("", SPACES.sub(" ", phrase).strip(" ,;:–—-"))
    lower = phrase.lower()
    if lower in words.PRONOUNS.get(language, {}):
        return Mention(pronoun=words.PRONOUNS[language][lower])
    phrase = _AGE.sub("", phrase)
    bracket = None
    if found := _BRACKETS.search(phrase):
        if found.end() < len(phrase) and phrase[found.end()] not in " ,":
            return None
        bracket = found[1] if _goes_on(found[1]) else None
        phrase = phrase[: found.start()] + phrase[found.end() :]
    if not phrase or '"' in phrase or "“" in phrase or ":" in phrase:
        return None
    first, *more = phrase.split(", ")
    # `Ann Lee, the mayor, who was tired`: what only describes further is no role.
    more = more[:1] + list(takewhile(_goes_on, more[1:]))
    named = _read_part(first, language)
    if named is not None and named.name:
        if not more:
            return replace(named, role=named.role or bracket)
        apposition = ", ".join(more)
        if not is_role(apposition, language):
            return None
        if named.role:
            apposition = f"{named.role}, {clean_role(apposition, language)}"
        return replace(named, role=clean_role(apposition, language))
    if _OF.match(first) or (not is_role(first, language) and named is None):
        return None
    if more:
        last = _read_part(more[-1], language)
        if last is not None and last.name:
            own = [last.role] if last.role else []
            return replace(last, role=clean_role(", ".join([first, *more[:-1], *own]), language))
        inner = _read_part(more[0], language)
        if inner is not None and inner.name and not inner.role:
            role = ", ".join([first, *more[1:]])
            return (
                replace(inner, role=clean_role(role, language)) if is_role(role, language) else None
            )
        return None
    return Mention(role=phrase) if _is_noun_phrase(first, language) else None


def _is_noun_phrase(phrase: str, language: str) -> bool:
    """Whether the phrase says what somebody is, by an article or a noun for it."""
    if _is_clause(phrase.split(), language):
        return False
    tokens = phrase.lower().split()
    begins = tokens[0] in words.ARTICLES or tokens[0] in words.INDEFINITE
    return begins or any(is_role_noun(token, language) for token in tokens)


def is_role(phrase: str, language: str) -> bool:
    """Whether the phrase can say what somebody is: it begins as a noun phrase, and is short."""
    tokens = phrase.split()
    if not tokens or len(tokens) > _MOST_ROLE or regex.search("[!?…]", phrase):
        return False
    if language == "en" and _PREDICATE.search(phrase):
        return False
    first = tokens[0].lower()
    if (_OF.match(phrase) and len(tokens) > 1) or _PARTY.fullmatch(phrase):
        return True
    if first in words.NO_ROLE_STARTS or first in _OF_A_CLAUSE:
        return False
    if first in words.ARTICLES or first in words.INDEFINITE or first.endswith(("’s", "'s")):
        return any(one.lower() not in not_names(language) for one in tokens[1:])  # `the other`
    if any(is_role_noun(token, language) for token in tokens[:8]):
        return True
    if any(token.endswith(("’s", "'s")) for token in tokens[:4]) and len(tokens) > 1:
        return True
    if all(one[:1].isupper() or one in {"and", "und", "et", "y", "e"} for one in tokens):
        return len(tokens) == 1  # names of others
    return first.isalpha() and not _PARTICIPLE.search(first)


def is_role_noun(token: str, language: str) -> bool:
    """Whether the word says what somebody is."""
    token = token.strip(".,;’'").lower()
    token = token.removesuffix("’s").removesuffix("'s")
    if token in words.ROLES or token.removesuffix("s") in words.ROLES:
        return True
    if language != "de":
        return False
    if token.removesuffix("in") in words.ROLES or (len(token) > 8 and token.endswith("erin")):
        return True  # `Gutachterin`; a short one may be a name, as Severin is
    forms = (token, token.removesuffix("in"))
    return len(token) > 3 and any(form.endswith(words.GERMAN_ROLE_ENDINGS) for form in forms)


def is_surname(row: list[str], place: int, language: str) -> bool:
    """Whether a noun for what somebody is ends a row of capitalised words as a surname does."""
    if not place or place + 1 < len(row) or row[0].lower() in words.ARTICLES:
        return False
    noun, before = row[place].lower(), row[place - 1]
    called = noun in words.SURNAMES.get(language, ()) or (language == "de" and noun[-4:] == "mann")
    return (
        called
        and is_name_word(before, language)
        and not is_role_noun(before, language)
        and before.strip(".").lower() not in words.HONORIFICS
        and not _TITLE_WORD.fullmatch(before.lower())
    )


def clean_role(phrase: str, language: str) -> str:
    """The role less the definite article and the punctuation around it."""
    phrase = phrase.strip(" ,;–—-")
    first, _, rest = phrase.partition(" ")
    is_article = first.lower() in words.ARTICLES or (language == "pt" and first.lower() == "a")
    return rest if is_article and rest else phrase


def is_body(name: str) -> bool:
    """Whether a capitalised phrase is a body, a place or a thing rather than a person."""
    return any(token.strip(".,’'").lower() in words.BODIES for token in name.split())


def not_names(language: str) -> frozenset[str]:
    """What is no name although it is capitalised, in the language."""
    return words.NOT_NAMES.get(language, words.NOT_NAMES["en"])


def is_name_word(token: str, language: str) -> bool:
    """Whether the word can be part of a name in the language."""
    lower = token.lower().strip(".")
    if not NAME_WORD.fullmatch(token) or token.endswith(("’s", "'s")):
        return False
    return lower not in not_names(language) or bool(regex.fullmatch(r"(?:\p{Lu}\.)+", token))


def _less_whom(tokens: list[str], language: str) -> list[str]:
    """`Jörg Petersen der Zeitung`: less the one who is told, whom German puts behind the name."""
    if language == "de":
        for place in range(2, len(tokens) - 1):
            given, name, article, told = tokens[place - 2 : place + 2]
            if (
                article in {"der", "dem"}
                and told[0].isupper()
                and is_name_word(given, language)
                and is_name_word(name, language)
                and not is_role_noun(given, language)
                and (not is_role_noun(name, language) or is_surname([given, name], 1, language))
            ):
                return tokens[:place]
    return tokens


def _read_part(part: str, language: str) -> Mention | None:
    """The person that a phrase without commas names, with a role before or behind the name."""
    tokens = _less_whom(part.split(), language)
    if not tokens or len(tokens) > _MOST_ROLE:
        return None
    begin = len(tokens)
    while begin and _in_name(tokens, begin - 1, language):
        begin -= 1
    while begin < len(tokens) and tokens[begin].lower() in words.PARTICLES and begin:
        begin += 1  # `director of`: a small word after other words is no part of a name
    if begin == len(tokens):
        return _name_first(tokens, language)
    # `Professor Ann Lee of Low Ness College`: who ends the phrase may be a body.
    found = _with_role_before(tokens[:begin], tokens[begin:], language)
    body = (found and found.name) or " ".join(tokens[begin:])
    first = _name_first(tokens, language) if begin and is_body(body) else None
    name = (first and first.name) or ""
    return first if " " in name and not is_body(name) else found


def _in_name(tokens: list[str], place: int, language: str) -> bool:
    token = tokens[place]
    if is_name_word(token, language):
        return True
    if token.lower() not in words.PARTICLES or place + 1 >= len(tokens):
        return False
    following = tokens[place + 1]
    return is_name_word(following, language) or following.lower() in words.PARTICLES


def _name_first(tokens: list[str], language: str) -> Mention | None:
    """`Owen Price of the dockers’ union`."""
    end = 0
    while end < len(tokens) and is_name_word(tokens[end], language):
        end += 1
    if not end or end + 1 >= len(tokens) or not _OF.match(tokens[end]):
        return None
    before = _with_role_before([], tokens[:end], language)
    if before is None or not before.name:
        return None
    return replace(before, role=" ".join([*(before.role or "").split(), *tokens[end:]]))


def _with_role_before(lead: list[str], row: list[str], language: str) -> Mention | None:
    start = 0
    for place, token in enumerate(row):
        plain = token.strip(".").lower()
        if (
            is_role_noun(token, language)
            and plain not in words.HONORIFICS
            and not is_surname(row, place, language)
        ):
            start = place + 1
    if start == len(row):
        return Mention(role=" ".join([*lead, *row]))
    if len(lead) > 1 and lead[-1].lower() in words.ARTICLES | words.PARTICLES:
        # `der Chef der Werft`: what follows an article after a noun is no name.
        whole = " ".join([*lead, *row])
        return Mention(role=whole) if any(is_role_noun(one, language) for one in lead) else None
    lead_words, name = [*lead, *row[:start]], row[start:]
    if start and name[0].lower() in words.GENITIVES:
        return Mention(role=" ".join([*lead, *row]))
    connector = lead[-1].lower() if lead and not start else ""
    if connector in {"of", "and", "for", "&", "und", "et", "y", "e"}:
        if len(name) < 3:
            return None
        lead_words, name = [*lead_words, *name[:-2]], name[-2:]
    article = lead_words[0].lower() in words.ARTICLES if lead_words else False
    if article and len(lead_words) == 1 and not is_body(" ".join(name)):
        if language == "de" and len(name) >= 3:
            lead_words, name = [*lead_words, name[0]], name[1:]
        elif language in {"en", "de"} and len(name) > 1:
            return None  # `the Golden Gate`
        elif language == "en":
            return Mention(role=" ".join([*lead, *row]))  # `the Italian`
    own = [one for one in name if one.lower() not in words.PARTICLES]
    if lead_words and name[0].lower() in words.PARTICLES and len(own) > 1:
        return Mention(role=" ".join([*lead, *row]))  # `die Frau von Peter Lang`
    if len(name) > MOST_WORDS or (language == "de" and "zu" in name[1:-2]):
        return None
    text = _JUNIOR.sub("", " ".join(name))
    if article and len(lead_words) == 1:
        lead_words = []
    if not lead_words:
        return Mention(text)
    role = " ".join(lead_words)
    before = lead_words[-1].lower()
    of_names = words.ARTICLES | words.INDEFINITE
    if {one.lower() for one in lead_words} <= not_names(language) - of_names:
        if len(lead_words) > 1 and before in words.NO_ROLE_ENDS:
            return None  # `Speaking to Ann Lee`
        return Mention(text)  # `Then Ann Lee`, `Dazu Lee`
    if not is_role(role, language) or before in words.NO_ROLE_ENDS:
        return None
    if _OF.match(role):
        return Mention(text)  # `At noon Ann Lee`
    if role.lower() in words.ACCORDING or _is_clause(lead_words, language):
        return None
    if language == "de" and role.islower():
        return None  # a verb: there nouns have capitals
    if before.endswith(("ing", "ed")) or _OF_A_CLAUSE & {word.lower() for word in lead_words}:
        return None
    if (
        len(name) == 1
        and lead_words[-1][0].isupper()
        and name[0].strip(".").lower() not in words.HONORIFICS
    ):
        # `President Biden`: the surname alone is hardly a name.
        return Mention(f"{lead_words[-1]} {text}", clean_role(role, language))
    return Mention(text, clean_role(role, language))


def _is_clause(lead: list[str], language: str) -> bool:
    """Whether somebody else is named here, who speaks to the bearer of the name behind it.

    `Ann Lee to` and `Ann Lee told` before `Tim Ford`, `la capitaine Ann Lee au maire` as well.
    """
    named = [_in_name(lead, place, language) for place in range(len(lead))]
    for place in range(1, len(lead)):
        if named[place] or not named[place - 1] or is_role_noun(lead[place - 1], language):
            continue
        if lead[place].lower() in words.TOWARDS:
            behind = lead[place + 1 : place + 2]
            if not behind or behind[0].islower() or all(named[:place]):
                return True
        elif all(named[:place]) and words.verbs(language).fullmatch(lead[place]):
            return True
    return False


def bare_name(name: str) -> str:
    """The name less honorific and title: of `Dr. Jane Roe` and `Director Roe`, what is theirs."""
    tokens = name.split()
    while len(tokens) > 1 and (
        tokens[0].strip(".").lower() in words.HONORIFICS
        or tokens[0].strip(".").lower() in words.ROLES
    ):
        tokens.pop(0)
    return " ".join(tokens)


def surname(name: str) -> str:
    """The last word of the name, in lower case, behind which all forms of it are gathered."""
    tokens = bare_name(name).split()
    while len(tokens) > 1 and tokens[-1].strip(".").lower() in {"jr", "sr", "ii", "iii"}:
        tokens.pop()
    return tokens[-1].lower() if tokens else ""
