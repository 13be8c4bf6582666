"""Briefings with fingerprints of invented articles, and the pages that show these."""

import datetime
from collections.abc import Iterable
from pathlib import Path

from generator.content.document import read_document
from generator.content.library import Library
from generator.content.load import require_library
from generator.proof.fingerprint import make_fingerprint
from generator.proof.writing import with_fingerprint

PARAGRAPHS = (
    "The harbour tunnel will open two years late, the port authority said on Tuesday.",
    "“We will not open before 2035,” said J. Doe, its chief engineer. “Nobody has asked us to.”",
    "Ground water entered the third shaft in March. Pumps have run there ever since.",
    "The contract names 2033 and no other year, and the builder has not asked for more time.",
    "Ferries carry 4,100 cars a day. Their licence ends in 2033, and nothing else crosses.",
    "The council will speak about the delay in May. Its chair did not answer questions.",
)
QUOTES = (
    "We will not open before 2035",
    "The contract names 2033 and no other year",
    "Ferries carry 4,100 cars a day.",
)
NOW = datetime.datetime(2031, 4, 2, 6, 0, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


def page(paragraphs: Iterable[str] = PARAGRAPHS, title: str = "Tunnel delayed") -> str:
    body = "\n".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        f"<!doctype html><html><head><title>{title}</title><script>if (a < b) {{}}</script></head>"
        f"<body><nav><a href='/'>Start</a></nav><h1>{title}</h1><article>{body}</article></body>"
    )


def briefing(
    url: str | None,
    archive: str | None = None,
    *,
    paragraphs: Iterable[str] | None = PARAGRAPHS,
    quotes: Iterable[str] = QUOTES,
) -> bytes:
    """A briefing's file; without paragraphs it has no fingerprint."""
    lines = ["title: Tunnel", "date: 2031-04-02", "summary: It opens late.", "source:"]
    lines += ["  title: Tunnel delayed", *([f"  url: {url}"] if url else [])]
    lines += [f"  archive: {archive}"] if archive else []
    lines += ["  published: 2031-04-01", "key_points:", "  - text: It opens late."]
    quotes = list(quotes)
    lines += ["quotes:"] if quotes else []
    for quote in quotes:
        lines += [f"  - text: {quote}", "    form: article"]
    content = ("\n".join(lines) + "\n").encode()
    if paragraphs is None:
        return content
    document, problems = read_document("", content)
    assert document, problems
    text = "\n\n".join(paragraphs)
    day = datetime.date(2031, 4, 1)
    fingerprint = make_fingerprint(text, quotes, taken=day, taken_from="a file", salt="salt")
    return with_fingerprint(content, document, fingerprint)


def library(folder: Path, **files: bytes) -> Library:
    """The library of these briefings, by name."""
    (folder / "2031").mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / "2031" / f"{name.replace('_', '-')}.yml").write_bytes(content)
    return require_library(folder)[0]
