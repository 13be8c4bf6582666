"""What has changed is read, what that reaches is made, and all else is taken over."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from generator.content.library import Card
from generator.content.load import read_registries
from generator.publish.building.build import Progress, State, hands_for
from generator.publish.building.making import Maker
from generator.publish.building.outputs import KINDS, SEARCH, Output
from generator.publish.building.reading import Read, Reader, Reading, read_content
from generator.publish.building.records import Record, keep_files
from generator.publish.building.site import Document, Site
from generator.publish.building.store import grouped, joined
from generator.publish.building.workers import Workers

log = logging.getLogger("mkdocs.plugins.briefings")

_AT_ONCE = 400
"""Outputs that each worker is given before the progress is told."""


class Rebuild:
    """One build, in a folder beside the site."""

    def __init__(self, state: State, hands: int, progress: Progress | None) -> None:
        """Take what there is, the number of workers, and whom to tell of the progress."""
        self.state = state
        self.hands = hands
        self.progress = progress
        self.store = state.store
        content = Path(state.config.docs_dir)
        self.site = Site(
            state.config,
            state.look,
            state.sources,
            read_registries(content),
            state.store,
            state.cache,
        )
        reader = Reader(content, self.site.proof, self.site.settings.unchecked)
        self.maker = Maker(self.site, reader, state.staging.new, state.cache / "documents")
        self.readings: dict[str, Reading] = joined(self.store.all("readings"))
        self.documents: dict[str, Document] = joined(self.store.all("documents"))
        self.standing = {
            name: record
            for name, record in state.standing.items()
            if name in self.documents or record.document is None
        }
        self.records: dict[str, Record] = {}

    def run(self, *, search: bool) -> None:
        """Make the site, with a new search index or with that which there is.

        Raises ProblemsError where a file or a template has an error.
        """
        first, *later = KINDS
        with Workers(self.maker, self.hands) as workers:
            read = self.read(workers)
            for warning in read.warnings:
                log.info(str(warning))
            self.site.library = read.library
            # Copies of this process have read their shares only.
            known = read.library.entries if workers.count > 1 else ()
            self.make(list(first(self.site)), workers, [entry.card for entry in known])
        for kind in later:
            if kind is SEARCH:
                self.drop_documents()
            outputs = list(kind(self.site))
            if kind is SEARCH and not search:
                self.take_over(one for one in outputs if one.name in self.standing)
                continue
            work = sum(not self.is_made(one) for one in outputs)
            # Each bundle of search is work enough for a process.
            hands = self.hands if kind is SEARCH else hands_for(work, self.hands)
            with Workers(self.maker, hands) as workers:
                self.make(outputs, workers)
        self.remember(read, is_whole=search)

    def read(self, workers: Workers[Maker]) -> Read:
        """The content, read where it has changed."""
        return read_content(
            self.maker.reader.folder,
            self.site.registries,
            self.state.sources,
            self.readings,
            lambda paths: chain(*workers.call(Maker.read, workers.shares(paths))),
            self.maker.reader.entry,
        )

    def make(
        self, outputs: Sequence[Output], workers: Workers[Maker], cards: Sequence[Card] = ()
    ) -> None:
        """Make those of the outputs that are out of date, and take the others over."""
        self.take_over(one for one in outputs if self.is_made(one))
        out_of_date = [one for one in outputs if one.name not in self.records]
        size = _AT_ONCE * workers.count
        for start in range(0, len(out_of_date), size):
            shares = workers.shares(out_of_date[start : start + size])
            for result in chain(*workers.call(Maker.make, shares, () if start else cards)):
                if result.kept is not None:
                    self.site.fresh[result.name] = result.kept
                    self.store.put_sealed("kept", result.name, result.kept)
                if result.document:
                    self.site.documents[result.name] = result.document
                if not result.has_warned:
                    self.records[result.name] = result.record
            if self.progress:
                self.progress(min(start + size, len(out_of_date)), len(out_of_date))

    def is_made(self, output: Output) -> bool:
        """Whether the site has the output as it would be made now."""
        record = self.standing.get(output.name)
        return record is not None and record.depends == output.depends

    def take_over(self, outputs: Iterable[Output]) -> None:
        """Let the new site have what the site has of these outputs."""
        kept = {one.name: self.standing[one.name] for one in outputs}
        keep_files(self.state.staging.site, kept.values(), self.state.staging.new)
        self.records |= kept
        self.site.documents |= {
            name: self.documents[name] for name, record in kept.items() if record.document
        }

    def drop_documents(self) -> None:
        """Take away what search would read of pages that are gone."""
        addresses = {document.address for document in self.site.documents.values()}
        for file in self.state.documents:
            if file.path not in addresses:
                (self.state.cache / "documents" / file.path).unlink(missing_ok=True)

    def remember(self, read: Read, *, is_whole: bool) -> None:
        """Put into the store what the next build can use, and take out what is gone."""
        self.site.remember()
        for name in self.state.records.keys() - self.records.keys():
            self.store.put("kept", name, None)
        self._remember("readings", self.readings, read.readings)
        self._remember("records", self.state.records, self.records)
        self._remember("documents", self.documents, self.site.documents)
        self.store.put("build", "sources", self.state.sources)
        self.store.put("build", "look", self.state.look if is_whole else None)

    def _remember(self, kind: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        former, latter = grouped(before), grouped(after)
        for group in {*former, *latter}:
            if former.get(group) != latter.get(group):
                self.store.put(kind, group, latter.get(group))
