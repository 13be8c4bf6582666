"""The only reader of YAML: bytes in, a Document or problems out.

The file is read event by event, so that neither depth nor size can exhaust the stack or the memory.
"""

import re
from typing import Any, NoReturn

import yaml

from generator.content.document import slips
from generator.content.document.breakdown import explain
from generator.content.document.encoding import read_text
from generator.content.document.traps import ReadText, find_traps
from generator.content.document.tree import Document, Mapping, Node, Scalar, Sequence
from generator.problems import MAX_PER_FILE, Field, Position, Problem, excerpt, field_name

MAX_DEPTH = 12
"""Lists and fields within one another; the schema knows five."""
MAX_VALUES = 100_000
"""Texts, lists and fields in one file; a register of ten thousand people has fewer."""

_FRENCH_COLON = re.compile(r"(?<=[\u00a0\u202f]):(?=[ \n]|\Z)")
_STAND_IN = "\ufdd0"
_LOST = re.compile(r"\s*[,}]")
_REST = re.compile(r"[^\n}]*?(?=\s*(?:,\s*[a-z_]+:|\}))")


def read_document(path: str, content: bytes) -> tuple[Document | None, list[Problem]]:
    """The document that the bytes hold, and the problems of its text.

    The document is None where the problems leave nothing to go on with; raises nothing.
    """
    text = read_text(path, content)
    if isinstance(text, Problem):
        return None, [text]
    return _Reader(path, text).read()


_KEEPS_LINES = frozenset('|"')
"""How a text is written whose line ends are those that it should have."""


def _unfolded(value: str) -> str:
    """The text with a blank line where it had one, which YAML folds to one line end."""
    body = value.rstrip("\n")
    return body.replace("\n", "\n\n") + value[len(body) :]


class _Stop(Exception):  # noqa: N818 - no error: it ends the reading
    """The document cannot be read further; its problem has been noted."""


class _Reader:
    """Reads the events of one text into a tree, gathering problems on the way."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        # French sets a no-break space before a colon; such a colon never ends a field's name.
        self.readable = _FRENCH_COLON.sub(_STAND_IN, text)
        self.lines = text.split("\n")
        self.problems: list[Problem] = []
        self.open: list[tuple[Sequence | Mapping, str | None]] = []
        self.roots: list[Node] = []
        self.count = 0

    def read(self) -> tuple[Document | None, list[Problem]]:
        try:
            self.take_events()
            return self.document(), self.problems
        except _Stop:
            # What is only odd can wait until the file can be read.
            return None, [one for one in self.problems if one.severity == "error"]

    def take_events(self) -> None:
        try:
            for event in yaml.parse(self.readable, Loader=yaml.CSafeLoader):
                self.take(event)
        except yaml.YAMLError as error:
            self.note_slip(self.slip_at(error))
            raise _Stop from error

    def slip_at(self, error: yaml.YAMLError) -> slips.Slip:
        """What the writer most likely did where the parser gave up."""
        if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
            return explain(self.lines, Position(), None, "")
        since = self.place(error.context_mark) if error.context_mark else None
        return explain(self.lines, self.place(error.problem_mark), since, error.problem or "")

    def document(self) -> Document:
        root = self.roots[0] if self.roots else None
        if not isinstance(root, Mapping):
            self.refuse_root(root)
        return Document(self.path, root, self.lines)

    def refuse_root(self, root: Node | None) -> NoReturn:
        if root is None or (isinstance(root, Scalar) and not root.value):
            self.refuse(Position(), (), "the file is empty", "start with `title:`")
        if isinstance(root, Scalar):
            line = self.lines[root.position.line - 1]
            if slip := slips.slip_of_name(root.position, (), line):
                self.note_slip(slip)
                raise _Stop
        what = "a list" if isinstance(root, Sequence) else "a text"
        self.refuse(
            root.position,
            (),
            f"the file holds {what}, not fields",
            "write fields: `title: …`, `date: …`, each on a line of its own",
        )

    def note(self, position: Position, way: Field, message: str, hint: str) -> None:
        self.note_slip(slips.Slip(position, way, message, hint))

    def note_slip(self, slip: slips.Slip) -> None:
        # The last place is kept for an error: a file must not fail by warnings alone.
        if slip.warning and len(self.problems) >= MAX_PER_FILE - 1:
            return
        self.problems.append(
            Problem(
                self.path,
                slip.position,
                field_name(slip.field),
                slip.message,
                slip.hint,
                "warning" if slip.warning else "error",
            )
        )
        if len(self.problems) >= MAX_PER_FILE:
            raise _Stop

    def refuse(self, position: Position, way: Field, message: str, hint: str) -> NoReturn:
        self.note(position, way, message, hint)
        raise _Stop

    def place(self, mark: Any) -> Position:  # the stubs do not know the marks of the C parser
        """The place of a mark; an empty value may stand behind the last line."""
        if mark.line >= len(self.lines):
            return Position(len(self.lines), len(self.lines[-1]) + 1)
        return Position(mark.line + 1, mark.column + 1)

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.AliasEvent():
                self.refuse_indicator(event, "*")
            case yaml.ScalarEvent() | yaml.CollectionStartEvent():
                self.count += 1
                if self.count > MAX_VALUES:
                    self.refuse(
                        self.place(event.start_mark),
                        (),
                        f"the file holds more than {MAX_VALUES:,} fields and entries",
                        "a briefing says what an article says in few words",
                    )
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
                self.refuse(
                    self.place(event.start_mark),
                    (),
                    "a second document starts here",
                    "one file holds one briefing: take the line `---` away or make a second file",
                )

    def refuse_indicator(self, event: yaml.NodeEvent, first: str) -> NoReturn:
        position = self.place(event.start_mark)
        if not isinstance(event, yaml.CollectionStartEvent):
            for slip in slips.slips_of_line(self.lines, position.line, self.way()):
                if slip.position == position:
                    self.note_slip(slip)
                    raise _Stop
        self.refuse(
            position,
            self.way(),
            f"YAML's `{first}` is not used in these files",
            "take it away with the word that it belongs to; "
            "a text that starts with it needs quotation marks",
        )

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
        position = self.place(event.start_mark)
        value = event.value.replace(_STAND_IN, ":")
        holder, name = self.open[-1] if self.open else (None, None)
        if isinstance(holder, Mapping) and name is None:
            self.take_name(event, value, holder, position)
            return
        style = (event.style or "").strip("\0")
        column = 0
        if holder and not holder.flow:
            at = holder.names[name] if isinstance(holder, Mapping) and name else holder.position
            column = at.column
        text = ReadText(value, style, position, self.place(event.end_mark), column, self.way())
        for slip in find_traps(text, self.lines):
            self.note_slip(slip)
        self.put(Scalar(position, value if style in _KEEPS_LINES else _unfolded(value)))

    def take_name(
        self, event: yaml.ScalarEvent, name: str, mapping: Mapping, position: Position
    ) -> None:
        if found := slips.find_other_space(name):
            self.note_slip(slips.other_space(position, found[0]))
            raise _Stop
        if name in mapping.names:
            first = mapping.names[name].line
            self.note(
                position,
                (*self.way(), name),
                f"the field {excerpt(name)!r} stands here a second time, first on line {first}",
                "keep one of the two",
            )
        end = self.place(event.end_mark)
        if mapping.flow and _LOST.match(self.lines[end.line - 1], end.column - 1):
            self.refuse_lost_end(name, mapping, position)
        mapping.names[name] = position
        self.open[-1] = (mapping, name)

    def refuse_lost_end(self, words: str, mapping: Mapping, position: Position) -> NoReturn:
        """Refuse fields in curly brackets one of which has no colon."""
        line = self.lines[position.line - 1]
        self.refuse_bracket(mapping)
        glued = slips.slip_of_name(position, self.way(), f"{line[: position.column - 1]}{words}")
        if glued:
            self.note_slip(glued)
            raise _Stop
        if not mapping.fields:
            self.refuse_bracket(mapping, alone=True)
        message = f"within curly brackets a comma ends the text, so {excerpt(words)!r} is cut off"
        hint = "put the whole text within quotation marks"
        if mapping.fields:
            name, value = list(mapping.fields.items())[-1]
            rest = _REST.match(line, value.position.column - 1)
            if isinstance(value, Scalar) and value.position.line == position.line and rest:
                hint = slips.pasted(f"{name}: ", rest[0])
        self.refuse(position, self.way(), message, hint)

    def refuse_bracket(self, opened: Sequence | Mapping, *, alone: bool = False) -> None:
        """Refuse what brackets open if a text goes on behind them, or if they stand alone."""
        way = self.way()
        text = self.lines[opened.position.line - 1][opened.position.column - 1 :].rstrip()
        if opened.flow and (alone or slips.starts_with_bracket(text)):
            lead = f"{way[-1]}: " if way and isinstance(way[-1], str) else "- "
            self.refuse(opened.position, way, *slips.in_brackets(lead, text))

    def open_collection(self, event: yaml.CollectionStartEvent) -> None:
        position = self.place(event.start_mark)
        holder, name = self.open[-1] if self.open else (None, None)
        if isinstance(holder, Mapping) and name is None:
            self.refuse_bracket(holder)
            self.refuse(
                position,
                self.way(),
                "the name of a field is a word, and brackets or a list stand here",
                "put a text that starts with a bracket within quotation marks",
            )
        if len(self.open) >= MAX_DEPTH:
            self.refuse(
                position,
                (),
                f"lists and fields are nested more than {MAX_DEPTH} deep",
                "put a text that starts with brackets or hyphens within quotation marks",
            )
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
