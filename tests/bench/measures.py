"""The measures: each writes what it finds into the report."""

import json
import re
import shutil
import statistics
import sys
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.bench.browser import browsing, first_query, seconds_to_reload
from tests.bench.processes import BRIEFINGS, HUGO, MKDOCS, PAGEFIND, Taken, in_turns, timed
from tests.bench.projects import briefings_of, write_hugo, write_project, write_stock
from tests.bench.report import Report

_NAMES_AND_ADDRESSES = re.compile(
    r"^\s*(?:- )?"
    r"(?:id|evidence|contrary|follows_from|about|topics|related|formerly|url|archive): .*$",
    re.MULTILINE,
)
_WORD = re.compile(r"\b[a-z]{7,10}\b")
_COMMONEST = "the"


class Site:
    """One project of a number of briefings, and its peers, each written when it is first needed."""

    def __init__(self, folder: Path, count: int) -> None:
        """Write the project."""
        self.folder = folder
        self.count = count
        self.project = folder / "project"
        self.edits = 0
        write_project(self.project, count)

    def cold(self) -> Taken:
        """Our build from nothing."""
        self._forget()
        return self.build()

    def pages_alone(self) -> Taken:
        """Our build from nothing, less the index."""
        self._forget()
        return timed([sys.executable, "-m", "tests.bench.pages_alone", "."], self.project)

    def _forget(self) -> None:
        for name in ("site", ".cache"):
            shutil.rmtree(self.project / name, ignore_errors=True)

    def build(self) -> Taken:
        """Our build of what has changed."""
        return timed([BRIEFINGS, "build", "--quiet"], self.project)

    def hugo(self) -> Taken:
        """Hugo's build from nothing."""
        folder = self.folder / "hugo"
        if not folder.is_dir():
            write_hugo(self.project, folder)
        shutil.rmtree(folder / "public", ignore_errors=True)
        return timed([HUGO, "--quiet"], folder)

    def pagefind(self) -> Taken:
        """Pagefind over what Hugo has built, into a new folder."""
        index = self.folder / "index"
        shutil.rmtree(index, ignore_errors=True)
        pages = self.folder / "hugo" / "public"
        return timed([PAGEFIND, "--silent", "--site", pages, "--output-path", index], self.folder)

    def stock(self) -> Taken:
        """Stock MkDocs over what `briefings render` writes."""
        rendered = self.folder / "rendered"
        if not rendered.is_dir():
            timed([BRIEFINGS, "render", rendered, "--quiet"], self.project)
            write_stock(rendered)
        shutil.rmtree(rendered / "site", ignore_errors=True)
        return timed([MKDOCS, "build", "--quiet"], rendered)

    def briefing(self, *, newest: bool) -> Path:
        """A briefing in the middle of the newest or of the oldest year."""
        years: dict[str, list[Path]] = {}
        for path in briefings_of(self.project):
            years.setdefault(path.parent.name, []).append(path)
        chosen = years[(max if newest else min)(years)]
        return chosen[len(chosen) // 2]

    def edit(self, path: Path, after: str) -> Taken:
        """The build after a word was put behind the first `after` in the file."""
        self.edits += 1
        text = path.read_text("utf-8")
        path.write_text(text.replace(after, f"{after}Anew{self.edits} ", 1), "utf-8")
        return self.build()

    def add(self) -> Taken:
        """The build after a briefing was added to the newest year, of an article of its own."""
        self.edits += 1
        path = self.briefing(newest=True)
        text = re.sub(r"^formerly: .*\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
        text = text.replace("  url: https://", f"  url: https://added{self.edits}.", 1)
        (path.parent / f"added-{self.edits}.yml").write_text(text, "utf-8")
        return self.build()


def cold(site: Site, report: Report, runs: int) -> None:
    """Builds from nothing, beside Hugo and Pagefind."""
    pages, whole, hugo, pagefind = in_turns(
        [site.pages_alone, site.cold, site.hugo, site.pagefind], runs
    )
    n = f"{site.count:,}"
    report.took(f"cold, {n}, pages alone", pages)
    report.took(f"cold, {n}, with search", whole)
    report.took(f"cold, {n}, Hugo", hugo)
    report.took(f"cold, {n}, Pagefind over Hugo's pages", pagefind)
    report.ratio("cold, pages alone / Hugo", pages, hugo, 0.85)
    report.ratio("cold, with search / (Hugo + Pagefind)", whole, hugo.then(pagefind), 1.0)
    report.figure("memory, cold, pages alone", pages.memory, "MiB", 450)
    report.figure("memory, cold, with search: Pagefind's", whole.memory, "MiB")


def stock(site: Site, report: Report, runs: int) -> None:
    """Our pages beside stock MkDocs with its own search."""
    pages, peer = in_turns([site.pages_alone, site.stock], runs)
    report.took(f"cold, {site.count:,}, stock MkDocs", peer)
    report.ratio("cold, pages alone / stock MkDocs", pages, peer, 0.25)


def edits(site: Site, report: Report, runs: int) -> None:
    """One change at a time to a built site, each with all that follows from it."""
    site.build()
    project = site.project
    changes: dict[str, Callable[[], Taken]] = {
        "nothing changed": site.build,
        "one edit, newest year": partial(site.edit, site.briefing(newest=True), "title: "),
        "one edit, oldest year": partial(site.edit, site.briefing(newest=False), "title: "),
        "one briefing added": site.add,
        "a topic's name": partial(site.edit, project / "briefings" / "topics.yml", "name: "),
        "a template": partial(site.edit, project / "templates" / "pages" / "briefing.md", "\n# "),
        "a setting": partial(site.edit, project / "mkdocs.yml", "site_name: "),
    }
    *ours, hugo, pagefind = in_turns([*changes.values(), site.hugo, site.pagefind], runs)
    taken = dict(zip(changes, ours, strict=True))
    for what, one in taken.items():
        report.took(f"{what}, {site.count:,}", one)
    both = hugo.then(pagefind)
    report.took(f"Hugo, {site.count:,}, between the edits", hugo)
    report.took(f"Pagefind, {site.count:,}, between the edits", pagefind)
    report.ratio("nothing changed / Hugo", taken.pop("nothing changed"), hugo, 0.06)
    name = "one edit, newest year"
    report.ratio(f"{name} / Hugo", taken.pop(name), hugo, 0.25)
    name = "one edit, oldest year"
    report.ratio(f"{name} / (Hugo + Pagefind)", taken.pop(name), both, 1.0)
    for what, one in taken.items():
        report.ratio(f"{what} / (Hugo + Pagefind)", one, both)


def query(site: Site, report: Report, runs: int) -> None:
    """The first query of a visit."""
    site.build()
    folder = site.project / "site"
    former = folder / "search" / "earlier"
    common, words = (
        json.loads((former / f"{name}.json").read_text("utf-8")) for name in ("common", "words")
    )
    asked = (
        ("rare word", rare_word(site.project), 200),
        ("commonest word", _COMMONEST, 260),
        (
            "commonest word of all years",
            next(word for word in words if word.lower() not in common),
            260,
        ),
    )
    with browsing() as browser:
        for what, word, bound in asked:
            found = [first_query(browser, folder, word) for _ in range(runs)]
            before, size, time, opened = map(statistics.median, zip(*found, strict=True))
            report.figure(f"first query, {what} ({word}): fetched", size, "kB", bound)
            report.figure(f"first query, {what}: from the last key", time, "ms", 300)
            report.figure(f"first query, {what}: from opening the dialog", opened, "ms")
    report.figure("search, before it is opened: fetched", before, "kB")


def rare_word(project: Path) -> str:
    """A word that stands in one briefing alone, in any of its texts."""
    found: Counter[str] = Counter()
    for path in briefings_of(project):
        text = path.read_text("utf-8").partition("\nfingerprint:")[0]
        found.update(set(_WORD.findall(_NAMES_AND_ADDRESSES.sub("", text))))
    return min(word for word, count in found.items() if count == 1)


def serve(site: Site, report: Report, runs: int) -> None:
    """From a save to the reloaded page."""
    file = site.briefing(newest=True)
    with browsing() as browser:
        taken = seconds_to_reload(browser, site.project, file, max(runs, 3))
    report.figure(f"serve, {site.count:,}: from save to page", statistics.median(taken), "s", 0.5)


def growth(small: Site, large: Site, report: Report, runs: int) -> None:
    """How time and memory grow with the number of briefings: a tenth faster than it, at most."""
    times = large.count / small.count
    pages, more_pages, whole, larger = in_turns(
        [small.pages_alone, large.pages_alone, small.cold, large.cold], runs
    )
    report.took(f"cold, {large.count:,}, pages alone", more_pages)
    report.took(f"cold, {large.count:,}, with search", larger)
    paths = [one.briefing(newest=True) for one in (small, large)]
    edit, edit_in_larger = in_turns(
        [
            partial(one.edit, path, "title: ")
            for one, path in zip((small, large), paths, strict=True)
        ],
        runs,
    )
    report.took(f"one edit, newest year, {large.count:,}", edit_in_larger)
    sizes = f"{large.count:,} / {small.count:,}"
    report.ratio(f"cold, with search, {sizes}", larger, whole, round(1.1 * times, 1))
    memory = more_pages.memory / pages.memory
    report.figure(f"memory, cold, pages alone, {sizes}", memory, "times", round(1.1 * times, 1))
    bound = 2.5 if times == 4 else None
    report.ratio(f"one edit, newest year, {sizes}", edit_in_larger, edit, bound)
