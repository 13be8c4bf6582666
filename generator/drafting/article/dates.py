"""The day on which an article was published, as its page or a line of its text tells it.

A date counts only where the page calls it so; a date of a change never does, nor one that stands
within a sentence, or with what tells of other texts. It is the day in the zone that is written, not
in UTC. Where two disagree, the one with a zone wins.
"""

import datetime
from typing import Any

import regex

from generator.content.types import meant_day
from generator.drafting.article.page import Page, content_of, listed, plain

_DAY = regex.compile(
    r"\s*(\d{4})(?:-(\d{2})-(\d{2})|(\d{2})(\d{2})|/(\d{1,2})/(\d{1,2})"
    r"|\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2}))(?!\d)"
)
_YEARS = range(1500, 2200)
"""Before and after them a year is of another calendar, or a clock's beginning."""
_UNSET = datetime.date(1970, 1, 1)
"""What a clock shows that nobody has set."""
_ZONED = regex.compile(r"[T ]\d{2}:?\d{2}.*[+-](?!00:?00)\d{2}:?\d{2}$")
_FEW_LETTERS = 30
_WEEKDAY = regex.compile(r"^(?:\p{L}+day,?|\p{L}+,) +", regex.IGNORECASE)
_TIME_OF_DAY = regex.compile(
    r",? +(?:at +)?\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?: [+-]?\w{3,5})?", regex.I
)
_SENTENCE_END = regex.compile(r"(?<![ap]\.m)[.!?。！？…][\"”’»」)]*$", regex.IGNORECASE)
_BLOCKS = {"p", "li", "dd", "td", "figcaption"}
_WORDS_OF_DAY = 3
_IN_JSON = "datePublished in the page's JSON-LD"
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date.published",
    "publish_date",
    "publish-date",
    "published_time",
    "publication_date",
    "citation_publication_date",
    "citation_date",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "article.published",
    "date",
)
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "last-modified",
    "revised",
)


def read_published(page: Page) -> tuple[datetime.date | None, str]:
    """The day of publication and where it was found, or why it is not known."""
    candidates = [
        (str(value.get("@value")) if isinstance(value, dict) else str(value), _IN_JSON)
        for value in listed(page.object.get("datePublished"))
    ]
    candidates += [
        (value, f"the page's meta element {name}")
        for name in _PUBLISHED
        for value in page.metas.get(name, [])
    ]
    for element in page.body.iter("time", "span", "meta", "div", "p"):
        name = element.get("itemprop") or element.get("property") or ""
        if "datepublished" in name.lower() and not page.is_of_others(element):
            candidates.append(
                (
                    element.get("datetime") or element.get("content") or content_of(element),
                    "itemprop=datePublished",
                )
            )
    candidates += [(value, "a time element in the article") for value in _times(page)]
    dated = [(day, value, where) for value, where in candidates if (day := _day(value))]
    if not dated:
        return None, _why_undated(page)
    day, value, where = next((one for one in dated if _ZONED.search(one[1].strip())), dated[0])
    others = sorted({f"{other:%Y-%m-%d}" for other, _, _ in dated if abs((other - day).days) > 1})
    also = f"; the page also gives {', '.join(others)}" if others else ""
    return day, f"taken from {where} ({plain(value)[:40]}){also}"


def _times(page: Page) -> list[str]:
    """The one time element of the article's own that can be its day of publication."""
    found = []
    for element in page.body.iter("time"):
        around = " ".join(
            filter(
                None,
                [
                    element.get("class"),
                    element.get("itemprop"),
                    content_of(element),
                    _words_before(element),
                ],
            )
        ).lower()
        if regex.search(
            r"updat|modif|chang|revis|edit|aktualisiert|geändert|mis à jour|actualizado|aggiornato",
            around,
        ):
            continue
        if page.is_of_others(element) or _is_in_sentence(element):
            continue
        if any(one.tag in {"footer", "section"} for one in element.iterancestors()) and not any(
            one.tag == "article" for one in element.iterancestors()
        ):
            continue
        found.append(element.get("datetime") or content_of(element))
    return (
        found[:1] if len({_day(one) for one in found}) == 1 and page.body is not page.root else []
    )


def _is_in_sentence(element: Any) -> bool:
    """Whether it stands in a paragraph that says something, and so tells of another day."""
    if "publish" in (element.get("class") or "").lower():
        return False
    for one in element.iterancestors():
        if one.tag == "article":
            break
        if one.tag in _BLOCKS or (one.tag == "div" and not len(one.xpath(".//p | .//div"))):
            return bool(_SENTENCE_END.search(content_of(one)))
    return False


def _why_undated(page: Page) -> str:
    changed = isinstance(page.object.get("dateModified"), str) or any(
        name in page.metas for name in _MODIFIED
    )
    if changed or regex.search(
        r"\b(?:Updated|Last updated|Aktualisiert|Mis à jour)\b", content_of(page.body)[:2000]
    ):
        return "left out: the page tells only when it was changed, not when it was published"
    return ""


def _words_before(element: Any) -> str:
    """The last words of the parent before the element, which say what its date is."""
    parent, before = element.getparent(), element.getprevious()
    while before is not None and not isinstance(before.tag, str) and not _tail(before):
        before = before.getprevious()  # a comment says nothing
    if before is not None:
        return (_tail(before) or content_of(before))[-_FEW_LETTERS:]
    return (parent.text or "")[-_FEW_LETTERS:] if parent is not None else ""


def _tail(element: Any) -> str:
    return (element.tail or "").strip()


def _day(value: str) -> datetime.date | None:
    match = _DAY.match(value)
    try:
        year, month, day = filter(None, match.groups()) if match else (0, 0, 0)
        found = datetime.date(int(year), int(month), int(day)) if match else day_of_line(value)
    except ValueError:
        return None
    return found if found and found.year in _YEARS and found != _UNSET else None


def day_of_line(line: str) -> datetime.date | None:
    """The day where the line is a date and nothing else."""
    line = _TIME_OF_DAY.sub("", _WEEKDAY.sub("", line.strip()))
    day = meant_day(line) if len(line.split()) <= _WORDS_OF_DAY else ""
    return datetime.date.fromisoformat(day) if day else None
