"""What can be wrong in a file, where, and how that reads for people, programs and GitHub."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Field = tuple[str | int, ...]
"""The way from the document to a value: keys and list places."""

SHOWN_PER_FILE = 20
"""A file with more problems than this is cut off in the text format: the rest follow from them."""
MAX_PER_FILE = 200
"""After so many problems of one kind a file is not looked at further: a flood must cost little."""
_MAX_NAME = 60

_UNPRINTABLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)
_COMMAND = re.compile(r"^\s*:(?=:)|#(?=#\[)")


class Position(NamedTuple):
    """A place in a text: line and column count from 1, columns in characters."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in one file, and how to mend it.

    `message` says what is wrong in one line, `hint` how to mend it, often in words to paste.
    """

    path: str
    position: Position
    field: str
    message: str
    hint: str = ""
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        """`path:line:column: field: message`, then a line with the hint."""
        place = f"{self.path}:{self.position.line}:{self.position.column}"
        severity = "warning: " if self.severity == "warning" else ""
        field = f"{self.field}: " if self.field else ""
        lines = [printable(f"{place}: {severity}{field}{self.message}")]
        if self.hint:
            first, *rest = self.hint.splitlines()
            lines.append(printable(f"  hint: {first}"))
            lines.extend(printable(f"    {line}") for line in rest)
        return "\n".join(lines)

    @property
    def order(self) -> tuple[str, Position, str, str]:
        """The key by which problems are sorted: file, place, field."""
        return self.path, self.position, self.field, self.message


class ProblemsError(Exception):
    """Raised where work cannot go on; carries all problems found until then."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems, key=lambda problem: problem.order)
        super().__init__(format_text(self.problems))

    def __reduce__(self) -> tuple[type, tuple[list[Problem]]]:
        """How the error comes from one process to another: by its problems."""
        return type(self), (self.problems,)


def field_name(field: Field) -> str:
    """The field as people write it: `quotes[0].text`."""
    name = ""
    for part in field:
        if isinstance(part, int):
            name += f"[{part}]"
        else:
            name += f".{excerpt(part)}" if name else excerpt(part)
    return name


def excerpt(text: str, length: int = _MAX_NAME) -> str:
    """The text, or its beginning where it is longer."""
    return text if len(text) <= length else text[: length - 1] + "…"


def printable(line: str) -> str:
    """The line without characters that act on a terminal, or that a workflow log obeys.

    A log of GitHub takes for a command what follows `::` at the start of a line, however indented,
    or `##[` anywhere in it.
    """
    line = _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", line)
    return _COMMAND.sub(r"\g<0>\\", line)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether one of the problems is more than a warning."""
    return any(problem.severity == "error" for problem in problems)


def format_text(problems: Sequence[Problem]) -> str:
    """All problems for people, those of one file together and capped when they flood."""
    lines = []
    shown: dict[str, int] = {}
    for problem in problems:
        shown[problem.path] = shown.get(problem.path, 0) + 1
        if shown[problem.path] <= SHOWN_PER_FILE:
            lines.append(str(problem))
    for path, count in shown.items():
        if (more := count - SHOWN_PER_FILE) > 0:
            least = "at least " if count >= MAX_PER_FILE else ""
            noun = "problem" if more == 1 else "problems"
            lines.append(printable(f"{path}: and {least}{more} more {noun}"))
    return "\n".join(lines)


def format_json(problems: Sequence[Problem]) -> str:
    """All problems for programs: a list of objects, one for each."""
    return json_text(
        [
            {
                "file": problem.path,
                "line": problem.position.line,
                "column": problem.position.column,
                "field": problem.field,
                "message": problem.message,
                "hint": problem.hint,
                "severity": problem.severity,
            }
            for problem in problems
        ]
    )


def json_text(values: object) -> str:
    """The values as JSON that is safe to print into the log of a workflow."""
    text = json.dumps(values, indent=2, ensure_ascii=True)
    return text.replace("##[", r"#\u0023[")  # the same to a program, and no command in a log


def format_github(problems: Sequence[Problem]) -> str:
    """All problems as workflow commands, which GitHub shows at their lines.

    The escapes are those of actions/toolkit: `%`, line ends, and in properties `:` and `,` too.
    """
    lines = []
    for problem in problems:
        properties = ",".join(
            f"{name}={_escape_property(str(value))}"
            for name, value in (
                ("file", problem.path),
                ("line", problem.position.line),
                ("col", problem.position.column),
                ("title", problem.field or "file"),
            )
        )
        message = problem.message + (f"\n{problem.hint}" if problem.hint else "")
        lines.append(f"::{problem.severity} {properties}::{_escape_message(message)}")
    return "\n".join(lines)


def _escape_message(text: str) -> str:
    text = "\n".join(printable(line) for line in text.split("\n"))
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_message(text).replace(":", "%3A").replace(",", "%2C")
