"""Whether two web addresses lead to one article."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_cid|mc_eid|mkt_tok|_ga|_hsenc|_hsmi|"
    r"ref_src|cmpid|ncid|guccounter|at_medium|at_campaign"
)
_MOBILE = re.compile(r"^(?:m|mobile|amp)\.")
_AMP = re.compile(r"^/amp(?=/)|/amp$|\.amp$")


def article_address(url: str) -> str:
    """The address less what does not choose the article.

    Scheme, `www.`, default port, fragment, tracking parameters and a slash at the end go; the case
    of the host does not count, that of the path does.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    if parts.port not in {None, 80, 443}:
        host += f":{parts.port}"
    query = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name.lower())
    ]
    return host + parts.path.rstrip("/") + (f"?{urlencode(query)}" if query else "")


def likely_address(url: str) -> str:
    """The same less what marks a mobile or AMP form, which most likely is the same article."""
    host, slash, rest = article_address(url).partition("/")
    path, mark, query = (slash + rest).partition("?")
    return _MOBILE.sub("", host) + _AMP.sub("", path) + mark + query
