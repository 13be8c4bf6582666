"""What an answer means for a source: the Answer and the comparison in, a Finding out.

A refusal says nothing of the page: many hosts refuse all programs. Nor does one missing answer: a
page that is not found is dead only when it is still not found a day later. And a host that answers
200 may show a page that says "not found", or its start page, or that it wants a reader to log in.
"""

import datetime
import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from generator.auditing.pagetext import Page
from generator.auditing.standing import Comparison
from generator.content.addresses import article_address
from generator.drafting.article.notices import Kind, find_notice
from generator.proof.tokens import read_tokens
from generator.web.fetching import Answer

State = Literal["alive", "moved", "suspect", "dead", "cannot tell"]

CONFIRMED_AFTER = datetime.timedelta(hours=20)
"""A page is dead that is not found twice, a day apart; a daily run does not keep to the minute."""

_MISSING_PATH = re.compile(
    r"/(?:(?:page|seite|error)[-_]?)?"
    r"(?:40[34]|not[-_]?found|nicht[-_]?gefunden|introuvable|error|gone|sorry|oops)"
    r"(?:[-_](?:page|404))?(?:[./]|$)",
    re.IGNORECASE,
)
_LOGIN_PATH = re.compile(r"/(?:log|sign)[-_]?in(?:[./]|$)", re.IGNORECASE)
_START_PATH = re.compile(
    r"/?(?:[a-z]{2}(?:-[a-z]{2})?/?)?(?:(?:index|default|home|start)(?:\.\w{2,5})?/?)?",
    re.IGNORECASE,
)
_HURDLES: tuple[Kind, ...] = ("trouble", "robots", "login", "consent")
"""What stands before a page that may be there all the same; a paywall stands within it."""
_SHORT_WORDS = 200
"""A page that shows more is no notice, whatever a sentence of it says."""
_GONE = 410
_NOT_FOUND = 404
_OK = 200
_MANY = 429
_REFUSALS = frozenset({401, 402, 403, 405, 406, 407, 451})
_SERVER_ERRORS = 500


@dataclass(frozen=True, slots=True)
class Finding:
    """What is known of one copy of a source."""

    address: str
    state: State
    reason: str
    """Why, in words; empty where there is nothing to say."""
    asked: datetime.datetime | None = None
    """When it was asked; None where it was not asked in this run."""
    status: int | None = None
    """The status of the answer."""
    moved_to: str = ""
    """The new address, where the host says that the page has moved for good."""
    missing_since: datetime.datetime | None = None
    """When it was first not found, and has not been found since."""
    passages: int = 0
    """How many passages were compared; 0 where none were."""
    standing: int = 0
    """How many of them still stand."""
    is_article: bool = False
    """Whether the page was compared and is the article, so that a lost quote is gone from it."""
    lost: tuple[str, ...] = ()
    """The quotes that no longer stand there, by field; certain only where it is the article."""
    is_passing: bool = False
    """Whether the host was only slow or busy."""
    basis: str = ""
    """Of which fingerprint and quotes this holds."""


def judge(
    answer: Answer,
    page: Page | None,
    article: str,
    comparison: Comparison | None,
    before: Finding | None,
    now: datetime.datetime,
) -> Finding:
    """What the answer means, where `before` is what was found the last time.

    `page` is None where the answer holds no text; `article` is the text of the article that is
    found in it, or nothing.
    """
    known = before.missing_since if before else None
    state, reason = _judge_answer(answer, page, article, comparison)
    missing_since = None
    if _is_missing(answer):
        missing_since = known or now
        if answer.status == _GONE:
            state = "dead"
        elif now - missing_since >= CONFIRMED_AFTER:
            state = "dead"
            reason += f", as on {missing_since:%Y-%m-%d}"
        else:
            reason += "; dead, if that is still so in a day"
    elif state == "cannot tell":
        missing_since = known
    return Finding(
        address=answer.address,
        state=state,
        reason=reason,
        asked=now,
        status=answer.status,
        moved_to=answer.final if state == "moved" else "",
        missing_since=missing_since,
        passages=comparison.passages if comparison else 0,
        standing=comparison.standing if comparison else 0,
        is_article=bool(comparison and comparison.is_article),
        lost=comparison.lost if comparison else (),
        is_passing=answer.is_passing,
    )


def _is_missing(answer: Answer) -> bool:
    if answer.failure:
        return answer.failure == "no-name"
    return answer.status in {_NOT_FOUND, _GONE}


def _judge_answer(
    answer: Answer, page: Page | None, article: str, comparison: Comparison | None
) -> tuple[State, str]:
    if answer.failure:
        return _judge_failure(answer)
    if answer.status == _GONE:
        return "dead", "the host says that it is gone (410)"
    if answer.status == _NOT_FOUND:
        return "suspect", "the host does not find it (404)"
    if answer.status != _OK:
        return "cannot tell", _refusal(answer.status or 0)
    if page is None:
        return _moved_or_alive(answer)[0], f"not compared: it is no text but {answer.content_type}"
    if comparison is not None and comparison.is_article:
        return _moved_or_alive(answer)
    if reason := _doubt(answer, page):
        return "suspect", reason
    if reason := _hurdle(answer, page, article):
        return "cannot tell", reason
    if comparison is None:
        return _moved_or_alive(answer)
    if not comparison.standing:
        what = "no passage of the source stands there"
    else:
        what = f"only {comparison.standing} of {comparison.passages} passages stand there"
    return "suspect", f"{what}: a notice before it, or another text"


def _judge_failure(answer: Answer) -> tuple[State, str]:
    match answer.failure:
        case "too-large":
            return _moved_or_alive(answer)[0], f"{answer.message}, so it was not compared"
        case "private" | "address" | "no-name":
            return "suspect", answer.message
        case _:
            return "cannot tell", answer.message


def _moved_or_alive(answer: Answer) -> tuple[State, str]:
    if article_address(answer.final) == article_address(answer.address) or not answer.permanent:
        return "alive", ""
    return "moved", f"to {answer.final}"


def _refusal(status: int) -> str:
    if status == _MANY:
        return "the host is asked too much (429)"
    if status in _REFUSALS:
        return f"the host refuses to show it to a program ({status})"
    if status >= _SERVER_ERRORS:
        return f"the host is in trouble ({status})"
    return f"the host answers with the status {status}"


def _doubt(answer: Answer, page: Page) -> str:
    """Why the page is most likely not the source, though the host shows it; or nothing."""
    here, there = urlsplit(answer.address), urlsplit(answer.final)
    if not _is_start(here.path, here.query) and _is_start(there.path, there.query):
        return f"it leads to the start page {answer.final}"
    if there.path != here.path and _MISSING_PATH.search(there.path):
        return f"it leads to a page about an error: {answer.final}"
    titles = (page.title, *page.headings)
    if notice := find_notice(titles, _if_short(page.text), ["missing"]):
        return f"the page says “{notice.words}”"
    if page.text in {"", page.title}:
        return "the page is empty"
    return ""


def _hurdle(answer: Answer, page: Page, article: str) -> str:
    """What a reader has to do before the page can be read, or nothing."""
    # Beside an article stand a banner that asks for consent, and a place to log in.
    titles = [page.title] if article else [page.title, *page.headings]
    text = _if_short(article or page.text)
    if text and (notice := find_notice(titles, text, _HURDLES)):
        return f"the page says “{notice.words}”"
    here, there = urlsplit(answer.address), urlsplit(answer.final)
    if there.path != here.path and _LOGIN_PATH.search(there.path):
        return f"it leads to where one logs in: {answer.final}"
    return ""


def _if_short(text: str) -> str:
    return text if len(read_tokens(text).words) < _SHORT_WORDS else ""


def _is_start(path: str, query: str) -> bool:
    return not query and bool(_START_PATH.fullmatch(path))
