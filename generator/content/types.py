"""The kinds of value that a field may hold: each reads a text and says what it wanted instead."""

import datetime
import re
import unicodedata
from contextlib import suppress
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError, core_schema

from generator.content.document.slips import BULLETS
from generator.problems import excerpt

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_KEY = rf"[0-9]{{4}}/{SLUG}"
_LANGUAGE = r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?"
_MAX_ID = 80
_FRAGMENT = (
    r"[A-Za-z0-9_-]{12} [0-9]+(?: skips [0-9]+)?"
    r"(?: negation)?(?: number)?(?: over-mark)?(?: in-number)?(?: goes-on)?"
)
VERBATIM_FIELD = r"(?:quotes\[[0-9]+\]\.(?:text|question)|implications\[[0-9]+\]\.said_as)"
"""A field that holds the source's own words."""
_BASE64URL = r"[A-Za-z0-9_-]+"
_IS_SLUG = re.compile(SLUG)
_IS_KEY = re.compile(_KEY)
_IS_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DASHES = "-\u2010-\u2015\u2212"
_YEAR_FIRST = re.compile(
    rf"(\d{{4}})[{_DASHES}/.年] ?(\d{{1,2}})[{_DASHES}/.月] ?(\d{{1,2}})日?(?=[\WT]|$)"
)
_NOT_IN_URL = re.compile(r"[\s<>\"{}|\\^`\x00-\x20\x7f]")

_OF_THE_PAGE = frozenset(
    {
        "top",
        "summary",
        "source",
        "says",
        "limits",
        "expects",
        "judgements",
        "also-quoted",
        "updates",
        "related",
    }
)
"""Anchors that the page itself uses."""
_NUMBERED_ID = re.compile(r"(?:key-point|quote|implication)-[0-9]+")

SourceKind = Literal[
    "article", "transcript", "speech", "statement", "law", "order", "report", "other"
]
Access = Literal["free", "registration", "paywall"]
Form = Literal["direct", "indirect", "article"]
Basis = Literal["reported", "assessed"]
Confidence = Literal["low", "moderate", "high"]
Status = Literal["pending", "happened", "did-not-happen", "unclear", "void", "not-followed"]
UpdateKind = Literal["correction", "addition", "clarification"]
PersonKind = Literal["person", "organisation"]
Likelihood = Literal[
    "almost no chance",
    "very unlikely",
    "unlikely",
    "roughly even chance",
    "likely",
    "very likely",
    "almost certain",
]
BANDS: dict[Likelihood, tuple[int, int]] = {
    "almost no chance": (1, 5),
    "very unlikely": (5, 20),
    "unlikely": (20, 45),
    "roughly even chance": (45, 55),
    "likely": (55, 80),
    "very likely": (80, 95),
    "almost certain": (95, 99),
}
"""Percent that each word stands for: Intelligence Community Directive 203, section D.6.e."""
SYNONYMS = {
    "byline": "authors",
    "date": "published",
    "headline": "title",
    "keywords": "topics",
    "link": "url",
    "newspaper": "publisher",
    "outlet": "publisher",
    "quote": "text",
    "said_by": "speaker",
    "tags": "topics",
    "remote": "almost no chance",
    "highly improbable": "very unlikely",
    "improbable": "unlikely",
    "roughly even odds": "roughly even chance",
    "roughly even": "roughly even chance",
    "even": "roughly even chance",
    "probable": "likely",
    "highly likely": "very likely",
    "highly probable": "very likely",
    "nearly certain": "almost certain",
    "almost certainly": "almost certain",
    "certain": "almost certain",
    "medium": "moderate",
    "wrong": "did-not-happen",
    "open": "pending",
    "organization": "organisation",
    "company": "organisation",
    "decree": "order",
    "interview": "transcript",
    "news": "article",
}
"""What people write for a field, or for a word of a vocabulary, and what is meant."""
_PERCENT = re.compile(r"([0-9]{2}|[0-9](?= ?[%p])) ?(?:%|per ?cent)?")


def band_of(text: str) -> Likelihood | None:
    """The word for so many percent, or None where the text is no such number."""
    found = _PERCENT.fullmatch(text)
    return next(
        (word for word, (low, high) in BANDS.items() if found and low <= int(found[1]) <= high),
        None,
    )


_NOBODY = frozenset({"unknown", "unnamed", "anonymous", "nobody", "none", "n/a", "unbekannt"})


def is_nobody(speaker: str) -> bool:
    """Whether the word for a speaker only says that nobody is named."""
    return speaker.strip().lower() in _NOBODY


def refusal(message: str, hint: str = "") -> PydanticCustomError:
    """An error that says what is wrong and how to mend it, for a validator to raise."""
    context = {"message": message, "hint": hint}
    return PydanticCustomError("refusal", "{message}", context)


def slug(text: str) -> str:
    """The text as an id; empty where no letter or digit of it can stand in one."""
    for sign, word in (("+", " plus "), ("#", " sharp "), ("&", " and "), ("ß", "ss")):
        text = text.replace(sign, word)
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", letters.replace("'", "")))


def _matching(pattern: str, what: str, hint: str) -> AfterValidator:
    compiled = re.compile(pattern)

    def check(value: str) -> str:
        if not compiled.fullmatch(value):
            raise refusal(f"{excerpt(value)!r} is not {what}", hint)
        return value

    return AfterValidator(check)


def _check_slug(value: str) -> str:
    if not _IS_SLUG.fullmatch(value):
        rule = "use lower-case letters a to z, digits and single hyphens"
        meant = slug(value[:_MAX_ID])
        hint = f"{rule}: {meant}" if meant else rule
        if re.fullmatch(rf"{SLUG}(?:, *{SLUG})+", value[: 5 * _MAX_ID]):
            hint = f"several stand in square brackets: [{value}]"
        raise refusal(f"{excerpt(value)!r} is not an id", hint)
    if len(value) > _MAX_ID:
        raise refusal("the id is too long", f"at most {_MAX_ID} letters, digits and hyphens")
    return value


def _check_key(value: str) -> str:
    if not _IS_KEY.fullmatch(value):
        found = re.search(rf"(?<![0-9]){_KEY}", value)
        name = found[0] if found else "2031/harbour-tunnel"
        hint = f"write year and file name: {name}"
        raise refusal(f"{excerpt(value)!r} is not the name of a briefing", hint)
    return value


def _check_key_of_registry(value: str) -> str:
    if not _IS_SLUG.fullmatch(value):
        meant = slug(value[:_MAX_ID]) or "an-id"
        raise refusal(
            f"{excerpt(value)!r} is not an id: only a to z, digits and single hyphens",
            f"write the name inside:\n{meant}:\n  name: {excerpt(value)}",
        )
    if value == "index":
        raise refusal("the site itself uses the id 'index'", "choose another word")
    return _check_slug(value)


def read_date(value: Any) -> datetime.date:
    """The date that a text such as `2031-04-02` names."""
    if not isinstance(value, str):
        raise refusal("expected a date", "write it like 2031-04-02")
    try:
        if not _IS_DATE.fullmatch(value):
            raise ValueError
        return datetime.date.fromisoformat(value)
    except ValueError:
        hint = "there is no such day in the calendar"
        if not _IS_DATE.fullmatch(value):
            hint = f"year, month and day with hyphens: {meant_day(value) or '2031-04-02'}"
        raise refusal(f"{excerpt(value)!r} is not a date", hint) from None


def meant_day(text: str) -> str:
    """The day that the text names in other ways of writing dates, of which each has one meaning."""
    if parts := _YEAR_FIRST.match(unicodedata.normalize("NFKC", text)):
        with suppress(ValueError):
            return datetime.date(*map(int, parts.groups())).isoformat()
    for form in ("%d.%m.%Y", "%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y"):
        with suppress(ValueError):
            return datetime.datetime.strptime(text.strip(), form).date().isoformat()  # noqa: DTZ007
    return ""


def _read_flag(value: Any) -> bool:
    if not isinstance(value, str) or value not in {"true", "false"}:
        raise refusal(
            f"{excerpt(str(value))!r} is neither true nor false",
            "write true, or take the line away",
        )
    return bool(value == "true")


def _read_count(value: Any) -> int:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{1,9}", value):
        raise refusal(f"{excerpt(str(value))!r} is not a whole number", "write digits only")
    return int(value)


def _check_url(value: str) -> str:
    hint = "write the whole address, from https:// on"
    if found := _NOT_IN_URL.search(value):
        raise refusal(f"an address cannot hold the character {found[0]!r}", hint)
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise refusal("this is not an address", hint) from None
    if parts.scheme not in {"http", "https"}:
        raise refusal("an address must start with http:// or https://", hint)
    if not host:
        raise refusal("the address names no host", hint)
    if "[" in parts.netloc:
        raise refusal("an address must name its host by a name", hint)
    if "@" in parts.netloc:
        raise refusal("an address must not hold a user name", "take away what stands before the @")
    return value


def is_url(value: str) -> bool:
    """Whether a briefing may name the address."""
    try:
        _check_url(value)
    except PydanticCustomError:
        return False
    return True


def is_reserved(name: str) -> bool:
    """Whether the page itself uses the anchor of this name, or may for a part without an id."""
    return name in _OF_THE_PAGE or bool(_NUMBERED_ID.fullmatch(name))


def _check_id(value: str) -> str:
    if is_reserved(value):
        raise refusal(f"the page itself uses the id {value!r}", "choose another word")
    return value


class OneOrMore:
    """Marks a list that may also be written as its one text."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        def as_list(value: Any) -> Any:
            # Behind what is a bullet to people only, a list stands that YAML has not seen.
            one = isinstance(value, str) and value and value[0] not in BULLETS
            return [value] if one else value

        return core_schema.no_info_before_validator_function(as_list, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        many = handler(schema)
        return {"anyOf": [many["items"], many]}


class TextOrFields:
    """Marks a mapping that may also be written as its `text` alone."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        def as_fields(value: Any) -> Any:
            return {"text": value} if isinstance(value, str) else value

        return core_schema.no_info_before_validator_function(as_fields, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [{"type": "string", "minLength": 1}, handler(schema)]}


Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[
    str,
    AfterValidator(_check_slug),
    WithJsonSchema({"type": "string", "pattern": f"^{SLUG}$", "maxLength": _MAX_ID}),
]
RegistryKey = Annotated[str, AfterValidator(_check_key_of_registry)]
Id = Annotated[Slug, AfterValidator(_check_id)]
Key = Annotated[
    str,
    AfterValidator(_check_key),
    WithJsonSchema({"type": "string", "pattern": f"^{_KEY}$"}),
]
Language = Annotated[
    str,
    _matching(_LANGUAGE, "a language code", "write a BCP 47 code: en, de, zh-Hant, pt-BR"),
    WithJsonSchema({"type": "string", "pattern": f"^{_LANGUAGE}$"}),
]
Url = Annotated[
    str, AfterValidator(_check_url), WithJsonSchema({"type": "string", "pattern": "^https?://"})
]
Date = Annotated[
    datetime.date,
    BeforeValidator(read_date),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
]
Flag = Annotated[bool, BeforeValidator(_read_flag)]
Count = Annotated[int, BeforeValidator(_read_count)]
FragmentLine = Annotated[
    str,
    _matching(_FRAGMENT, "a line of a fingerprint", "do not edit it: let the tool write it anew"),
    WithJsonSchema({"type": "string", "pattern": f"^{_FRAGMENT}$"}),
]
WordsField = Annotated[
    str,
    _matching(VERBATIM_FIELD, "a field of verbatim words", "write it like quotes[2].text"),
    WithJsonSchema({"type": "string", "pattern": f"^{VERBATIM_FIELD}$"}),
]
Digests = Annotated[
    str,
    AfterValidator(lambda value: "".join(value.split())),
    _matching(_BASE64URL, "a fingerprint's text", "do not edit it: let the tool write it anew"),
]
