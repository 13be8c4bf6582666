"""`python -m tests.bench`: measure, print, and with `--write` put the results into BENCHMARKS.md.

A run of a minute: `python -m tests.bench -n 500 -r 1 cold edits`.
"""

import argparse
import tempfile
from functools import cache
from pathlib import Path

from tests.bench import measures
from tests.bench.measures import Site
from tests.bench.projects import ROOT
from tests.bench.report import Report

_MEASURES = ("cold", "stock", "edits", "query", "serve", "growth")
_SERVED = 1000
"""Briefings of the site that is served."""


def main() -> None:
    """Measure what the options ask for."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("-n", "--count", type=int, default=5000, help="briefings (5000)")
    options.add_argument("-r", "--runs", type=int, default=3, help="runs of each measure (3)")
    options.add_argument("--larger", type=int, help="those of the larger site (4 times as many)")
    options.add_argument("--write", action="store_true", help="write BENCHMARKS.md")
    options.add_argument("measures", nargs="*", metavar="MEASURE", help=f"all, or {_MEASURES}")
    asked = options.parse_args()
    if unknown := set(asked.measures).difference(_MEASURES):
        options.error(f"no such measure: {', '.join(sorted(unknown))}")
    chosen = asked.measures or _MEASURES
    larger = asked.larger or 4 * asked.count
    report = Report()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:

        @cache
        def site(count: int) -> Site:
            return Site(Path(folder, str(count)), count)

        for name in chosen:
            print(f"{name}:", flush=True)
            if name == "growth":
                measures.growth(site(asked.count), site(larger), report, asked.runs)
            else:
                count = min(_SERVED, asked.count) if name == "serve" else asked.count
                getattr(measures, name)(site(count), report, asked.runs)
    if asked.write:
        counts = f"{asked.count:,} briefings, where no other number is named"
        (ROOT / "BENCHMARKS.md").write_text(report.page(counts, asked.runs), "utf-8")


if __name__ == "__main__":
    main()
