"""The address of an article: canonical, less tracking; and that of its archived copy."""

from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from generator.content.addresses import article_address, original_address
from generator.content.types import is_url
from generator.drafting.article.page import Page


def archived(address: str) -> tuple[str, str | None]:
    """The original address, and the address of the archived copy where this is one."""
    original = original_address(address)
    return original, None if original == address else address


def without_tracking(address: str) -> str:
    """The address without a fragment and parameters that do not choose the article."""
    parts = urlsplit(address)
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if "?" in article_address(f"http://a/?{urlencode([(name, 'x')])}")
    ]
    whole = kept == parse_qsl(parts.query, keep_blank_values=True)
    query = parts.query if whole else urlencode(kept)
    fragment = parts.fragment if "#" in article_address(address) else ""
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, fragment))


def read_addresses(page: Page, address: str | None) -> tuple[str | None, str | None]:
    """The article's address, and that of the archived copy."""
    known = web_address(address) or web_address(page.saved_from())
    fetched, copy = archived(known) if known else (None, None)
    for candidate in (
        page.link("canonical"),
        page.meta("og:url"),
        page.text("url"),
        page.text("mainEntityOfPage"),
    ):
        whole = _joined(fetched or "", candidate) if candidate else None
        if whole is None:
            continue
        original, from_copy = archived(whole)
        is_front = (
            urlsplit(original).path.strip("/") == ""
            and urlsplit(fetched or "").path.strip("/") != ""
        )
        elsewhere = fetched is not None and _site(original) != _site(fetched)
        if not is_front and not elsewhere:
            return without_tracking(original), copy or from_copy
    return (without_tracking(fetched) if fetched else None), copy


def _joined(base: str, address: str) -> str | None:
    try:
        return web_address(urljoin(base, address))
    except ValueError:
        return None


def web_address(address: str | None) -> str | None:
    """The address where it is one of the web that a briefing may name, else None."""
    address = (address or "").strip()
    return address if is_url(address) else None


def _site(address: str) -> str:
    """The last two parts of the host, in which the forms of one site agree."""
    return ".".join((urlsplit(address).hostname or "").split(".")[-2:])
