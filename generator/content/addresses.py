"""Whether two web addresses lead to one article."""

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_cid|mc_eid|mkt_tok|_ga|_hsenc|_hsmi|"
    r"ref_src|cmpid|ncid|guccounter|at_medium|at_campaign"
)
_FORM_OR_REFERRER = re.compile(r"(?:amp|print|ref)=")
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/[0-9]+[a-z_]*/(?=https?://)")
_ESCAPED = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = re.compile(r"[\w.~-]", re.ASCII)
_INDEX = re.compile(r"/index\.html?$")
_MOBILE = re.compile(r"^(?:m|mobile|amp)\.")
_AMP = re.compile(r"^/amp(?=/)|/amp$|\.amp$")


def article_address(url: str) -> str:
    """The address less what does not choose the article.

    Scheme, `www.`, default port, a full stop behind the host, fragment, tracking parameters,
    escapes that need not be, `index.html` and a slash at the end go; the case of the host does not
    count, that of the path does, and of a copy in the Internet Archive it is the address that was
    copied.
    """
    parts = urlsplit(_ARCHIVED.sub("", url))
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
