"""Which article a web address leads to, and whether two lead to one."""

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_cid|mc_eid|mkt_tok|_ga|_hsenc|_hsmi|"
    r"ref_src|cmpid|ncid|guccounter|at_medium|at_campaign"
)
_FORM_OR_REFERRER = re.compile(r"(?:amp|print|ref)=")
_COPY = re.compile(
    r"https?://(?:web\.archive\.org/web/[0-9]{4,14}(?:[a-z]{2}_)?"
    r"|archive\.(?:today|ph|is|li|md|vn|fo)/[0-9]{4,14}(?=/https?:))/(?P<original>.+)"
)
_ESCAPED = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = re.compile(r"[\w.~-]", re.ASCII)
_INDEX = re.compile(r"/index\.html?$")
_MOBILE = re.compile(r"^(?:m|mobile|amp)\.")
_AMP = re.compile(r"^/amp(?=/)|/amp$|\.amp$")


def original_address(url: str) -> str:
    """What was copied where the address is that of a copy in an archive, else the address itself.

    Of the Internet Archive and of archive.today, whose addresses name the day and the original.
    """
    found = _COPY.fullmatch(url)
    if found is None:
        return url
    original = re.sub(r"^(https?):/+", r"\1://", found["original"])  # of two slashes one is lost
    return original if original.startswith(("http://", "https://")) else f"http://{original}"


def article_address(url: str) -> str:
    """The address less what does not choose the article.

    Scheme, `www.`, default port, a full stop behind the host, fragment, tracking parameters,
    escapes that need not be, `index.html` and a slash at the end go; the case of the host does not
    count, that of the path does, and of a copy in an archive it is the address that was copied.
    """
    parts = urlsplit(original_address(url))
    host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    if parts.port not in {None, 80, 443}:
        host += f":{parts.port}"
    path = _ESCAPED.sub(_unescaped, quote(parts.path, safe="%/:@!$&'()*+,;=~"))
    query = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name.lower())
    ]
    return host + _INDEX.sub("", path).rstrip("/") + (f"?{urlencode(query)}" if query else "")


def _unescaped(escape: re.Match[str]) -> str:
    """The sign of an escape that means the same without it (RFC 3986, section 6.2.2.2)."""
    sign = unquote(escape[0])
    return sign if _UNRESERVED.fullmatch(sign) else escape[0].upper()


def likely_address(url: str) -> str:
    """The same less what marks a mobile, AMP or printed form, or where a reader came from."""
    host, slash, rest = article_address(url).partition("/")
    path, _, query = (slash + rest).partition("?")
    query = "&".join(part for part in query.split("&") if not _FORM_OR_REFERRER.match(part))
    return _MOBILE.sub("", host) + _AMP.sub("", path) + (query and f"?{query}")
