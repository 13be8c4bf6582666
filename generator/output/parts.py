"""Parts of pages, rendered once for each shape, and shown wherever they are wanted.

Two claims of one shape (the same optional fields, as many quotes) differ in their values only. A
template's macro runs for the first of them; what it writes, with slots for the values, is the
skeleton of both. A page is a sequence of such parts, and of parts that several pages share.
"""

import dataclasses
import re
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import Any, NamedTuple, Protocol

from markupsafe import Markup

from generator.output.filling import Held, SlotFilling, Value, held, is_address

CUT = "<!-- cut -->"
"""A line by itself between two stretches of a page that can be converted apart."""
_CUT = re.compile(rf"^{re.escape(CUT)}$\n?", re.MULTILINE)
_TOKEN = re.compile(r"Zq([0-9]+)qZ")
_PART = re.compile(r"\s*Zqp([0-9]+)qZ\s*")

Shape = tuple[Any, ...]
"""A macro's name and its arguments, each value in them replaced by what sort of value it is."""


class Stretch(NamedTuple):
    """Markdown around its slots, and the number of the value in each slot."""

    literals: tuple[str, ...]
    slots: tuple[int, ...]


class Skeleton:
    """What all parts of one shape have in common: the same object for each of them."""

    __slots__ = ("stretches",)

    def __init__(self, stretches: Sequence[Stretch]) -> None:
        self.stretches = tuple(stretches)


class Part(NamedTuple):
    """A skeleton with the values of its slots."""

    skeleton: Skeleton
    values: Sequence[Held]


class Shared(NamedTuple):
    """A part that lists show of a briefing: its entry, or that with the words of one person."""

    key: str
    person: str | None = None


class Macros(Protocol):
    """The macros of a template, each an attribute."""

    def __getattr__(self, name: str) -> Callable[..., Markup]:
        """The macro of this name."""
        ...


class KeptMacros:
    """The macros of a template for one page, of which each runs only for shapes that are new.

    What they write for the page is a token; the parts that the tokens stand for are gathered.
    """

    def __init__(
        self, macros: Macros, filling: SlotFilling, skeletons: dict[Shape, Skeleton]
    ) -> None:
        """Take the macros, the filling of the page, and the skeletons that are known."""
        self._macros = macros
        self._filling = filling
        self._skeletons = skeletons
        self._parts: list[Part | Shared] = []

    def __getattr__(self, name: str) -> Callable[..., Markup]:
        """The macro of this name."""
        return lambda *arguments: self.token(self._part(name, arguments))

    def token(self, part: Part | Shared) -> Markup:
        """What a template prints where the part is to stand."""
        self._parts.append(part)
        return Markup(f"\n\n{CUT}\n\nZqp{len(self._parts) - 1}qZ\n\n{CUT}\n\n")  # noqa: S704

    def _part(self, name: str, arguments: tuple[object, ...]) -> Part:
        values: list[Value] = []
        shape = (name, *[_shape(one, values) for one in arguments])
        skeleton = self._skeletons.get(shape)
        if skeleton is None:
            self._filling.number(values)
            markdown = getattr(self._macros, name)(*arguments)
            self._filling.number(None)
            skeleton = Skeleton([*map(_stretch, _stretches(markdown))])
            self._skeletons[shape] = skeleton
        return Part(skeleton, list(map(held, values)))

    def parts_of(self, markdown: str) -> Iterator[Part | Shared]:
        """The parts of the page whose template has written this, in their order."""
        for stretch in _stretches(markdown):
            if token := _PART.fullmatch(stretch):
                yield self._parts[int(token[1])]
            else:
                yield Part(self._own(_stretch(stretch)), self._filling.held)

    def _own(self, stretch: Stretch) -> Skeleton:
        """The skeleton of what the page's template writes itself, the same for equal ones."""
        return self._skeletons.setdefault(stretch, Skeleton([stretch]))


def without_cuts(markdown: str) -> str:
    """The Markdown of a whole page, for those who convert it whole."""
    return markdown.replace(f"{CUT}\n\n", "")


def _stretches(markdown: str) -> Iterator[str]:
    return filter(str.strip, _CUT.split(markdown))


def _stretch(markdown: str) -> Stretch:
    parts = _TOKEN.split(markdown)
    return Stretch(tuple(parts[::2]), tuple(map(int, parts[1::2])))


_FIELDS: dict[type, Callable[[Any], tuple[Any, ...]] | None] = {}
"""What takes the fields out of a record of each type; None for types that are no records."""


def _shape(thing: object, values: list[Value]) -> object:
    """The thing with each value in it replaced by its sort; appends the values in their order."""
    if thing is None:
        return None
    kind = type(thing)
    if kind is Value:
        values.append(thing)  # type: ignore[arg-type]
        return is_address(thing)  # type: ignore[arg-type]
    if kind is list:
        return tuple([_shape(one, values) for one in thing])  # type: ignore[attr-defined]
    try:
        fields = _FIELDS[kind]
    except KeyError:
        fields = _FIELDS[kind] = _fields_of(kind)
    if fields is None:
        return thing
    return (kind, *[_shape(one, values) for one in fields(thing)])


def _fields_of(kind: type) -> Callable[[Any], tuple[Any, ...]] | None:
    if issubclass(kind, tuple):
        return tuple
    if not dataclasses.is_dataclass(kind):
        return None
    names = [field.name for field in dataclasses.fields(kind)]
    if len(names) == 1:
        return lambda thing: (getattr(thing, names[0]),)
    return attrgetter(*names)
