"""Invented briefings in any number, of the shapes that real ones have.

`write_corpus(folder, count)` writes a content folder; the same count gives the same files. Lengths,
optional fields, numbers of points and quotes, and languages vary as they do among real briefings.
"""

import datetime
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from generator.proof.fingerprint import make_fingerprint

_WORDS = {
    "en": "the harbour tunnel opens later than its owners said and a ferry crosses while engineers "
    "count water levels under old walls because nobody signed what was promised in spring",
    "de": "der Hafentunnel öffnet später als seine Eigentümer sagten und eine Fähre fährt während "
    "Ingenieure Wasserstände unter alten Mauern zählen weil niemand unterschrieb was zugesagt war",
    "fr": "le tunnel du port ouvre plus tard que ses propriétaires ne disaient et un bac traverse "
    "pendant que des ingénieurs mesurent les eaux sous de vieux murs car personne n’a signé",
    "zh": "港口 隧道 将 晚于 原定 时间 开放 工程师 每天 测量 水位 因为 没有人 签署 春天 的 承诺",
}
_TOPICS = [
    "harbours",
    "tunnels",
    "ferries",
    "water",
    "contracts",
    "safety",
    "tariffs",
    "labour",
    "energy",
    "cities",
    "law",
    "trade",
]
_NAMES = [
    "Ada", "Bram", "Chen", "Dana", "Emil", "Farah", "Goro", "Hana", "Ivo", "Jana", "Kofi", "Lise",
    "Mira", "Noor", "Olu", "Pia",
]  # fmt: skip
_LIKELIHOODS = ["very unlikely", "unlikely", "roughly even chance", "likely", "very likely"]
_YEARS = 6


def write_corpus(folder: Path, count: int) -> None:
    """Write `count` briefings, the topics and the people into the folder."""
    chance = random.Random(count)  # noqa: S311 - for shapes, not for secrets
    folder.mkdir(parents=True, exist_ok=True)
    _dump(folder / "topics.yml", {topic: {"name": topic.capitalize()} for topic in _TOPICS})
    _dump(
        folder / "people.yml",
        {
            f"{first.lower()}-{last.lower()}": {"name": f"{first} {last}", "role": "engineer"}
            for first in _NAMES
            for last in ("Haan", "Okoye")
        },
    )
    keys: list[str] = []
    for number in range(count):
        year = 2031 + number * _YEARS // count
        key = f"{year}/harbour-note-{number}"
        path = folder / f"{key}.yml"
        path.parent.mkdir(exist_ok=True)
        _dump(path, _briefing(chance, number, year, keys))
        keys.append(key)


def _dump(path: Path, data: dict[str, Any]) -> None:
    text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, default_style='"', width=1000)
    path.write_text(text, encoding="utf-8")


def _sentence(chance: random.Random, words: int, language: str = "en") -> str:
    vocabulary = _WORDS[language].split()
    joint = "" if language == "zh" else " "
    text = joint.join(chance.choice(vocabulary) for _ in range(words))
    return text[0].upper() + text[1:] + ("。" if language == "zh" else ".")


def _briefing(chance: random.Random, number: int, year: int, keys: list[str]) -> dict[str, Any]:
    language = chance.choices(["en", "de", "fr", "zh"], [70, 12, 10, 8])[0]
    quotes = [_quote(chance, place, language) for place in range(chance.choice(range(13)))]
    ids = [quote["id"] for quote in quotes]
    points = [_point(chance, place, ids) for place in range(chance.randint(1, 9))]
    briefing: dict[str, Any] = {
        "title": _sentence(chance, chance.randint(4, 11))[:-1] + f" {number}",
        "date": f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
        "summary": " ".join(_sentence(chance, 14) for _ in range(chance.randint(1, 4))),
        "source": _source(chance, number, year, language),
        "topics": chance.sample(_TOPICS, chance.randint(1, 4)),
        "key_points": points,
    }
    if quotes:
        briefing["quotes"] = quotes
    implications = [
        _implication(chance, place, year, points, ids) for place in range(chance.randint(0, 4))
    ]
    if implications:
        briefing["implications"] = implications
    if chance.random() < 0.8:
        briefing["caveats"] = [
            {"text": _sentence(chance, 12), "about": [points[0]["id"]]}
            if chance.random() < 0.4
            else _sentence(chance, 10)
            for _ in range(chance.randint(1, 5))
        ]
    briefing["authors"] = [f"{chance.choice(_NAMES)} Editor"]
    if chance.random() < 0.15:
        briefing["updates"] = [
            {"date": f"{year}-12-30", "kind": "correction", "text": _sentence(chance, 8)}
        ]
    if keys and chance.random() < 0.3:
        briefing["related"] = [chance.choice(keys[-50:])]
    briefing["fingerprint"] = _fingerprint(chance, number, briefing["date"], language, quotes)
    return briefing


def _fingerprint(
    chance: random.Random, number: int, day: str, language: str, quotes: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    """The fingerprint of an article that has the quotes, some of them within sentences."""
    sentences = [f"Harbour note {number}."]
    for quote in quotes:
        sentences += [
            _sentence(chance, chance.randint(8, 25), language) for _ in range(chance.randint(1, 9))
        ]
        before = _sentence(chance, 6, language)[:-1] if chance.random() < 0.5 else ""
        sentences.append(f"{before} {quote['text']}".strip())
    sentences += [_sentence(chance, chance.randint(8, 25), language) for _ in range(12)]
    paragraphs = [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]
    made = make_fingerprint(
        "\n\n".join(paragraphs),
        [quote["text"] for quote in quotes],
        taken=datetime.date.fromisoformat(day),
        taken_from="a file",
        salt=f"invented-{number}",
    )
    fields = made.model_dump(mode="json", by_alias=True, exclude_none=True)
    return fields | {"rules": str(made.rules), "words": str(made.words)}


def _source(chance: random.Random, number: int, year: int, language: str) -> dict[str, Any]:
    source: dict[str, Any] = {
        "title": _sentence(chance, 7, language),
        "publisher": "The Harbour Gazette",
        "url": f"https://gazette.example/{number}",
        "language": language,
    }
    if chance.random() < 0.8:
        source["published"] = f"{year}-01-01"
    if chance.random() < 0.5:
        source["authors"] = [f"{chance.choice(_NAMES)} Writer"]
    if chance.random() < 0.2:
        source["note"] = _sentence(chance, 9)
    return source


def _quote(chance: random.Random, place: int, language: str) -> dict[str, Any]:
    quote: dict[str, Any] = {
        "id": f"words-{place}",
        "text": _sentence(chance, chance.randint(5, 40), language),
    }
    if chance.random() < 0.7:
        quote["speaker"] = f"{chance.choice(_NAMES)} {chance.choice(['Haan', 'Okoye', 'Reyl'])}"
        quote["role"] = "engineer"
    if chance.random() < 0.2:
        quote["at"] = f"paragraph {place + 1}"
    if language != "en":
        quote["translation"] = _sentence(chance, 12)
    return quote


def _point(chance: random.Random, place: int, ids: list[str]) -> dict[str, Any]:
    point: dict[str, Any] = {"id": f"point-{place}", "text": _sentence(chance, 12)}
    if chance.random() < 0.6:
        point["according_to"] = chance.choice(["the authority", "its engineer", "the board"])
    if ids:
        point["evidence"] = chance.sample(ids, min(len(ids), chance.randint(0, 3)))
        if chance.random() < 0.1:
            point["contrary"] = [chance.choice(ids)]
    return {name: value for name, value in point.items() if value}


def _implication(
    chance: random.Random, place: int, year: int, points: list[dict[str, Any]], ids: list[str]
) -> dict[str, Any]:
    implication: dict[str, Any] = {"id": f"next-{place}", "text": _sentence(chance, 11)}
    if chance.random() < 0.5:
        implication |= {"basis": "reported", "according_to": "the board"}
        if ids:
            implication["evidence"] = [chance.choice(ids)]
        return implication
    return implication | {
        "basis": "assessed",
        "because": _sentence(chance, 12),
        "follows_from": [chance.choice(points)["id"]],
        "deadline": f"{year + 1}-12-31",
        "happened_if": _sentence(chance, 10),
        "likelihood": chance.choice(_LIKELIHOODS),
        "confidence": chance.choice(["low", "moderate", "high"]),
    }
