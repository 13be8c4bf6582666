"""A page from the web: an address comes in, an Answer goes out, never an exception.

Asked are public hosts only (see `public`), politely (see `pace`) and within bounds of time, size
and redirects. The Answer says what was got, or in a sentence why nothing was.
"""

import datetime
import email.utils
import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib.metadata import version
from typing import Literal

import httpcore
import httpx

from generator.web.pace import Pace
from generator.web.public import (
    Network,
    NotPublicError,
    Resolve,
    look_up,
    public_addresses,
)
from generator.web.wire import NoSuchNameError, Response, UnreadableError, ask

Failure = Literal[
    "address",  # not an address of a web page
    "private",  # leads to what not everybody can reach
    "no-name",  # the host's name is not known
    "unreachable",  # no connection, or a broken one
    "timeout",
    "redirects",  # too many, or in a circle
    "too-large",
    "unreadable",  # not packed or led as the protocol says
]

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_PASSING = frozenset({429, 502, 503, 504})
_PASSING_FAILURES = frozenset({"timeout", "unreachable"})


@dataclass(frozen=True, slots=True)
class Limits:
    """How long, how much and how often; times in seconds."""

    connect: float = 10.0
    """Until a connection stands."""
    read: float = 15.0
    """Until the next bit of an answer is there."""
    total: float = 40.0
    """For the whole of it, with redirects and without the time of waiting for a turn."""
    size: int = 5_000_000
    """Bytes of a page, unpacked."""
    redirects: int = 5
    attempts: int = 2
    """How often is asked where an answer may be a passing one."""
    pause: float = 1.0
    """Between two questions to one host."""
    back_off: float = 5.0
    """Before a question is put again, where the host does not say how long."""
    longest_wait: float = 60.0
    """What a host may ask us to wait (Retry-After); if it wants more, it is not asked again."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking for a page."""

    address: str
    """The address that was asked for."""
    final: str
    """The address that answered, or that could not be asked."""
    status: int | None = None
    """The status of the last answer; None where none came."""
    permanent: bool = False
    """Whether all redirects on the way, and there was one, say that they are for good."""
    content_type: str | None = None
    content: bytes = b""
    """The page, where the status is 200 and nothing failed."""
    failure: Failure | None = None
    message: str = ""
    """What failed, in a sentence."""
    retry_after: float | None = None
    """How many seconds the host asks to wait."""

    @property
    def is_passing(self) -> bool:
        """Whether asking again, later, may well be answered otherwise."""
        return self.status in _PASSING or self.failure in _PASSING_FAILURES


def name_agent(site_url: str | None) -> str:
    """The user agent by which the site's audit makes itself known."""
    where = f" (+{site_url})" if site_url and site_url.isascii() else ""
    return f"briefings/{version('briefings')}{where}"


class Fetcher:
    """Fetches pages, for several threads at once, and to one host one at a time.

    `resolve` looks names up; `allow` opens networks that are not public, for tests.
    """

    def __init__(
        self,
        user_agent: str,
        *,
        limits: Limits = Limits(),
        resolve: Resolve = look_up,
        allow: Sequence[Network] = (),
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self.user_agent = user_agent
        self.limits = limits
        self.pace = Pace(limits.pause)
        self.addresses = partial(public_addresses, resolve=resolve, allow=allow)
        self.trust = trust or _certificates()

    def fetch(self, address: str) -> Answer:
        """The page at the address; a host that is busy or slow is asked once more."""
        for attempt in range(1, self.limits.attempts + 1):
            answer = self._follow(address)
            if not answer.is_passing:
                break
            wait = answer.retry_after
            if wait is None:
                wait = self.limits.back_off * 2 ** (attempt - 1)
            self.pace.postpone(_host(answer.final), min(wait, self.limits.longest_wait))
            if wait > self.limits.longest_wait:
                break
        return answer

    def _follow(self, address: str) -> Answer:
        answer = Answer(address, address)
        left = self.limits.total
        seen: set[str] = set()
        steps: list[int] = []
        while answer.final not in seen and len(steps) <= self.limits.redirects:
            seen.add(answer.final)
            with self.pace.turn(_host(answer.final)):
                start = time.monotonic()
                answer, goes_on = self._ask(answer, start + left)
                left -= time.monotonic() - start
            if not goes_on:
                permanent = bool(steps) and _PERMANENT.issuperset(steps)
                return replace(answer, permanent=permanent)
            steps.append(answer.status or 0)
        return _failed(answer, "redirects", "the redirects go in a circle, or on and on")

    def _ask(self, before: Answer, deadline: float) -> tuple[Answer, bool]:
        """The answer of one host, and whether it leads on to the address that is now final."""
        answer = replace(before, status=None)
        try:
            url = _web_address(answer.final)
            with ask(
                url,
                user_agent=self.user_agent,
                addresses=self.addresses,
                deadline=deadline,
                connect=self.limits.connect,
                read=self.limits.read,
                trust=self.trust,
            ) as response:
                answer = replace(answer, status=response.status)
                location = response.headers.get("location")
                if response.status in _REDIRECTS and location:
                    return replace(answer, final=_next_address(url, location)), True
                return self._read(answer, response, deadline), False
        except ValueError as error:
            return _failed(answer, "address", str(error)), False
        except NotPublicError as error:
            return _failed(answer, "private", f"not contacted: {error}"), False
        except NoSuchNameError:
            return _failed(answer, "no-name", f"the name {_host(answer.final)} is not known"), False
        except httpcore.TimeoutException:
            return _failed(answer, "timeout", "the answer takes too long"), False
        except (httpcore.NetworkError, httpcore.RemoteProtocolError) as error:
            return _failed(answer, "unreachable", _what_broke(error)), False
        except (UnreadableError, httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
            return _failed(answer, "unreadable", str(error)), False

    def _read(self, answer: Answer, response: Response, deadline: float) -> Answer:
        answer = replace(
            answer,
            content_type=response.headers.get("content-type"),
            retry_after=_seconds(response.headers.get("retry-after")),
        )
        if answer.status != httpx.codes.OK:
            return answer
        content = bytearray()
        for piece in response.body:
            content += piece
            if len(content) > self.limits.size:
                limit = f"{self.limits.size / 1_000_000:g} MB"
                return _failed(answer, "too-large", f"the page has more than {limit}")
            if time.monotonic() > deadline:
                return _failed(answer, "timeout", "the answer takes too long")
        return replace(answer, content=bytes(content))


@cache
def _certificates() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)


def _failed(answer: Answer, failure: Failure, message: str) -> Answer:
    return replace(answer, failure=failure, message=message)


def _web_address(address: str) -> httpx.URL:
    """The address in its parts; raises ValueError where no web page can stand there."""
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, ValueError) as error:
        raise ValueError("this is not an address") from error
    if url.scheme not in {"http", "https"} or not url.host:
        raise ValueError("an address must start with http:// or https:// and name a host")
    if url.userinfo:
        raise ValueError("the address holds a user name")
    return url


def _next_address(url: httpx.URL, location: str) -> str:
    try:
        return str(url.join(location).copy_with(fragment=None))
    except (httpx.InvalidURL, ValueError) as error:
        raise ValueError("the redirect leads to what is not an address") from error


def _host(address: str) -> str:
    try:
        return httpx.URL(address).host
    except (httpx.InvalidURL, ValueError):
        return ""


def _what_broke(error: Exception) -> str:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"the host's certificate does not hold: {cause.verify_message}"
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpcore.ConnectError):
        return "no connection to the host could be made"
    return "the host broke off the connection"


def _seconds(retry_after: str | None) -> float | None:
    """The seconds that a Retry-After header names, by their number or by a date."""
    if retry_after is None:
        return None
    if retry_after.strip().isdecimal():
        return float(retry_after.strip()[:9])
    try:
        moment = email.utils.parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.UTC)
    return max(0.0, (moment - datetime.datetime.now(datetime.UTC)).total_seconds())
