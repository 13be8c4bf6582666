"""The bytes of a YAML file become texts, lists and mappings that know where they stand.

Strict YAML: every scalar is the text that was typed, keys are plain words and stand once, and
there are no aliases, anchors, tags or second documents. The file is read event by event, so that
neither depth nor size can exhaust the stack or the memory. The only reader of YAML.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.content import slips
from generator.problems import Field, Position, Problem, field_name

MAX_BYTES = 1_000_000
"""A briefing with the fingerprint of a book stays below this."""
MAX_DEPTH = 12
"""Lists and mappings within one another; the schema knows five."""

_FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_FRENCH_COLON = re.compile(r"(?<=[\u00a0\u202f]):(?= )")
_STAND_IN = "\ufdd0"
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_CUT = re.compile(r"\s+(#)\S")
_WRAPPED = re.compile(f"[{slips.CURLY}][^{slips.CURLY}]*[{slips.CURLY}]", re.DOTALL)


@dataclass(slots=True, eq=False)
class Scalar:
    """A text, its place, and whether it stands without quotes on the line of its field."""

    position: Position
    value: str
    plain: bool = False


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

    def problem(self, way: Field, message: str, hint: str = "", *, warning: bool = False) -> Problem:
        """A problem with the value at the end of the way."""
        severity = "warning" if warning else "error"
        return Problem(self.path, self.position(way), field_name(way), message, hint, severity)


def _data(node: Node) -> Any:
    match node:
        case Scalar(value=value):
            return value
        case Sequence(items=items):
            return [_data(item) for item in items]
        case Mapping(fields=fields):
            return {name: _data(value) for name, value in fields.items()}


def read_document(path: str, content: bytes) -> tuple[Document | None, list[Problem]]:
    """The document that the bytes hold, and the problems of its text.

    The document is None where the problems leave nothing to go on with; raises nothing.
    """
    text, problem = _decode(path, content)
    if problem:
        return None, [problem]
    return _Reader(path, text).read()


def _decode(path: str, content: bytes) -> tuple[str, Problem | None]:
    def refuse(position: Position, message: str, hint: str) -> tuple[str, Problem]:
        return "", Problem(path, position, "", message, hint)

    if len(content) > MAX_BYTES:
        return refuse(
            Position(),
            f"the file has more than the {MAX_BYTES:,} bytes that a file may have",
            "a briefing says what an article says in few words; the article does not belong in it",
        )
    save_anew = "save the file as UTF-8 (in most editors under “Save with encoding”)"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:4]:
        return refuse(Position(), "the file is written in UTF-16 or UTF-32, not in UTF-8", save_anew)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", errors="replace")
        return refuse(
            _place(before, len(before)),
            f"the byte 0x{content[error.start]:02x} is not UTF-8; the file has another encoding",
            save_anew,
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := _FORBIDDEN.search(text):
        return refuse(
            _place(text, found.start()),
            f"there is an invisible control character (U+{ord(found[0]):04X}) in the text",
            "delete it: it may stand between two letters and show nothing",
        )
    return text, None


def _place(text: str, offset: int) -> Position:
    return Position(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


class _Stop(Exception):
    """The document cannot be read further; its problem has been noted."""


class _Reader:
    """Reads the events of one text into a tree, gathering problems on the way."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        # French sets a no-break space before a colon; such a colon never ends a field's name.
        self.readable = _FRENCH_COLON.sub(_STAND_IN, text)
        self.lines = text.split("\n")
        self.has_hash = "#" in text
        self.problems: list[Problem] = []
        self.open: list[tuple[Sequence | Mapping, str | None]] = []
        self.roots: list[Node] = []

    def read(self) -> tuple[Document | None, list[Problem]]:
        try:
            for event in yaml.parse(self.readable, Loader=yaml.CSafeLoader):
                self.take(event)
        except yaml.MarkedYAMLError as error:
            self.give_up(error)
            return None, self.problems
        except yaml.YAMLError as error:
            self.note(Position(), (), f"YAML cannot read this file: {error}")
            return None, self.problems
        except _Stop:
            return None, self.problems
        if not self.roots:
            self.note(Position(), (), "the file is empty", "start with `title:`")
            return None, self.problems
        root = self.roots[0]
        if not isinstance(root, Mapping):
            self.refuse_root(root)
            return None, self.problems
        return Document(self.path, root, self.lines), self.problems

    def note(
        self, position: Position, way: Field, message: str, hint: str = "", *, warning: bool = False
    ) -> None:
        severity = "warning" if warning else "error"
        self.problems.append(
            Problem(self.path, position, field_name(way), message, hint, severity)
        )

    def note_slip(self, slip: slips.Slip) -> None:
        self.note(slip.position, slip.field, slip.message, slip.hint)

    def give_up(self, error: yaml.MarkedYAMLError) -> None:
        """Note what the writer most likely did where the parser gave up."""
        at = _position(error.problem_mark) if error.problem_mark else Position()
        since = _position(error.context_mark) if error.context_mark else None
        self.note_slip(slips.explain(self.lines, at, since, error.problem or ""))

    def refuse_root(self, root: Node) -> None:
        slip = slips.explain(self.lines, root.position, None, "")
        what = "a list" if isinstance(root, Sequence) else "a text"
        if "space behind the colon" in slip.message:
            self.note_slip(slip)
        else:
            self.note(
                root.position,
                (),
                f"the file holds {what}, not fields",
                "write fields: `title: …`, `date: …`, each on a line of its own",
            )

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.AliasEvent():
                self.refuse_indicator(event, "*")
            case yaml.ScalarEvent() | yaml.CollectionStartEvent():
                if event.anchor is not None:
                    self.refuse_indicator(event, "&")
                if event.tag is not None:
                    self.refuse_indicator(event, "!")
                if isinstance(event, yaml.ScalarEvent):
                    self.take_scalar(event)
                else:
                    self.open_collection(event)
            case yaml.CollectionEndEvent():
                self.open.pop()
                if self.open:
                    self.open[-1] = (self.open[-1][0], None)
            case yaml.DocumentStartEvent() if self.roots:
                self.note(
                    _position(event.start_mark),
                    (),
                    "a second document starts here",
                    "one file holds one briefing: take the line `---` away or make a second file",
                )
                raise _Stop

    def refuse_indicator(self, event: yaml.NodeEvent, first: str) -> None:
        position = _position(event.start_mark)
        for slip in slips.slips_of_line(self.lines, position.line):
            if slip.position == position:
                self.note_slip(slip)
                raise _Stop
        self.note(
            position,
            self.way(),
            f"YAML's `{first}` is not used in these files",
            "put a text that starts with it within quotation marks",
        )
        raise _Stop

    def way(self) -> Field:
        """The way to the value that is read next."""
        way: list[str | int] = []
        last = len(self.open) - 1
        for depth, (node, name) in enumerate(self.open):
            if isinstance(node, Sequence):
                way.append(len(node.items) - (depth != last))
            elif name is not None:
                way.append(name)
        return tuple(way)

    def take_scalar(self, event: yaml.ScalarEvent) -> None:
        position = _position(event.start_mark)
        plain = event.style is None or not event.style.strip("\0")
        if self.awaits_name():
            self.take_name(event, position)
            return
        self.inspect(event, position, plain=plain)
        self.put(Scalar(position, event.value.replace(_STAND_IN, ":"), plain))

    def awaits_name(self) -> bool:
        return bool(self.open) and isinstance(self.open[-1][0], Mapping) and self.open[-1][1] is None

    def take_name(self, event: yaml.ScalarEvent, position: Position) -> None:
        mapping = self.open[-1][0]
        assert isinstance(mapping, Mapping)
        name = event.value
        if found := slips.find_other_space(name):
            self.note_slip(slips.other_space(position, found[0]))
            raise _Stop
        if name in mapping.names:
            first = mapping.names[name].line
            self.note(
                position,
                (*self.way(), name),
                f"the field {name!r} stands here a second time, first on line {first}",
                "keep one of the two",
            )
        if mapping.flow and self.line_after(event).lstrip()[:1] in {",", "}"}:
            self.note_lost_end(event, position)
            raise _Stop
        mapping.names[name] = position
        self.open[-1] = (mapping, name)

    def note_lost_end(self, event: yaml.ScalarEvent, position: Position) -> None:
        if glued := re.fullmatch(r"([a-z_]+):(\S.*)", event.value):
            message, hint = "there is no space behind the colon", f"{glued[1]}: {glued[2]}"
        else:
            message = f"within curly brackets a comma ends the text, so {event.value!r} is cut off"
            hint = 'put the whole text within quotation marks: text: "…, …"'
        self.note(position, self.way(), message, hint)

    def line_after(self, event: yaml.Event) -> str:
        """What stands behind the end of the event on its line."""
        end = _position(event.end_mark)
        return self.lines[end.line - 1][end.column - 1 :] if end.line <= len(self.lines) else ""

    def inspect(self, event: yaml.ScalarEvent, position: Position, *, plain: bool) -> None:
        """Note what makes this text another than the one that was meant."""
        if self.has_hash:
            self.inspect_comments(event, position)
        if event.style == '"' and (found := _FORBIDDEN.search(event.value)):
            self.note(
                position,
                self.way(),
                f"there is an invisible control character (U+{ord(found[0]):04X}) in the text",
                "take the escape away",
            )
        if not event.value.isascii() and (found := _BIDI.search(event.value)):
            self.note(
                position,
                self.way(),
                f"an invisible character (U+{ord(found[0]):04X}) changes the direction of the text",
                "take it away unless the text needs it: it can make words read in another order",
                warning=True,
            )
        if plain and _WRAPPED.fullmatch(event.value) and "quotes" not in self.way():
            self.note(
                position,
                self.way(),
                "the curly quotation marks around this text are part of it",
                "take them away unless they should be seen; YAML needs none here",
                warning=True,
            )

    def inspect_comments(self, event: yaml.ScalarEvent, position: Position) -> None:
        """Note a comment that was meant as text, and a text that was meant as a comment."""
        end = _position(event.end_mark)
        if event.style in {"|", ">"}:
            for number in range(position.line + 1, min(end.line, len(self.lines) + 1)):
                line = self.lines[number - 1]
                if re.match(r"\s*#+(\s|$)", line):
                    self.note(
                        Position(number, line.index("#") + 1),
                        self.way(),
                        "a # line within a text block is no comment: it becomes part of the text",
                        "move the comment above the field",
                    )
        elif cut := _CUT.match(self.line_after(event)):
            self.note(
                Position(end.line, end.column + cut.start(1)),
                self.way(),
                "a # behind a space starts a comment: the text ends before it",
                "put the text within quotation marks; an ordinary comment has a space behind its #",
            )

    def open_collection(self, event: yaml.CollectionStartEvent) -> None:
        position = _position(event.start_mark)
        if self.awaits_name():
            self.note(
                position,
                self.way(),
                "a list or mapping cannot be the name of a field",
                "put a text that starts with a bracket within quotation marks",
            )
            raise _Stop
        if len(self.open) >= MAX_DEPTH:
            self.note(position, (), f"lists and fields are nested more than {MAX_DEPTH} deep")
            raise _Stop
        kind = Sequence if isinstance(event, yaml.SequenceStartEvent) else Mapping
        node = kind(position, bool(event.flow_style))
        self.put(node)
        self.open.append((node, None))

    def put(self, node: Node) -> None:
        if not self.open:
            self.roots.append(node)
            return
        holder, name = self.open[-1]
        if isinstance(holder, Sequence):
            holder.items.append(node)
        elif name is not None:
            holder.fields[name] = node
            if isinstance(node, Scalar):
                self.open[-1] = (holder, None)


def _position(mark: yaml.Mark) -> Position:
    return Position(mark.line + 1, mark.column + 1)

