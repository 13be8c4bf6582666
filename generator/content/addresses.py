"""Which article a web address leads to, and whether two lead to one."""

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from generator.content.types import is_url

_TRACKING = re.compile(
    r"(?:utm|itm|mtm|pk|piwik|matomo|hsa)[_-]\w+|(?:fb|g|d|y|tt|tw)clid|msclkid|[gw]braid|"
    r"gad_source|gad_campaignid|srsltid|igsh|igshid|li_fat_id|mc_cid|mc_eid|mkt_tok|_ga|_gl|_hsenc|"
    r"_hsmi|vero_id|ref_src|xtor|cmpid|ncid|smid|guccounter|at_medium|at_campaign|phpsessid"
)
_FORM_OR_REFERRER = re.compile(
    r"(?:amp|print|ref|source|share|cmp)=|(?:output|outputtype)=amp$|m=1$", re.IGNORECASE
)
_COPY = re.compile(
    r"https?://(?:web\.archive\.org/web/(?:[0-9]+[a-z_]*/|[0-9]*\*/)?|"
    r"archive\.(?:today|ph|is|li|md|vn|fo)/[0-9.-]+/)(?P<original>(?:https?:/{1,2})?[^/]+\..+)"
)
_RELAYED = re.compile(
    r"https?://(?:www\.google\.[a-z.]+/amp|[\w-]+\.cdn\.ampproject\.org/[cv])/(?:s/)?"
)
_ESCAPED = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = re.compile(r"[\w.~-]", re.ASCII)
_SESSION = re.compile(r";jsessionid=[^/]*", re.IGNORECASE)
_INDEX = re.compile(r"/index\.html?$")
_ROUTE = re.compile(r"!?/")
_MOBILE = re.compile(r"^(?:(?:m|mobile|amp|touch|www[0-9])\.|([a-z]{2,3}\.)m\.)")
_AMP = re.compile(r"^/amp(?=/)|[/.]amp(?:\.html?)?$")


def original_address(url: str) -> str:
    """What was copied where the address is that of a copy in an archive, else the address itself.

    Of the Internet Archive and of archive.today, whose addresses name the day and the original.
    """
    found = _COPY.fullmatch(url)
    if found is None:
        return url
    original = re.sub(r"^(https?):/+", r"\1://", found["original"])  # of two slashes one is lost
    original = original if original.startswith(("http://", "https://")) else f"http://{original}"
    return original if is_url(original) else url


def article_address(url: str) -> str:
    """The address less what does not choose the article.

    Scheme, `www.`, default port, a full stop behind the host, tracking parameters, sessions,
    escapes that need not be, `index.html`, a slash at the end and the fragment go, unless that is
    a route of the page's script; the case of the host does not count, that of the path does, and
    of a copy in an archive it is the address that was copied.
    """
    parts = urlsplit(original_address(url))
    host = _in_ascii((parts.hostname or "").rstrip(".").removeprefix("www."))
    if parts.port not in {None, 80, 443}:
        host += f":{parts.port}"
    path = _ESCAPED.sub(_unescaped, quote(parts.path, safe="%/:@!$&'()*+,;=~"))
    query = [
        (name.removeprefix("amp;"), value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name.lower().removeprefix("amp;"))
    ]
    route = f"#{parts.fragment}" if _ROUTE.match(parts.fragment) else ""
    path = _INDEX.sub("", _SESSION.sub("", path)).rstrip("/")
    return host + path + (f"?{urlencode(query)}" if query else "") + route


def _in_ascii(host: str) -> str:
    """The host as it is asked for, where its name has other letters."""
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        return host


def _unescaped(escape: re.Match[str]) -> str:
    """The sign of an escape that means the same without it (RFC 3986, section 6.2.2.2)."""
    sign = unquote(escape[0])
    return sign if _UNRESERVED.fullmatch(sign) else escape[0].upper()


def likely_address(url: str) -> str:
    """The same less what marks a mobile, AMP or printed form, or where a reader came from."""
    origin = _RELAYED.sub("https://", url)
    address = article_address(origin if is_url(origin) else url)
    host, slash, rest = address.partition("/")
    path, _, query = (slash + rest).partition("?")
    query = "&".join(sorted(part for part in query.split("&") if not _FORM_OR_REFERRER.match(part)))
    return _MOBILE.sub(r"\1", host) + _AMP.sub("", path) + (query and f"?{query}")
