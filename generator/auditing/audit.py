"""Each source of a Library asked for on the web, live and archived: Findings come out.

A few hosts are asked at once, each by one thread from its first address to its last. What a former
run found, not long ago, is not asked again, so an interrupted audit goes on where it stopped. The
order of the result is that of the Library, whoever answers first.
"""

import datetime
import queue
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import httpx

from generator.auditing.judging import Finding, judge
from generator.auditing.memory import Memory
from generator.auditing.pagetext import is_text, read_page
from generator.auditing.standing import basis, compare
from generator.content.library import Entry, Library
from generator.content.schema import Briefing
from generator.drafting import read_article_file
from generator.problems import Field, field_name
from generator.proof.verification import verbatim_words
from generator.web.fetching import Fetcher

Copy = Literal["live", "archived"]

MAX_AGE = datetime.timedelta(hours=20)
"""What was found longer ago is asked again; a daily run asks everything."""
AT_ONCE = 4
GIVE_UP_AFTER = 3
"""A host that is slow or busy so many times in a row is not asked further in this run."""


@dataclass(frozen=True, slots=True)
class SourceAudit:
    """What was found of one briefing's source."""

    entry: Entry
    live: Finding | None
    """None where the briefing names no address."""
    archived: Finding | None
    """None where the briefing names no archived copy."""

    @property
    def copies(self) -> Iterator[tuple[Copy, Finding]]:
        """The copies that the briefing names, the live one first."""
        if self.live:
            yield "live", self.live
        if self.archived:
            yield "archived", self.archived

    @property
    def gone(self) -> list[Field]:
        """The quotes that stand in no copy any more.

        A copy of which nothing certain is known may still hold them.
        """
        copies = [finding for _, finding in self.copies]
        return [
            way
            for way, _ in verbatim_words(self.entry.briefing)
            if copies and all(_is_lost(finding, field_name(way)) for finding in copies)
        ]


def audit_library(
    library: Library,
    fetcher: Fetcher,
    *,
    memory_file: Path,
    now: datetime.datetime | None = None,
    max_age: datetime.timedelta = MAX_AGE,
    at_once: int = AT_ONCE,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[SourceAudit]:
    """What was found of each source of the library, in the library's order.

    `memory_file` keeps what was found from run to run. `progress` is told how many copies are done,
    of how many. An exception in it, or an interruption, ends the audit; what was found is kept.
    """
    now = now or datetime.datetime.now(datetime.UTC)
    memory = Memory(memory_file)
    tasks = list(_tasks(library))
    found: dict[tuple[str, Copy], Finding] = {}
    for task in tasks:
        last = memory.last(task.address)
        if last and _is_fresh(last, task, now - max_age):
            found[task.place] = last
    progress(len(found), len(tasks))
    examine = _Examiner(fetcher, memory, now)
    try:
        to_ask = [task for task in tasks if task.place not in found]
        for task, finding in _ask_all(to_ask, examine, at_once):
            found[task.place] = finding
            if finding.asked:
                memory.keep(finding)
            progress(len(found), len(tasks))
    finally:
        memory.close()
    return [
        SourceAudit(entry, found.get((entry.key, "live")), found.get((entry.key, "archived")))
        for entry in library.entries
    ]


def examine_copy(
    briefing: Briefing,
    address: str,
    fetcher: Fetcher,
    *,
    now: datetime.datetime,
    before: Finding | None = None,
) -> Finding:
    """What stands at the address, which should be a copy of the briefing's source."""
    answer = fetcher.fetch(address)
    page, text, comparison = None, "", None
    if answer.status == httpx.codes.OK and not answer.failure:
        text = _article_text(answer.content, answer.content_type, address)
        if text or is_text(answer.content, answer.content_type):
            page = read_page(answer.content, answer.content_type)
            comparison = compare(briefing, [text, page.text])
    finding = judge(answer, page, text, comparison, before, now)
    return replace(finding, basis=basis(briefing))


def _article_text(content: bytes, content_type: str | None, address: str) -> str:
    """The text of the article in the page, or nothing where there is none."""
    try:
        return read_article_file(content, content_type=content_type, address=address).text
    except Exception:  # noqa: BLE001 - a page may hold anything, and must not end the audit of others
        return ""


@dataclass(frozen=True, eq=False, slots=True)
class _Task:
    """A copy to be asked for."""

    entry: Entry
    copy: Copy
    address: str

    @property
    def place(self) -> tuple[str, Copy]:
        return self.entry.key, self.copy

    @property
    def host(self) -> str:
        return urlsplit(self.address).hostname or ""


def _tasks(library: Library) -> Iterator[_Task]:
    for entry in library.entries:
        source = entry.briefing.source
        if source.url:
            yield _Task(entry, "live", source.url)
        if source.archive:
            yield _Task(entry, "archived", source.archive)


def _is_fresh(finding: Finding, task: _Task, since: datetime.datetime) -> bool:
    """Whether the finding need not be made anew; one that says nothing always is."""
    return (
        finding.state != "cannot tell"
        and finding.asked is not None
        and finding.asked > since
        and finding.basis == basis(task.entry.briefing)
    )


def _is_lost(finding: Finding, name: str) -> bool:
    if finding.state == "dead":
        return True
    return finding.is_article and name in finding.lost


@dataclass(frozen=True)
class _Examiner:
    fetcher: Fetcher
    memory: Memory
    now: datetime.datetime

    def __call__(self, task: _Task) -> Finding:
        before = self.memory.last(task.address)
        return examine_copy(
            task.entry.briefing,
            task.address,
            self.fetcher,
            now=self.now,
            before=before,
        )


def _ask_all(
    tasks: list[_Task], examine: Callable[[_Task], Finding], at_once: int
) -> Iterator[tuple[_Task, Finding]]:
    """Each task with what was found, as the answers come; leaving early stops the asking."""
    hosts: defaultdict[str, list[_Task]] = defaultdict(list)
    for task in tasks:
        hosts[task.host].append(task)
    waiting: queue.SimpleQueue[list[_Task]] = queue.SimpleQueue()
    for _, of_host in sorted(hosts.items(), key=lambda item: (-len(item[1]), item[0])):
        waiting.put(of_host)  # the longest first, so that it does not go on alone at the end
    results: queue.SimpleQueue[tuple[_Task, Finding] | BaseException] = queue.SimpleQueue()
    stop = threading.Event()

    def work() -> None:
        try:
            while True:
                for result in _ask_host(waiting.get_nowait(), examine, stop):
                    results.put(result)
        except queue.Empty:
            return
        except BaseException as error:  # noqa: BLE001 - it is raised by who waits for the results
            results.put(error)

    for _ in range(min(at_once, len(hosts))):
        threading.Thread(target=work, daemon=True).start()
    try:
        for _ in tasks:
            result = results.get()
            if isinstance(result, BaseException):
                raise result
            yield result
    finally:
        stop.set()


def _ask_host(
    tasks: list[_Task], examine: Callable[[_Task], Finding], stop: threading.Event
) -> Iterator[tuple[_Task, Finding]]:
    in_a_row = 0
    for task in tasks:
        if stop.is_set():
            return
        if in_a_row >= GIVE_UP_AFTER:
            reason = f"not asked: {task.host} was too slow or busy {in_a_row} times in a row"
            yield task, Finding(task.address, "cannot tell", reason)
            continue
        finding = examine(task)
        in_a_row = in_a_row + 1 if finding.is_passing else 0
        yield task, finding
