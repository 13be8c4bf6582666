"""The commonest slips of people who do not know YAML, told in words that they know.

The lines of a text that YAML cannot read come in, with the place where its parser gave up;
what the writer most likely meant goes out: where it is, what is wrong, what to paste instead.
Nothing here reads YAML: each slip is seen in the line itself.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.problems import Field, Position

_LINE = re.compile(
    r"(?P<indent>\s*)(?P<dashes>(?:-\s+)*)(?:(?P<key>[\w-]+):(?:\s+|$))?"
    r"(?P<value>.*)"
)
_GLUED = re.compile(r"\s*(?:-\s+)*(?P<key>[a-z_]+):(?P<value>[^\s/].*)")
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
    ">": "`>`, which YAML reads as the head of a text block",
    "|": "`|`, which YAML reads as the head of a text block",
    ",": "a comma, which YAML keeps for lists",
    "]": "a closing square bracket, which YAML keeps for lists",
    "}": "a closing curly bracket, which YAML keeps for mappings",
}
_BRACKETS = {"[": ("]", "a square bracket", "a list"), "{": ("}", "a curly bracket", "a mapping")}
CURLY = "“”„‟«»‘’"
_OTHER_SPACE = re.compile(r"[^\S \t\n]|[\u200b\ufeff]")


@dataclass(frozen=True, slots=True)
class Slip:
    """What most likely went wrong, and where."""

    position: Position
    field: Field
    message: str
    hint: str


def explain(lines: Sequence[str], at: Position, since: Position | None, problem: str) -> Slip:
    """What the writer most likely did, where YAML's parser gave up.

    `at` is where it gave up, `since` where the construct began that it was reading,
    `problem` its own words, used when no slip is recognised.
    """
    candidates = [at.line]
    if since and (not problem.startswith("did not find") or since.line == at.line):
        candidates.append(since.line)
    candidates.append(_line_before(lines, at.line))
    for number in candidates:
        if 1 <= number <= len(lines):
            for slip in slips_of_line(lines, number):
                return slip
    if "unexpected end" in problem and since:
        mark = lines[since.line - 1][since.column - 1 : since.column]
        return Slip(
            since,
            field_at(lines, since.line),
            f"the quotation mark ({mark}) that opens here is never closed",
            f"close it with a second {mark}, or take it away and put the text under `>`",
        )
    return Slip(at, field_at(lines, at.line), _in_plain_words(problem), _INDENT_HINT)


_INDENT_HINT = (
    "compare with the lines above: fields of one thing start in the same column, "
    "entries of a list with `- `"
)


def _in_plain_words(problem: str) -> str:
    if "could not find expected ':'" in problem:
        return "there is no colon behind the name of a field"
    if "did not find expected ',' or" in problem:
        return "a bracket is opened and never closed"
    if "unknown escape" in problem:
        return "within double quotation marks a backslash starts an escape, and this is none"
    if "mapping values" in problem:
        return "this line is indented differently from the fields around it"
    if "block sequence entries" in problem:
        return "a list starts on a line of its own, not behind the colon"
    return "this line does not fit what stands above it; its indentation may be off"


def _line_before(lines: Sequence[str], number: int) -> int:
    number -= 1
    while number > 0 and (number > len(lines) or not lines[number - 1].strip()):
        number -= 1
    return number


def slips_of_line(lines: Sequence[str], number: int) -> Iterator[Slip]:
    """The slips that can be seen in one line, the likeliest first."""
    line = lines[number - 1]
    field = field_at(lines, number)
    parts = _LINE.match(line)
    if parts is None or line.lstrip().startswith("#"):
        return
    indent, value = parts["indent"], parts["value"].rstrip()
    start = Position(number, parts.start("value") + 1)
    for place, character in enumerate(indent):
        if character == "\t":
            yield Slip(
                Position(number, place + 1), (), "a tab indents this line", "indent with spaces"
            )
        elif character != " ":
            yield other_space(Position(number, place + 1), character)
    if glued := _GLUED.fullmatch(line.rstrip()):
        column = glued.start("value") + 1
        yield Slip(
            Position(number, column),
            (*field[:-1], glued["key"]) if field and parts["key"] else (*field, glued["key"]),
            "there is no space behind the colon",
            f"{glued['key']}: {glued['value']}",
        )
    yield from _slips_of_value(start, field, parts["key"] or "", value)


def _slips_of_value(start: Position, field: Field, key: str, value: str) -> Iterator[Slip]:
    if not value:
        return
    first = value[0]
    if first in _BRACKETS:
        closing, name, read_as = _BRACKETS[first]
        head, closed, tail = value.partition(closing)
        if tail.strip() and not tail.lstrip().startswith(("#", ",", "]", "}")):
            yield Slip(
                start,
                field,
                f"the text starts with {name}, which YAML reads as {read_as}; it needs quotes",
                pasted(key, value),
            )
        elif not closed and first == "[":
            yield Slip(
                start,
                field,
                f"the list that {name} opens here is not closed on its line",
                f"{key}: {head}]",
            )
        elif ":" in head.partition(":")[2]:
            yield Slip(
                start,
                field,
                f"within {name}s a text with a colon needs quotes",
                "write the fields on lines of their own, or the text within quotation marks",
            )
    elif first in _QUOTED:
        quoted = _QUOTED[first].match(value)
        tail = value[quoted.end() :].strip() if quoted else ""
        if quoted and tail and not tail.startswith(("#", ",", "]", "}", ":")):
            yield Slip(
                start,
                field,
                "the text starts with a quotation mark, so YAML ends it at the next one",
                _block(key, _without_marks(value) if "quotes" in field else value),
            )
    elif first in _INDICATORS and (first not in "|>" or len(value.split()) > 1):
        yield Slip(
            start,
            field,
            f"the text starts with {_INDICATORS[first]}; it needs quotes",
            pasted(key, value),
        )
    elif first in CURLY and ": " in value:
        yield Slip(
            start,
            field,
            "curly quotation marks do not hold a text together for YAML: it wants straight ones",
            pasted(key, value.strip(CURLY)),
        )
    elif ": " in value or value.endswith(":"):
        yield Slip(start, field, *colon(key, value))


def colon(key: str, value: str) -> tuple[str, str]:
    """Message and hint for a text in which YAML takes a colon for the end of a field's name."""
    return (
        "a colon followed by a space makes a field of the words before it; the text needs quotes",
        pasted(key, value),
    )


def other_space(position: Position, character: str) -> Slip:
    """The slip of an indentation or a name that holds another space than the ordinary one."""
    name = "no-break space" if character in "\u00a0\u202f\u2007" else "special space"
    return Slip(
        position,
        (),
        f"the line starts with a {name} (U+{ord(character):04X}), which YAML does not take for "
        "indentation",
        "delete the space before the first word and type it anew",
    )


def find_other_space(text: str) -> re.Match[str] | None:
    """The first white space of the text that is neither a space, a tab nor a line end."""
    return _OTHER_SPACE.search(text)


def pasted(key: str, value: str) -> str:
    """The field as it should be written, its text within straight quotation marks."""
    if '"' not in value and "\\" not in value:
        quoted = f'"{value}"'
    elif "'" not in value:
        quoted = f"'{value}'"
    else:
        return _block(key, value)
    return f"{key}: {quoted}" if key else f"- {quoted}"


def _block(key: str, value: str) -> str:
    return f"{key}: >\n  {value}" if key else f"- >\n  {value}"


def _without_marks(value: str) -> str:
    """The quoted stretches of a value, with `[...]` for what a reporter put between them."""
    stretches = [match[0][1:-1].strip(" ") for match in _QUOTED[value[0]].finditer(value)]
    return " [...] ".join(stretches)


def field_at(lines: Sequence[str], number: int) -> Field:
    """The field in which a line stands, told by indentation alone: the text need not be YAML."""
    if not 1 <= number <= len(lines):
        return ()
    way: list[str | int] = []
    limit: int | None = None
    entry: int | None = None
    count = 0
    for line in reversed(lines[:number]):
        parts = _LINE.match(line)
        if parts is None or not line.strip() or line.lstrip().startswith("#"):
            continue
        left, column = parts.end("indent"), parts.end("dashes")
        dashed = left != column
        if entry is not None:
            if dashed and left == entry:
                count += 1
                continue
            if left > entry or not parts["key"]:
                continue
            way.append(count)
            entry, limit, count = None, entry + 1, 0
        if limit is None or column < limit:
            if parts["key"]:
                way.append(parts["key"])
        elif not dashed or left >= limit:
            continue
        if dashed:
            entry, limit = left, left
        else:
            limit = column
    if entry is not None:
        way.append(count)
    return tuple(reversed(way))
