"""What the schema refuses, told to the person who wrote the file.

A document and what pydantic found wrong with its data come in; problems go out, each at its line
and column, in words of the document and not of the program, with a hint to paste where one exists.
"""

import difflib
import re
import types
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from generator.content import slips
from generator.content.document import Document, Mapping, Scalar, Sequence
from generator.content.types import SYNONYMS
from generator.problems import Field, Position, Problem, field_name

_EXAMPLES = {
    "title": "title: What happened, in one line",
    "date": "date: 2031-04-02",
    "summary": "summary: >\n  The bottom line, in two or three sentences.",
    "source": "source:\n  title: The title of the article\n  publisher: Who published it",
    "key_points": "key_points:\n  - text: What the source says.",
    "text": "text: …",
    "basis": "basis: reported\nbasis: assessed",
    "name": "name: …",
    "status": "status: pending",
    "likelihood": "likelihood: likely",
    "because": "because: …",
    "reason": "reason: …",
}


T = TypeVar("T")


def read_record(adapter: TypeAdapter[T], document: Document) -> tuple[T | None, list[Problem]]:
    """The document's data as the adapter's type, or None and what is wrong with it."""
    try:
        return adapter.validate_python(document.data()), []
    except ValidationError as error:
        return None, list(_Diagnosis(document, adapter).problems(error.errors(include_url=False)))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the known word nearest to this one, or all where none is near."""
    words = list(known)
    meant = SYNONYMS.get(word.lower())
    if meant not in words:
        near = difflib.get_close_matches(word.lower().replace("-", "_"), words, 1, 0.6) or (
            difflib.get_close_matches(word.lower(), words, 1, 0.6)
        )
        meant = near[0] if near else None
    if meant:
        return f"did you mean {meant!r}?"
    return f"one of: {', '.join(words)}" if words else ""


class _Diagnosis:
    """The refusals of one document, each told once."""

    def __init__(self, document: Document, adapter: TypeAdapter[Any]) -> None:
        self.document = document
        self.adapter = adapter
        self.told: list[Field] = []

    def problems(self, errors: list[ErrorDetails]) -> Iterator[Problem]:
        # A colon slip makes several refusals of one mistake: tell it first, and only it.
        errors = sorted(errors, key=lambda error: error["type"] != "extra_forbidden")
        for error in errors:
            way = tuple(part for part in error["loc"] if part != "[key]")
            if any(way[: len(told)] == told for told in self.told):
                continue
            yield self.explain(error, way)

    def explain(self, error: ErrorDetails, way: Field) -> Problem:
        explain: Callable[[Field, ErrorDetails], Problem] | None = {
            "missing": self.missing,
            "extra_forbidden": self.unknown,
            "string_type": self.not_a_text,
            "model_type": self.not_fields,
            "model_attributes_type": self.not_fields,
            "dict_type": self.not_fields,
            "tuple_type": self.not_a_list,
            "literal_error": self.not_in_vocabulary,
            "string_too_short": self.empty,
            "too_short": self.empty,
        }.get(error["type"])
        if explain:
            return explain(way, error)
        context = error.get("ctx", {})
        position = self.document.position(way)
        if error["loc"][-1:] == ("[key]",):
            position = self.document.name_position(way)
        return self.at(position, way, context.get("message", error["msg"]), context.get("hint", ""))

    def at(self, position: Position, way: Field, message: str, hint: str = "") -> Problem:
        return Problem(self.document.path, position, field_name(way), message, hint)

    def missing(self, way: Field, error: ErrorDetails) -> Problem:
        name = str(way[-1])
        message = f"the field {name!r} is missing"
        return self.at(self.document.position(way), way, message, _EXAMPLES.get(name, f"{name}: …"))

    def empty(self, way: Field, error: ErrorDetails) -> Problem:
        name = str(way[-1])
        hint = _EXAMPLES.get(name, f"write a text behind `{name}:`")
        return self.document.problem(way, "the field is empty", f"{hint}\nor take the field away")

    def unknown(self, way: Field, error: ErrorDetails) -> Problem:
        name = str(way[-1])
        holder = self.document.node(way[:-1])
        known = _fields_at(self.adapter, way[:-1])
        may_be_text = len(way) == 3 and way[0] == "caveats"
        if (
            isinstance(holder, Mapping)
            and not holder.flow
            and (not re.fullmatch(r"[\w-]+", name) or may_be_text)
            and "text" not in holder.fields
        ):
            self.told.append(way[:-1])
            return self.colon(holder, way[:-1])
        if glued := re.fullmatch(r"([a-z_]+):(\S.*)", name):
            return self.at(
                self.document.name_position(way),
                (*way[:-1], glued[1]),
                "there is no space behind the colon",
                f"{glued[1]}: {glued[2]}",
            )
        self.told.append(way)
        return self.at(
            self.document.name_position(way),
            way,
            f"there is no field {name!r} here",
            did_you_mean(name, known),
        )

    def colon(self, holder: Mapping, way: Field) -> Problem:
        """The problem of a text that became fields because of a colon in it."""
        line = self.document.lines[holder.position.line - 1]
        text = line[holder.position.column - 1 :].strip()
        key = way[-1] if way and isinstance(way[-1], str) else ""
        return self.at(holder.position, way, *slips.colon(key, text))

    def not_a_text(self, way: Field, error: ErrorDetails) -> Problem:
        node = self.document.node(way)
        if isinstance(node, Mapping) and not node.flow:
            return self.colon(node, way)
        if isinstance(node, Sequence) and not node.flow:
            return self.document.problem(
                way, "expected a text, got a list", "write one text, or put it under `>`"
            )
        line = self.document.lines[self.document.position(way).line - 1]
        text = line[self.document.position(way).column - 1 :].strip()
        what = "a square bracket, which YAML reads as a list"
        if isinstance(node, Mapping):
            what = "a curly bracket, which YAML reads as a mapping"
        key = str(way[-1]) if way and isinstance(way[-1], str) else ""
        return self.document.problem(
            way, f"the text starts with {what}; it needs quotes", slips.pasted(key, text)
        )

    def not_fields(self, way: Field, error: ErrorDetails) -> Problem:
        node = self.document.node(way)
        known = _fields_at(self.adapter, way)
        if isinstance(node, Scalar):
            glued = re.fullmatch(r"([a-z_]+):(\S.*)", node.value)
            if glued:
                return self.document.problem(
                    way, "there is no space behind the colon", f"{glued[1]}: {glued[2]}"
                )
            if not node.value:
                return self.document.problem(
                    way,
                    "the field is empty" if isinstance(way[-1], str) else "the entry is empty",
                    "write the fields below it, indented by two spaces" if known else "",
                )
            lead = "- " if isinstance(way[-1], int) else f"{way[-1]}:\n  "
            first = "text" if "text" in known else next(iter(known), "name")
            return self.document.problem(
                way, "expected fields, got a text", f"{lead}{first}: {node.value.strip()}"
            )
        return self.document.problem(
            way, "expected fields, got a list", "take the hyphen away: fields have names"
        )

    def not_a_list(self, way: Field, error: ErrorDetails) -> Problem:
        node = self.document.node(way)
        name = str(way[-1])
        if isinstance(node, Scalar) and node.value:
            hint = f"{name}:\n  - {node.value.strip()}"
            return self.document.problem(way, "expected a list, got a text", hint)
        if isinstance(node, Mapping):
            return self.document.problem(
                way,
                "expected a list, got fields",
                f"start each entry with a hyphen:\n{name}:\n  - …",
            )
        return self.empty(way, error)

    def not_in_vocabulary(self, way: Field, error: ErrorDetails) -> Problem:
        words = re.findall(r"'([^']*)'", error["ctx"]["expected"])
        value = error["input"]
        if not isinstance(value, str):
            return self.not_a_text(way, error)
        if not value:
            return self.document.problem(way, "the field is empty", f"one of: {', '.join(words)}")
        shown = value if len(value) < 60 else value[:57] + "…"
        return self.document.problem(
            way, f"{shown!r} is not one of the words of this field", did_you_mean(value, words)
        )


def _fields_at(adapter: TypeAdapter[Any], way: Field) -> list[str]:
    """The names of the fields that may stand at the end of the way."""
    kind = adapter._type
    for part in way:
        kind = _bare(kind)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            field = kind.model_fields.get(str(part))
            if field is None:
                return []
            kind = field.annotation
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
