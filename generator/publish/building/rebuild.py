"""What has changed is read, what that reaches is made, and all else is taken over."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from generator.content.load import read_registries
from generator.problems import Problem
from generator.publish.building.indexing import Indexing
from generator.publish.building.making import Maker, Result
from generator.publish.building.outputs import (
    DOCUMENTS,
    OF_BRIEFINGS,
    OF_KEPT,
    OWN_PAGES,
    SEARCH,
    Contents,
    Output,
)
from generator.publish.building.reading import Read, Reader, Reading, read_content
from generator.publish.building.records import File, Record, digest_of_files, files_in
from generator.publish.building.site import Site
from generator.publish.building.state import Progress, State, hands_for
from generator.publish.building.workers import Workers
from generator.publish.slots import Conversions

log = logging.getLogger("mkdocs.plugins.briefings")

_FIRST, _AT_ONCE = 50, 400
"""Outputs that each worker is given before the progress is told. The first are few, as most kinds
of Markdown come up among them, and what one worker has converted no other has to."""


class Done(NamedTuple):
    """What is to be known of a site that has been made."""

    files: list[File]
    """Of the new site."""
    has_warned: bool
    """Whether MkDocs has warned of an output: it has counted so in the copy that made it."""
    is_current: bool
    """Whether the content, once it was read, was still as when the build began."""


class Rebuild:
    """One build, in a folder beside the site."""

    def __init__(
        self, state: State, indexing: Indexing, count: int, progress: Progress | None
    ) -> None:
        """Take what there is, Pagefind at work, the most workers, and whom to tell of progress."""
        self.state = state
        self.count = count
        self.progress = progress
        self.store = state.store
        content = Path(state.config.docs_dir)
        self.indexing = indexing
        self.site = Site(state, read_registries(content), indexing)
        reader = Reader(content, self.site.proof, self.site.settings.unchecked)
        self.maker = Maker(self.site, reader, state.folder.path)
        self.readings: dict[str, Reading] = self.store.parts("readings")
        self.records: dict[str, Record] = {}
        self.unrecorded: dict[str, Record] = {}
        """Of outputs that are to be made again."""

    def run(self, *, search: bool) -> Done:
        """Make the site, with a new search index or with that which there is.

        Raises ProblemsError where a file or a template has an error.
        """
        with Workers(self.maker, self.state.hands(self.count)) as workers:
            read = self.read(workers)
            self.tell(read.warnings)
            self.site.library = read.library
            if not self.state.all_may_differ:
                self.site.depend_as_before(read.readings.keys() - read.reached)
            if workers.count > 1:  # copies of this process have read their shares only
                cards = [entry.card for entry in read.library.entries]
                workers.call(Maker.know, [cards] * workers.count)
            self.make(self.out_of_date(DOCUMENTS(self.site)), workers)
            own = list(OWN_PAGES(self.site))
            same = [one for one in own if self.is_same(one)]
            self.know({one.name: self.state.records[one.name] for one in same})
            if len(same) < len(own):
                self.state.begin()
                self.make([one for one in own if one not in same], workers)
            with self.searching(search=search):
                self.make(self.out_of_date(same), workers)
                for kind in OF_BRIEFINGS:
                    self.make(self.out_of_date(kind(self.site)), workers)
                rest = self.out_of_date(chain.from_iterable(kind(self.site) for kind in OF_KEPT))
                # By new copies, which have what was kept until now.
                with Workers(self.maker, hands_for(len(rest), self.count)) as new:
                    self.make(rest, new)
                is_current = self.state.is_current()
                self.remember_content(read)
        self.remember_outputs(search=search)
        files = [*files_in(self.records.values()), *files_in(self.unrecorded.values())]
        return Done(files, bool(self.unrecorded), is_current)

    def read(self, workers: Workers[Maker]) -> Read:
        """The content, read where it has changed."""
        return read_content(
            self.maker.reader.folder,
            self.site.registries,
            self.state.sources,
            self.readings,
            lambda keys: chain(*workers.call(Maker.read, workers.shares(keys, str))),
            self.maker.reader.entry,
        )

    def tell(self, warnings: Iterable[Problem]) -> None:
        """Tell of what is doubtful in the content, each thing once: not at every save of a file."""
        told = self.store.get("build", "warnings") or ()
        found = {(one.path, one.field, one.message): one for one in warnings}  # lines move
        for what, warning in found.items():
            if what not in told:
                log.info(str(warning))
        before = len(found.keys() & told)
        if before and self.state.changed:
            log.info("Warnings as before: %d (`briefings check` lists them)", before)
        self.store.put("build", "warnings", frozenset(found))

    def make(self, outputs: Sequence[Output], workers: Workers[Maker]) -> None:
        """Let the workers make the outputs, and tell of the progress."""
        shares = workers.shares(outputs, lambda one: one.key)
        done, size, new = 0, _FIRST, Conversions()
        while any(len(share) > done for share in shares):
            some = [share[done : done + size] for share in shares]
            new = self.note(workers.call(Maker.make, some, new))
            done += size
            size = min(2 * size, _AT_ONCE)
            if self.progress:
                self.progress(sum(min(done, len(share)) for share in shares), len(outputs))

    @contextmanager
    def searching(self, *, search: bool) -> Iterator[None]:
        """Make the search index while the block runs, or else keep that which there is.

        With one worker it is made after the block.
        """
        outputs = list(SEARCH(self.site))
        new = [one for one in outputs if search and not self.is_same(one)]
        # Each bundle is work enough for a process.
        self.ensure_indexes(new)
        with Workers(self.maker, self.count if new else 1) as workers:
            workers.start(Maker.begin, workers.shares(new))
            self.state.begin()  # only now: Pagefind needs no folder to begin with
            workers.start(Maker.make_begun, [()] * workers.count)
            there = [one for one in outputs if one not in new and self.is_there(one)]
            self.take_over(there)
            yield
            workers.finish()
            self.note(workers.finish())
        if search and (lost := [one for one in outputs if one not in new and one not in there]):
            self.ensure_indexes(lost)
            self.maker.begin(lost)
            self.note([self.maker.make_begun(())])

    def ensure_indexes(self, outputs: Iterable[Output]) -> None:
        """See that Pagefind is at work on the bundles among these outputs."""
        for one in outputs:
            if isinstance(one.of, Contents):
                self.indexing.ensure(*one.of)

    def note(self, answers: Iterable[tuple[list[Result], Conversions]]) -> Conversions:
        """Remember what was made; the new conversions are given back."""
        new: Conversions = {}
        for results, conversions in answers:
            new |= conversions
            self._note(results)
        self.site.conversions |= new
        return new

    def _note(self, results: Iterable[Result]) -> None:
        for result in results:
            self.state.folder.take_over(result.stay)
            if result.kept is not None:
                self.site.fresh[result.name] = result.kept
                self.store.put_sealed("kept", result.name, result.kept)
            if result.record.document:
                self.site.documents[result.name] = result.record.document
            if result.has_warned:
                self.unrecorded[result.name] = result.record
            else:
                self.records[result.name] = result.record

    def out_of_date(self, outputs: Iterable[Output]) -> list[Output]:
        """Those of the outputs that are to be made; the others are taken over."""
        outputs = list(outputs)
        self.take_over(one for one in outputs if self.is_made(one))
        return [one for one in outputs if one.name not in self.records]

    def is_made(self, output: Output) -> bool:
        """Whether the site has the output as it would be made now."""
        return self.is_same(output) and self.is_there(output)

    def is_same(self, output: Output) -> bool:
        """Whether the output depends on what it depended on when it was made."""
        record = self.state.records.get(output.name)
        return record is not None and record.depends == output.depends

    def is_there(self, output: Output) -> bool:
        """Whether the site has the output as it was made."""
        return self.state.standing(output.name) is not None

    def take_over(self, outputs: Iterable[Output]) -> None:
        """Let the new site have what the site has of these outputs."""
        kept = {one.name: self.state.records[one.name] for one in outputs}
        self.state.folder.take_over(files_in(kept.values()))
        self.records |= kept
        self.know(kept)

    def know(self, records: Mapping[str, Record]) -> None:
        """Let the site know what search reads of these outputs."""
        self.site.documents |= {
            name: record.document for name, record in records.items() if record.document
        }

    def remember_content(self, read: Read) -> None:
        """Put into the store what was read, and how Markdown became HTML."""
        self.site.remember()
        self.store.put_parts("readings", self.readings, read.readings)
        self.store.put("build", "sources", self.state.sources)

    def remember_outputs(self, *, search: bool) -> None:
        """Put into the store what was made, and take out what is gone."""
        for name in self.state.records.keys() - self.records.keys() - self.unrecorded.keys():
            self.store.put("kept", name, None)
        self.store.put_parts("records", self.state.records, self.records)
        self.store.put("build", "look", self.state.look if search else None)
        self.store.put("build", "files", digest_of_files(files_in(self.records.values())))
