"""The commonest slips of people who do not know YAML, told in words that they know.

One line comes in, and the field that it stands in; out go the slips that can be seen in it, the
likeliest first, each with what to paste instead. Nothing here reads YAML.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.problems import Field, Position, excerpt

LINE = re.compile(
    r"(?P<indent>\s*)(?P<dashes>(?:-(?:\s+|$))*)"
    r"(?:(?P<mark>[\"']?)(?P<key>[\w-]+)(?P=mark):(?:\s+|$))?(?P<value>.*)"
)
"""A line as people see it: indentation, hyphens, the name of a field, its text."""
CURLY = "“”„‟‘’"
_GUILLEMETS = "«»"
WRAPPED = re.compile(f"[{CURLY}][^{CURLY}]*[{CURLY}]")
"""A text that stands within curly marks as a whole."""
_MARKED = re.compile("[“„‟]([^“”„‟]*)[“”]")
_GLUED = re.compile(r"(?P<key>[a-z_]+):(?P<value>[^\s/:].*)", re.DOTALL)
_NO_BREAK = "\u00a0\u202f\u2007"
_ODD_COLON = re.compile(
    rf"(?P<key>[a-z_]+)(?:(?P<before>[{_NO_BREAK}])[{_NO_BREAK}]*[:\ufdd0](?!\S)"
    r"|:(?P<behind>[^\S \t\n])|[ ]?(?P<wide>：))(?P<value>.*)"
)
_ODD = {
    "before": "stands between the name and its colon",
    "behind": "stands behind the colon, where YAML wants an ordinary space",
    "wide": "stands behind the name, where YAML wants an ordinary one with a space behind it",
}
"""What is wrong with the sign that `_ODD_COLON` calls so."""
_QUOTED = {
    '"': re.compile(r'"(?:[^"\\]|\\.)*"'),
    "'": re.compile(r"'(?:[^']|'')*'"),
}
_INDICATORS = {
    "*": "an asterisk, which YAML reads as a reference",
    "&": "an ampersand, which YAML reads as an anchor",
    "!": "an exclamation mark, which YAML reads as a tag",
    "@": "an at sign, which YAML keeps for itself",
    "`": "a backtick, which YAML keeps for itself",
    "%": "a percent sign, which YAML keeps for itself",
    ">": "`>`, which YAML reads as the head of a text of several lines",
    "|": "`|`, which YAML reads as the head of a text of several lines",
    ",": "a comma, which YAML keeps for lists",
    "]": "a closing square bracket, which YAML keeps for lists",
    "}": "a closing curly bracket, which YAML keeps for fields",
    "-": "a hyphen and a space, which YAML reads as an entry of a list",
    "?": "a question mark and a space, which YAML keeps for itself",
}
_BRACKETS = {"[": ("]", "a square bracket", "a list"), "{": ("}", "a curly bracket", "fields")}
_COLON_IN_FIELDS = re.compile(
    r"\{.*?(?P<key>\w+):\s+(?P<value>[^\s\"'\[{,][^,]*:\s[^,]*)", re.DOTALL
)
_OTHER_SPACE = re.compile(r"[^\S \t\n]|[\u200b\ufeff]")
_REFERENCE = re.compile(r"\*[\w-]+")
_TEXT_HEAD = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-])(?:\s+#.*|\s*)")
BULLETS = "-–—•·‣▪●−‐‑―－・◦○■"
"""What people write before the entries of a list; for YAML it is a hyphen and a space."""
_BULLET = re.compile(rf" *(?:[{BULLETS}]|[0-9]{{1,3}}[.)])\s*(?P<text>.*\S)")
_BULLET_ALONE = re.compile(rf" *(?P<sign>[{BULLETS[1:]}]|\*(?= ))\s*(?P<text>.*\S)")
_MAX_PASTED = 400
_MAX_LINES = 40


@dataclass(frozen=True, slots=True)
class Slip:
    """What most likely went wrong, and where."""

    position: Position
    field: Field
    message: str
    hint: str = ""
    warning: bool = False


def slips_of_line(lines: Sequence[str], number: int, field: Field) -> Iterator[Slip]:
    """The slips that can be seen in one line, the likeliest first."""
    line = lines[number - 1]
    parts = LINE.match(line)
    if parts is None or line.lstrip().startswith("#"):
        return
    yield from _slips_of_indentation(number, parts)
    if parts["key"] and parts["key"].startswith("-"):
        yield Slip(
            Position(number, parts.start("key") + 1),
            (*field[:-1], parts["key"].lstrip("-")),
            "there is no space behind the hyphen",
            _short(f"- {line.strip().lstrip('-')}"),
        )
    if bullet := bullet_of(line):
        yield entry_behind(bullet, number, field)
    content = Position(number, parts.end("dashes") + 1)
    if slip := slip_of_name(content, field[:-1] if parts["key"] else field, line):
        yield slip
    start = Position(number, parts.start("value") + 1)
    value = parts["value"].rstrip()
    if value:
        lead, text = text_from(parts, lines[number:])
        verbatim = "quotes" in field and parts["key"] == "text"
        for message, hint in _slips_of_value(lead, value, text, verbatim=verbatim):
            yield Slip(start, field, message, hint)


def _slips_of_indentation(number: int, parts: re.Match[str]) -> Iterator[Slip]:
    for place, character in enumerate(parts["indent"]):
        if character == "\t":
            position = Position(number, place + 1)
            yield Slip(position, (), "a tab indents this line", "indent with spaces")
            return
        if character != " ":
            yield other_space(Position(number, place + 1), character)
            return
    if "\t" in parts["dashes"]:
        position = Position(number, parts.start("dashes") + parts["dashes"].index("\t") + 1)
        yield Slip(position, (), "a tab stands behind the hyphen", "write a space there")


def slip_of_name(start: Position, holder: Field, line: str) -> Slip | None:
    """The slip of a name that YAML does not see, because of the space before or behind its colon.

    `start` is where the name begins in the line, `holder` the field that it belongs to.
    """
    text = line[start.column - 1 :].rstrip()
    if glued := _GLUED.fullmatch(text):
        key, value = glued["key"], glued["value"]
        return Slip(
            Position(start.line, start.column + glued.start("value")),
            (*holder, key),
            "there is no space behind the colon",
            _short(f"{key}: {value}"),
        )
    if found := _ODD_COLON.fullmatch(text):
        group = next(group for group in _ODD if found[group])
        return Slip(
            Position(start.line, start.column + found.start(group)),
            (*holder, found["key"]),
            f"a {_name_of(found[group])} {_ODD[group]}",
            _short(f"{found['key']}: {found['value'].strip()}"),
        )
    return None


def starts_with_bracket(value: str) -> bool:
    """Whether a text begins with words in brackets and goes on behind them."""
    if value[:1] not in _BRACKETS:
        return False
    closing = _BRACKETS[value[0]][0]
    depth = len(value) - len(value.lstrip(value[0]))
    tail = "".join(value.partition(closing)[2:]).removeprefix(closing * (depth - 1))
    return bool(tail.strip()) and not tail.lstrip().startswith(("#", ",", "]", "}", ":"))


def _slips_of_value(
    lead: str, value: str, text: str, *, verbatim: bool
) -> Iterator[tuple[str, str]]:
    first = value[0]
    if first == ":" and value[1:2].isspace() and lead in {"", "- "}:
        yield "a colon stands here without a name before it", "name: text"
    elif first in _BRACKETS:
        yield from _slips_of_brackets(lead, value, text)
    elif first in _QUOTED:
        yield from _slips_of_quotation(lead, value, text, verbatim=verbatim)
    elif first in _INDICATORS and not _TEXT_HEAD.fullmatch(value):
        if first not in "-?" or value[1:2].isspace():
            hint = pasted(lead, text)
            if first == "-":
                hint += f"\nor, for a list,\n{lead.rstrip()}\n  {value}"
            elif _REFERENCE.fullmatch(value):
                hint = f"write out what it refers to, or, for an asterisk, {hint}"
            yield f"the text starts with {_INDICATORS[first]}; it needs quotes", hint
        elif _has_colon(value):
            yield colon(lead, text, value)
    elif first in CURLY + _GUILLEMETS and _has_colon(value):
        marks = "curly quotation marks" if first in CURLY else "guillemets"
        inner = text[1:-1] if WRAPPED.fullmatch(text) else text
        if verbatim and len(stretches := _MARKED.findall(text)) > 1:
            inner = " [...] ".join(stretches)
        yield (
            f"{marks} do not hold a text together for YAML: it wants straight ones",
            pasted(lead, inner),
        )
    elif _has_colon(value):
        yield colon(lead, text, value)


def _has_colon(value: str) -> bool:
    return ": " in value or ":\t" in value or value.endswith(":")


def _slips_of_brackets(lead: str, value: str, text: str) -> Iterator[tuple[str, str]]:
    closing, name, _ = _BRACKETS[value[0]]
    head, closed, _ = value.partition(closing)
    if starts_with_bracket(value):
        yield in_brackets(lead, text)
    elif not closed and value[0] == "[":
        ends = head[-1] not in "[,"
        hint = f"{lead}{head}]" if ends else f"write {closing} behind the last entry"
        yield f"the list that {name} opens here is not closed", hint
    elif field := _COLON_IN_FIELDS.match(head):
        yield (
            "within curly brackets a text with a colon needs quotes",
            pasted(f"{field['key']}: ", field["value"].strip()),
        )


def in_brackets(lead: str, value: str) -> tuple[str, str]:
    """Message and hint for a text that YAML takes for a list or fields, as it starts with one."""
    _, name, read_as = _BRACKETS[value[0]]
    return (
        f"the text starts with {name}, which YAML reads as {read_as}; it needs quotes",
        pasted(lead, value),
    )


def _slips_of_quotation(
    lead: str, value: str, text: str, *, verbatim: bool
) -> Iterator[tuple[str, str]]:
    mark = value[0]
    closed = _QUOTED[mark].match(value)
    if slip := closed_by_curly(lead, value):
        yield slip
    tail = value[closed.end() :] if closed else ""
    fits = ("#", ",", "]", "}") if lead.endswith(": ") else ("#", ",", "]", "}", ":")
    if not tail.strip() or tail.lstrip().startswith(fits):
        return
    if tail[0].isalnum() and text.endswith(mark):
        text = text[1:-1]  # the mark that YAML takes for the closing one stands in the text
    elif verbatim and text.endswith(mark):
        text = _without_marks(text)
    yield (
        "the text starts with a quotation mark, so YAML ends it at the next one",
        _on_its_own_line(lead, text),
    )


def closed_by_curly(lead: str, value: str) -> tuple[str, str] | None:
    """Message and hint for a text that a straight mark opens, and a curly one is to close."""
    if not opens_quotation(value) or value[-1] not in CURLY:
        return None
    return (
        f"the curly mark ({value[-1]}) at the end does not close what a straight one opens",
        pasted(lead, value[1:-1]),
    )


def opens_quotation(value: str) -> str:
    """The quotation mark that the text opens and does not close, or nothing."""
    mark = value[:1]
    return mark if mark in _QUOTED and not _QUOTED[mark].match(value) else ""


def colon(lead: str, text: str, line: str = "") -> tuple[str, str]:
    """Message and hint for a text in which YAML takes a colon for the end of a field's name.

    `line` is the one of its lines with the colon, where it has several.
    """
    where = "followed by a space" if ": " in (line or text) else "at the end of a line"
    return (
        f"a colon {where} makes a field of the words before it; the text needs quotes",
        pasted(lead, text),
    )


def other_space(position: Position, character: str) -> Slip:
    """The slip of an indentation or a name that holds another space than the ordinary one."""
    return Slip(
        position,
        (),
        f"the line starts with a {_name_of(character)}, which YAML does not take for indentation",
        "delete the space before the first word and type it anew",
    )


def _name_of(sign: str) -> str:
    """What people call a sign that they may take for another, and its number."""
    name = "full-width colon" if sign == "：" else "special space"
    return f"{'no-break space' if sign in _NO_BREAK else name} (U+{ord(sign):04X})"


def find_other_space(text: str) -> re.Match[str] | None:
    """The first white space of the text that is neither a space, a tab nor a line end."""
    return _OTHER_SPACE.search(text)


def space_around(text: str) -> tuple[str, str] | None:
    """Message and hint for a word before or behind which a space stands that nobody sees."""
    for sign, where in ((text[:1], "before"), (text[-1:], "behind")):
        if text.strip() and find_other_space(sign):
            return f"a {_name_of(sign)} stands {where} {excerpt(text.strip())!r}", "delete it"
    return None


def pasted(lead: str, value: str) -> str:
    """The text as it should be written, within straight quotation marks, behind its name."""
    if '"' not in value and "\\" not in value:
        return _short(f'{lead}"{value}"')
    if "'" not in value:
        return _short(f"{lead}'{value}'")
    return _on_its_own_line(lead, value)


def entry(name: str, value: str) -> str:
    """The text behind the name of a field, or behind a hyphen; in quotation marks where it must."""
    value = value.strip()
    lead = f"{name}: " if name else ""
    if not is_bare(value) or _has_colon(value) or " #" in value:
        return pasted(lead, value)
    return _short(lead + " ".join(value.split()))


def _on_its_own_line(lead: str, value: str) -> str:
    return _short(f"{lead}>\n  {value}")


def _short(hint: str) -> str:
    if len(hint) > _MAX_PASTED:
        return "put the whole text within quotation marks, or on lines of its own under `>`"
    return hint


def _without_marks(value: str) -> str:
    """The quoted stretches of a value, with `[...]` for what a reporter put between them."""
    stretches = [match[0][1:-1].strip(" ") for match in _QUOTED[value[0]].finditer(value)]
    return " [...] ".join(stretches)


def text_from(first: re.Match[str], below: Sequence[str], certain: int = 0) -> tuple[str, str]:
    """What stands before the text of this `LINE`, and the text with all its lines, in one.

    Of the lines below, it is `certain` that so many belong to it.
    """
    words = [first["value"].strip()]
    column = first.end("dashes" if first["key"] else "indent")
    for number, line in enumerate(below[:_MAX_LINES]):
        if number >= certain and not _goes_on(line, column):
            break
        words.append(line.strip())
    lead = f"{first['key']}: " if first["key"] else "- " if first["dashes"] else ""
    return lead, " ".join(filter(None, words))


def _goes_on(line: str, column: int) -> bool:
    """Whether the line continues the text of the one above, whose name starts in the column."""
    parts = LINE.match(line)
    return bool(
        parts
        and parts["value"]
        and not parts["value"].startswith("#")
        and not (parts["key"] or parts["dashes"])
        and parts.end("indent") > column
    )


def bullet_of(line: str) -> re.Match[str] | None:
    """The sign that only people take for a hyphen before this entry, and its text."""
    return _BULLET_ALONE.match(line)


def entry_behind(bullet: re.Match[str], number: int, field: Field) -> Slip:
    """The slip of an entry in this line that has the bullet in place of a hyphen."""
    text = bullet["text"]
    parts = LINE.match(text)
    return Slip(
        Position(number, bullet.start("sign") + 1),
        field,
        "an entry of a list starts with a hyphen and a space",
        _short(f"- {text if parts and parts['key'] else entry('', text)}"),
    )


def texts_behind_bullets(lines: Sequence[str], start: Position) -> list[str]:
    """The texts of a list that begins there with what is a bullet to people only, or none."""
    texts: list[str] = []
    for line in lines[start.line - 1 :][:_MAX_LINES]:
        indentation = len(line) - len(line.lstrip(" "))
        if indentation < start.column - 1 or not line.strip():
            break
        if found := _BULLET.match(line):
            texts.append(found["text"])
        elif texts:
            texts[-1] += f" {line.strip()}"
        else:
            break
    return texts


def is_bare(value: str) -> bool:
    """Whether this is a text without quotation marks, brackets and other signs of YAML's own."""
    return bool(value) and value[0] not in {*_INDICATORS, *_BRACKETS, *_QUOTED, "#"}


def is_text_head(value: str) -> bool:
    """Whether this stands behind a field whose text follows in the lines below."""
    return bool(_TEXT_HEAD.fullmatch(value))
