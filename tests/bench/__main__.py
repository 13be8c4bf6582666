"""`make bench`: measure, print a table of ratios, and write it into BENCHMARKS.md.

Everything runs as a process of its own, in turns with its peers. The machine may be busy: read the
ratios, not the seconds.
"""

import argparse
import datetime
import os
import platform
import shutil
import statistics
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from tests.bench.browser import browsing, first_query, save_to_reloaded
from tests.bench.processes import (
    BRIEFINGS,
    HUGO,
    OURS,
    PAGEFIND,
    PAGES_ALONE,
    STOCK,
    Command,
    Taken,
    in_turns,
    median,
    timed,
)
from tests.bench.projects import ROOT, write_hugo, write_project, write_stock


class Bench:
    """The projects of one run, and the rows of its table."""

    def __init__(self, folder: Path, count: int, runs: int) -> None:
        """Write the projects."""
        self.folder = folder
        self.count = count
        self.runs = runs
        self.project = folder / "project"
        self.hugo = folder / "hugo"
        self.rows: list[tuple[str, str, str]] = []
        write_project(self.project, count)
        write_hugo(self.project, self.hugo)

    def row(self, what: str, figure: str, bound: str) -> None:
        """Add a row, and print it."""
        self.rows.append((what, figure, bound))
        print(f"{what:64} {figure:>34}   {bound}", flush=True)

    def ratio(self, what: str, ours: Taken, peer: Taken, bound: float) -> None:
        """Add a ratio on the clock."""
        figures = (
            f"{ours.seconds / peer.seconds:.2f}  ({ours.seconds:.2f} s / {peer.seconds:.2f} s)"
        )
        self.row(what, figures, f"at most {bound}")

    def cold(self, command: Command) -> Taken:
        """A build from nothing."""
        for name in ("site", ".cache"):
            shutil.rmtree(self.project / name, ignore_errors=True)
        return timed(command, self.project)

    def build_hugo(self) -> Taken:
        """Hugo's build from nothing."""
        shutil.rmtree(self.hugo / "public", ignore_errors=True)
        return timed(HUGO, self.hugo)

    def index_hugo(self) -> Taken:
        """Pagefind's index of Hugo's pages, into a new folder."""
        shutil.rmtree(self.folder / "index", ignore_errors=True)
        command: Command = [PAGEFIND, "--silent", "--site", self.hugo / "public"]
        return timed([*command, "--output-path", self.folder / "index"], self.folder)

    def builds(self) -> None:
        """Builds from nothing, beside Hugo and Pagefind."""
        pages, whole, hugo, index = in_turns(
            [
                lambda: self.cold(PAGES_ALONE),
                lambda: self.cold(OURS),
                self.build_hugo,
                self.index_hugo,
            ],
            self.runs,
        )
        self.hugo_taken = hugo
        self.hugo_and_index = Taken(
            hugo.seconds + index.seconds, hugo.processor + index.processor, index.memory
        )
        self.whole = whole
        self.ratio("cold, pages alone / Hugo", pages, hugo, 0.85)
        self.ratio("cold, with search / Hugo + Pagefind", whole, self.hugo_and_index, 1.0)
        self.row("memory of our largest process, pages alone", f"{pages.memory:.0f} MiB", "450 MiB")
        self.row("memory of Pagefind, within our build", f"{whole.memory:.0f} MiB", "said only")
        self.row("memory of Hugo", f"{hugo.memory:.0f} MiB", "said only")
        self.pages = pages

    def stock(self) -> None:
        """The pages alone beside stock MkDocs, which is slow: once."""
        rendered = self.folder / "rendered"
        timed([BRIEFINGS, "render", rendered, "--quiet"], self.project)
        write_stock(rendered)
        stock = timed(STOCK, rendered)
        self.ratio("cold, pages alone / stock MkDocs with its search", self.pages, stock, 0.25)

    def edits(self) -> None:
        """One change at a time, each in a new process, with everything that follows from it."""
        newest = self.briefing(-1)
        oldest = self.briefing(0)
        topics = self.project / "briefings" / "topics.yml"
        template = self.project / "templates" / "pages" / "briefing.md"
        settings = self.project / "mkdocs.yml"
        both = self.hugo_and_index
        self.edited("one edit, newest year / Hugo", newest, "title: ", self.hugo_taken, 0.25)
        self.edited("one edit, oldest year / Hugo + Pagefind", oldest, "title: ", both, 1.0)
        self.edited("a topic's name / Hugo + Pagefind", topics, "name: ", both, 1.0)
        self.edited("a template / Hugo + Pagefind", template, "# ", both, 1.0)
        self.edited("a setting / Hugo + Pagefind", settings, "site_name: ", both, 1.0)
        nothing = median([timed(OURS, self.project) for _ in range(self.runs)])
        self.ratio("nothing changed / Hugo", nothing, self.hugo_taken, 0.06)

    def briefing(self, place: int) -> Path:
        """The file of a briefing by its place, the oldest first."""
        return sorted((self.project / "briefings").glob("*/*.yml"))[place]

    def edited(self, what: str, path: Path, after: str, peer: Taken, bound: float) -> None:
        """The median of several edits: a word is put behind the first `after`."""
        taken = median([self.edit(path, after, number) for number in range(self.runs)])
        self.ratio(what, taken, peer, bound)

    def edit(self, path: Path, after: str, number: int) -> Taken:
        """One edit, and the build after it."""
        text = path.read_text("utf-8")
        path.write_text(text.replace(after, f"{after}Anew{number} ", 1), "utf-8")
        return timed(OURS, self.project)

    def searches(self) -> None:
        """The first query of a visit."""
        words = self.words()
        with browsing() as browser:
            for name, word, bound in (("rare", words[0], 200), ("the commonest", words[1], 260)):
                taken = [first_query(browser, self.project / "site", word) for _ in range(3)]
                size = taken[0][0].kilobytes
                wait = statistics.median(query.milliseconds for query, _ in taken)
                self.row(f"first query, {name} word ({word})", f"{size:.0f} kB", f"{bound} kB")
                self.row("  until the answer is on the screen", f"{wait:.0f} ms", "300 ms")
            self.row("bytes before search is opened", f"{taken[0][1]:.0f} kB", "0")

    def words(self) -> tuple[str, str]:
        """A word that is rare in the briefings, and the commonest that search knows."""
        text = "".join(
            path.read_text("utf-8") for path in (self.project / "briefings").glob("*/*.yml")
        )
        rare = next(word for word in text.split() if word.isalpha() and text.count(word) == 1)
        return rare, "the"

    def serve(self) -> None:
        """From a save to the reloaded page."""
        with browsing() as browser:
            path = self.briefing(-1).relative_to(self.project / "briefings").with_suffix("")
            taken = save_to_reloaded(browser, self.project, path.as_posix(), self.runs)
        figures = f"{statistics.median(taken):.2f} s"
        self.row(f"serve: from save to reloaded page, {self.count}", figures, "0.5 s at 1,000")


def compare_sizes(small: Bench, large: Bench) -> None:
    """How time and memory grow with the number of briefings."""
    times = large.count / small.count
    large.row(
        f"cold, {times:.0f} times as many briefings: time",
        f"{large.whole.seconds / small.whole.seconds:.1f} times",
        f"{1.1 * times:.1f} times",
    )
    large.row(
        "  memory of our largest process",
        f"{large.pages.memory / small.pages.memory:.1f} times",
        f"{1.1 * times:.1f} times",
    )
    edits = [
        median([one.edit(one.briefing(-1), "title: ", number) for number in range(3)])
        for one in (small, large)
    ]
    figures = f"{edits[1].seconds / edits[0].seconds:.1f} times"
    large.row("  one edit in the newest year", figures, "2.5 times")


def report(rows: list[tuple[str, str, str]], count: int, runs: int) -> str:
    """The page of results."""
    versions = {
        name: version(name) for name in ("mkdocs", "mkdocs-material", "hugo", "pagefind_bin")
    }
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    lines = [
        "# Benchmarks",
        "",
        "Written by `make bench`; the method stands in `tests/bench`. Whole processes, medians of",
        f"{runs} runs in turns, {count:,} invented briefings of 500 a year (`tests/corpus.py`).",
        "The seconds are those of one machine; read the ratios.",
        "",
        f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d}, {os.cpu_count()} cores, {memory:.0f} GiB,"
        f" {platform.system()} on {platform.machine()}, Python {platform.python_version()}, "
        + ", ".join(f"{name} {number}" for name, number in versions.items()),
        "",
        "| what | measured | asked |",
        "| --- | --- | --- |",
        *(f"| {what.strip()} | {figure} | {bound} |" for what, figure, bound in rows),
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure what the options ask for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("-n", "--count", type=int, default=1000, help="briefings")
    options.add_argument("-r", "--runs", type=int, default=3, help="runs of each build")
    options.add_argument("--larger", type=int, help="briefings of a larger site to compare with")
    options.add_argument("--stock", action="store_true", help="measure stock MkDocs too")
    options.add_argument("--write", action="store_true", help="write BENCHMARKS.md")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder) / "one", asked.count, asked.runs)
        steps: list[Callable[[], None]] = [bench.builds, bench.edits, bench.searches, bench.serve]
        if asked.stock:
            steps.insert(1, bench.stock)
        for step in steps:
            step()
        rows = bench.rows
        if asked.larger:
            large = Bench(Path(folder) / "larger", asked.larger, 1)
            large.builds()
            large.rows.clear()
            compare_sizes(bench, large)
            rows += large.rows
    if asked.write:
        (ROOT / "BENCHMARKS.md").write_text(report(rows, asked.count, asked.runs), "utf-8")


if __name__ == "__main__":
    main()
