"""Where YAML's parser gave up, and why, as the person who wrote the file would say it.

The lines come in, with the place and the words of the parser; the likeliest slip goes out.
"""

import re
from collections.abc import Sequence

from generator.content.document.slips import (
    LINE,
    Slip,
    bullet_of,
    closed_by_curly,
    colon,
    is_bare,
    is_text_head,
    opens_quotation,
    pasted,
    slip_of_name,
    slips_of_line,
    text_from,
)
from generator.problems import Field, Position, excerpt

_INDENT = (
    "compare with the lines above: fields of one thing start in the same column, "
    "entries of a list with `- `"
)
_COLON_BELOW = "this line goes on with the text above, and a colon cannot stand in it"
_WORDS = (
    (
        r"escape|hexdecimal",
        "within double quotation marks a backslash starts an escape, and this is none",
        "write \\\\ for a backslash, or put the text within single quotation marks",
    ),
    (
        r"expected ',' or",
        "what this bracket opens is not closed, or a comma is missing in it",
        "close it, with a comma between the entries; a text with brackets needs quotation marks",
    ),
    (
        r"could not find expected ':'",
        "this line is no field, and it does not go on with the text above",
        "a field is written `name: text`; a text that goes on is indented by two spaces",
    ),
    (
        r"document indicator",
        "a line `---` or `...` ends the file within a text",
        "take the line away, or indent it",
    ),
    (
        r"document start|directive|document",
        "a line that starts with `%` or stands behind `...` cannot be read here",
        "take the line away: a file needs nothing before its first field",
    ),
    (
        r"mapping values|mapping keys",
        _COLON_BELOW,
        "a field starts in the column of the fields around it; a text with a colon needs quotes",
    ),
    (r"tab character", "a tab stands where only spaces may", "indent with spaces"),
    (
        r"comment or line break|indentation indicator",
        "behind `>` or `|` nothing may follow: the text starts in the next line",
        "put the text in the next line, indented by two spaces",
    ),
)
_HALVES = re.compile(
    r"\\u(d[89a-f][0-9a-f]{2})(?:(?<=[89ab]..)\\u(d[c-f][0-9a-f]{2}))?", re.IGNORECASE
)
_FAR = 200
_OTHERWISE = ("this line does not fit what stands above it; its indentation may be off", _INDENT)


def explain(lines: Sequence[str], at: Position, since: Position | None, problem: str) -> Slip:
    """What the writer most likely did, where YAML's parser gave up.

    `at` is where it gave up, `since` where the construct began that it was reading, `problem` its
    own words.
    """
    if not 1 <= at.line <= len(lines):
        at = Position(len(lines), len(lines[-1]) + 1)
    if "mapping values" in problem and (slip := _colon_below(lines, at.line)):
        return slip
    if slip := _in_its_lines(lines, at, since, problem):
        return slip
    if since and "unexpected end" in problem:
        mark = lines[since.line - 1][since.column - 1 : since.column]
        return Slip(
            since,
            _field_at(lines, since.line),
            f"the quotation mark ({mark}) that opens here is never closed",
            f"close it with a second {mark}, or take it away and put the text under `>`",
        )
    if since and re.search(r"expected ',' or|expected ':'", problem):
        at = since
    field = _field_at(lines, at.line)
    if "mapping values" in problem:
        at = Position(at.line, _indentation(lines[at.line - 1]) + 1)
        field = _field_at(lines, _line_before(lines, at.line))
    for look in _LOOKS:
        if slip := look(lines, at):
            return slip
    message, hint = _in_plain_words(problem)
    return Slip(at, field, message, hint)


def _in_its_lines(
    lines: Sequence[str], at: Position, since: Position | None, problem: str
) -> Slip | None:
    """The first slip in the line where the parser gave up, in that of the beginning, or between."""
    candidates = [at.line]
    if since and (not problem.startswith("did not find expected key") or since.line == at.line):
        candidates.append(since.line)
    before, left = _line_before(lines, at.line), _indentation(lines[at.line - 1])
    if before and (
        _is_field_or_entry(lines[before - 1])
        or _is_misspelt_field(lines[before - 1])
        or (bullet_of(lines[before - 1]) and _head_above(lines, at.line, left) == before)
    ):
        candidates.append(before)
    for number in candidates:
        if not _within_text(lines, number):
            for slip in slips_of_line(lines, number, _field_at(lines, number)):
                return slip
    return None


def _in_plain_words(problem: str) -> tuple[str, str]:
    for pattern, message, hint in _WORDS:
        if re.search(pattern, problem):
            return message, hint
    return _OTHERWISE


def _line_before(lines: Sequence[str], number: int) -> int:
    number -= 1
    while number > 0 and not lines[number - 1].strip():
        number -= 1
    return number


def _is_field_or_entry(line: str) -> bool:
    parts = LINE.match(line)
    return bool(parts and (parts["key"] or parts["dashes"]))


def _is_misspelt_field(line: str) -> bool:
    start = len(line) - len(line.lstrip(" -"))
    return slip_of_name(Position(1, start + 1), (), line) is not None


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _head_above(lines: Sequence[str], number: int, indentation: int) -> int:
    """The number of the nearest line above that is indented by less, or 0."""
    while number := _line_before(lines, number):
        if _indentation(lines[number - 1]) < indentation:
            break
    return number


def _within_text(lines: Sequence[str], number: int) -> bool:
    """Whether the line is one of a text under `>` or `|`."""
    indentation = _indentation(lines[number - 1])
    above = _head_above(lines, number, indentation) if indentation else 0
    return bool(above and _opens_text(lines[above - 1]))


def _opens_text(line: str) -> bool:
    parts = LINE.match(line)
    return bool(parts and is_text_head(parts["value"]))


def _colon_below(lines: Sequence[str], number: int) -> Slip | None:
    """The slip of a colon in a later line of a text that stands without quotation marks."""
    line = lines[number - 1]
    indentation = _indentation(line)
    above = _head_above(lines, number, indentation)
    this, head = LINE.match(line), LINE.match(lines[above - 1]) if above else None
    if not this or this["dashes"] or not head or not is_bare(head["value"]):
        return None
    if not (head["key"] or head["dashes"]):
        return None
    if indentation <= head.end("dashes" if head["key"] else "indent"):
        return None
    # Behind the text of a field this may be a field too, which stands in a wrong column.
    if (this["key"] and head["key"]) or _is_misspelt_field(lines[above - 1]):
        return None
    return Slip(
        Position(number, indentation + 1),
        _field_at(lines, above),
        _COLON_BELOW,
        f"the whole text needs quotes:\n{pasted(*text_from(head, lines[above:], number - above))}",
    )


def _colon_above(lines: Sequence[str], at: Position) -> Slip | None:
    """The slip of a colon in the first line of an entry, whose text goes on in its column."""
    above = _line_before(lines, at.line)
    head = LINE.match(lines[above - 1]) if above else None
    if not head or not head["dashes"] or not is_bare(head["value"]) or ": " not in head["value"]:
        return None
    line = lines[at.line - 1]
    if _is_field_or_entry(line) or _indentation(line) != head.end("dashes"):
        return None
    text = text_from(head, lines[above:], at.line - above)
    position = Position(above, head.start("value") + 1)
    return Slip(position, _field_at(lines, above), *colon(*text, head["value"]))


def _text_not_indented(lines: Sequence[str], at: Position) -> Slip | None:
    """The slip of a text that stands under its `>` without being indented."""
    number = at.line
    line = lines[number - 1]
    indentation = _indentation(line)
    above = _line_before(lines, number)
    if _is_field_or_entry(line) or not above:
        return None
    if _opens_text(lines[above - 1]):
        message = "a text under `>` or `|` must be indented further than the name of its field"
    elif _indentation(lines[above - 1]) > indentation and _within_text(lines, number):
        message = "this line of the text is indented less than the first one"
        above = _head_above(lines, number, indentation)
    else:
        return None
    return Slip(
        Position(number, indentation + 1),
        _field_at(lines, above),
        message,
        "indent all its lines alike, by two spaces more than the line with the `>`",
    )


def _closed_late(lines: Sequence[str], at: Position) -> Slip | None:
    """The slip of a quotation mark that lines further down are taken for the text of."""
    for number in range(at.line - 1, max(at.line - _FAR, 0), -1):
        parts = LINE.match(lines[number - 1])
        mark = opens_quotation(parts["value"]) if parts else ""
        if parts and mark and mark in lines[at.line - 1][: at.column - 1]:
            told = closed_by_curly(*text_from(parts, [])) or (
                f"the quotation mark ({mark}) that opens here is closed on line {at.line} only",
                f"close it with a second {mark}, or take it away and put the text under `>`",
            )
            return Slip(Position(number, parts.start("value") + 1), _field_at(lines, number), *told)
    return None


def _field_beside_its_entry(lines: Sequence[str], at: Position) -> Slip | None:
    """The slip of a field that does not stand under the first field of its entry."""
    line = lines[at.line - 1]
    indentation = _indentation(line)
    above = _head_above(lines, at.line, indentation + 1)
    entry = LINE.match(lines[above - 1]) if above else None
    this = LINE.match(line)
    if not (this and this["key"] and not this["dashes"] and entry and entry["dashes"]):
        return None
    return Slip(
        Position(at.line, indentation + 1),
        (*_field_at(lines, above)[:-1], this["key"]),
        "the fields of an entry start in one column, and this one does not",
        f"{entry.end('dashes')} spaces before it: {line.strip()}",
    )


def _first_field_indented(lines: Sequence[str], at: Position) -> Slip | None:
    """The slip of a file whose first field stands further to the right than the next ones."""
    number = next((n for n, line in enumerate(lines, 1) if _is_field_or_entry(line)), 0)
    if at.column > 1 or not number or not _indentation(lines[number - 1]):
        return None
    line = lines[number - 1]
    return Slip(
        Position(number, 1),
        _field_at(lines, number),
        "the first field of the file is indented, and those below are not",
        f"take the spaces before it away: {excerpt(line.strip())}",
    )


def _no_field(lines: Sequence[str], at: Position) -> Slip | None:
    """The slip of a line that stands first among fields, and is none: `title = …`, `// …`."""
    above = _line_before(lines, at.line)
    head = lines[above - 1] if above else ""
    start = _indentation(head)
    before = _line_before(lines, above) if above else 0
    first = not before or lines[before - 1].rstrip().endswith(":")
    is_field = _is_field_or_entry(head) or start != _indentation(lines[at.line - 1])
    if not above or not first or is_field or not _is_field_or_entry(lines[at.line - 1]):
        return None
    return Slip(
        Position(above, start + 1),
        _field_at(lines, before),
        f"this line is no field: {excerpt(head.strip())}",
        "a field is written `name: text`, a comment `# text`",
    )


def _comma_behind(lines: Sequence[str], at: Position) -> Slip | None:
    """The slip of a comma behind a text in quotation marks, as JSON wants it."""
    line = lines[at.line - 1].rstrip()
    if line[at.column - 1 :] != "," or line[at.column - 2] not in "\"'":
        return None
    return Slip(
        at,
        _field_at(lines, at.line),
        "a comma stands behind this text, as in JSON; YAML wants none",
        f"take it away: {excerpt(line[:-1].strip())}",
    )


def _half_a_sign(lines: Sequence[str], at: Position) -> Slip | None:
    """The slip of an escape of JSON, which writes a sign such as an emoji as two halves."""
    found = _HALVES.match(lines[at.line - 1], max(at.column - 3, 0))
    if found is None:
        return None
    sign = bytes.fromhex(found[1] + found[2]).decode("utf-16-be") if found[2] else ""
    return Slip(
        Position(at.line, found.start() + 1),
        _field_at(lines, at.line),
        f"`{found[0][:6]}` is half of a sign, as JSON writes it",
        f"write the sign itself{sign and f': {sign}'}",
    )


_LOOKS = (
    _first_field_indented,
    _no_field,
    _comma_behind,
    _half_a_sign,
    _colon_above,
    _text_not_indented,
    _closed_late,
    _field_beside_its_entry,
)


def _field_at(lines: Sequence[str], number: int) -> Field:
    """The field in which a line stands, told by indentation alone: the text need not be YAML."""
    way: list[str | int] = []
    limit: int | None = None
    entry: int | None = None
    count = 0
    for line in reversed(lines[:number]):
        parts = LINE.match(line)
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
            limit = entry + 1
            entry, count = None, 0
        if limit is None or column < limit:
            if parts["key"]:
                way.append(parts["key"])
        elif not dashed or left >= limit:
            continue
        if dashed:
            entry, limit = left, left
        else:
            limit = column
            if limit == 0 and parts["key"]:
                break
    if entry is not None:
        way.append(count)
    return tuple(reversed(way))
