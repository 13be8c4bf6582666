"""The address of an article: canonical, less tracking; and that of its archived copy."""

from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import regex

from generator.content.addresses import article_address
from generator.drafting.article.page import Page

_WAYBACK = regex.compile(
    r"https?://web\.archive\.org/web/(?P<stamp>\d{4,14})(?:[a-z]{2}_)?/(?P<url>.+)"
)
_SNAPSHOT = regex.compile(
    r"https?://archive\.(?:today|ph|is|li|md|vn|fo)/(?P<stamp>\d{4,14})/(?P<url>https?:.+)"
)


def archived(address: str) -> tuple[str, str | None]:
    """The original address, and the address of the archived copy where this is one."""
    match = _WAYBACK.fullmatch(address) or _SNAPSHOT.fullmatch(address)
    if match is None:
        return address, None
    url = match["url"]
    if not url.startswith(("http://", "https://")):
        url = regex.sub(r"^https?:/(?=[^/])", lambda found: found[0] + "/", url)
        url = url if "://" in url else f"http://{url}"
    return url, address


def without_tracking(address: str) -> str:
    """The address without fragment and without parameters that do not choose the article."""
    parts = urlsplit(address)
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if "?" in article_address(f"http://a/?{urlencode([(name, 'x')])}")
    ]
    whole = kept == parse_qsl(parts.query, keep_blank_values=True)
    query = parts.query if whole else urlencode(kept)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def read_addresses(page: Page, address: str | None) -> tuple[str | None, str | None]:
    """The article's address, and that of the archived copy."""
    fetched, copy = archived(address) if address else (None, None)
    saved = page.saved_from()
    if fetched is None and saved:
        fetched, copy = archived(saved)
    for candidate in (
        page.link("canonical"),
        page.meta("og:url"),
        page.text("url"),
        page.text("mainEntityOfPage"),
    ):
        whole = web_address(urljoin(fetched or "", candidate)) if candidate else None
        if whole is None:
            continue
        original, from_copy = archived(whole)
        if web_address(original) is None:
            continue
        is_front = (
            urlsplit(original).path.strip("/") == ""
            and urlsplit(fetched or "").path.strip("/") != ""
        )
        elsewhere = fetched is not None and _site(original) != _site(fetched)
        if not is_front and not elsewhere:
            return without_tracking(original), web_address(copy or from_copy)
    whole = web_address(fetched)
    return (without_tracking(whole) if whole else None), web_address(copy)


def web_address(address: str | None) -> str | None:
    """The address where it is one of the web that a briefing may name, else None."""
    try:
        parts = urlsplit((address or "").strip())
        good = (
            parts.scheme in {"http", "https"}
            and parts.hostname
            and "@" not in parts.netloc
            and parts.port != 0
        )
    except ValueError:
        return None
    if not good or regex.search(r"[\s<>\"{}|\\^`\x00-\x20\x7f]", (address or "").strip()):
        return None
    return (address or "").strip()


def _site(address: str) -> str:
    """The last two parts of the host, in which the forms of one site agree."""
    return ".".join((urlsplit(address).hostname or "").split(".")[-2:])
