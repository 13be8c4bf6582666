"""Pagefind at work on the bundles of the search index.

It is begun before anybody knows what a bundle is to hold: with what it held before. Most of that is
in it again, and what has changed takes the place of what it was.
"""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.publish.building.records import File
from generator.publish.building.state import State
from generator.publish.building.store import LostError
from generator.publish.search.pagefind import Index
from generator.publish.search.split import BUNDLES

if TYPE_CHECKING:
    from generator.publish.search.bundling import Fragment

Documents = Mapping[str, tuple[str, bytes]]
"""The addresses and digests of documents by the names of their outputs, in order."""
Kept = Callable[[str], str]
"""Gives the HTML of the document of the output with this name."""


def document_name(path: str) -> str:
    """The name of the output that is what search reads of the page that this file makes."""
    return f"search of {path}"


def bundle_name(bundle: str) -> str:
    """The name of the output that is this bundle of the index."""
    return f"search/{bundle}"


class Indexed(NamedTuple):
    """A document in a bundle, as the store has it, with its fragment there."""

    address: str
    digest: bytes
    path: str
    """Of the fragment, in the bundle's folder."""
    parts: list[tuple[int, str | None]]
    """Of the fragment."""


class Known(NamedTuple):
    """A fragment that need not be made again, and its file on the site."""

    fragment: "Fragment"
    file: File


@dataclass
class _Begun:
    """An index, and what it has been given: addresses and digests."""

    pagefind: Index
    given: list[tuple[str, bytes]] = field(default_factory=list)
    known: Mapping[str, Known] = field(default_factory=dict)

    def give(self, documents: Documents, kept: Kept) -> None:
        self.given.extend(documents.values())
        self.pagefind.add((address, kept(name)) for name, (address, _) in documents.items())


class Indexing:
    """An index for each bundle, in a `with` statement; copies of this process may go on with them.

    Its methods raise PluginError where Pagefind is missing or fails.
    """

    def __init__(self, room: Path) -> None:
        """Begin none; `room` is theirs alone, and holds what a build that was killed has left."""
        self._room = room.absolute()
        self._begun: dict[str, _Begun] = {}

    def __enter__(self) -> "Indexing":
        shutil.rmtree(self._room, ignore_errors=True)
        return self

    def __exit__(self, *_: object) -> None:
        for one in self._begun.values():
            one.pagefind.close()

    def begin_as_before(self, state: State) -> None:
        """Let Pagefind read what those bundles held in which a briefing has changed.

        Where the store has lost a document, they begin with nothing.
        """
        if state.all_may_differ:  # also after a build without search: that has let documents change
            return
        changed = set(map(document_name, state.changed))
        for bundle in BUNDLES:
            if not changed:
                return  # to look at what a large bundle held takes long
            kept: Mapping[str, Indexed] = state.store.get("kept", bundle_name(bundle)) or {}
            here = changed.intersection(kept)
            changed -= here
            if here:
                documents = {name: (one.address, one.digest) for name, one in kept.items()}
                try:
                    self._begin(bundle).give(documents, partial(state.store.need, "kept"))
                except LostError:
                    self._begin(bundle)

    def ensure(self, bundle: str, documents: Documents) -> None:
        """See that the bundle has an index that can hold these documents in their order."""
        begun = self._begun.get(bundle)
        wanted = [address for address, _ in documents.values()]
        if begun is None or [address for address, _ in begun.given] != wanted:
            self._begin(bundle)

    def make(
        self, bundle: str, documents: Documents, kept: Kept, known: Mapping[str, Known]
    ) -> None:
        """Let the bundle be made of all these documents, but for what is known, by address."""
        begun = self._begun[bundle]
        given = set(begun.given)
        begun.give({name: one for name, one in documents.items() if one not in given}, kept)
        begun.known = known
        begun.pagefind.make([one.fragment.path for one in known.values()])

    def at_work(self, bundle: str) -> tuple[Index, Mapping[str, Known]]:
        """The index of the bundle, which is being made, and what is left out of it."""
        begun = self._begun[bundle]
        return begun.pagefind, begun.known

    def _begin(self, bundle: str) -> _Begun:
        if bundle in self._begun:
            self._begun[bundle].pagefind.close()
        self._begun[bundle] = _Begun(Index(self._room))
        return self._begun[bundle]
