"""What the schema refuses, told to the person who wrote the file.

A document and what pydantic found wrong with its data come in; problems go out, each at its line
and column, in words of the document and not of the program, with a hint to paste where one exists.
"""

import difflib
import re
import types
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from generator.content.document import Document, Mapping, Scalar, Sequence, slips
from generator.content.types import SYNONYMS, band_of
from generator.problems import MAX_PER_FILE, Field, Position, Problem, excerpt, field_name

_EXAMPLES = {
    "title": "title: What happened, in one line",
    "date": "date: 2031-04-02",
    "summary": "summary: >\n  The bottom line, in two or three sentences.",
    "source": "source:\n  title: The title of the article\n  publisher: Who published it",
    "key_points": "key_points:\n  - text: What the source says.",
    "basis": "basis: reported, where the source says so\nor basis: assessed, where we do",
    "status": "status: pending",
    "likelihood": "likelihood: likely",
    "kind": "kind: correction",
    "revisions": "- date: 2031-04-02\n  likelihood: likely\n  because: What changed our mind.",
    "url": "url: https://…",
    "withdrawn": "withdrawn:\n  date: 2031-04-02\n  reason: Why it no longer stands.",
}
_MAX_LISTED = 40
_MAX_ENTRIES = 5
_MAX_WORD = 60
_MAX_COMPARED = 300
"""Comparing words takes long, so that long ones are not compared, nor one with very many."""

_WORD = re.compile(r"[a-z_]+:")

T = TypeVar("T")


def read_record(adapter: TypeAdapter[T], document: Document) -> T | list[Problem]:
    """The document's data as the adapter's type, or what is wrong with it."""
    try:
        return adapter.validate_python(document.values)
    except ValidationError as error:
        problems = _Diagnosis(document, adapter).problems(error.errors(include_url=False))
        return list(islice(problems, MAX_PER_FILE))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the known word nearest to this one, or all where none is near."""
    words = list(known)
    if meant := _nearest(word, words):
        return f"did you mean {meant!r}?"
    return f"one of: {', '.join(words)}" if 0 < len(words) <= _MAX_LISTED else ""


def _nearest(word: str, words: list[str]) -> str | None:
    word = word.lower()
    if (meant := SYNONYMS.get(word) or band_of(word)) in words:
        return meant
    if len(word) > _MAX_WORD:
        return None
    if len(words) > _MAX_COMPARED:
        words = [other for other in words if other[:1] == word[:1]][:_MAX_COMPARED]
    for spelling in dict.fromkeys((word, re.sub(r"[ -]", "_", word), re.sub(r"[ _]", "-", word))):
        if near := difflib.get_close_matches(spelling, words, 1, 0.6):
            return near[0]
    return None


class _Diagnosis:
    """The refusals of one document, each told once."""

    def __init__(self, document: Document, adapter: TypeAdapter[Any]) -> None:
        self.document = document
        self.adapter = adapter
        self.told: set[Field] = set()

    def problems(self, errors: list[ErrorDetails]) -> Iterator[Problem]:
        # A slip with a colon makes several refusals of one mistake: tell it first, and only it.
        errors.sort(key=lambda error: error["type"] != "extra_forbidden")
        for error in errors:
            way = tuple(part for part in error["loc"] if part != "[key]")
            told = any(way[:length] in self.told for length in range(len(way) + 1))
            if not told and not self.lacks_only_bad_entries(error, way):
                yield self.explain(error, way)

    def lacks_only_bad_entries(self, error: ErrorDetails, way: Field) -> bool:
        """Whether a list is called too short although it has entries, which are refused."""
        node = self.document.node(way)
        return error["type"] == "too_short" and isinstance(node, Sequence) and bool(node.items)

    def explain(self, error: ErrorDetails, way: Field) -> Problem:
        explain: Callable[[Field], Problem] | None = {
            "missing": self.missing,
            "extra_forbidden": self.unknown,
            "string_type": self.not_a_text,
            "model_type": self.not_fields,
            "model_attributes_type": self.not_fields,
            "dict_type": self.not_fields,
            "tuple_type": self.not_a_list,
            "string_too_short": self.empty,
            "too_short": self.empty,
        }.get(error["type"])
        if explain:
            return explain(way)
        if isinstance(error["input"], str) and (space := slips.space_around(error["input"])):
            return self.document.problem(way, *space)
        if error["type"] == "literal_error":
            return self.not_in_vocabulary(way, error["ctx"]["expected"])
        if not isinstance(error["input"], str):
            return self.not_a_word(way)
        if not error["input"]:
            return self.empty(way)
        context = error.get("ctx", {})
        position = self.document.position(way)
        if error["loc"][-1:] == ("[key]",):
            self.told.add(way)
            position = self.document.name_position(way)
        return self.at(position, way, context.get("message", error["msg"]), context.get("hint", ""))

    def at(self, position: Position, way: Field, message: str, hint: str = "") -> Problem:
        return Problem(self.document.path, position, field_name(way), message, hint)

    def missing(self, way: Field) -> Problem:
        name = str(way[-1])
        message = f"the field {name!r} is missing"
        return self.at(self.document.position(way), way, message, _EXAMPLES.get(name, f"{name}: …"))

    def empty(self, way: Field) -> Problem:
        if isinstance(way[-1], int):
            return self.document.problem(
                way, "the entry is empty", "write something behind the hyphen, or take it away"
            )
        name = str(way[-1])
        hint = _EXAMPLES.get(name, f"write something behind `{name}:`, or take the field away")
        return self.document.problem(way, "the field is empty", hint)

    def unknown(self, way: Field) -> Problem:
        name = str(way[-1])
        holder = self.document.node(way[:-1])
        position = self.document.name_position(way)
        if isinstance(holder, Mapping) and self.is_sentence(holder, way):
            self.told.add(way[:-1])
            return self.colon(holder, way[:-1])
        if glued := re.fullmatch(r"([a-z_]+):(\S.*)", name):
            self.told.add((*way[:-1], glued[1]))
            return self.at(
                position,
                (*way[:-1], glued[1]),
                "there is no space behind the colon",
                f"{glued[1]}: {glued[2]}",
            )
        self.told.add(way)
        if not name:
            message, hint = "a colon stands here without a name before it", "name: text"
        else:
            known = _fields_at(self.adapter, way[:-1])
            if isinstance(holder, Mapping) and (meant := SYNONYMS.get(name)) in holder.fields:
                known = [field for field in known if field != meant]
            message = f"there is no field {excerpt(name)!r} here"
            hint = self.elsewhere(way, known) or did_you_mean(name, known)
            if meant := _nearest(name, known):
                self.told.add((*way[:-1], meant))  # that this one is missing is the same mistake
        return self.at(position, way, message, hint)

    def elsewhere(self, way: Field, known: list[str]) -> str:
        """A hint where the field belongs to the whole file, or to the source, or nothing."""
        name, values = str(way[-1]), self.document.values
        source = values.get("source")
        there = source if len(way) == 1 and isinstance(source, dict) else values
        if _nearest(name, known) or name in there:
            return ""
        if len(way) > 1 and name in _fields_at(self.adapter, ()):
            return f"`{name}` is a field of the whole file: it begins its line, without spaces"
        if len(way) == 1 and name in _fields_at(self.adapter, ("source",)):
            return f"`{name}` is a field of `source`: it stands below that, behind two spaces"
        return ""

    def is_sentence(self, holder: Mapping, way: Field) -> bool:
        """Whether the fields are a sentence that was taken apart at a colon in it."""
        may_be_text = len(way) == 3 and way[0] == "caveats"
        words = not re.fullmatch(r"[\w-]*", str(way[-1]))
        known = _fields_at(self.adapter, way[:-1])
        return (
            len(way) > 1
            and self.document.line_from(holder.position)[:1] != "{"
            and (words or may_be_text)
            and not any(name in known for name in holder.fields)
        )

    def colon(self, holder: Mapping, way: Field) -> Problem:
        """The problem of a text that became fields because of a colon in it."""
        lines, (number, column) = self.document.lines, holder.position
        first = slips.LINE.match(lines[number - 1], column - 1)
        text = "".join(slips.text_from(first, lines[number:])) if first else ""
        lead = _lead(way)
        if holder.flow:
            lead, text = "", re.split(r"[,\]}]", text)[0]
        elif "text" in _fields_at(self.adapter, way) and way[:1] != ("caveats",):
            lead = "- text: "
        return self.at(holder.position, way, *slips.colon(lead, text))

    def not_a_text(self, way: Field) -> Problem:
        node = self.document.node(way)
        text = self.document.line_from(self.document.position(way))
        if text[:1] in {"[", "{"}:
            return self.document.problem(way, *slips.in_brackets(_lead(way), text))
        if isinstance(node, Mapping):
            name = self.document.name_position(way)
            if isinstance(way[-1], str) and node.position.line > name.line and _WORD.match(text):
                hint = f"write it behind `{way[-1]}:`, or in the next line without a name"
                message = "expected a text, got fields: a text with a colon needs quotes"
                return self.document.problem(way, message, hint)
            return self.colon(node, way)
        return self.document.problem(
            way, "expected a text, got a list", "write one text, or put it under `>`"
        )

    def not_a_word(self, way: Field) -> Problem:
        match self.document.node(way):
            case Sequence(items=[Scalar(value=word)]):
                hint = f"{_lead(way)}{word}"
                return self.document.problem(way, "expected one word, got a list", hint)
            case _:
                return self.not_a_text(way)

    def not_fields(self, way: Field) -> Problem:
        node = self.document.node(way)
        if not isinstance(node, Scalar):
            return self.document.problem(
                way, "expected fields, got a list", "take the hyphen away: fields have names"
            )
        line = self.document.lines[node.position.line - 1]
        if slip := slips.slip_of_name(node.position, way, line):
            return self.at(slip.position, slip.field, slip.message, slip.hint)
        if not node.value.strip():
            return self.empty(way)
        message = "expected fields, got a text"
        known = _fields_at(self.adapter, way)
        first = "text" if "text" in known else next(iter(known), "name")
        if first == "date":
            name = next(part for part in reversed(way) if isinstance(part, str))
            return self.document.problem(way, message, _EXAMPLES.get(name, ""))
        if "url" in known and node.value.startswith("http"):
            first = "url"
        lead = "- " if isinstance(way[-1], int) else f"{way[-1]}:\n  "
        return self.document.problem(way, message, f"{lead}{slips.entry(first, node.value)}")

    def not_a_list(self, way: Field) -> Problem:
        node = self.document.node(way)
        name = str(way[-1])
        if isinstance(node, Scalar) and node.value.strip():
            first = "text" if "text" in _fields_at(self.adapter, (*way, 0)) else ""
            entries = slips.texts_behind_bullets(self.document.lines, node.position)
            message = "expected a list, got a text"
            if entries:
                message += ": an entry starts with a hyphen and a space"
            hint = f"{name}:"
            for text in map(excerpt, entries[:_MAX_ENTRIES]) if entries else (node.value,):
                hint += f"\n  - {slips.entry(first, text)}"
            return self.document.problem(way, message, hint)
        if isinstance(node, Mapping):
            name_of_first, value = next(iter(node.fields.items()), ("…", None))
            first = f"{name_of_first}: …"
            if isinstance(value, Scalar) and not _fields_at(self.adapter, (*way, 0)):
                first = value.value
            return self.document.problem(
                way,
                "expected a list, got fields",
                f"start each entry with a hyphen:\n{name}:\n  - {excerpt(first)}",
            )
        return self.empty(way)

    def not_in_vocabulary(self, way: Field, expected: str) -> Problem:
        node = self.document.node(way)
        if not isinstance(node, Scalar):
            return self.not_a_word(way)
        words = re.findall(r"'([^']*)'", expected)
        if not node.value:
            return self.document.problem(way, "the field is empty", f"one of: {', '.join(words)}")
        # What the two words of a basis mean helps more than which is spelt alike.
        hint = _EXAMPLES["basis"] if way[-1] == "basis" else did_you_mean(node.value, words)
        message = f"{excerpt(node.value)!r} is not one of the words of this field"
        return self.document.problem(way, message, hint)


def _lead(way: Field) -> str:
    return f"{way[-1]}: " if way and isinstance(way[-1], str) else "- "


def _fields_at(adapter: TypeAdapter[Any], way: Field) -> list[str]:
    """The names of the fields that may stand at the end of the way."""
    kind: Any = adapter._type
    for part in way:
        kind = _bare(kind)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            fields = {field.alias or name: field for name, field in kind.model_fields.items()}
            if str(part) not in fields:
                return []
            kind = fields[str(part)].annotation
        elif get_origin(kind) is dict:
            kind = get_args(kind)[1]
        elif get_origin(kind) is tuple and isinstance(part, int):
            kind = get_args(kind)[0]
        else:
            return []
    kind = _bare(kind)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return [field.alias or name for name, field in kind.model_fields.items()]
    return []


def _bare(kind: Any) -> Any:
    """The type without annotations and without None."""
    while True:
        if get_origin(kind) is Annotated:
            kind = get_args(kind)[0]
        elif get_origin(kind) in {Union, types.UnionType}:
            kind = next(choice for choice in get_args(kind) if choice is not types.NoneType)
        else:
            return kind
