"""Invented briefings in any number, of the shapes that real ones have.

`write_corpus(folder, count)` writes a content folder; the same count gives the same files. Lengths,
optional fields, numbers of points and quotes, and languages vary as they do among real briefings;
the words are rare and common as those of real texts (`vocabulary`); people and topics return as
often as they do in the news. The files look as people write them.
"""

import datetime
import functools
import itertools
import json
import random
import re
import textwrap
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.content.document import Document, read_document
from generator.content.types import BANDS, slug
from generator.proof.fingerprint import make_fingerprint
from generator.proof.writing import with_fingerprint
from tests.vocabulary import names, vocabulary

Fields = dict[str, Any]

LAST_YEAR = 2036
A_YEAR = 500
_LEAST_YEARS = 3
_SMALL = 1000
_MANY = 300
"""For fewer files, copies of this process cost more than they save."""
_WIDTH = 96
_GRAMMATICAL = 400
"""Words up to this rank may be negations, which no elision should swallow."""

_PLACES = names("places", 300)
_TOPICS = {
    f"{one}-{other}": f"{one} {other}".capitalize()
    for one in ("harbour", "tunnel", "ferry", "water", "road", "rail", "island", "energy")
    for other in ("safety", "tariffs", "labour", "contracts", "law")
}
_PUBLISHERS = [
    f"The {place} {kind}"
    for kind in ("Gazette", "Post", "Courier", "Review", "Times")
    for place in _PLACES[:12]
]
_ROLES = [
    f"{rank} {work}".strip()
    for rank in ("", "chief", "deputy", "former", "acting")
    for work in ("engineer", "minister", "spokeswoman", "economist", "judge", "union secretary",
                 "harbour master", "professor of law", "analyst", "mayor")
]  # fmt: skip
_BODIES = ["Authority", "Council", "Company", "Institute", "Union", "Ministry", "Court"]
_UNNAMED = ["the authority", "its chief engineer", "the board", "two officials", "the union"]
_SAID_AS = {
    "en": ["quite possibly", "almost surely", "in all likelihood"],
    "de": ["höchstwahrscheinlich", "unter Umständen"],
    "fr": ["très probablement", "peut-être bien"],
    "zh": ["很可能", "也许"],
}
_KINDS = ["article", "transcript", "speech", "statement", "law", "order", "report"]
_KIND_WEIGHTS = [70, 6, 5, 6, 3, 3, 7]


def write_corpus(folder: Path, count: int) -> None:
    """Write `count` briefings, the topics and the people into the folder.

    There are 500 briefings a year, and years count back from 2036: 5,000 briefings are ten years
    and 20,000 are forty, because a site grows by getting older. Fewer than 1,000 are spread over
    three years. The number of registered people grows slowly: 60 at 1,000, 150 at 5,000.
    """
    corpus = Corpus(count)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "topics.yml").write_text(_yaml(_topics()), encoding="utf-8")
    (folder / "people.yml").write_text(_yaml(corpus.registry()), encoding="utf-8")
    for year in {corpus.year(number) for number in range(count)}:
        (folder / str(year)).mkdir(exist_ok=True)
    write = functools.partial(_write, folder, corpus)
    if count < _MANY:
        for number in range(count):
            write(number)
        return
    with ProcessPoolExecutor() as processes:
        for _ in processes.map(write, range(count), chunksize=50):
            pass


def _write(folder: Path, corpus: "Corpus", number: int) -> None:
    (folder / f"{corpus.key(number)}.yml").write_bytes(_Briefing(corpus, number).file())


@dataclass(frozen=True)
class Corpus:
    """What the briefings of one count have in common."""

    count: int

    def chance(self, number: int, what: str = "") -> random.Random:
        """The chances of one briefing, whichever others were made before."""
        return random.Random(f"{self.count} {number} {what}")  # noqa: S311 - for shapes, not secrets

    def day(self, number: int) -> datetime.date:
        """The day of a briefing, each later than that of the one before, or the same."""
        a_year = A_YEAR if self.count >= _SMALL else -(-self.count // _LEAST_YEARS)
        back, after = divmod(self.count - 1 - number, a_year)
        year = LAST_YEAR - back
        return datetime.date(year, 12, 31) - datetime.timedelta(after * 365 // a_year)

    def year(self, number: int) -> int:
        """The year of a briefing."""
        return self.day(number).year

    def title(self, number: int) -> str:
        """The title of a briefing."""
        chance = self.chance(number, "title")
        return _clause(chance, chance.randint(4, 11), "en")

    def key(self, number: int) -> str:
        """Year and name of a briefing."""
        name = slug(" ".join(self.title(number).split()[:4]))[:60].strip("-")
        return f"{self.year(number)}/{name}-{number}"

    @property
    def people(self) -> tuple["_Person", ...]:
        """The registered people, those who are quoted most first."""
        return _people(max(12, round(60 * (self.count / 1000) ** 0.57)))

    def registry(self) -> Fields:
        """What stands in `people.yml`."""
        return {person.id: person.fields for person in self.people}


@dataclass(frozen=True, eq=False)
class _Person:
    id: str
    name: str
    role: str
    fields: Fields
    is_registered: bool = True


@functools.cache
def _people(count: int) -> tuple[_Person, ...]:
    """Registered people and bodies; no two have the same last name."""
    chance = random.Random("people")  # noqa: S311 - for names, not for secrets
    first, last = names("first names", 200), names("last names", 1000)
    found = []
    for place in range(count):
        body = place % 5 == 4
        name = f"{last[place]} {chance.choice(_BODIES if body else [''])}".strip()
        name = name if body else f"{chance.choice(first)} {name}"
        role = f"of {chance.choice(_PLACES)}" if body else chance.choice(_ROLES)
        role = f"the {name.split()[-1].lower()} {role}" if body else role
        fields: Fields = {"name": name, "kind": "organisation" if body else "person", "role": role}
        if chance.random() < 0.4:
            fields["aliases"] = [f"the {last[place]}s" if body else f"{name[0]}. {last[place]}"]
        if chance.random() < 0.3:
            url = f"https://people.example/{slug(name)}"
            fields["links"] = [{"name": f"{name} on the web", "url": url}]
        found.append(_Person(slug(name), name, role, fields))
    return tuple(found)


@functools.cache
def _strangers() -> tuple[list[str], list[str]]:
    """First and last names of people who are not registered."""
    return names("first names", 200), names("last names", 5000)[1000:]


@functools.cache
def _editors() -> list[str]:
    """Who writes the briefings."""
    return list(map(" ".join, zip(names("first names", 12), names("editors", 12), strict=True)))


def _topics() -> Fields:
    """What stands in `topics.yml`; every other topic is described."""
    found: Fields = {topic: {"name": name} for topic, name in _TOPICS.items()}
    for topic in list(found)[::2]:
        name = _TOPICS[topic].lower()
        found[topic]["description"] = f"What concerns {name}, here and elsewhere."
    return found


def _weighted(chance: random.Random, things: Sequence[Any], count: int) -> list[Any]:
    """So many different things at most, the first ones more often."""
    weights = [1 / (rank + 4) for rank in range(len(things))]
    return list(dict.fromkeys(chance.choices(things, weights, k=count)))


def _clause(chance: random.Random, words: int, language: str) -> str:
    """Words with a name, a number or a comma here and there, without an end."""
    found = vocabulary(language).some(chance, words)
    for place in range(1, words):
        lot = chance.random()
        if lot < 0.03:
            found[place] = chance.choice(_PLACES)
        elif lot < 0.05:
            found[place] = chance.choice(("{}", "{}.5", "{},200")).format(chance.randint(2, 95))
        elif lot < 0.11 and place < words - 1:
            found[place] += "，" if language == "zh" else ","
    text = ("" if language == "zh" else " ").join(found)
    return text[0].upper() + text[1:]


def _sentence(chance: random.Random, words: int, language: str = "en") -> str:
    return _clause(chance, words, language) + ("。" if language == "zh" else ".")


def _text(chance: random.Random, sentences: int, language: str = "en") -> str:
    joint = "" if language == "zh" else " "
    return joint.join(_sentence(chance, chance.randint(7, 22), language) for _ in range(sentences))


class _Briefing:
    """One briefing while it is made."""

    def __init__(self, corpus: Corpus, number: int) -> None:
        self.corpus = corpus
        self.number = number
        self.chance = chance = corpus.chance(number)
        self.day = corpus.day(number)
        self.language = chance.choices(["en", "de", "fr", "zh"], [70, 12, 10, 8])[0]
        self.speakers = self._speakers()
        self.verbatim: list[str] = []
        """What the article must hold, besides the quotes."""
        self.in_article: list[str] = []
        """The quotes, with what their elisions leave out."""
        self.quotes = [self._quote(place) for place in range(chance.randint(0, 12))]
        self.quote_ids = [quote["id"] for quote in self.quotes]
        self.points = [self._point(place) for place in range(chance.randint(1, 9))]
        self.point_ids = [point["id"] for point in self.points]

    def often(self, share: float) -> bool:
        """Whether something holds that holds for this share."""
        return self.chance.random() < share

    def say(self, least: int, most: int, language: str = "en") -> str:
        """A sentence of so many words."""
        return _sentence(self.chance, self.chance.randint(least, most), language)

    def file(self) -> bytes:
        """What the file holds."""
        content = _yaml(self.fields()).encode()
        article = self._article(len(content) // 6)
        fingerprint = make_fingerprint(
            article,
            [*(quote["text"] for quote in self.quotes), *self.verbatim],
            taken=self.day,
            taken_from="a file",
            salt=f"invented-{self.number}",
        )
        return with_fingerprint(content, _no_fingerprint(), fingerprint)

    def fields(self) -> Fields:
        """All fields but the fingerprint."""
        chance, number = self.chance, self.number
        fields: Fields = {
            "title": self.corpus.title(number),
            "date": str(self.day),
            "summary": _text(chance, chance.randint(1, 3)),
            "source": self._source(),
            "topics": _weighted(chance, list(_TOPICS), chance.randint(1, 4)),
            "key_points": self.points,
            "quotes": self.quotes,
            "implications": [self._implication(place) for place in range(chance.randint(0, 4))],
            "caveats": [self._caveat() for _ in range(chance.choice((0, 1, 1, 2, 3, 4)))],
            "authors": _weighted(chance, _editors(), chance.choice((1, 1, 2))),
        }
        if self.often(0.3):
            fields["reviewed_by"] = [chance.choice(_editors())]
        if self.often(0.1):
            fields["assistance"] = "A machine made the first draft of the key points."
        if self.often(0.15):
            fields["updates"] = [self._update()]
        if number and self.often(0.3):
            earlier = [number - chance.randint(1, min(number, 300)) for _ in range(2)]
            fields["related"] = [self.corpus.key(one) for one in dict.fromkeys(earlier)]
        if self.often(0.02):
            fields["formerly"] = [f"{self.day.year}/old-note-{number}"]
        if self.often(0.003):
            fields["withdrawn"] = {"date": self._later(30), "reason": self.say(5, 12)}
        return {name: value for name, value in fields.items() if value}

    def _later(self, days: int) -> str:
        return str(self.day + datetime.timedelta(self.chance.randint(0, days)))

    def _speakers(self) -> list[_Person]:
        chance = self.chance
        found = _weighted(chance, self.corpus.people, chance.randint(1, 3))
        first, last = _strangers()
        for _ in range(chance.randint(0, 2)):
            name = f"{chance.choice(first)} {chance.choice(last)}"
            found.append(_Person("", name, chance.choice(_ROLES), {}, is_registered=False))
        return found

    def _source(self) -> Fields:
        chance, language = self.chance, self.language
        place, words = chance.choice(_PLACES).lower(), chance.randint(4, 12)
        source: Fields = {"title": _clause(chance, words, language)}
        if (kind := chance.choices(_KINDS, _KIND_WEIGHTS)[0]) != "article":
            source["kind"] = kind
        source["publisher"] = _weighted(chance, _PUBLISHERS, 1)[0]
        if self.often(0.6):
            first, last = _strangers()
            source["authors"] = [f"{chance.choice(first)} {chance.choice(last[:400])}"]
        source["url"] = f"https://{place}.example/{self.day.year}/{self.number}"
        if self.often(0.3):
            source["archive"] = f"https://archive.example/{self.day:%Y%m%d}/{source['url']}"
        if self.often(0.9):
            source["published"] = str(self.day - datetime.timedelta(chance.randint(0, 9)))
        if self.often(0.2):
            source["accessed"] = str(self.day)
        if self.often(0.2):
            source["access"] = chance.choice(("free", "registration", "paywall"))
        source["language"] = language
        if self.often(0.15):
            source["note"] = self.say(7, 18)
        return source

    def _quote(self, place: int) -> Fields:
        chance, language = self.chance, self.language
        text = self._words()
        quote: Fields = {"id": f"{self._name(language)}-{place}", "text": text}
        if self.often(0.7):
            speaker = chance.choice(self.speakers)
            quote["speaker"] = speaker.name
            if self.often(0.4 if speaker.is_registered else 1):
                quote["role"] = speaker.role
            if self.often(0.12):
                quote["form"] = "indirect"
            if self.often(0.05):
                quote["via"] = chance.choice(_PUBLISHERS)
        if self.often(0.2):
            quote["at"] = f"paragraph {place + 1}"
        if self.often(0.04):
            quote["question"] = self.say(6, 14, language)
            self.verbatim.append(quote["question"])
        if language != "en" and self.often(0.9):
            quote["translation"] = self.say(6, 30)
        if self.often(0.08):
            quote["note"] = self.say(6, 16)
        if self.often(0.08):
            quote["gist"] = self.say(6, 16)
        return quote

    def _words(self) -> str:
        """Verbatim words: a stretch within a sentence, whole sentences, or two with an elision."""
        chance, language = self.chance, self.language
        joint = "" if language == "zh" else " "
        lot = chance.random()
        if lot < 0.15:
            text = _text(chance, 2, language)
            self.in_article.append(text)
        elif lot < 0.25:
            one, other = self.say(5, 14, language), self.say(5, 14, language)
            plain = chance.choices(vocabulary(language).words[_GRAMMATICAL:], k=9)
            self.in_article.append(joint.join((one, *plain, other)))
            text = f"{one} [...] {other}"
        elif lot < 0.6:
            text = self.say(5, 32, language)
            self.in_article.append(text)
        else:
            text = _clause(chance, chance.randint(4, 18), language)
            before, after = (_clause(chance, 5, language) for _ in range(2))
            self.in_article.append(joint.join((before, text, after)) + ".")
        return text

    def _name(self, language: str) -> str:
        """An id as people choose them."""
        words = vocabulary("en" if language == "zh" else language).some(self.chance, 2)
        return slug("-".join(words)) or "words"

    def _point(self, place: int) -> Fields:
        chance = self.chance
        point: Fields = {"id": f"{self._name('en')}-p{place}", "text": self.say(7, 26)}
        if self.often(0.6):
            point["according_to"] = self._who()
        if self.quote_ids:
            some = min(len(self.quote_ids), chance.choice((0, 1, 1, 1, 2, 3)))
            point["evidence"] = chance.sample(self.quote_ids, some)
            if self.often(0.1):
                point["contrary"] = [chance.choice(self.quote_ids)]
        if not point.get("evidence"):
            point["at"] = f"paragraph {chance.randint(1, 30)}"
        return {name: value for name, value in point.items() if value}

    def _who(self) -> str | list[str]:
        named = [speaker.name for speaker in self.speakers]
        if self.often(0.1):
            return self.chance.sample([*named, *_UNNAMED], 2)
        return str(self.chance.choice(named if self.often(0.5) else _UNNAMED))

    def _implication(self, place: int) -> Fields:
        chance = self.chance
        one: Fields = {"id": f"{self._name('en')}-n{place}", "text": self.say(7, 20)}
        if self.often(0.5):
            one |= {"basis": "reported", "according_to": self._who()}
            if self.quote_ids:
                one["evidence"] = [chance.choice(self.quote_ids)]
            if self.often(0.2):
                one["said_as"] = chance.choice(_SAID_AS[self.language])
                self.verbatim.append(one["said_as"])
            return one
        deadline = self.day + datetime.timedelta(chance.randint(90, 900))
        confidence = ["low", "moderate", "high"]
        one |= {
            "basis": "assessed",
            "because": self.say(8, 26),
            "follows_from": chance.sample(self.point_ids, min(len(self.points), 2)),
        }
        if self.quote_ids and self.often(0.3):
            one["evidence"] = [chance.choice(self.quote_ids)]
        if self.often(0.4):
            one["affects"] = chance.sample(_UNNAMED, 2)
        one["deadline"] = str(deadline)
        one["happened_if"] = self.say(7, 16)
        one["likelihood"] = chance.choice(list(BANDS))
        one["confidence"] = chance.choice(confidence)
        if self.often(0.3):
            one["confidence_because"] = self.say(6, 14)
        if self.often(0.3):
            one["would_change"] = self.say(6, 14)
        if self.often(0.1):
            others = [word for word in BANDS if word != one["likelihood"]]
            revision = {"date": self._later(80), "likelihood": chance.choice(others)}
            one["revisions"] = [revision | {"because": self.say(6, 14)}]
        if deadline.year <= LAST_YEAR and self.often(0.9):
            status = chance.choice(("happened", "did-not-happen", "unclear"))
            one["outcome"] = {"status": status, "date": str(deadline), "note": self.say(5, 12)}
        return one

    def _caveat(self) -> str | Fields:
        text = self.say(7, 20)
        if self.often(0.6):
            return text
        caveat: Fields = {"text": text, "about": [self.chance.choice(self.point_ids)]}
        if self.often(0.2):
            caveat["url"] = f"https://register.example/{self.number}"
        return caveat

    def _update(self) -> Fields:
        chance = self.chance
        kind = chance.choice(("correction", "addition", "clarification"))
        update: Fields = {"date": self._later(60), "kind": kind, "text": self.say(5, 14)}
        if self.often(0.4):
            update["was"] = _clause(chance, 3, "en")
        if self.often(0.4):
            update["about"] = [chance.choice(self.point_ids)]
        return update

    def _article(self, briefing: int) -> str:
        """An article that has the quotes in order, between sentences of its own.

        It is longer than the briefing, of so many words, and than four times what is quoted.
        """
        chance, language = self.chance, self.language
        quoted = sum(len(_parted(text)) for text in self.in_article)
        left = max(4 * quoted, briefing, chance.randint(250, 1500)) - quoted
        paragraphs = [_clause(chance, 9, language)]
        for text in itertools.chain(self.in_article, self.verbatim, itertools.repeat("")):
            if not text and left <= 0:
                break
            share = chance.randint(20, 90)
            paragraphs.append(f"{self._prose(share)}\n\n{text}".strip())
            left -= share
        return "\n\n".join(paragraphs)

    def _prose(self, words: int) -> str:
        found = vocabulary(self.language).some(self.chance, words)
        ends = "。" if self.language == "zh" else ". "
        joint = "" if self.language == "zh" else " "
        sentences = [joint.join(found[at : at + 17]) for at in range(0, words, 17)]
        return ends.join(sentences) + ends.strip()


def _parted(text: str) -> list[str]:
    """The words of a text, by which its length is counted."""
    return re.findall(r"[\u3400-\u9fff]|[^\s\u3400-\u9fff]+", text)


@functools.cache
def _no_fingerprint() -> Document:
    document, _ = read_document("x.yml", b"title: x\n")
    assert document is not None
    return document


_IS_PLAIN = re.compile(r"[^\W_][^\n]*")
_NOT_PLAIN = re.compile(r": |:$| #|^(?:null|true|false|yes|no|~)$", re.IGNORECASE)


def _yaml(fields: Fields) -> str:
    return "".join(f"{line}\n" for line in _mapping(fields, 0))


def _mapping(fields: Fields, indent: int) -> Iterator[str]:
    """Lines of a mapping, as people write it: what is long, folded; lists of ids on one line."""
    margin = " " * indent
    for name, value in fields.items():
        if isinstance(value, dict):
            yield f"{margin}{name}:"
            yield from _mapping(value, indent + 2)
        elif isinstance(value, str):
            yield from _scalar(f"{margin}{name}: ", value, indent + 2)
        elif all(isinstance(one, str) and len(one) < 60 for one in value):
            yield f"{margin}{name}: [{', '.join(_in_line(one) for one in value)}]"
        else:
            yield f"{margin}{name}:"
            for one in value:
                if isinstance(one, str):
                    yield from _scalar(f"{margin}  - ", one, indent + 4)
                else:
                    first, *others = _mapping(one, indent + 4)
                    yield f"{margin}  - {first.lstrip()}"
                    yield from others


def _in_line(text: str) -> str:
    is_plain = _IS_PLAIN.fullmatch(text) and not _NOT_PLAIN.search(text)
    return text if is_plain and not re.search(r"[,\[\]{}]", text) else _quoted(text)


def _scalar(start: str, text: str, indent: int) -> Iterator[str]:
    if len(start) + len(text) > _WIDTH and " " in text:
        yield f"{start}>"
        folded = textwrap.wrap(
            text, _WIDTH - indent, break_long_words=False, break_on_hyphens=False
        )
        yield from (" " * indent + line for line in folded)
    elif _IS_PLAIN.fullmatch(text) and not _NOT_PLAIN.search(text):
        yield start + text
    else:
        yield start + _quoted(text)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
