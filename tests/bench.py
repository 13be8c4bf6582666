"""How fast the site is built, as a ratio to stock MkDocs in the same run: `make bench`.

Writes a corpus of invented briefings, builds it through the plugin, and builds what
`briefings render` writes of it with MkDocs and Material alone; in turns, each as a process of its
own. The machine may be busy: read the ratio of the medians, not the seconds.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.corpus import write_corpus

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("-n", "--count", type=int, default=1000, help="briefings")
    options.add_argument("-r", "--runs", type=int, default=3, help="runs of each build")
    arguments = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project, rendered = _write_projects(Path(folder), arguments.count)
        pairs = [(_timed(project), _timed(rendered)) for _ in range(arguments.runs)]
    print(f"{arguments.count} briefings, {arguments.runs} runs each in turns, with search")
    for place, what in enumerate(("seconds", "seconds of processor time")):
        ours, stock = ([one[place] for one in runs] for runs in zip(*pairs, strict=True))
        ratios = [one / other for one, other in zip(ours, stock, strict=True)]
        print(f"{what}, medians and all")
        print(f"  with the plugin {_listed(ours)}")
        print(f"  stock           {_listed(stock)}")
        print(f"  ratio           {_listed(ratios)}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"memory of the largest process: {peak:.0f} MiB")


def _write_projects(folder: Path, count: int) -> tuple[Path, Path]:
    project, rendered = folder / "project", folder / "rendered"
    write_corpus(project / "briefings", count)
    shutil.copy(ROOT / "mkdocs.yml", project)
    shutil.copy(ROOT / "briefings" / "method.md", project / "briefings")
    shutil.copytree(ROOT / "templates", project / "templates")
    _run([sys.executable, "-m", "generator", "render", str(rendered), "--quiet"], project)
    return project, rendered


def _timed(project: Path) -> tuple[float, float]:
    """Seconds on the clock, and of processor time, that a build takes."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    _run([sys.executable, "-m", "mkdocs", "build", "--quiet"], project)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - start, processor


def _run(command: list[str], folder: Path) -> None:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=folder, check=True, env=environment)


def _listed(figures: list[float]) -> str:
    return f"{statistics.median(figures):6.2f}   ({', '.join(f'{one:.2f}' for one in figures)})"


if __name__ == "__main__":
    main()
