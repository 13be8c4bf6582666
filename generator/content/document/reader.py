"""The only reader of YAML: bytes in, a Document or problems out.

The file is read event by event, so that neither depth nor size can exhaust the stack or the memory.
"""

import re
from collections.abc import Iterator
from typing import Any, NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from generator.content.document import slips
from generator.content.document.breakdown import explain
from generator.content.document.encoding import read_text
from generator.content.document.text import Text
from generator.content.document.traps import HYPHEN, Lookout, ReadText, find_traps
from generator.content.document.tree import Document, Place, PlacedFields, PlacedList
from generator.problems import MAX_PER_FILE, Field, Position, Problem, excerpt, field_name

MAX_DEPTH = 12
"""Lists and fields within one another; the schema knows five."""
MAX_VALUES = 100_000
"""Texts, lists and fields in one file; a register of ten thousand people has fewer."""

_FRENCH_COLON = re.compile(r"([\u00a0\u202f]):(?=[ \n]|\Z)")
_STAND_IN = "\ufdd0"
_KEEPS_LINES = frozenset('|"')
"""How a text is written whose line ends are those that it should have."""
_LOST = re.compile(r"[^\S\n]*[,}]")
_REST = re.compile(r"[^\n}]*?(?=\s*(?:,\s*[a-z_]+:|\}))")


def read_document(path: str, content: bytes) -> tuple[Document | None, list[Problem]]:
    """The document that the bytes hold, and the problems of its text.

    The document is None where the problems leave nothing to go on with; raises nothing.
    """
    text = read_text(path, content)
    if isinstance(text, Problem):
        return None, [text]
    return _Reader(path, Text(text)).read()


def _without_french_colons(content: str) -> str:
    """The text with a stand-in for each colon behind a no-break space.

    French sets that space there; such a colon never ends a field's name.
    """
    if "\u00a0" in content or "\u202f" in content:
        return _FRENCH_COLON.sub(rf"\g<1>{_STAND_IN}", content)
    return content


def _unfolded(value: str) -> str:
    """The text with a blank line where it had one, which YAML folds to one line end."""
    body = value.rstrip("\n")
    return body.replace("\n", "\n\n") + value[len(body) :]


class _Stop(Exception):  # noqa: N818 - no error: it ends the reading
    """The document cannot be read further; its problem has been noted."""


class _Reader:
    """Reads the events of one text into plain values and their places, gathering problems."""

    def __init__(self, path: str, text: Text) -> None:
        self.path = path
        self.text = text
        self.readable = _without_french_colons(text.content)
        self.lookout = Lookout(text.content)
        self.problems: list[Problem] = []
        self.documents = PlacedList(0)
        self.holder: PlacedList | PlacedFields = self.documents
        """What the next value belongs to."""
        self.name: str | None = None
        """The name of the next value, where the holder has fields and their name has been read."""
        self.around: list[tuple[PlacedList | PlacedFields, str | None]] = []
        """What the holder stands in, with its name there, from the outside to the inside."""

    def read(self) -> tuple[Document | None, list[Problem]]:
        try:
            self.take_events()
            return self.document(), self.problems
        except _Stop:
            # What is only odd can wait until the file can be read.
            return None, [one for one in self.problems if one.severity == "error"]

    def take_events(self) -> None:
        try:
            self.take(iter(yaml.CSafeLoader(self.readable).get_event, None))
        except yaml.YAMLError as error:
            self.note_slip(self.slip_at(error))
            raise _Stop from error

    def take(self, events: Iterator[Any]) -> None:
        """Put what the events tell of where it belongs.

        This runs for every word of every file: what can be wrong is looked at elsewhere.
        """
        count = 0
        value: Any
        place: Place
        for event in events:
            kind = type(event)
            if kind is ScalarEvent or kind is MappingStartEvent or kind is SequenceStartEvent:
                count += 1
                if count > MAX_VALUES:
                    self.refuse_flood(event)
                if event.anchor is not None or event.tag is not None:
                    self.refuse_indicator(event, "!" if event.anchor is None else "&")
                if kind is not ScalarEvent:
                    self.open(event)
                    continue
                value = event.value
                if not value.isascii():
                    value = value.replace(_STAND_IN, ":")
                start = event.start_mark.index
                holder = self.holder
                if type(holder) is PlacedFields and self.name is None:
                    # Almost every name is one word, and so has no space that needs a close look.
                    if holder.flow or value in holder.names or not value.isidentifier():
                        self.check_name(event, value, holder)
                    holder.names[value] = start
                    self.name = value
                    continue
                if event.end_mark.index >= self.lookout.alarm or (
                    HYPHEN in value and not event.style
                ):
                    self.find_traps(event, value)
                if "\n" in value and event.style not in _KEEPS_LINES:
                    value = _unfolded(value)
                place = start
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                place = self.holder
                value = place.values
                self.holder, self.name = self.around.pop()
                holder = self.holder
            elif kind is AliasEvent:
                self.refuse_indicator(event, "*")
            elif kind is DocumentStartEvent and self.documents.values:
                self.refuse_document(event)
            else:
                continue
            if type(holder) is PlacedList:
                holder.values.append(value)
                holder.places.append(place)
            elif type(holder) is PlacedFields and self.name is not None:
                holder.values[self.name] = value
                holder.places[self.name] = place
                self.name = None

    def slip_at(self, error: yaml.YAMLError) -> slips.Slip:
        """What the writer most likely did where the parser gave up."""
        if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
            return explain(self.text.lines, Position(), None, "")
        since = self.at(error.context_mark) if error.context_mark else None
        at = self.at(error.problem_mark)
        return explain(self.text.lines, at, since, error.problem or "")

    def document(self) -> Document:
        top = self.documents.places[0] if self.documents.places else None
        if not isinstance(top, PlacedFields):
            self.refuse_top(top)
        return Document(self.path, self.text, top)

    def refuse_top(self, top: int | PlacedList | None) -> NoReturn:
        if top is None or self.documents.values == [""]:
            self.refuse(Position(), (), "the file is empty", "start with `title:`")
        position = self.text.position(top if isinstance(top, int) else top.start)
        if isinstance(top, int):
            self.refuse_name(position, (), self.text.lines[position.line - 1])
        what = "a text" if isinstance(top, int) else "a list"
        self.refuse(
            position,
            (),
            f"the file holds {what}, not fields",
            "write fields: `title: …`, `date: …`, each on a line of its own",
        )

    def refuse_name(self, start: Position, way: Field, line: str) -> None:
        """Refuse a text in which a name is only seen by people, because of a space at its colon."""
        if slip := slips.slip_of_name(start, way, line):
            self.note_slip(slip)
            raise _Stop

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

    def at(self, mark: Any) -> Position:  # the stubs do not know the marks of the C parser
        return self.text.position(mark.index)

    def refuse_flood(self, event: Any) -> NoReturn:
        self.refuse(
            self.at(event.start_mark),
            (),
            f"the file holds more than {MAX_VALUES:,} fields and entries",
            "a briefing says what an article says in few words",
        )

    def refuse_document(self, event: Any) -> NoReturn:
        self.refuse(
            self.at(event.start_mark),
            (),
            "a second document starts here",
            "one file holds one briefing: take the line `---` away or make a second file",
        )

    def refuse_indicator(self, event: Any, first: str) -> NoReturn:
        position = self.at(event.start_mark)
        if type(event) in {AliasEvent, ScalarEvent}:
            for slip in slips.slips_of_line(self.text.lines, position.line, self.way()):
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
        for holder, name in (*self.around, (self.holder, self.name)):
            if isinstance(holder, PlacedFields):
                way += [] if name is None else [name]
            elif holder is not self.documents:
                way.append(len(holder.values))
        return tuple(way)

    def find_traps(self, event: Any, value: str) -> None:
        """Look for traps in a text that may be one."""
        if not self.lookout.suspects(event.start_mark.index, event.end_mark.index):
            return
        start, end = self.at(event.start_mark), self.at(event.end_mark)
        holder, column = self.holder, 0
        if holder is not self.documents and not holder.flow:
            at = holder.start
            if isinstance(holder, PlacedFields) and self.name:
                at = holder.names[self.name]
            column = self.text.position(at).column
        text = ReadText(value, event.style, start, end, column, self.way())
        for slip in find_traps(text, self.text.lines):
            self.note_slip(slip)

    def check_name(self, event: Any, name: str, fields: PlacedFields) -> None:
        """Note what is wrong with the name of a field."""
        position = self.at(event.start_mark)
        if found := slips.find_other_space(name):
            self.note_slip(slips.other_space(position, found[0]))
            raise _Stop
        if bullet := slips.bullet_of(self.text.lines[position.line - 1]):
            self.note_slip(slips.entry_behind(bullet, position.line, self.way()))
            raise _Stop
        if name in fields.names:
            first = self.text.position(fields.names[name]).line
            around = self.around[-1][0]
            hint = "keep one of the two"
            if isinstance(around, PlacedList) and around is not self.documents and not fields.flow:
                hint += f"; where an entry begins here, put its hyphen: - {name}: …"
            self.note(
                position,
                (*self.way(), name),
                f"the field {excerpt(name)!r} stands here a second time, first on line {first}",
                hint,
            )
        if fields.flow and _LOST.match(self.text.content, event.end_mark.index):
            self.refuse_lost_end(name, fields, position)

    def refuse_lost_end(self, words: str, fields: PlacedFields, position: Position) -> NoReturn:
        """Refuse fields in curly brackets one of which has no colon."""
        line = self.text.lines[position.line - 1]
        self.refuse_bracket(fields)
        self.refuse_name(position, self.way(), f"{line[: position.column - 1]}{words}")
        if not fields.values:
            self.refuse_bracket(fields, alone=True)
        message = f"within curly brackets a comma ends the text, so {excerpt(words)!r} is cut off"
        hint = "put the whole text within quotation marks"
        if fields.values:
            name = next(reversed(fields.values))
            place = fields.places[name]
            value = self.text.position(place) if isinstance(place, int) else None
            if value and value.line == position.line:
                rest = _REST.match(line, value.column - 1)
                hint = slips.pasted(f"{name}: ", rest[0]) if rest else hint
        self.refuse(position, self.way(), message, hint)

    def refuse_bracket(self, opened: PlacedFields, *, alone: bool = False) -> None:
        """Refuse what brackets open if a text goes on behind them, or if they stand alone."""
        way = self.way()
        position = self.text.position(opened.start)
        text = self.text.lines[position.line - 1][position.column - 1 :].rstrip()
        if opened.flow and (alone or slips.starts_with_bracket(text)):
            lead = f"{way[-1]}: " if way and isinstance(way[-1], str) else "- "
            self.refuse(position, way, *slips.in_brackets(lead, text))

    def open(self, event: Any) -> None:
        """Take the beginning of a list or of fields, which holds the next values."""
        if isinstance(self.holder, PlacedFields) and self.name is None:
            self.refuse_bracket(self.holder)
            self.refuse(
                self.at(event.start_mark),
                self.way(),
                "the name of a field is a word, and brackets or a list stand here",
                "put a text that starts with a bracket within quotation marks",
            )
        if len(self.around) >= MAX_DEPTH:
            self.refuse(
                self.at(event.start_mark),
                (),
                f"lists and fields are nested more than {MAX_DEPTH} deep",
                "put a text that starts with brackets or hyphens within quotation marks",
            )
        kind = PlacedList if type(event) is SequenceStartEvent else PlacedFields
        self.around.append((self.holder, self.name))
        self.holder = kind(event.start_mark.index, event.flow_style)
        self.name = None
