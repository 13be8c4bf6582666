"""How a value from YAML enters a page that a template makes.

A template is plain Markdown with `{{ values }}`. Values reach it wrapped, as `Value`: opaque, so
that no filter can get at the text, and known to Jinja2's autoescape by their `__html__`. What
enters the Markdown is the filling's affair:

- `SlotFilling` leaves a token, a slot, and keeps the value. The Markdown becomes HTML without it;
  then `publish.slots` sets the value into the HTML. No extension can read a text that it never
  sees, and pages of one shape are one text to convert.
- `MarkdownFilling` writes the value itself, with every character that Markdown could take for
  syntax as a character reference, for engines that know nothing of slots.
"""

import datetime
import posixpath
import re
from collections.abc import Sized
from dataclasses import dataclass
from typing import Literal, Protocol

Kind = Literal["text", "anchor", "address", "link"]

SLOT = re.compile(r"(?:https://)?Zq([0-9]+)qZ")
"""A slot in Markdown or HTML. One that stands for an address has a scheme before it, so that
MkDocs takes the link for one that leads elsewhere and leaves it alone."""

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
_IN_HTML = re.compile(r"[&<>\"]")
_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_NOT_IN_DESTINATION = re.compile(r"[()\[\]'*]")


class Filling(Protocol):
    """Turns the values of one page into what stands for them in its Markdown."""

    values: list[tuple[Kind, str]]
    """The values that the Markdown has only slots for."""

    def fill(self, kind: Kind, value: str) -> str:
        """What stands in the Markdown for the value."""
        ...


class Value:
    """A value from YAML as a template may have it: to be printed, and nothing else."""

    __slots__ = ("_filling", "_kind", "_value")

    def __init__(self, filling: Filling, kind: Kind, value: str) -> None:
        self._filling = filling
        self._kind = kind
        self._value = value

    def __html__(self) -> str:
        """What stands in the Markdown for the value: read by Jinja2's autoescape."""
        return self._filling.fill(self._kind, self._value)

    __str__ = __html__


@dataclass(frozen=True, slots=True)
class Wrap:
    """Wraps the values of one page for its template."""

    filling: Filling

    def text(self, value: str) -> Value:
        """A text, on one line."""
        return Value(self.filling, "text", one_line(value))

    def optional(self, value: str | None) -> Value | None:
        """A text, or None where there is none."""
        return None if value is None else self.text(value)

    def count(self, things: Sized) -> Value:
        """How many things there are."""
        return self.text(str(len(things)))

    def day(self, date: datetime.date) -> Value:
        """A date in words: 2 April 2031."""
        return self.text(f"{date.day} {date:%B} {date.year}")

    def optional_day(self, date: datetime.date | None) -> Value | None:
        """A date in words, or None where there is none."""
        return None if date is None else self.day(date)

    def paragraphs(self, value: str) -> list[Value]:
        """The paragraphs of a text."""
        return [self.text(part) for part in _PARAGRAPH_END.split(value.strip())]

    def anchor(self, name: str) -> Value:
        """The id of an element: of letters, digits and hyphens only."""
        return Value(self.filling, "anchor", name)

    def address(self, url: str) -> Value:
        """An address elsewhere, already known to be http or https."""
        return Value(self.filling, "address", url)

    def link(self, target: str, anchor: str = "") -> Value:
        """A page of the site, by its source path, and an anchor there."""
        return Value(self.filling, "link", f"{target}#{anchor}" if anchor else target)


class SlotFilling:
    """Leaves slots and keeps the values, numbered as they come."""

    def __init__(self, src_uri: str) -> None:
        self.values: list[tuple[Kind, str]] = []

    def fill(self, kind: Kind, value: str) -> str:
        """A slot for the value."""
        self.values.append((kind, value))
        scheme = "https://" if kind in {"address", "link"} else ""
        return f"{scheme}Zq{len(self.values) - 1}qZ"


class MarkdownFilling:
    """Writes the values into the Markdown of the page with this source path."""

    def __init__(self, src_uri: str) -> None:
        self.values: list[tuple[Kind, str]] = []
        self.folder = posixpath.dirname(src_uri)

    def fill(self, kind: Kind, value: str) -> str:
        """The value as Markdown that says nothing but the value."""
        match kind:
            case "text":
                return escape_markdown(value)
            case "anchor":
                return value
            case "address":
                return escape_destination(value)
            case "link" if value.startswith("#"):
                return value
            case "link":
                return posixpath.relpath(value, self.folder or ".")


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
    return text.translate(_HTML) if _IN_HTML.search(text) else text


def _references(characters: str) -> str:
    return "".join(f"&#{ord(character)};" for character in characters)
