"""Who says what in a transcript: paragraphs with labels in, turns out.

Nothing is in quotation marks there: a label at the start of a paragraph tells who speaks until the
next label. Kinds of label, after the printing of the White House, of Congress (`Mr. SMITH. I rise`)
and of courts (`Q`, `A`, `THE WITNESS:`):

- `Q` or `A`, alone or with a colon or full stop; `QUESTION:`, `Frage:`, `记者：`.
- a name in capitals with a colon, with honorific, title or article, or one that occurs twice;
- a name in ordinary letters, where two such labels alternate at least twice each.

A time may stand before the label, behind it in brackets, or behind a name in place of the colon.

`NOTE:`, headings and the labels of a press release (`WHO:`) are none. Stage directions, headings in
capitals and `END` are nobody's words. Names are shown in ordinary letters.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import dropwhile

import regex

from generator.drafting.speech import words
from generator.drafting.speech.marks import Paragraph, read_paragraphs
from generator.drafting.speech.names import Mention, bare_name, surname
from generator.drafting.speech.roster import Roster

_TIME = r"\d{1,2}:\d\d(?::\d\d(?:[.,]\d{1,3})?)?"
_BEFORE_LABEL = regex.compile(
    rf"[*_ \u00a0]*+(?:(?:\[{_TIME}\]|\({_TIME}\)|{_TIME}(?=\s(?!\s*[AP]\.?M)))[*_ \u00a0]*)?",
    regex.IGNORECASE,
)
_CAPITALS = regex.compile(
    r"(?P<label>\p{Lu}[\p{Lu}\p{M}.'’\-]*(?:c|ac)?"
    r"(?:[ \u00a0](?:[\p{Lu}\d#]|Mc|Mac|[dv][aeo]n? )[\p{Lu}\p{M}\d.'’\-]*){0,5})"
    r"(?:,[ ](?P<role>[\p{Lu}\p{M}\d.,'’&\- ]{2,80}?))?"
    r"(?:[ \u00a0]?[(\[](?P<role>[^()\[\]]{2,80})[)\]])?[ \u00a0]?[:：](?=\s|$)\s*"
)
_CONGRESS = regex.compile(
    r"(?P<label>(?i:(?:Mr|Ms|Mrs|Dr|M|Sra?)\.|Mme|Mlle|Herr|Frau|Miss|Senator|Representative|Chairman|Chairwoman|Secretary"
    r"|General|Admiral|Ambassador|Director|Judge|The)[ \u00a0]"
    r"(?:\p{Lu}[\p{L}]*['’]?\p{Lu}[\p{Lu}'’\-]*|(?:[dv][ae]n?"
    r"|der?)[ ](?=\p{Lu}))(?:[ ]\p{Lu}[\p{Lu}'’\-]+)*)"
    r"(?: (?P<role>of \p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?))?(?:\s\[[^\]]*\])?"
    r"(?:\.|[ \u00a0\u202f]?:)\s+"
)
_MIXED = regex.compile(
    r"(?P<label>\p{Lu}[\p{L}\p{M}.'’\-]*(?:[ \u00a0][\p{L}\p{M}\d.'’\-]+){0,4}|[\p{Han}·]{1,8})"
    r"(?:[ \u00a0]?[(\[（](?P<role>[^()\[\]（）]{2,80})[)\]）])?"
    r"(?:[ \u00a0]?[:：](?=\s|$|[\p{Han}\p{Hiragana}\p{Katakana}])"
    rf"|[ \t]+{_TIME}[ \t]*(?=\n))\s*"
)
_Q = regex.compile(
    r"(?P<label>Q|A|QUESTION|ANSWER|Question|Answer|Frage|Antwort|Réponse|Pregunta|Respuesta"
    r"|问|問|答)"
    r"(?:(?<=[QA])\.|[ \u00a0]?[:：])\s*(?=\S)"
    r"|(?P<label>Q|A(?=[\t\u00a0 ]{2}|\t))[\t\u00a0 ]+(?=\S)"
)
_QUESTIONS = frozenset(
    {
        "q",
        "question",
        "frage",
        "pregunta",
        "问",
        "問",
        "记者",
        "記者",
        "reporter",
        "interviewer",
        "press",
    }
)
_ANSWERS = frozenset({"a", "answer", "antwort", "réponse", "respuesta", "答"})
_NO_LABELS_WORDS = """
    note notes update updated contact who what when where why how more source sources photo photos
    caption credit background summary editor's editor fact sheet washington warning nb ps re subject
    date time location place venue attachments attachment links correction clarification disclaimer
    table figure chapter section part article annex appendix title key highlights overview
    introduction conclusion conclusions results methods abstract references objective purpose
    example step tip important remember website phone tel email fax address media press-contact
    begin end start recorded host-note
"""
_NO_LABELS = frozenset(_NO_LABELS_WORDS.split())
_NO_TURN = regex.compile(
    r"(?:\*\s*){2,}|#\s*#\s*#|[-–—_=]{3,}|\(?END\b.*|\[?\(?(?:end|ends|break|recess)\.?\)?\]?"
    r"|\d{1,2}:\d\d\s*[AP]\.?M\.?.*|\d{1,4}",
    regex.IGNORECASE,
)
_NOT_IN_NAMES = frozenset({"about", "at", "from", "on", "to", "with"})
_MARKS = tuple("\"'“”„«»‘‚「『")
_NOTE = regex.compile(r"\s*[\p{Lu}’' -]{2,40}:\s")
_END = regex.compile(r"(?:#\s*#\s*#|-\s*30\s*-|\(?END\)?(?:\s+\d.*)?|\[END.*\]|\(End\.?\))\s*$")
STAGE = regex.compile(
    r"[ \u00a0]?[–—-]*[ \u00a0]?(?:\([^()\n]{2,80}\)"
    r"|\[[^\[\]\n]{2,80}\])[.,]?[ \u00a0]?(?:[–—](?=\s))?"
)
_STAGE_WORDS = regex.compile(
    r"\b(?:laugh\w*|chuckl\w*|applau\w*|cross-?\s?talk|inaudible|unintelligible|indiscernible"
    r"|pause[sd]?"
    r"|sigh\w*|cheer\w*|boo(?:s|ing)|music|gestur\w*|coughs?|whispers?|sic|off-?mic|(?:via"
    r"|through) translator|via telephone"
    r"|on camera|voice-?over"
    r"|through (?:an )?interpreter|as interpreted|video (?:plays|played)|moment of silence"
    r"|points? to"
    r"|Lachen|Heiterkeit|Beifall|Zuruf\w*|Applaus|Rires?|Applaudissements|Risas|Aplausos|lacht"
    r"|rit)\b"
    rf"|笑|掌声|掌聲|拍手|^\s*\[{_TIME}\]",
    regex.IGNORECASE,
)
_HEADING = regex.compile(r"(?=.*\p{Lu}.*\p{Lu})[^\p{Ll}]{4,120}(?<![.?!…])")
_NOBODY = regex.compile(
    r"(?:unidentified|unknown|speaker|participant|audience|reporter|man|woman)\b"
)
_LEAST_TURNS = 2
_LONG_LABEL = 4
_DENSE = 0.6
_MOST = 0.6


@dataclass(slots=True)
class Turn:
    """What one label introduces: who speaks, and the places of the words."""

    label: str
    role: str | None
    is_question: bool
    is_answer: bool = False
    pieces: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Label:
    text: str
    role: str | None
    end: int
    kind: str


def find_turns(paragraphs: list[Paragraph]) -> list[Turn]:
    """The turns of the transcript, in order; none where the text is no transcript.

    A label without a title, of which nearly all turns end in a question mark, only asks.
    """
    turns = _read_turns(paragraphs)
    ends = {paragraph.end: paragraph.text.rstrip("*_ \n")[-1:] for paragraph in paragraphs}
    asked: Counter[str] = Counter()
    for turn in turns:
        asked[turn.label] += bool(turn.pieces) and ends[turn.pieces[-1][1]] in "?？"
    counts = Counter(turn.label for turn in turns)
    for turn in turns:
        if _LEAST_TURNS <= counts[turn.label] <= asked[turn.label] * 1.25:
            turn.is_question |= not _is_titled(turn.label)
    return turns


def spoken_kind(text: str) -> str:
    """`transcript` or, of one person, `speech`, where most of the text stands under such labels.

    One must be in capitals: under others an interview stands as well.
    """
    turns = find_turns(read_paragraphs(text))
    labels = {turn.label for turn in turns}
    spoken = sum(end - start for turn in turns for start, end in turn.pieces)
    if spoken < _MOST * len(text) or not any(label == label.upper() for label in labels):
        return ""
    return "transcript" if len(labels) > 1 else "speech"


def _read_turns(paragraphs: list[Paragraph]) -> list[Turn]:
    labels = [_read_label(paragraph.text) for paragraph in paragraphs]
    accepted = _accepted(labels)
    if accepted:
        text = "\n".join(paragraph.text for paragraph in paragraphs)
        accepted |= _named(labels, text)
        if "?" not in text:  # nobody is interviewed
            accepted = {key for key in accepted if _may_be_a_name(*key, text)}
    turns: list[Turn] = []
    known = False
    for paragraph, label in zip(paragraphs, labels, strict=True):
        start = paragraph.start
        if label and (label.kind, label.text) in accepted:
            plain = label.text.lower().strip(".")
            turns.append(Turn(label.text, label.role, plain in _QUESTIONS, plain in _ANSWERS))
            start += label.end
            known = True
        elif not turns:
            continue
        elif _END.fullmatch(paragraph.text.strip()):
            break
        else:
            # Under a label that names nobody, or a note's: whose words follow is not known.
            unnamed = label and label.kind in {"capitals", "congress"}
            known = known and not (unnamed or _NOTE.match(paragraph.text))
            if not known or not _is_speech(paragraph.text):
                continue
        if paragraph.end > start:
            turns[-1].pieces.append((start, paragraph.end))
    return turns


def _is_speech(text: str) -> bool:
    """Whether a paragraph without a label is somebody's words."""
    text = text.strip()
    if regex.fullmatch(r"BY M[RS]S?\. [\p{Lu}’'-]+:", text):
        return False
    whole_stage = regex.fullmatch(r"[(\[][^()\[\]]*[)\]]\.?", text)
    return not (whole_stage or _NO_TURN.fullmatch(text) or _HEADING.fullmatch(text))


def _read_label(text: str) -> _Label | None:
    before = _BEFORE_LABEL.match(text)
    begin = before.end() if before else 0
    for kind, pattern in (
        ("q", _Q),
        ("capitals", _CAPITALS),
        ("congress", _CONGRESS),
        ("mixed", _MIXED),
    ):
        match = pattern.match(text, begin)
        if match is None:
            continue
        if kind == "mixed" and text[match.end() :][:1] in _MARKS:
            continue  # an article: `Ann Lee: “We wait.”`
        label = " ".join(match["label"].replace("\u00a0", " ").split())
        if not {word.strip(".").lower() for word in label.split()} & (_NO_LABELS | _NOT_IN_NAMES):
            return _Label(label, _role(match), match.end(), kind)
    return None


def _role(match: "regex.Match[str]") -> str | None:
    """What the label says of its bearer; a time or a stage direction is nothing of the kind."""
    given = match.captures("role") if "role" in match.groupdict() else []
    role = next((one for one in given if _is_said_of_bearer(one)), None)
    if role is None:
        return None
    if role == role.upper() and len(role) > 5:
        keep = {word for word in role.split() if len(word.strip(".,")) <= 3}
        return " ".join(word if word in keep else word.lower() for word in role.split())
    return role


def _is_said_of_bearer(role: str) -> bool:
    return bool(regex.search(r"\p{L}{2}", role)) and _STAGE_WORDS.search(role) is None


def _accepted(labels: list[_Label | None]) -> set[tuple[str, str]]:
    """The labels that tell who speaks, by kind and text; `labels` has one for each paragraph.

    Those that are sure by themselves; those that return (`JANE ROE`, later `ROE`), where there are
    two at least; and where labels are dense, all of their kind.
    """
    found = [label for label in labels if label]
    keys = {(label.kind, label.text) for label in found}
    returns = Counter((label.kind, label.text.split()[-1]) for label in found)
    repeated = {key for key in keys if returns[key[0], key[1].split()[-1]] >= _LEAST_TURNS}
    asks = any(label.kind == "q" or label.text.lower() in _QUESTIONS for label in found)
    sure = {key for key in keys if _is_sure(*key)}
    capitals = {key for key in repeated if key[0] == "capitals"}
    if len(capitals | sure) >= _LEAST_TURNS or _is_dense(labels, "capitals"):
        sure |= {key for key in keys if key[0] == "capitals" and len(key[1].split()) <= _LONG_LABEL}
    mixed = {key for key in repeated if key[0] == "mixed"}
    if asks and _is_dense(labels, "mixed"):
        sure |= {key for key in keys if key[0] == "mixed"}
    elif len(mixed | sure) >= _LEAST_TURNS or (mixed and asks):
        sure |= mixed
    elif len(sure) >= _LEAST_TURNS:
        sure |= {key for key in keys if key[0] == "mixed" and _is_titled(key[1])}
    only_asked = all(kind == "q" for kind, _ in sure) and len({text for _, text in sure}) < 2
    return set() if only_asked else sure


def _named(labels: list[_Label | None], text: str) -> set[tuple[str, str]]:
    """The labels in capitals that the text has as a name in ordinary letters, too."""
    full = {one.text for one in labels if one and one.kind == "capitals" and " " in one.text}
    return {("capitals", one) for one in full if ordinary_case(one, "") in text}


def _may_be_a_name(kind: str, label: str, text: str) -> bool:
    """Whether a label of one word in ordinary letters is a name elsewhere: `Verdict:` is none."""
    if kind != "mixed" or " " in label or _is_titled(label) or label.lower() == label.upper():
        return True
    return bool(regex.search(rf"\p{{Lu}}[\p{{L}}.]* {regex.escape(label)}\b(?!:)", text))


def _is_dense(labels: list[_Label | None], kind: str) -> bool:
    """Whether most paragraphs from the first label on begin with one, and not always the same."""
    behind = list(dropwhile(lambda label: label is None or label.kind != kind, labels))
    texts = [label.text for label in behind if label and label.kind == kind]
    dense = len(texts) >= _DENSE * len(behind)
    return dense and len(texts) > _LEAST_TURNS and len(set(texts)) > 1


def _is_sure(kind: str, label: str) -> bool:
    """Whether the label can be nothing but a speaker's, however seldom it occurs."""
    return kind == "q" or (kind in {"capitals", "congress"} and _is_titled(label))


def _is_titled(label: str) -> bool:
    tokens = [token.strip(".").lower() for token in label.split()]
    if tokens[0] in words.HONORIFICS or tokens[0] in words.ROLES:
        return len(tokens) <= 5
    if tokens[0] == "the" and len(tokens) <= 4:
        return tokens[-1] in words.ROLES or tokens[-1] in {
            "witness",
            "court",
            "speaker",
            "operator",
            "moderator",
        }
    return tokens[0] in {
        "speaker",
        "moderator",
        "operator",
        "reporter",
        "interviewer",
        "participant",
    }


def spoken_pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The words of a paragraph less the stage directions in it."""
    place = start
    for match in STAGE.finditer(text, start, end):
        if _STAGE_WORDS.search(match[0]) and len(match[0].split()) <= 12:
            if text[place : match.start()].strip():
                yield place, match.start()
            place = match.end()
    if text[place:end].strip():
        yield place, end


def label_mention(turn: Turn, text: str, roster: Roster) -> Mention | None:
    """Whom the label names, in ordinary letters; None for `Q` and `A`."""
    plain = turn.label.lower().strip(".")
    if turn.is_question or plain in _ANSWERS or _NOBODY.match(plain):
        return None
    name = ordinary_case(turn.label, text)
    if name.lower().startswith("the "):
        return Mention("The " + name[4:], turn.role)
    bare = bare_name(name)
    if len(bare.split()) == 1 and (bare != name or turn.label == turn.label.upper()):
        full = set(roster.full.get(surname(bare), set()))
        if len(full) == 1:
            return Mention(full.pop(), turn.role or _title(name))
    return Mention(name, turn.role)


def _title(name: str) -> str | None:
    """`Secretary` of `Secretary Lutnick`; an honorific is no role."""
    first = name.split()[0]
    return first if first.strip(".").lower() in words.ROLES else None


def ordinary_case(label: str, text: str) -> str:
    """A label in capitals as a name is written; as the text itself writes it, where it does."""
    tokens = label.split()
    if all(token != token.upper() or len(token) < 2 for token in tokens):
        return label
    return " ".join(_ordinary_word(token, text, place) for place, token in enumerate(tokens))


def _ordinary_word(token: str, text: str, place: int) -> str:
    if token != token.upper() or regex.fullmatch(r"(?:\p{Lu}\.)+", token):
        return token
    plain = token.strip(".,")
    if plain.lower() in words.HONORIFICS or plain.lower() in words.ROLES | {"the"}:
        return token.capitalize()
    written = regex.search(
        rf"(?<!\p{{L}})(?!{regex.escape(plain)}(?!\p{{L}})){regex.escape(plain)}(?!\p{{L}})",
        text,
        regex.IGNORECASE,
    )
    if written and (written[0][:1].isupper() or plain.lower() in words.PARTICLES) and place:
        return token.replace(plain, written[0])
    if plain.lower() in words.PARTICLES | {"of"} and place:
        return token.lower() if plain.lower() == "of" else token.capitalize()
    if regex.fullmatch(r"MC\p{Lu}{3,}", plain):
        return "Mc" + token[2:].capitalize()
    return regex.sub(r"\p{L}+", lambda match: match[0].capitalize(), token)
