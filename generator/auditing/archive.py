"""Archived copies for briefings that name none: looked up, and compared.

The look-up is the Wayback Machine's: an address and a day come in, the copy nearest to that day
comes back. Nothing is archived here, and a copy that holds another text is not taken.
"""

import datetime
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit, urlunsplit

import httpx

from generator.auditing.audit import GIVE_UP_AFTER, examine_copy
from generator.auditing.judging import Finding
from generator.content.addresses import article_address, original_address
from generator.content.library import Entry, Library
from generator.content.types import is_url
from generator.web.fetching import Fetcher

LOOK_UP = "https://archive.org/wayback/available"
"""Where copies are asked for; its answer names the nearest one."""

_HOST = "web.archive.org"


class _LookUpError(Exception):
    """The look-up does not answer; the message says why."""


class _NoCopyError(Exception):
    """There is no copy; the message says so."""


@dataclass(frozen=True, slots=True)
class ArchiveFound:
    """What the look-up gave for one briefing: an address, or the reason why there is none."""

    entry: Entry
    address: str = ""
    reason: str = ""


def find_archives(
    library: Library,
    fetcher: Fetcher,
    *,
    look_up: str = LOOK_UP,
    now: datetime.datetime | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Iterator[ArchiveFound]:
    """Archived copies of all sources that have an address and name no copy, one by one.

    A copy is fetched and compared where the briefing has a fingerprint, and not taken where it is
    found to lack a quote or to be another text; where the comparison cannot be made, it is taken.
    """
    now = now or datetime.datetime.now(datetime.UTC)
    entries = [
        entry
        for entry in library.entries
        if entry.briefing.source.url and not entry.briefing.source.archive
    ]
    failed_in_a_row = 0
    for done, entry in enumerate(entries):
        progress(done, len(entries))
        if failed_in_a_row >= GIVE_UP_AFTER:
            reason = f"not looked up: the look-up failed {failed_in_a_row} times in a row"
            yield ArchiveFound(entry, reason=reason)
            continue
        try:
            address = _nearest(entry, fetcher, look_up)
            failed_in_a_row = 0
        except _LookUpError as error:
            failed_in_a_row += 1
            yield ArchiveFound(entry, reason=f"the look-up failed: {error}")
            continue
        except _NoCopyError as error:
            yield ArchiveFound(entry, reason=str(error))
            continue
        if entry.briefing.fingerprint:
            found = examine_copy(entry.briefing, address, fetcher, now=now)
            if reason := _why_not(found):
                yield ArchiveFound(entry, reason=f"{address} does not do: {reason}")
                continue
        yield ArchiveFound(entry, address)
    progress(len(entries), len(entries))


def _why_not(found: Finding) -> str:
    """Why this is no copy of the source, or nothing."""
    if found.state in {"suspect", "dead"}:
        return found.reason
    return f"it lacks {', '.join(found.lost)}" if found.is_article and found.lost else ""


def _nearest(entry: Entry, fetcher: Fetcher, look_up: str) -> str:
    """The address of the copy nearest to the day of publication.

    Raises _LookUpError where the look-up does not answer, _NoCopyError where it names no copy.
    """
    source = entry.briefing.source
    day = source.published or entry.briefing.date
    query = urlencode({"url": source.url or "", "timestamp": f"{day:%Y%m%d}"})
    answer = fetcher.fetch(f"{look_up}?{query}")
    if answer.status != httpx.codes.OK or answer.failure:
        raise _LookUpError(answer.message or f"it answers with the status {answer.status}")
    try:
        closest = json.loads(answer.content).get("archived_snapshots", {}).get("closest")
        has_copy = closest and closest["available"] and closest.get("status") == "200"
        address = closest["url"] if has_copy else ""
        parts = urlsplit(address)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise _LookUpError("its answer cannot be read") from None
    if not has_copy:
        raise _NoCopyError("there is no archived copy")
    if not _is_copy(address, source.url or "", urlsplit(look_up).netloc):
        raise _NoCopyError("the look-up names a copy of another address")
    secure = parts.netloc == _HOST and parts.scheme == "http"
    return f"https{address.removeprefix('http')}" if secure else str(address)


def _is_copy(address: str, original: str, look_up_host: str) -> bool:
    """Whether the address is the archive's, and one of a copy of the original."""
    parts = urlsplit(address)
    known = urlunsplit(parts._replace(netloc=_HOST))
    return (
        parts.netloc in {_HOST, look_up_host}
        and is_url(address)
        and original_address(known) != known
        and article_address(known) == article_address(original)
    )
