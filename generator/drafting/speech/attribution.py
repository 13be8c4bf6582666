"""Who speaks a passage in quotation marks: the words around it in, a Mention out.

What is looked at, in this order; the first that is sure decides:

1. behind the passage: `,” said NAME`, `,” NAME, the ROLE, said`, `” – NAME` at the paragraph's or
   the next paragraph's end, unless a dialogue goes on there, `” (NAME)`;
2. before it, within the sentence: `NAME said, “`, `As NAME noted, “`, `said NAME: “`, `According to
   NAME, “`, `NAME went further: “`, `From the ROLE, NAME: “`;
3. an introducing paragraph that ends in a colon, for the passage that begins the next one.

A phrase must be a person as a whole (`names`). Nothing is taken across a full stop, save that a
passage ending in a comma, `?` or `!` goes on in the sentence. A verb of speech before the passage
whose subject is not read means that somebody speaks, and nobody whom the sentence names earlier.
"""

from dataclasses import replace
from itertools import pairwise

import regex

from generator.drafting.speech import words
from generator.drafting.speech.names import NAME, Mention, is_body, is_role_noun, read_mention

_DASH = regex.compile(r"\s*(?:[—–―‒]|--?)\s*")
_LINE_WITH_DASH = regex.compile(r"[ .]*\n\s*[—–―‒-]")
_DASH_WITHIN = regex.compile(r"\s[—–―]")
_ENDS = ".!?…。！？"
_ADVERB = (
    r"(?:also|then|later|once|again|has|had|have|would|further|\p{Ll}+ly|auch|dann|später"
    r"|a|ont|avait|ha|han|había|hat|habe)"
)
_ABBREVIATED = (
    r"Mr|Mrs|Ms|Dr|Prof|St|Gen|Sen|Rep|Gov|Rev|Col|Lt|Capt|Sgt|Hr|Sra?|Mme|Nr|Jr|No|vs|etc|z\.B|bzw"
)
SENTENCE_END = regex.compile(
    # not behind an ordinal, `am 3. Mai`, but behind a year
    rf"(?<!\b(?:{_ABBREVIATED})|\b\p{{Lu}}|(?<!\d)\d{{1,2}})"
    r"[.!?…]+[\"”“»«’')\]]*\s+(?=[\p{Lu}“„«\"‘\d(])"
)
_LINKS = regex.compile(
    r"^(?:(?:as|but|and|then|so|while|when|because|where|wie|und|aber|denn|mais|et|comme|pero|y"
    r"|como|ma|e"
    r"|mas|zoals|en|och|men|og|а|но|как|и|that|although)\s+)+",
    regex.IGNORECASE,
)
_MOST_LEAD = 400
_MOST_BEHIND = 300
_SHORT_SUBJECT = 3
_TIMES = regex.compile(
    r"\s+(?:on|in|at|am|im|after|before|during|when|as|to|earlier|later|yesterday|today|last|this|"
    r"while|from|via|by|vor|nach|bei|gegenüber|lundi|mardi|mercredi|jeudi|vendredi|à|lors|dans|"
    rf"el|durante|tras|su|nel|em|durante|op|tijdens|på|w|в|во|{'|'.join(sorted(words.TOWARDS))})\s",
    regex.IGNORECASE,
)
_FRENCH = regex.compile(r"s(?:['’]|e\s)\p{Ll}+(?=\s)|\p{Ll}+(?=-(?:t-)?(?:il|elle)s?\b)")
"""What stands before its subject behind a quotation: `s’étonne Ann Lee`, `sourit-elle`."""
_TWO = regex.compile(rf"{NAME}\s+(?:and|und|et|y|e)\s+$")
_SPEAKER_BEHIND = ("so", "aldus")
"""Of the verbs of speech those that are none, and have no subject before them."""
_DAY = regex.compile(r"^\s+(?:(?:am|op|på|el|le)\s+)?\p{L}+(?:di|dì|tag|dag|feira)\s+")
"""What may stand between a verb and its subject: `a dit mardi Ann Lee`."""
_READS = regex.compile(r"\b(?:reads?|reading)[:,]?$")
_PARTICIPLE_AFTER = regex.compile(r"\b(?:an?|as|if|once|the|when)\s+$", regex.IGNORECASE)
_NOUN_BEFORE = regex.compile(
    r"\s+(?:are|could|from|had|have|must|of|should|to|was|were|will|would)\b"
)
_UNSURE = regex.compile(
    r"\b(?:den(?:y|ies|ied|ying)|if|unless|whether)\b(?!.*, )", regex.IGNORECASE
)
_ROW = rf"{NAME}(?: {NAME})+"
_SEVERAL = regex.compile(
    rf"{_ROW}(?P<others>(?:, {_ROW})*,? (?:and|und|et|y|e|en|och|og|i|и) {_ROW})(?!\w)"
)
_OF_ANOTHER = regex.compile(
    r".*(?:\b(?:that|que|dass|che|dat|att|at|że|что)\s|\bqu['’]"
    r"|(?<!\b(?:er|sie)\s)\b(?:habe|hatte|hat)\s(?!er\b|sie\b)).+:$",
    regex.IGNORECASE,
)
"""Behind a verb of speech: what is said in a clause of its own, whose subject may be the speaker.

`said that the sign was clear: “`, `sagte, ihr Vater habe gerufen: „`.
"""
SOMEBODY = Mention()
"""Whoever speaks where it is not sure who does."""


def sentences(text: str) -> list[str]:
    """The sentences of the text, in order."""
    ends = [match.end() for match in SENTENCE_END.finditer(text)]
    return [text[start:end] for start, end in pairwise([0, *ends, len(text)])]


def clause_before(text: str) -> str:
    """The part of the text that stands in one sentence with what follows it."""
    text = text[-_MOST_LEAD:]
    ends = list(SENTENCE_END.finditer(text + "X"))
    return text[ends[-1].end() :] if ends else text


def clause_behind(text: str) -> str:
    """The part of the text that stands in one sentence with what goes before it."""
    text = text[:_MOST_BEHIND]
    end = SENTENCE_END.search(text)
    return text[: end.start()] if end else text.rstrip('. \n\u00a0\u202f»”"–—-')


def find_behind(quoted: str, text: str, language: str) -> Mention | None:
    """The speaker that the text behind the closing mark gives, up to the next passage."""
    if _LINE_WITH_DASH.match(text):
        return None if text.rstrip()[-1] in _ENDS else _by_dash(text, language)
    if dashed := _by_dash(text, language):
        return dashed
    if bracket := regex.match(r"\s*\(([^()]{3,80})\)\s*[.,]?\s*(?:$|\n)", text):
        return _named(read_mention(bracket[1], language))
    clause = clause_behind(text)
    stripped = clause.lstrip(" \n\u00a0,;–—―-")
    if turned := inverted(stripped, language):
        return turned
    ended = quoted.rstrip()[-1:]
    goes_on = ended not in _ENDS or clause[:1] == ","
    verb = words.verbs(language).search(stripped)
    if verb is None:
        return None
    if not verb.start():
        return SOMEBODY if verb[0].islower() else None
    if not goes_on and not _is_short(stripped[verb.end() :], ended):
        return None
    subject = regex.sub(rf"(?:\s+{_ADVERB})+\s*$", "", stripped[: verb.start()])
    mention = read_mention(subject, language)
    return mention or (SOMEBODY if len(subject.split()) <= _SHORT_SUBJECT else None)


def names_speaker(text: str, language: str) -> bool:
    """Whether a sentence within the text says who speaks it, by `, said NAME` or `, NAME said`."""
    for match in regex.finditer(r"[,?!]\s+", text):
        behind = clause_behind(text[match.end() :])
        turned = inverted(behind, language)
        if turned and turned.pronoun != "":
            return True
        subject = regex.fullmatch(rf"([^,]+?)\s+{words.verbs(language).pattern}", behind)
        if subject and read_mention(subject[1], language):
            return True
    return False


def _is_short(rest: str, ended: str) -> bool:
    """Whether a sentence behind `?” ` or `.” ` only says who spoke."""
    return ended in "?!…" and len(rest.split()) <= 6 and " that " not in f"{rest} "


def _by_dash(text: str, language: str) -> Mention | None:
    dash = _DASH.match(text)
    line = text[dash.end() :].split("\n")[0] if dash and dash.end() else ""
    if not line.strip() or len(line.split()) > 16:
        return None
    if _DASH_WITHIN.search(line) or words.verbs(language).search(line):
        return None  # somebody's answer, in a dialogue
    line = regex.sub(r"[.\s]+$", "", line)
    if SENTENCE_END.search(line) or not line[:1].isupper():
        return None
    mention = _named(read_mention(line, language))
    if mention is None and "," in line:
        # Behind a name that stands alone anything is what its bearer is.
        name, _, role = line.partition(",")
        if (found := _named(read_mention(name, language))) and not found.role:
            return replace(found, role=role.strip())
    return mention


def _named(mention: Mention | None) -> Mention | None:
    return mention if mention and mention.name else None


def inverted(clause: str, language: str) -> Mention | None:
    """`said Owen Price, of the dockers’ union`: a verb, then who."""
    verb = regex.match(
        rf"(?:(?:a|ont|avait|ha|han|har|hat|had|has|heeft|s['’]est)\s+)?{words.verbs(language).pattern}",
        clause,
        regex.IGNORECASE,
    )
    if verb is None and language == "fr":
        verb = _FRENCH.match(clause)
    if verb is None or (verb[0][:1].isupper() and language == "en"):
        return None
    rest = clause[verb.end() :]
    pronoun = regex.match(r"[\s-](?:t-)?(\p{Ll}+)(?![\p{L}’'-])", rest)
    table = words.PRONOUNS.get(language, {})
    if pronoun and pronoun[1].lower() in table:
        return Mention(pronoun=table[pronoun[1].lower()])
    if not rest[:1].isspace() and rest[:1] not in {"", ",", ":"}:
        return None
    rest = regex.sub(rf"^\s+{_ADVERB}\s+(?=\p{{Lu}})", " ", rest)
    if language != "en":
        rest = _DAY.sub(" ", rest)
    mention = read_prefix(rest, language)
    if mention is None and not rest.strip(" ,.:") and language in words.NO_SUBJECT:
        return Mention(pronoun="")
    return mention


def read_prefix(text: str, language: str) -> Mention | None:
    """The person with whom the text begins, with as much of an apposition as is one."""
    if (several := _SEVERAL.match(text.strip())) and not any(
        is_role_noun(word, language) for word in several["others"].split()
    ):
        return None
    parts = regex.split(r",\s+", text.strip())
    best: Mention | None = None
    for place in range(min(len(parts), 6)):
        head = ", ".join(parts[: place + 1])
        cuts = [head, *(head[: match.start()] for match in _TIMES.finditer(head))][:6]
        read = [mention for cut in cuts if (mention := read_mention(cut, language))]
        mention = next((one for one in read if one.name), read[0] if read else None)
        if mention and (best is None or (mention.name and _says_more(mention, best))):
            best = mention
    return best


def _less_open(text: str) -> str:
    """The text less what a comma opens and none closes, which is no apposition."""
    return text if text.endswith((",", ":")) else text.rpartition(", ")[0] or text


def _says_more(mention: Mention, best: Mention) -> bool:
    if best.name is None:
        return True
    return mention.name == best.name and len(mention.role or "") > len(best.role or "")


def find_before(text: str, language: str) -> Mention | None:
    """The speaker that the sentence before the opening mark gives."""
    clause = clause_before(text).strip()
    if not clause:
        return None
    for opening in words.ACCORDING:
        leading = regex.match(rf"{opening}\s+(.+)", clause, regex.IGNORECASE)
        if leading and (mention := _named(read_prefix(_less_open(leading[1]), language))):
            return mention
        if match := regex.search(
            rf"(?:^|[\s,]){opening}\s+([^:“”\"]+?)[,:]?$", clause, regex.IGNORECASE
        ):
            return read_mention(match[1], language)
    if _READS.search(clause):
        return SOMEBODY
    for verb in reversed(list(words.verbs(language).finditer(clause))):
        before, behind = clause[: verb.start()], clause[verb.end() :]
        if verb[0].lower() in _SPEAKER_BEHIND:
            return read_prefix(behind, language) or SOMEBODY
        mention = _subject(before, language) or _object(clause, *verb.span(), language)
        if mention:
            unsure = _UNSURE.search(before) or _OF_ANOTHER.match(behind)
            return SOMEBODY if unsure else mention
        if not (_is_no_predicate(verb[0], before, behind) or _shares_subject(before, language)):
            return SOMEBODY
    return _before_colon(clause, language) if clause.endswith((":", "：")) else None


def _is_no_predicate(verb: str, before: str, behind: str) -> bool:
    """Whether what looks like a verb of speech has no subject before it: `as promised`."""
    if not before.strip(" ,") or _PARTICIPLE_AFTER.search(before):
        return True
    if verb.lower() == "saying" and before.rstrip().endswith(","):
        return True
    return verb[:1].isupper() or (verb.endswith("s") and _NOUN_BEFORE.match(behind) is not None)


def _shares_subject(before: str, language: str) -> bool:
    """Whether a verb behind this has the subject of the one before: `NAME said and repeated`."""
    lead = regex.sub(r"\s+(?:and|und|et|y|e)\s+$", "", before)
    return any(
        verb.end() == len(lead) < len(before) for verb in words.verbs(language).finditer(lead)
    )


def _subject(before: str, language: str) -> Mention | None:
    """The person who ends right before the verb, taken from the longest phrase that is one."""
    before = regex.sub(rf"(?:[\s,]+{_ADVERB})+\s*$", "", before.rstrip())
    starts = [
        0,
        *(match.end() for match in regex.finditer(r",\s+|\s+(?:and|und|et|y|e)\s+", before)),
    ]
    for start in starts:
        if _TWO.search(before[:start]):
            return None  # `Ann Lee and Tom Fry said`
        phrase = _LINKS.sub("", before[start:])
        mention = read_mention(phrase, language)
        if mention is None and not start:
            inner = regex.search(r"(?:^|\s)(?:that|as|dass|que|wie|when|because)\s+(.+)$", phrase)
            mention = read_mention(inner[1], language) if inner else None
        if mention is None and before.endswith(","):
            mention = _with_aside(phrase, language)
        if mention:
            return mention
    last = regex.search(r"(?:^|\s)(\p{L}+)$", before)
    table = words.PRONOUNS.get(language, {})
    if last and last[1].lower() in table:
        return Mention(pronoun=table[last[1].lower()])
    return None


def _with_aside(phrase: str, language: str) -> Mention | None:
    """The person at the start of a phrase that goes on between commas: `Ann Lee, smiling,`."""
    name, _, aside = phrase.partition(", ")
    first = aside.partition(" ")[0].lower()
    if not (first in words.NO_ROLE_STARTS or first.endswith(("ing", "ed"))):
        return None
    return _named(read_mention(name, language))


def _object(clause: str, start: int, end: int, language: str) -> Mention | None:
    """Who follows the verb where the clause ends in a colon: `Dazu sagte Jana Kolb: „`."""
    if not clause.endswith((":", "：", ",")) or (language == "en" and clause[:start].strip()):
        return None
    rest = clause[end:].strip(" :,")
    table = words.PRONOUNS.get(language, {})
    if rest.lower() in table:
        return Mention(pronoun=table[rest.lower()])
    if not rest:
        return (
            Mention(pronoun="")
            if language in words.NO_SUBJECT and not clause[:start].strip()
            else None
        )
    return read_prefix(rest, language)


def _before_colon(clause: str, language: str) -> Mention | None:
    """The subject of a sentence that ends in a colon, or who is named at its end by `from`."""
    clause = _LINKS.sub("", clause.rstrip(" :："))
    whole = read_mention(clause, language)
    if whole and (not whole.name or clause.count(",") < 2):
        return whole if whole.name else None
    credited = "|".join(words.CREDITED)
    if match := regex.search(rf"(?:^|\s)(?:{credited})\s+(.+)$", clause, regex.IGNORECASE):
        found = _named(read_mention(match[1], language))
        if found:
            return found
    subject = _named(_leading(clause, language))
    others = regex.findall(_ROW, clause.partition(subject.name or "")[2]) if subject else []
    return subject if all(map(is_body, others)) else SOMEBODY


def _leading(clause: str, language: str, any_verb: bool = False) -> Mention | None:
    """The person who is the subject at the start of the clause, before a verb in lower case."""
    if not any_verb and words.verbs(language).search(clause):
        return None  # somebody speaks in it, but not its subject: `Ann Lee heard him say:`
    opening = regex.match(r"(?:\p{Lu}\p{Ll}+|In [^,]{3,40}|[Oo]n \p{Lu}\p{Ll}+),\s+", clause)
    if opening and read_mention(opening[0], language) is None:
        clause = clause[opening.end() :]
    name, comma, rest = clause.partition(", ")
    if comma and (mention := _named(read_mention(name, language))):
        apposition, comma, _ = rest.partition(", ")
        whole = read_mention(f"{name}, {apposition}", language) if comma else None
        return whole or mention
    # `The chair, Ann Lee, was blunt`
    in_front = f"{name}, {rest.partition(', ')[0]}" if comma and "," in rest else ""
    if mention := _named(read_mention(in_front, language)):
        return mention
    tokens = clause.split(" ")
    for end in range(1, min(len(tokens), 14)):
        if not tokens[end][:1].islower() or tokens[end] in words.PARTICLES:
            continue
        mention = read_mention(" ".join(tokens[:end]), language)
        if mention and (mention.name or mention.pronoun is not None):
            return None if is_role_noun(tokens[end], language) else mention
    return None


def subject_of(sentence: str, language: str) -> Mention | None:
    """The person who is the subject at the start of a sentence."""
    first = sentence.strip().partition(" ")[0].lower()
    if first in (table := words.PRONOUNS.get(language, {})):
        return Mention(pronoun=table[first])
    return _leading(sentence.strip(), language, any_verb=True)


def leading_speaker(sentence: str, language: str) -> Mention | None:
    """Who is said to have spoken in a sentence of its own, as in `NAME warned against haste`."""
    verb = words.verbs(language).search(sentence)
    return _subject(sentence[: verb.start()], language) if verb else None
