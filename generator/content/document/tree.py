"""What a file holds: texts, lists and fields, each with the place where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.problems import Field, Position, Problem, field_name


@dataclass(slots=True, eq=False)
class Scalar:
    """A text and its place."""

    position: Position
    value: str


@dataclass(slots=True, eq=False)
class Sequence:
    """A list, its place, and whether it is written in brackets."""

    position: Position
    flow: bool = False
    items: list["Node"] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Mapping:
    """Fields by name, the place of the first, of each name, and whether it stands in brackets."""

    position: Position
    flow: bool = False
    fields: dict[str, "Node"] = field(default_factory=dict)
    names: dict[str, Position] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Document:
    """One file that YAML could read."""

    path: str
    root: Mapping
    lines: list[str]

    def data(self) -> dict[str, Any]:
        """The same as plain dictionaries, lists and texts."""
        return {name: _data(node) for name, node in self.root.fields.items()}

    def texts(self) -> Iterator[tuple[Field, str]]:
        """All texts in order, each with the way to it."""
        return _texts((), self.root)

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


def _texts(way: Field, node: Node) -> Iterator[tuple[Field, str]]:
    match node:
        case Scalar(value=value):
            yield way, value
        case Sequence(items=items):
            for place, item in enumerate(items):
                yield from _texts((*way, place), item)
        case Mapping(fields=fields):
            for name, child in fields.items():
                yield from _texts((*way, name), child)


def _data(node: Node) -> Any:
    match node:
        case Scalar(value=value):
            return value
        case Sequence(items=items):
            return [_data(item) for item in items]
        case Mapping(fields=fields):
            return {name: _data(value) for name, value in fields.items()}
