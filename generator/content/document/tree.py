"""What a file holds: texts, lists and fields, each with the place where it stands.

Reading makes plain lists and dictionaries, as a schema takes them, and beside them the offsets
where everything stands. Nodes with lines and columns are made of both for those who ask.
"""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from generator.content.document.text import Text
from generator.problems import Field, Position, Problem, field_name


@dataclass(slots=True, eq=False)
class PlacedList:
    """The plain entries of a list, where it starts, if in brackets, and where they stand."""

    start: int
    flow: bool = False
    values: list[Any] = field(default_factory=list)
    places: list["Place"] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class PlacedFields:
    """Plain values by name, where the first name, each name and each value stand."""

    start: int
    flow: bool
    values: dict[str, Any] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    places: dict[str, "Place"] = field(default_factory=dict)


Place = int | PlacedList | PlacedFields
"""The offset of a text, or a list or fields with the places of what they hold."""


@dataclass(slots=True, eq=False)
class Scalar:
    """A text and its place."""

    position: Position
    value: str


@dataclass(slots=True, eq=False)
class Sequence:
    """A list, its place, and whether it is written in brackets."""

    position: Position
    flow: bool
    items: list["Node"]


@dataclass(slots=True, eq=False)
class Mapping:
    """Fields by name, the place of the first, of each name, and whether it stands in brackets."""

    position: Position
    flow: bool
    fields: dict[str, "Node"]
    names: dict[str, Position]


Node = Scalar | Sequence | Mapping


class Document:
    """One file that YAML could read.

    `values` are its plain dictionaries, lists and texts: to be read, not to be changed.
    """

    def __init__(self, path: str, text: Text, top: PlacedFields) -> None:
        self.path = path
        self.values: dict[str, Any] = top.values
        self._text = text
        self._top = top

    @property
    def lines(self) -> list[str]:
        """The lines of the file, without their ends."""
        return self._text.lines

    @cached_property
    def root(self) -> Mapping:
        """All that the file holds, each thing at its line and column."""
        return self._fields(self._top)

    def _fields(self, placed: PlacedFields) -> Mapping:
        return Mapping(
            self._text.position(placed.start),
            placed.flow,
            {name: self._node(value, placed.places[name]) for name, value in placed.values.items()},
            {name: self._text.position(start) for name, start in placed.names.items()},
        )

    def _node(self, value: Any, place: Place) -> Node:
        match place:
            case int():
                return Scalar(self._text.position(place), value)
            case PlacedList(values=values, places=places):
                position = self._text.position(place.start)
                return Sequence(position, place.flow, list(map(self._node, values, places)))
            case PlacedFields():
                return self._fields(place)

    def data(self) -> dict[str, Any]:
        """A copy of the plain values, for the caller to change."""
        return deepcopy(self.values)

    def texts(self) -> Iterator[tuple[Field, str]]:
        """All texts in order, each with the way to it."""
        texts: list[tuple[Field, str]] = []
        _gather(texts, (), self.values.items())
        return iter(texts)

    def texts_with(self, word: str) -> Iterator[tuple[Field, str]]:
        """The texts that hold the word, which has no space in it, each with the way to it."""
        # Almost no file holds the word; where it does not, only an escape can stand for a part.
        if word in self._text.content or "\\" in self._text.content:
            yield from ((way, text) for way, text in self.texts() if word in text)

    def node(self, way: Field) -> Node | None:
        """What stands at the end of the way, or None."""
        node: Node | None = self.root
        for part in way:
            if isinstance(node, Mapping):
                node = node.fields.get(str(part))
            elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
                node = node.items[part]
            else:
                return None
        return node

    def position(self, way: Field) -> Position:
        """Where the value at the end of the way stands, or the nearest thing around it."""
        for length in range(len(way), 0, -1):
            if (node := self.node(way[:length])) is not None:
                return node.position
        return self.root.position

    def name_position(self, way: Field) -> Position:
        """Where the name of the field at the end of the way stands."""
        holder = self.node(way[:-1])
        if isinstance(holder, Mapping) and way[-1] in holder.names:
            return holder.names[str(way[-1])]
        return self.position(way)

    def line_from(self, position: Position) -> str:
        """What stands from this place on in its line."""
        return self.lines[position.line - 1][position.column - 1 :].strip()

    def problem(
        self, way: Field, message: str, hint: str = "", *, warning: bool = False
    ) -> Problem:
        """A problem with the value at the end of the way."""
        return Problem(
            self.path,
            self.position(way),
            field_name(way),
            message,
            hint,
            "warning" if warning else "error",
        )


def _gather(
    texts: list[tuple[Field, str]], way: Field, children: Iterable[tuple[str | int, Any]]
) -> None:
    """Add all texts among the children of what stands at the end of the way."""
    for part, child in children:
        if isinstance(child, str):
            texts.append(((*way, part), child))
        elif isinstance(child, list):
            _gather(texts, (*way, part), enumerate(child))
        else:
            _gather(texts, (*way, part), child.items())
