"""How well fingerprints guard the texts they are made of: `python -m tests.guard DIR`.

For each article in the folder DIR: how long its passages are; whether somebody who has the
fingerprint and a quote can grow the quote word by word, trying the article's own words and the
commonest of the whole folder; how large the fingerprint is. Then how long `check` takes for many
invented briefings. Prints figures, and nothing of the texts.
"""

import argparse
import datetime
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.content.document import read_document
from generator.content.schema import Fingerprint
from generator.drafting import read_article_file
from generator.proof.fingerprint import Passages, digest, make_fingerprint
from generator.proof.tokens import read_tokens
from generator.proof.writing import with_fingerprint
from tests.corpus import write_corpus

ROOT = Path(__file__).parent.parent
LONG = 8
"""From so many words on a passage can hardly be guessed whole."""
COMMONEST = 5_000
STARTS = 40
"""Quotes of one article that are tried; of a longer one they are spread over the text."""
QUOTED = 6
"""Words of a known quote: it begins a passage and ends within it."""


@dataclass(frozen=True)
class Guarded:
    """The figures of one article."""

    words: int
    lengths: list[int]
    size: int
    tries: int
    grown: int
    completed: int
    starts: int
    lone: int

    @property
    def long_share(self) -> float:
        """The share of words in passages that can hardly be guessed."""
        return sum(one for one in self.lengths if one >= LONG) / self.words

    @property
    def size_per_1000(self) -> float:
        """Bytes for a thousand words."""
        return self.size * 1000 / self.words


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path, help="articles: text files and pages")
    options.add_argument("-n", "--count", type=int, default=1000, help="invented briefings")
    arguments = options.parse_args()
    paths = [
        path for path in sorted(arguments.folder.iterdir()) if path.suffix in {".txt", ".html"}
    ]
    texts = [read_article_file(path.read_bytes()).text for path in paths]
    known = Counter(word for text in texts for word in read_tokens(text).words)
    common = [word for word, _ in known.most_common(COMMONEST)]
    print("words  passages  median  in long ones   bytes  per 1,000  tried      grown  lone words")
    found = [measure(text, common) for text in texts]
    for path, one in zip(paths, found, strict=True):
        print(
            f"{one.words:6} {len(one.lengths):8} {statistics.median(one.lengths):7.0f} "
            f"{one.long_share:11.1%} {one.size:9} {one.size_per_1000:10.0f} {one.tries:10,} "
            f"{one.grown:4}/{one.starts:<3} {one.lone:6}   {path.name}"
        )
    print(f"median share in long passages   {statistics.median(x.long_share for x in found):.1%}")
    print(f"median length of a passage      {statistics.median(_all_lengths(found)):.0f} words")
    print(f"median size                     {statistics.median(x.size for x in found):.0f} bytes")
    per_1000 = statistics.median(x.size_per_1000 for x in found)
    print(f"median size for 1,000 words     {per_1000:.0f} bytes")
    print(
        f"quotes grown by a word or more  {sum(x.grown for x in found)} of "
        f"{sum(x.starts for x in found)}, in {sum(x.tries for x in found):,} tries"
    )
    print(f"completed when one word short   {sum(x.completed for x in found)}, and none grew on")
    print(f"check of {arguments.count} briefings        {_check_seconds(arguments.count):.1f} s")


def measure(text: str, common: Sequence[str]) -> Guarded:
    """The figures of the article with this text, attacked with these words and its own."""
    fingerprint = make_fingerprint(text, (), taken=datetime.date(2031, 4, 2), taken_from="a file")
    passages = [passage.split(" ") for passage in read_tokens(text).passages()]
    guesses = list(dict.fromkeys([*common, *read_tokens(text).words]))
    search = Search(fingerprint, guesses)
    long = [passage for passage in passages if len(passage) > QUOTED + 1]
    starts = long[:: max(1, len(long) // STARTS)][:STARTS]
    grown = sum(search.grow(passage[:QUOTED]) > 0 for passage in starts)
    short = [passage[:-1] for passage in starts[:3]]
    completed = [search.grow(passage) for passage in short]
    if any(length > 1 for length in completed):
        raise AssertionError("a quote was grown over the end of its passage")
    return Guarded(
        words=fingerprint.words,
        lengths=[len(passage) for passage in passages],
        size=_size(fingerprint),
        tries=search.tries,
        grown=grown,
        completed=sum(completed),
        starts=len(starts),
        lone=sum(search.holds([guess]) for guess in guesses),
    )


class Search:
    """Somebody who has a fingerprint and a list of words."""

    def __init__(self, fingerprint: Fingerprint, guesses: Sequence[str]) -> None:
        self.salt = fingerprint.salt
        self.digests = Passages(fingerprint.passages).places.keys()
        self.guesses = guesses
        self.tries = 0

    def holds(self, words: Sequence[str]) -> bool:
        """Whether the words are a passage."""
        self.tries += 1
        return digest(self.salt, " ".join(words)) in self.digests

    def grow(self, known: Sequence[str]) -> int:
        """How many words the search adds to the known ones, before and behind, one by one."""
        words, added = list(known), 0
        while longer := next((one for one in self._longer(words) if self.holds(one)), None):
            words, added = longer, added + 1
        return added

    def _longer(self, words: list[str]) -> Iterator[list[str]]:
        for guess in self.guesses:
            yield [*words, guess]
            yield [guess, *words]


def _all_lengths(found: Sequence[Guarded]) -> list[int]:
    return [length for one in found for length in one.lengths]


def _size(fingerprint: Fingerprint) -> int:
    """The bytes that the fingerprint takes in a file."""
    file = b"title: x\n"
    document, _ = read_document("x.yml", file)
    assert document is not None
    return len(with_fingerprint(file, document, fingerprint)) - len(file)


def _check_seconds(count: int) -> float:
    """The seconds of the quickest of three runs of the command, each a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        write_corpus(Path(folder) / "briefings", count)
        shutil.copy(ROOT / "mkdocs.yml", folder)
        seconds = []
        for _ in range(3):
            start = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "generator", "check", "-q"], cwd=folder, check=True
            )
            seconds.append(time.perf_counter() - start)
    return min(seconds)


if __name__ == "__main__":
    main()
