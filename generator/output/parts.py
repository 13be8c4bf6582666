"""Parts of pages, rendered once for each shape, and shown wherever they are wanted.

Two claims of one shape (the same optional fields, as many quotes) differ in their values only. A
template's macro runs for the first of them; what it writes, with slots for the values, is the
skeleton of both. A page is a sequence of such parts, and of parts that several pages share.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple, Protocol

from markupsafe import Markup

from generator.output.filling import Destination, Held, MarkdownFilling, SlotFilling, Value, held

CUT = "<!-- cut -->"
"""A line by itself between two stretches of a page that can be converted apart."""
_CUT = re.compile(rf"^[ \t]*{re.escape(CUT)}[ \t]*$\n?", re.MULTILINE)
_CUT_LINES = re.compile(rf"^[ \t]*{re.escape(CUT)}[ \t]*\n\n?", re.MULTILINE)
_TOKEN = re.compile(r"Zq([0-9]+)qZ")
_PART = re.compile(r"Zqp([0-9]+)qZ")

Shape = tuple[Any, ...]
"""A macro's name and its arguments, each value in them replaced by its type."""


class Stretch(NamedTuple):
    """Markdown around its slots, and the number of the value in each slot."""

    literals: tuple[str, ...]
    slots: tuple[int, ...]


class Skeleton:
    """What all parts of one shape have in common: the same object for each of them."""

    __slots__ = ("stretches",)

    def __init__(self, stretches: Sequence[Stretch]) -> None:
        self.stretches = tuple(stretches)


class Skeletons:
    """The skeletons that are known."""

    def __init__(self) -> None:
        self.by_shape: dict[Shape, tuple[Skeleton | int, ...]] = {}
        """Of macros; between them the places of parts that other macros have made."""
        self.by_markdown: dict[str, Skeleton] = {}
        """Of what the templates of pages write themselves."""


class Part(NamedTuple):
    """A skeleton with the values of its slots."""

    skeleton: Skeleton
    values: Sequence[Held]


class ListEntry(NamedTuple):
    """A part that lists show of a briefing: its entry, or that with the words of one person."""

    key: str
    person: str | None = None


class Macros(Protocol):
    """The macros of a template, each an attribute."""

    def __getattr__(self, name: str) -> Callable[..., Markup]:
        """The macro of this name."""
        ...


class Token:
    """What a template has of parts that are made already: to be printed on a line by itself."""

    __slots__ = ("_number", "parts")

    def __init__(self, number: int, parts: Sequence[Part | ListEntry]) -> None:
        self._number = number
        self.parts = parts

    def __html__(self) -> str:
        """What stands in the Markdown for the parts: read by Jinja2's autoescape."""
        return f"\n\nZqp{self._number}qZ\n\n"

    __str__ = __html__


Made = Token | Markup
"""What a macro has made: parts, or Markdown with the values written in."""


class PageParts:
    """The parts of one page, gathered while its template runs.

    A macro runs only for shapes that are new. What it is given may hold parts that other macros
    have made: these are no part of the shape, but stand between its own parts.
    """

    def __init__(self, macros: Macros, filling: SlotFilling, skeletons: Skeletons) -> None:
        """Take the macros, the filling of the page, and the skeletons that are known."""
        self.macros = macros
        self.filling = filling
        self._skeletons = skeletons
        self._tokens: list[Token] = []

    def token(self, parts: Sequence[Part | ListEntry]) -> Token:
        """What a template prints where the parts are to stand."""
        token = Token(len(self._tokens), parts)
        self._tokens.append(token)
        return token

    def made(self, name: str, /, *arguments: object, **named: object) -> Made:
        """What the macro of this name makes of the arguments."""
        try:
            return self.token(self.parts(name, *arguments, **named))
        except ShapelessError:
            markdown = getattr(self.macros, name)(*arguments, **named)
            return Markup(f"\n\n{CUT}\n\n{markdown}\n\n{CUT}\n\n")  # noqa: S704

    def parts(self, name: str, /, *arguments: object, **named: object) -> list[Part | ListEntry]:
        """The parts that the macro of this name makes of the arguments.

        Raises ShapelessError where the arguments hold something of which it is not known what it
        shows.
        """
        found: list[object] = [name, *named]
        values: list[Value] = []
        tokens: list[Token] = []
        _take_apart((arguments, *named.values()), found, values, tokens)
        shape = tuple(found)
        skeletons = self._skeletons.by_shape.get(shape)
        if skeletons is None:
            self.filling.number(values)
            markdown = getattr(self.macros, name)(*arguments, **named)
            self.filling.number(None)
            skeletons = tuple(self._skeletons_of(markdown, tokens))
            things = [*values, *tokens]
            if len(set(map(id, things))) == len(things):  # else the places of two look like one
                self._skeletons.by_shape[shape] = skeletons
        filled = list(map(held, values))
        parts: list[Part | ListEntry] = []
        for one in skeletons:
            if isinstance(one, int):
                parts += tokens[one].parts
            else:
                parts.append(Part(one, filled))
        return parts

    def _skeletons_of(self, markdown: str, tokens: Sequence[Token]) -> Iterator[Skeleton | int]:
        for place, piece in enumerate(_PART.split(markdown)):
            if place % 2:
                yield tokens.index(self._tokens[int(piece)])
            elif stretches := [*map(_stretch, _stretches(piece))]:
                yield Skeleton(stretches)

    def parts_of(self, markdown: str) -> Iterator[Part | ListEntry]:
        """The parts of the page whose template has written this, in their order."""
        for place, piece in enumerate(_PART.split(markdown)):
            if place % 2:
                yield from self._tokens[int(piece)].parts
            else:
                for stretch in _stretches(piece):
                    yield Part(self._own(stretch), self.filling.held)

    def content(self, render: Callable[..., str]) -> Sequence[Part | ListEntry]:
        """The page that the template makes of the values, in parts."""
        return tuple(self.parts_of(render(parts=KeptMacros(self))))

    def _own(self, markdown: str) -> Skeleton:
        """The skeleton of what the page's template writes itself, the same for equal ones."""
        skeleton = self._skeletons.by_markdown.get(markdown)
        if skeleton is None:
            skeleton = self._skeletons.by_markdown[markdown] = Skeleton([_stretch(markdown)])
        return skeleton


class WrittenParts:
    """The macros of a template where values are written in: each runs whenever it is called."""

    def __init__(self, macros: Macros, filling: MarkdownFilling) -> None:
        """Take the macros, and the filling of the page."""
        self.macros = macros
        self.filling = filling

    def made(self, name: str, /, *arguments: object) -> Markup:
        """What the macro of this name makes of the arguments."""
        macro: Callable[..., Markup] = getattr(self.macros, name)
        return macro(*arguments)

    def content(self, render: Callable[..., str]) -> str:
        """The page that the template makes of the values, for those who convert it whole."""
        return _CUT_LINES.sub("", render(parts=self.macros))


Parts = PageParts | WrittenParts


class KeptMacros:
    """The macros of a template, as the templates of pages have them: `parts.kicker(topics)`."""

    def __init__(self, parts: PageParts) -> None:
        """Take what gathers the parts."""
        self._parts = parts

    def __getattr__(self, name: str) -> Any:
        """The macro of this name, or what else the template has set by it.

        Raises AttributeError, for Jinja2 to tell of it, where there is nothing.
        """
        found = getattr(self._parts.macros, name)
        if callable(found):
            found = partial(self._parts.made, name)
        setattr(self, name, found)
        return found


def _stretches(markdown: str) -> Iterator[str]:
    if not markdown or markdown.isspace():
        return iter(())
    return filter(None, (stretch.strip("\n") for stretch in _CUT.split(markdown)))


def _stretch(markdown: str) -> Stretch:
    parts = _TOKEN.split(markdown)
    return Stretch(tuple(parts[::2]), tuple(map(int, parts[1::2])))


class ShapelessError(Exception):
    """Of a thing of which it is not known which values it holds."""


def _take_apart(
    things: Iterable[object], shape: list[object], values: list[Value], tokens: list[Token]
) -> None:
    """Append the things to the shape, each value or token in them as its type, and these in order.

    Raises ShapelessError where one could hold values in a way that is not known here.
    """
    for thing in things:
        if thing is None:  # as most fields are
            shape.append(None)
            continue
        kind = type(thing)
        if kind is Value or kind is Destination:
            shape.append(kind)
            values.append(thing)  # type: ignore[arg-type]
        elif kind is str:
            shape.append(thing)
        elif kind is bool or kind is int:
            shape += (kind, thing)
        elif kind is Token:
            shape.append(kind)
            tokens.append(thing)  # type: ignore[arg-type]
        elif kind is list or issubclass(kind, tuple):
            shape += (kind, len(thing))  # type: ignore[arg-type]
            if thing:
                _take_apart(thing, shape, values, tokens)  # type: ignore[arg-type]
        elif isinstance(thing, dict):
            shape += (kind, len(thing), *thing)
            _take_apart(thing.values(), shape, values, tokens)
        else:
            raise ShapelessError
