"""The build itself: which outputs are out of date, who makes them, when they become the site."""

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from generator.content.library import Card
from generator.content.load import read_registries
from generator.publish.building.making import Maker, Record, files_of, keep_files
from generator.publish.building.outputs import KINDS, Output
from generator.publish.building.reading import Reader, Reading, read_content
from generator.publish.building.site import Site, look_of, version
from generator.publish.building.sources import read_sources
from generator.publish.building.store import Store, alone
from generator.publish.building.workers import Workers
from generator.publish.staging import Staging

log = logging.getLogger("mkdocs.plugins.briefings")

Progress = Callable[[int, int], None]
"""Told how many of how many outputs are made."""

_WORTH_COPIES = 100
"""Files to read or outputs to make: for fewer, copies of this process cost more than they save."""
_REGISTRIES = ("topics.yml", "people.yml")


def build(
    config: MkDocsConfig, cache: Path, *, count: int, progress: Progress | None = None
) -> None:
    """Make the site that the configuration describes, with `count` workers.

    `cache` is the folder of what is remembered between builds.

    Raises ProblemsError where a file or a template has an error; the former site is then as it was.
    """
    with alone(cache), closing(Store(cache / "store.sqlite", version(config))) as store:
        _Build(config, store, count, progress).run()


class _Build:
    """One build: what is, what is remembered, and what has to be made."""

    def __init__(
        self, config: MkDocsConfig, store: Store, count: int, progress: Progress | None
    ) -> None:
        self.config = config
        self.store = store
        self.count = count
        self.progress = progress
        self.staging = Staging(Path(config.site_dir))
        self.look = look_of(config)
        known = store.get("build", "sources") or {}
        self.sources = read_sources(Path(config.docs_dir), known)
        self.changed = {
            path
            for path in {*self.sources, *known}
            if path not in known
            or path not in self.sources
            or known[path].digest != self.sources[path].digest
        }
        self.records: dict[str, Record] = _joined(store.all("records"))
        files = set(files_of(self.staging.site))
        self.standing = {
            name: record for name, record in self.records.items() if files.issuperset(record.files)
        }
        self.strays = len(files) - sum(len(record.files) for record in self.standing.values())

    def run(self) -> None:
        """Make what has to be made, and let it become the site."""
        if self.is_done():
            log.info("Nothing has changed")
            return
        self.staging.begin()
        try:
            self.make()
        except BaseException:
            self.staging.abandon()
            raise
        self.staging.finish()
        self.store.save()

    def is_done(self) -> bool:
        """Whether the site is already what the build would make."""
        return (
            self.store.get("build", "look") == self.look
            and not self.changed
            and not self.strays
            and len(self.standing) == len(self.records)
        )

    def hands(self) -> int:
        """How many workers the work is worth."""
        work = len(self.changed) + len(self.records) - len(self.standing)
        if self.store.get("build", "look") != self.look or self.changed.intersection(_REGISTRIES):
            work += len(self.sources)
        return self.count if work >= _WORTH_COPIES else 1

    def make(self) -> None:
        """Read what has changed, make what that reaches, and take over all else."""
        content = Path(self.config.docs_dir)
        site = Site(self.config, self.look, self.sources, read_registries(content), self.store)
        maker = Maker(site, Reader(content, site.settings.unchecked), self.staging.new)
        known: dict[str, Reading] = _joined(self.store.all("readings"))
        records: dict[str, Record] = {}
        with Workers(maker, self.hands()) as workers:
            read = read_content(
                content,
                site.registries,
                self.sources,
                known,
                lambda paths: chain(*workers.call(Maker.read, workers.shares(paths))),
                maker.reader.entry,
            )
            for warning in read.warnings:
                log.info(str(warning))
            site.know(read.library)
            cards = [entry.card for entry in read.library.entries]
            first, *later = KINDS
            records |= self.made(list(first(site)), workers, cards)
        for kind in later:
            outputs = list(kind(site))
            with Workers(maker, self.hands()) as workers:
                records |= self.made(outputs, workers)
        site.remember()
        self.remember("readings", known, read.readings)
        self.remember("records", self.records, records)
        self.store.put("build", "sources", self.sources)
        self.store.put("build", "look", self.look)

    def made(
        self, outputs: Sequence[Output], workers: Workers[Maker], cards: Sequence[Card] = ()
    ) -> dict[str, Record]:
        """The records of the outputs, of which those that are out of date are made."""
        records, out_of_date = {}, []
        for output in outputs:
            record = self.standing.get(output.name)
            if record and record.depends == output.depends:
                records[output.name] = record
            else:
                out_of_date.append(output)
        keep_files(self.staging.site, list(records.values()), self.staging.new)
        site = workers.worker.site
        for share in workers.call(Maker.make, workers.shares(out_of_date), cards):
            for result in share:
                site.keep(result.name, result.kept)
                if not result.has_warned:
                    records[result.name] = result.record
        return records

    def remember(self, kind: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        """Put what has changed into the store, in groups by folder."""
        former, latter = _grouped(before), _grouped(after)
        for group in {*former, *latter}:
            if former.get(group) != latter.get(group):
                self.store.put(kind, group, latter.get(group))


def _grouped(values: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The values by the folder in their names: one row of the store holds those of a folder."""
    groups: dict[str, dict[str, Any]] = defaultdict(dict)
    for name, value in values.items():
        groups[name.rpartition("/")[0]][name] = value
    return dict(groups)


def _joined(groups: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {name: value for group in groups.values() for name, value in group.items()}
