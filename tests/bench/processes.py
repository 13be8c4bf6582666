"""Whole processes, and what they take."""

import os
import statistics
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pagefind_bin  # type: ignore[import-untyped]

Command = list[str | Path]
BRIEFINGS = Path(sys.executable).parent / "briefings"
OURS: Command = [BRIEFINGS, "build", "--quiet"]
STOCK: Command = [Path(sys.executable).parent / "mkdocs", "build", "--quiet"]
PAGEFIND: Path = pagefind_bin.get_executable()
_HUGO = Path(sysconfig.get_path("purelib")) / "hugo" / "binaries" / "hugo"
HUGO: Command = [_HUGO, "--quiet"]
PAGES_ALONE: Command = [sys.executable, "-m", "tests.bench.pages_alone"]


class Taken(NamedTuple):
    """What a process and its children took."""

    seconds: float
    processor: float
    """Seconds of processor time."""
    memory: float
    """MiB of the largest of them."""


def timed(command: Sequence[str | Path], folder: Path) -> Taken:
    """What the command takes in the folder.

    Raises RuntimeError where it fails.
    """
    root = Path(__file__).parents[2]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(root)}
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE)
    error = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if process.returncode:
        raise RuntimeError(f"{command[0]}: {error.decode()[-2000:]}")
    return Taken(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def median(runs: Sequence[Taken]) -> Taken:
    """The median of each figure."""
    return Taken(*(statistics.median(figures) for figures in zip(*runs, strict=True)))


def in_turns(measures: Sequence[Callable[[], Taken]], runs: int) -> list[Taken]:
    """The medians of several measures, each run in turn with the others."""
    taken = [[measure() for measure in measures] for _ in range(runs)]
    return [median(one) for one in zip(*taken, strict=True)]
