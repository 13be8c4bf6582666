"""A share of the outputs is read for, made, and written into the folder of the new site."""

import hashlib
import logging
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from mkdocs.utils import CountHandler

from generator.content.library import Card
from generator.publish.building.outputs import Contents, Output, begin_bundle
from generator.publish.building.reading import Found, Reader
from generator.publish.building.records import Document, File, Record, written
from generator.publish.building.site import Site
from generator.publish.building.store import sealed
from generator.publish.slots import Conversions


class Result(NamedTuple):
    """What making one output gave."""

    name: str
    record: Record
    kept: bytes | None
    """What later outputs show of it, sealed as the store has it."""
    stay: Sequence[File]
    """Those of its files that stay as they are on the site."""
    has_warned: bool
    """Whether MkDocs warned of it: such an output is made again, and warned of, each time."""


class Maker:
    """Reads and makes what it is given, and keeps what it has read for what it makes."""

    def __init__(self, site: Site, reader: Reader, folder: Path) -> None:
        """Take the site, what reads its briefings, and the folder for the files."""
        self.site = site
        self.reader = reader
        self.folder = folder
        self.begun: Sequence[Output] = ()

    def read(self, keys: Sequence[str]) -> list[Found]:
        """What is in the files of these briefings."""
        return self.reader.read(keys)

    def know(self, cards: Sequence[Card]) -> None:
        """Take the whole library, by its cards."""
        self.site.know(map(self.reader.entry, cards))

    def begin(self, outputs: Sequence[Output]) -> None:
        """Let Pagefind begin with the bundles among these outputs; `make_begun` makes all of them.

        To begin takes no folder for the files.
        """
        self.begun = outputs
        for one in outputs:
            if isinstance(one.of, Contents):
                begin_bundle(self.site, one.of)

    def make_begun(self, _: Sequence[Output]) -> tuple[list[Result], Conversions]:
        """Make the outputs that were begun."""
        return self.make(self.begun, {})

    def make(
        self, outputs: Sequence[Output], conversions: Conversions
    ) -> tuple[list[Result], Conversions]:
        """Make the outputs and write their files; what conversions are new is given back.

        `conversions` are those that copies of this process have made.
        """
        known = self.site.conversions
        known |= conversions
        before = len(known)
        results = list(map(self._make, outputs))
        return results, dict(islice(known.items(), before, None))

    def _make(self, output: Output) -> Result:
        with _Warnings() as warnings:
            made = output.make(self.site, output.of)
        files = tuple(written(self.folder, path, content) for path, content in made.files)
        kept, document = made.kept, None
        if made.document:
            kept = made.document.html
            digest = hashlib.sha256(kept.encode() + repr(made.document.facets).encode()).digest()
            document = Document(made.document.address, digest, made.document.facets)
        return Result(
            output.name,
            Record(output.depends, (*files, *made.stay), document),
            None if kept is None else sealed(kept),
            made.stay,
            warnings.any,
        )


class _Warnings(CountHandler):
    """Counts what MkDocs warns of while it is in place."""

    def __enter__(self) -> "_Warnings":
        self.setLevel(logging.WARNING)
        logging.getLogger("mkdocs").addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("mkdocs").removeHandler(self)

    @property
    def any(self) -> bool:
        return bool(self.get_counts())
