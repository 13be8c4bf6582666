"""Content folders in which every text of the schema is hostile, and their innocent twins.

A twin has the same shape; in the place of each hostile text it has an innocent word, and in the
place of each hostile address an innocent one. `as_typed` turns the words back: a page of the twin,
with its words turned back, is what the hostile page must be.
"""

import datetime
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from generator.proof.fingerprint import make_fingerprint
from tests.publish.sites import ROOT

GOLDEN = ROOT / "tests" / "golden" / "hostile"

_FLOODS = [
    "word" * 2_000,
    "a" + "\u0301" * 2_000,
    "longer " * 400 + "end",
    "**" * 300 + "[" * 300 + "<" * 300,
    "&amp;" * 100 + "&lt" * 100,
    "1. " * 100,
    "> " * 100,
    "(" * 500 + ")" * 500,
]


def texts() -> list[str]:
    """All hostile texts: the golden ones, and those that are long."""
    kinds = yaml.safe_load((GOLDEN / "texts.yml").read_text("utf-8"))
    return [text for kind in kinds.values() for text in kind] + _FLOODS


def addresses() -> list[str]:
    """Hostile addresses that a field takes."""
    found: list[str] = yaml.safe_load((GOLDEN / "addresses.yml").read_text("utf-8"))
    return found


def refused() -> dict[str, list[str]]:
    """Values that a file must not hold, by the kind of field."""
    found: dict[str, list[str]] = yaml.safe_load((GOLDEN / "refused.yml").read_text("utf-8"))
    return found


TEXTS = texts()
ADDRESSES = addresses()

_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_WORD = re.compile(r"Inno([0-9]+)p([0-9]+)x")
_ADDRESS = re.compile(r"https://innocent\.example/([0-9]+)")


def folded(text: str) -> str:
    """The text as HTML shows it: with single spaces."""
    return re.sub(r"[ \t\n\r\f]+", " ", text).strip(" ")


def hostile_text(number: int) -> str:
    """The hostile text of this number."""
    return TEXTS[number]


def innocent_text(number: int) -> str:
    """The innocent words in the place of this text: a word for each of its paragraphs."""
    count = len(_PARAGRAPH_END.split(TEXTS[number]))
    return "\n\n".join(f"Inno{number}p{part}x" for part in range(count))


def hostile_address(number: int) -> str:
    """The hostile address of this number."""
    return ADDRESSES[number % len(ADDRESSES)]


def innocent_address(number: int) -> str:
    """The innocent address in its place."""
    return f"https://innocent.example/{number % len(ADDRESSES)}"


def as_typed(text: str) -> str:
    """A text of the twin with its innocent words turned back into what they stand for."""

    def typed(match: re.Match[str]) -> str:
        return folded(_PARAGRAPH_END.split(TEXTS[int(match[1])])[int(match[2])])

    return _ADDRESS.sub(lambda match: ADDRESSES[int(match[1])], _WORD.sub(typed, text))


def words_in(html: str) -> set[int]:
    """The numbers of the texts whose innocent words stand in the HTML."""
    return {int(match[1]) for match in _WORD.finditer(html)}


Fill = Callable[[int], str]


def head(text: str, address: str | None, key: Callable[[int], str], number: int) -> dict[str, Any]:
    """A briefing with every field of its own, all with this text."""
    source = {
        "title": text,
        "description": text,
        "kind": "other",
        "publisher": text,
        "authors": [text, text],
        "published": "2031-01-01",
        "accessed": "2031-01-02",
        "access": "paywall",
        "language": "de-CH",
        "license": text,
        "note": text,
    }
    if address:
        source |= {"url": address, "archive": address}
    return {
        "title": text,
        "date": "2031-02-03",
        "summary": text,
        "source": source,
        "topics": ["harbours"],
        "key_points": [{"text": text}],
        "authors": [text, text, text],
        "reviewed_by": [text],
        "assistance": text,
        "related": [key(number + 2)],
        "withdrawn": {"date": "2031-02-04", "reason": text},
        "superseded_by": key(number + 1),
        "formerly": [f"2030/moved-{number}"],
        "fingerprint": fingerprint(text),
    }


def fingerprint(text: str) -> dict[str, Any]:
    """A whole fingerprint that says it was taken from this text."""
    day = datetime.date(2031, 2, 3)
    # What is taken from an address is told otherwise than what is taken from a file.
    taken_from = f"file {text}" if text.startswith("http") else text.strip()
    # Two briefings of one text would be an error.
    article = f"Notice {text.encode().hex()}. " + "The ferry crosses. " * 50
    made = make_fingerprint(article, (), taken=day, taken_from=taken_from)
    return {
        "rules": str(made.rules),
        "text": made.text,
        "words": str(made.words),
        "taken": day.isoformat(),
        "from": taken_from,
        "salt": made.salt,
        "passages": made.passages,
        "seal": made.seal,
        "audited": {"date": day.isoformat(), "copy": text},
    }


def parts(number: int, text: str, address: str) -> dict[str, list[dict[str, Any]]]:
    """One item for each list of a briefing, with every field, all with this text."""
    n = number
    return {
        "key_points": [
            {
                "id": f"point-{n}",
                "text": text,
                "according_to": [text, text],
                "at": text,
                "evidence": [f"said-{n}", f"wrote-{n}"],
                "contrary": [f"denied-{n}"],
            }
        ],
        "quotes": [
            {
                "id": f"said-{n}",
                "text": text,
                "speaker": text,
                "role": text,
                "at": text,
                "question": text,
                "via": text,
                "note": text,
                "gist": text,
                "language": "fr",
                "translation": text,
                "translated_by": text,
            },
            {"id": f"denied-{n}", "form": "indirect", "text": text, "speaker": text},
            {"id": f"wrote-{n}", "text": text, "at": text},
            {"text": text, "speaker": f"Person {n}"},
        ],
        "implications": [
            {
                "id": f"reported-{n}",
                "text": text,
                "basis": "reported",
                "according_to": [text],
                "said_as": text,
                "affects": [text, text],
                "deadline": "2032-01-01",
                "happened_if": text,
                "outcome": {
                    "status": "happened",
                    "date": "2032-01-01",
                    "note": text,
                    "url": address,
                },
            },
            {
                "id": f"assessed-{n}",
                "text": text,
                "basis": "assessed",
                "because": text,
                "follows_from": [f"point-{n}"],
                "evidence": [f"said-{n}"],
                "affects": [text, text],
                "deadline": "2032-01-01",
                "happened_if": text,
                "likelihood": "likely",
                "confidence": "low",
                "confidence_because": text,
                "would_change": text,
                "revisions": [
                    {"date": "2031-03-01", "likelihood": "unlikely", "because": text},
                ],
            },
        ],
        "caveats": [
            {"text": text, "about": [f"point-{n}", f"reported-{n}"], "url": address},
            {"text": text},
        ],
        "updates": [
            {
                "date": "2031-03-01",
                "kind": "correction",
                "text": text,
                "was": text,
                "about": [f"said-{n}"],
            }
        ],
    }


def topic(text: str) -> dict[str, Any]:
    """A topic with every field."""
    return {"name": text, "description": text}


def person(text: str, address: str) -> dict[str, Any]:
    """A person with every field."""
    return {
        "name": text,
        "role": text,
        "aliases": [text],
        "links": [{"name": text, "url": address}],
    }


_TOGETHER = 15
"""Texts on one page of those that have many."""


def words_folder(folder: Path, text: Fill, address: Fill) -> None:
    """Briefings in which each text stands in each field; nobody is registered.

    A page for each text has it in every field that a briefing has once; other pages have the items
    of many texts.
    """
    count = len(TEXTS)

    def key(number: int) -> str:
        return f"2031/head-{number % count}"

    for number in range(count):
        one = address(number) if number < len(ADDRESSES) else None
        document = head(text(number), one, key, number)
        document["superseded_by"] = "2031/parts-0"  # not the next one: in a ring is an error
        _write(folder / f"{key(number)}.yml", document)
    for start in range(0, count, _TOGETHER):
        document = {
            "title": f"Parts from {start}",
            "date": "2031-02-05",
            "summary": "Many parts.",
            "source": {
                "title": f"Source {start}",
                "url": f"https://source.example/{start}?a=b&c=d",
                "archive": f"https://archive.example/{start}#part",
            },
        }
        for number in range(start, min(start + _TOGETHER, count)):
            for name, items in parts(number, text(number), address(number)).items():
                document.setdefault(name, []).extend(items)
        _write(folder / "2031" / f"parts-{start}.yml", document)


def names_folder(folder: Path, text: Fill, address: Fill) -> None:
    """A topic and a person of each text, and briefings that name them."""
    numbers = range(len(TEXTS))
    _write(folder / "topics.yml", {f"topic-{n}": topic(text(n)) for n in numbers})
    _write(folder / "people.yml", {f"person-{n}": person(text(n), address(n)) for n in numbers})
    for start in numbers[::_TOGETHER]:
        several = numbers[start : start + _TOGETHER]
        document = {
            "title": f"Names from {start}",
            "date": "2031-02-05",
            "summary": "Many names.",
            "source": {"title": f"Source {start}"},
            "topics": [f"topic-{n}" for n in several],
            "key_points": [{"text": "Many speak."}],
            "quotes": [{"text": f"We are {n}.", "speaker": f"person-{n}"} for n in several],
        }
        _write(folder / "2031" / f"names-{start}.yml", document)


def _write(path: Path, document: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(as_yaml(document), encoding="utf-8")


def as_yaml(document: dict[str, Any]) -> str:
    """The document as YAML: JSON is YAML, and says exactly which characters are meant."""
    return json.dumps(document, ensure_ascii=False, indent=1).replace("\x7f", "\\u007f") + "\n"


def fields(document: Any, mark: str, way: str = "") -> Iterator[str]:
    """The way to each value of a document that is the mark: `quotes[].text`."""
    if isinstance(document, dict):
        for name, value in document.items():
            yield from fields(value, mark, f"{way}.{name}" if way else name)
    elif isinstance(document, list):
        for item in document:
            yield from fields(item, mark, f"{way}[]")
    elif document == mark:
        yield way
