"""What earlier runs found, in a file of JSON lines: an interrupted audit goes on where it stopped.

The file belongs into a folder that git ignores. It is written line by line as findings come; of
several lines on one copy the last one counts, and a line that cannot be read counts nothing. Gone
with it is only since when a page has not been found.
"""

import dataclasses
import datetime
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from generator.auditing.judging import Finding

_TIMES = ("asked", "missing_since")


class Memory:
    """The findings of earlier runs and of this one; `close` ends the writing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._known = {finding.address: finding for finding in _read(path)}
        self._file: TextIO | None = None

    def last(self, address: str) -> Finding | None:
        """What was found last at this address."""
        return self._known.get(address)

    def keep(self, finding: Finding) -> None:
        """Write the finding down at once."""
        if self._file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._rewrite()
            self._file = self.path.open("a", encoding="utf-8", newline="\n")
        self._known[finding.address] = finding
        self._file.write(_line(finding))
        self._file.flush()

    def close(self) -> None:
        """End the writing."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _rewrite(self) -> None:
        """Leave one line an address, and none that was cut off."""
        aside = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        lines = map(_line, self._known.values())
        aside.write_text("".join(lines), encoding="utf-8", newline="\n")
        aside.replace(self.path)


def _line(finding: Finding) -> str:
    values = dataclasses.asdict(finding)
    for name in _TIMES:
        values[name] = values[name] and values[name].isoformat()
    return json.dumps(values) + "\n"


def _read(path: Path) -> Iterator[Finding]:
    if not path.is_file():
        return
    for line in path.read_text("utf-8", errors="replace").splitlines():
        try:
            yield _finding(json.loads(line))
        except (ValueError, TypeError, KeyError):
            continue


def _finding(values: Any) -> Finding:
    """The finding of these values; raises ValueError, TypeError or KeyError if they are none's."""
    for name in _TIMES:
        values[name] = values[name] and datetime.datetime.fromisoformat(values[name])
    return Finding(**{**values, "lost": tuple(values["lost"])})
