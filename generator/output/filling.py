"""How a value from YAML enters a page that a template makes.

A template is plain Markdown with `{{ values }}`. Values reach it wrapped, as `Value`: opaque, so
that no filter can get at the text, and known to Jinja2's autoescape by their `__html__`. What
enters the Markdown is the filling's affair:

- `SlotFilling` leaves a token, a slot, and keeps the value. The Markdown becomes HTML without it;
  then `publish.slots` sets the value into the HTML. No extension can read a text that it never
  sees, and parts of one shape are one text to convert.
- `MarkdownFilling` writes the value itself, with every character that Markdown could take for
  syntax as a character reference, for engines that know nothing of slots.
"""

import datetime
import posixpath
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence, Sized
from functools import cache
from operator import attrgetter
from typing import NamedTuple

DESTINATION = "https://Zqd/"
"""Stands before a slot that is for an address, so that MkDocs takes the link for one that leads
elsewhere and leaves it alone."""
SLOT = re.compile(rf"(?:{DESTINATION})?Zq(-?[0-9]+)qZ")
"""A slot in Markdown or HTML."""

# The scripts that are written without spaces, and the punctuation that goes with them.
_UNSPACED = "\u2e80-\u2fff\u3001-\u30ff\u31c0-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
_GAP_IN_UNSPACED = re.compile(
    rf"(?<=[{_UNSPACED}\U00020000-\U0003ffff])[ \t\n]+(?=[{_UNSPACED}\U00020000-\U0003ffff])"
)
_LINE_END = re.compile(r"[ \t]*[\n\r][ \t\n\r]*")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n\s*")

_SYNTAX = re.compile(r"[\\`*_{}\[\]<>&\"#|~^]|::+|--+|==+|!!+")
_AT_START = frozenset("-+:=!?/.%")
_ENUMERATOR = re.compile(r"(\d+)([.)])")  # the digits of any script
_NOT_IN_DESTINATION = re.compile(r"[()\[\]'*]")


class Link(NamedTuple):
    """A page of the site, by its source path, or the page itself, and an anchor there."""

    target: str
    anchor: str


Held = str | Link
"""What a value is in HTML; where a link leads is known only where it stands."""


class Value:
    """A value from YAML as a template may have it: to be printed, and nothing else."""

    __slots__ = ("_filling", "_held")

    def __init__(self, filling: "Filling", held: Held) -> None:
        self._filling = filling
        self._held = held

    def __html__(self) -> str:
        """What stands in the Markdown for the value: read by Jinja2's autoescape."""
        return self._filling.show(self)

    __str__ = __html__


class Destination(Value):
    """A value that stands where an address stands."""

    __slots__ = ()


held: Callable[[Value], Held] = attrgetter("_held")
"""What a value is in HTML: for those who set it there, and not for templates."""


class Filling(ABC):
    """Wraps the values of one page for its template, and says what stands for them there."""

    @abstractmethod
    def text(self, value: str) -> Value:
        """A text, on one line."""

    @abstractmethod
    def address(self, url: str) -> Value:
        """An address elsewhere, already known to be http or https."""

    @abstractmethod
    def link(self, target: str, anchor: str = "") -> Value:
        """A page of the site, by its source path, and an anchor there."""

    @abstractmethod
    def show(self, value: Value) -> str:
        """What stands in the Markdown for the value."""

    def anchor(self, name: str) -> Value:
        """The id of an element: of letters, digits and hyphens only."""
        return Value(self, name)

    def day(self, date: datetime.date) -> Value:
        """A date in words: 2 April 2031."""
        return Value(self, in_words(date))

    def optional(self, value: str | None) -> Value | None:
        """A text, or None where there is none."""
        return None if value is None else self.text(value)

    def optional_day(self, date: datetime.date | None) -> Value | None:
        """A date in words, or None where there is none."""
        return None if date is None else self.day(date)

    def count(self, things: Sized) -> Value:
        """How many things there are."""
        return Value(self, str(len(things)))

    def paragraphs(self, value: str) -> list[Value]:
        """The paragraphs of a text."""
        if "\n" not in value:
            return [self.text(value)]
        return [self.text(part) for part in _PARAGRAPH_END.split(value.strip())]


class SlotFilling(Filling):
    """Leaves slots and keeps the values, numbered as they come or as somebody has numbered them."""

    def __init__(self) -> None:
        self.held: list[Held] = []
        self._numbers: dict[int, int] | None = None

    def text(self, value: str) -> Value:
        """A text."""
        return Value(self, escape_html(one_line(value)))

    def address(self, url: str) -> Value:
        """An address elsewhere."""
        return Destination(self, escape_destination(url))

    def link(self, target: str, anchor: str = "") -> Value:
        """A page of the site."""
        return Destination(self, Link(target, anchor))

    def show(self, value: Value) -> str:
        """A slot for the value."""
        if self._numbers is None:
            number = len(self.held)
            self.held.append(held(value))
        else:
            number = self._numbers[id(value)]
        slot = f"Zq{number}qZ"
        return DESTINATION + slot if type(value) is Destination else slot

    def number(self, values: Sequence[Value] | None) -> None:
        """Number the slots by the places of the values from now on; None ends that."""
        self._numbers = (
            None if values is None else {id(one): place for place, one in enumerate(values)}
        )


class MarkdownFilling(Filling):
    """Writes the values into the Markdown of the page with this source path."""

    def __init__(self, src_uri: str) -> None:
        self.folder = posixpath.dirname(src_uri)

    def text(self, value: str) -> Value:
        """A text as Markdown that says nothing but the text."""
        return Value(self, escape_markdown(one_line(value)))

    def address(self, url: str) -> Value:
        """An address elsewhere."""
        return Value(self, escape_destination(url))

    def link(self, target: str, anchor: str = "") -> Value:
        """A page of the site, as seen from the page that links to it."""
        path = posixpath.relpath(target, self.folder or ".") if target else ""
        return Value(self, f"{path}#{anchor}" if anchor else path)

    def show(self, value: Value) -> str:
        """The value itself."""
        return str(held(value))


@cache
def in_words(date: datetime.date) -> str:
    """The date in English words: 2 April 2031."""
    return f"{date.day} {date:%B} {date.year}"


def one_line(value: str) -> str:
    """The text on one line; without spaces where its script has none."""
    value = value.strip()
    if "\n" in value or "\r" in value:
        value = _LINE_END.sub(" ", value)
    return value if value.isascii() else _GAP_IN_UNSPACED.sub("", value)


def escape_markdown(text: str) -> str:
    """Markdown that shows the text as it is, at the start of a block or within one.

    Only what Python-Markdown, with the extensions of a rendered project, could read as syntax
    becomes a character reference; prose stays as it is.
    """
    escaped = _SYNTAX.sub(lambda match: _references(match[0]), text)
    if match := _ENUMERATOR.match(escaped):
        return f"{match[1]}{_references(match[2])}{escaped[match.end() :]}"
    if escaped[:1] in _AT_START:
        return _references(escaped[0]) + escaped[1:]
    return escaped


def escape_destination(url: str) -> str:
    """The address as the destination of a Markdown link or within an attribute of HTML."""
    return escape_html(_NOT_IN_DESTINATION.sub(lambda match: f"%{ord(match[0]):02X}", url))


def escape_html(text: str) -> str:
    """The text within HTML or a quoted attribute of it."""
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    return text.replace(">", "&gt;").replace('"', "&quot;")


def _references(characters: str) -> str:
    return "".join(f"&#{ord(character)};" for character in characters)
