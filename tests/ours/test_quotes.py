"""Every small change to any quote of nine real briefings is caught.

`python -m pytest -s tests/ours/test_quotes.py` prints how many changes were tried and caught.
"""

import random
import shutil
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import regex

from generator.content.library import Entry, Library
from generator.content.load import load_library
from generator.problems import Field
from generator.proof.fingerprint import Checker
from generator.proof.tokens import read_tokens
from generator.proof.verification import load_verified, verbatim_words
from tests.publish.sites import ROOT

KEYS = [
    "2026/ai-action-plan",
    "2026/ai-and-national-security",
    "2026/executive-order-14110",
    "2026/fact-sheet-chip-tariff",
    "2026/fact-sheet-enhance-ai-leadership",
    "2026/final-chips-award-tsmc",
    "2026/h20-export-ban-reversal",
    "2026/semiconductor-topography-protection-act",
    "2026/tsmc-investment-announcement",
]
"""Not all that there are: a changed quote of a later one may stand in its source, too."""
SAMPLES = 20
PIECE = regex.compile(r"\[[^\[\]]*\]|[^\s\[\]]+")
SIGN = regex.compile(
    r"[\p{Sc}\p{Sm}%‰°§#&@/^]|(?<=\p{Nd})[.,:/–-](?=\p{Nd})|(?<!\w)[-−–](?=\p{Nd})"
)


@pytest.fixture
def library() -> Library:
    return load_library(ROOT / "briefings")[0]


def test_every_change_to_any_quote_is_caught(library: Library) -> None:
    entries = [library.by_key[key] for key in KEYS]
    tried: Counter[str] = Counter()
    missed = []
    for entry in entries:
        assert entry.briefing.fingerprint is not None
        checker = Checker(entry.briefing.fingerprint)
        for way, words in verbatim_words(entry.briefing):
            for what, changed in changes(words):
                tried[what] += 1
                if checker.check(changed).status in {"verbatim", "doubtful"}:
                    missed.append(f"{entry.key} {way}: {what}: {changed}")
    quotes = sum(len(list(verbatim_words(entry.briefing))) for entry in entries)
    total = tried.total()
    told = [f"{quotes} quotes, {total} changes tried, {total - len(missed)} caught"]
    told += [f"  {count:6} {what}" for what, count in sorted(tried.items())]
    sys.stdout.write("\n".join(["", *told, ""]))
    assert total > 10_000
    assert missed == []


def test_a_changed_quote_fails_at_its_line(tmp_path: Path) -> None:
    """What stands for the rest of the way: the file is changed, and `check` says where."""
    chance = random.Random(1)  # noqa: S311 - a sample, no secret
    folder = tmp_path / "briefings"
    shutil.copytree(ROOT / "briefings", folder)
    library = load_library(folder)[0]
    entries = [library.by_key[key] for key in KEYS]
    places = [(entry, *pair) for entry in entries for pair in verbatim_words(entry.briefing)]
    for entry, way, words in chance.sample(places, SAMPLES):
        path = Path(entry.document.path)
        text = path.read_text("utf-8")
        changed = chance.choice(list(changes(words)))[1]
        start, end = extent(entry, way, text)
        new = f'"{changed}"'.replace("\\", "\\\\").replace("\n", "\\n\\n")
        path.write_text(text[:start] + new + "\n" + text[end:], "utf-8")
        line = text.count("\n", 0, start) + 1
        found = [one for one in load_verified(folder).problems if one.severity == "error"]
        assert [(one.path, one.position.line) for one in found] == [(entry.document.path, line)]
        path.write_text(text, "utf-8")


def extent(entry: Entry, way: Field, text: str) -> tuple[int, int]:
    """Where the value at the end of the way begins in the file's text, and where it has ended."""
    lines = text.splitlines(keepends=True)
    first = entry.document.position(way).line
    column = entry.document.position(way).column
    if lines[first - 1].rstrip().endswith((">", "|", ">-", "|-")):
        column = len(lines[first - 1].rstrip().rstrip(">|-")) + 1
    name = lines[first - 1]
    indent = len(name) - len(name.lstrip(" -"))
    last = first
    while last < len(lines) and (
        not lines[last].strip() or len(lines[last]) - len(lines[last].lstrip(" ")) > indent
    ):
        last += 1
    start = sum(map(len, lines[: first - 1])) + column - 1
    return start, sum(map(len, lines[:last]))


def changes(quote: str) -> Iterator[tuple[str, str]]:
    """The quote with one word, digit, sign or accent changed, dropped, added or moved."""
    before = read_tokens(quote).words
    for what, changed in _changes(quote):
        if read_tokens(changed).words != before:
            yield what, changed


def _changes(quote: str) -> Iterator[tuple[str, str]]:
    pieces = [found.span() for found in PIECE.finditer(quote)]
    words = [(a, b) for a, b in pieces if quote[a] != "["]
    for a, b in words:
        yield "word changed", f"{quote[:a]}quagga{quote[b:]}"
        yield "word dropped", f"{quote[:a]}{quote[b:]}"
        yield "word added", f"{quote[:b]} quagga{quote[b:]}"
        yield "word doubled", f"{quote[:b]} {quote[a:b]}{quote[b:]}"
    for (a, b), (c, d) in pairwise(words):
        yield "words swapped", quote[:a] + quote[c:d] + quote[b:c] + quote[a:b] + quote[d:]
    for a, b in pieces:
        if quote[a:b] == "[...]":
            yield "elision dropped", quote[:a] + quote[b:]
    for place in _outside_marks(quote):
        yield from _changed_at(quote, place)


def _outside_marks(quote: str) -> list[int]:
    within = {n for found in regex.finditer(r"\[[^\[\]]*\]", quote) for n in range(*found.span())}
    return [place for place in range(len(quote)) if place not in within]


def _changed_at(quote: str, place: int) -> Iterator[tuple[str, str]]:
    head, one, tail = quote[:place], quote[place], quote[place + 1 :]
    if one.isdigit():
        yield "digit changed", f"{head}{(int(one) + 1) % 10}{tail}"
        yield "digit dropped", head + tail
        yield "digit added", f"{head}{one}7{tail}"
        if tail[:1].isdigit():
            yield "digits swapped", f"{head}{tail[0]}{one}{tail[1:]}"
            yield "sign added", f"{head}{one}.{tail}"
        if not head[-1:].isdigit():
            yield "sign added", f"{head}${one}{tail}"
    if SIGN.match(quote, place):
        yield "sign dropped", head + tail
        yield "sign changed", f"{head}{'+' if one != '+' else '='}{tail}"
    plain = unicodedata.normalize("NFD", one)
    if len(plain) > 1 and one.isalpha():
        yield "accent dropped", head + plain[0] + tail
    elif one in "aeiounAEIOUN":
        yield "accent added", f"{head}{one}\u0301{tail}"
    if one.isalpha():
        yield "letter changed", f"{head}{'x' if one not in 'xX' else 'z'}{tail}"
