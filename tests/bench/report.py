"""What was measured, as it comes in and as a page: BENCHMARKS.md."""

import datetime
import os
import platform
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import NamedTuple

from tests.bench.processes import Taken

_PACKAGES = ("mkdocs", "mkdocs-material", "hugo", "pagefind_bin")
_METHOD = """\
Written by `make bench`; the code is `tests/bench`. The briefings are invented (`tests/corpus.py`):
500 a year, so that a larger site is an older one, of some 450 words each, in words that are rare
and common as those of real texts.

- Every build is a whole process, from its start to its end, with all the processes that it starts.
  Peers take turns, and of each figure the median counts. Seconds are those of one machine, which
  was perhaps not idle: read the ratios.
- *Hugo* is its binary, with a site that shows of each briefing what ours shows and lists it where
  ours does. Its theme is bare: no scripts, no styles, no feeds. It gets no fingerprints and checks
  no quotes. It knows whole builds only, so that its build is also what it takes after an edit.
- *Pagefind* is the program that makes our index too, over Hugo's pages, into a new folder.
- *Stock MkDocs* is MkDocs with Material and its own search, on what `briefings render` writes; the
  briefings are not in its navigation.
- *Cold* is without site and cache. *Pages alone* leaves out our index, not what it is made of.
- An edit is to a built site: a word in a title, a name, a heading, a setting; or one more file.
- Memory is that of the largest single process, Pagefind's included.
- *Serve* is the time from a save of the file to the new page's being painted in Chromium, which had
  the page open; the page reloads itself.
- A *first query* is that of a visitor who has nothing of the site in the cache. The bytes are all
  that is fetched from the opening of the search dialog to the last result, compressed as hosts do
  it. The word is typed at once, as soon as there is a field for it; the time ends when the first
  result is painted. A word that most of very many pages have is looked up on those of the newest
  year, and on all when the reader asks; the *commonest word of all years* is the commonest of at
  least four letters that is looked up everywhere at once. The server is on the same machine: how
  long it takes on a slow line, the bytes say.
"""


class Row(NamedTuple):
    """A figure, and what was asked of it."""

    what: str
    measured: str
    asked: str = ""
    is_met: bool | None = None


@dataclass
class Report:
    """All that was measured so far."""

    rows: list[Row] = field(default_factory=list)
    taken: list[tuple[str, Taken]] = field(default_factory=list)

    def took(self, what: str, taken: Taken) -> None:
        """Note what a process took."""
        self.taken.append((what, taken))
        print(
            f"  {what:58} {taken.seconds:8.2f} s {taken.processor:8.2f} s CPU"
            f" {taken.memory:6.0f} MiB",
            flush=True,
        )

    def ratio(self, what: str, ours: Taken, peer: Taken, bound: float | None = None) -> None:
        """Note a ratio on the clock, and the two times."""
        ratio = ours.seconds / peer.seconds
        digits = 2 if ratio >= 0.2 else 3
        measured = f"{ratio:.{digits}f} ({ours.seconds:.2f} s to {peer.seconds:.2f} s)"
        self._add(what, measured, ratio, bound, f"{bound}")

    def figure(self, what: str, value: float, unit: str, bound: float | None = None) -> None:
        """Note a figure in its unit."""
        digits = 2 if unit in {"s", "times"} else 1 if value < 10 else 0
        self._add(what, f"{value:.{digits}f} {unit}", value, bound, f"{bound} {unit}")

    def _add(self, what: str, measured: str, value: float, bound: float | None, asked: str) -> None:
        if bound is None:
            row = Row(what, measured)
        else:
            row = Row(what, measured, f"at most {asked}", value <= bound)
        self.rows.append(row)
        print(f"{row.what:60} {row.measured:28} {row.asked:22} {_verdict(row)}", flush=True)

    def page(self, counts: str, runs: int) -> str:
        """The page of all results."""
        versions = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
        machine = (
            f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d}: {counts}; medians of {runs}. "
            f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} on "
            f"{platform.machine()}; Python {platform.python_version()}, {versions}."
        )
        figures = [
            f"| {what} | {taken.seconds:.2f} | {taken.processor:.2f} | {taken.memory:.0f} |"
            for what, taken in self.taken
        ]
        lines = [
            "# Benchmarks",
            "",
            _METHOD,
            machine,
            "",
            "| what | measured | asked | |",
            "| --- | --- | --- | --- |",
            *(
                f"| {row.what} | {row.measured} | {row.asked} | {_verdict(row)} |"
                for row in self.rows
            ),
            "",
            "What each process took:",
            "",
            "| what | seconds | of processor time | MiB |",
            "| --- | --: | --: | --: |",
            *figures,
            "",
        ]
        return "\n".join(lines)


def _verdict(row: Row) -> str:
    return "" if row.is_met is None else "met" if row.is_met else "**missed**"
