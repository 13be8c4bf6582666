"""What a page tells of its article: title, publisher, authors, dates, language, addresses.

A parsed page comes in, Metadata goes out. Nothing is guessed. Sources, the surest first: the
article's own JSON-LD object (schema.org), `meta` elements (Open Graph, Dublin Core, Highwire), then
microdata, `rel=author` and `time` within the article itself. Rules:

- A date counts as published only where the page calls it so; a date of a change never does. It is
  the day in the zone that is written, not in UTC. Where two disagree, the one with a zone wins.
- An author is a person's name as such: no title, no desk, no reading time; those of other stories
  stand outside of the article and do not count. `By`, and what joins two names, goes.
- The address is the canonical one less tracking; of an archived copy, the one that was archived.
"""

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import regex
from lxml import etree

from generator.content.addresses import article_address
from generator.proof.drafting.names import is_body

_ARTICLES = regex.compile(
    r"(?:\w*Article|BlogPosting|Report|AnalysisNewsArticle|LiveBlogPosting|Review)$"
)
_DAY = regex.compile(r"\s*(\d{4})-(\d{2})-(\d{2})(?![\d])")
_COMPACT = regex.compile(r"\s*(\d{4})(\d{2})(\d{2})(?!\d)")
_ZONED = regex.compile(r"[T ]\d{2}:?\d{2}.*[+-](?!00:?00)\d{2}:?\d{2}$")
_LANGUAGE = regex.compile(
    r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_].*)?"
)
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
_WAYBACK = regex.compile(
    r"https?://web\.archive\.org/web/(?P<stamp>\d{4,14})(?:[a-z]{2}_)?/(?P<url>.+)"
)
_SNAPSHOT = regex.compile(
    r"https?://archive\.(?:today|ph|is|li|md|vn|fo)/(?P<stamp>\d{4,14})/(?P<url>https?:.+)"
)
_SAVED = regex.compile(r"saved from url=\(\d+\)(https?://\S+)")
_NO_PERSON = regex.compile(
    r"\d|@|https?:|/|\b(?:staff|reporters?|editors?|editorial|correspondents?|desk|team|newsroom|agency|agencies|admin|guest"
    r"|contributors?|writers?|news|press|media|redaktion|rédaction|redacción|redazione|agentur|min read|ago|updated"
    r"|published|yesterday|today|office|department|administrator|webmaster|unknown|anonymous|author|dpa|afp|reuters)\b",
    regex.IGNORECASE,
)
_JOINTS = regex.compile(r"\s*(?:,|;|&|\||\band\b|\bund\b|\bet\b|\by\b|、|和)\s*")
_BYLINE = regex.compile(
    r"^(?:by|von|par|por|di|da|door|av|af|text:|autor:|author:)\s+", regex.IGNORECASE
)


@dataclass
class Metadata:
    """What the page tells, and by field what a person should know about it."""

    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime.date | None = None
    language: str | None = None
    url: str | None = None
    archive: str | None = None
    is_free: bool | None = None
    notes: dict[str, str] = field(default_factory=dict)


def read_metadata(root: Any, address: str | None) -> Metadata:
    """What the page with this root element tells; `address` is where it came from, if known."""
    page = _Page(root)
    found = Metadata()
    found.url, found.archive = _addresses(page, address)
    found.title = page.title()
    found.publisher = page.publisher()
    found.published, found.notes["published"] = page.published()
    found.authors = page.authors(found.publisher)
    found.language = read_language(
        root.get("lang")
        or root.get("{http://www.w3.org/XML/1998/namespace}lang")
        or page.text("inLanguage")
        or ""
    )
    free = page.object.get("isAccessibleForFree")
    found.is_free = None if free is None else str(free).lower() not in {"false", "no", "0"}
    found.notes = {name: note for name, note in found.notes.items() if note}
    return found


def read_language(code: str) -> str | None:
    """The BCP 47 code as briefings write it, less what follows region, or None."""
    match = _LANGUAGE.fullmatch(code.strip())
    if match is None:
        return None
    parts = [match[1].lower(), (match[2] or "").capitalize(), (match[3] or "").upper()]
    return "-".join(filter(None, parts))


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


def _web_address(address: str | None) -> str | None:
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


def _addresses(page: "_Page", address: str | None) -> tuple[str | None, str | None]:
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
        whole = _web_address(urljoin(fetched or "", candidate)) if candidate else None
        if whole is None:
            continue
        original, from_copy = archived(whole)
        is_front = (
            urlsplit(original).path.strip("/") == ""
            and urlsplit(fetched or "").path.strip("/") != ""
        )
        elsewhere = fetched is not None and _site(original) != _site(fetched)
        if _web_address(original) and not is_front and not elsewhere:
            return without_tracking(original), _web_address(copy or from_copy)
    whole = _web_address(fetched)
    return (without_tracking(whole) if whole else None), _web_address(copy)


def _site(address: str) -> str:
    """The last two parts of the host, in which the forms of one site agree."""
    return ".".join((urlsplit(address).hostname or "").split(".")[-2:])


class _Page:
    """Looks things up in a parsed page."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self.metas: dict[str, list[str]] = {}
        for element in root.iter("meta"):
            name = element.get("property") or element.get("name") or element.get("itemprop") or ""
            if (content := (element.get("content") or "").strip()) and name:
                self.metas.setdefault(name.strip().lower(), []).append(content)
        self.objects = list(self._json_objects())
        self.object = self._main_object()
        self.body = next(iter(root.iter("article")), None)
        if self.body is None:
            self.body = next(iter(root.iter("main")), root)

    def meta(self, name: str) -> str | None:
        return self.metas.get(name, [None])[0]  # type: ignore[list-item]

    def link(self, relation: str) -> str | None:
        for element in self.root.iter("link"):
            if relation in (element.get("rel") or "").lower().split():
                return str(element.get("href") or "") or None
        return None

    def text(self, key: str) -> str | None:
        """A text of the article's JSON-LD object."""
        value = self.object.get(key)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("name")
        return _plain(value) if isinstance(value, str) else None

    def saved_from(self) -> str | None:
        """The address that a browser writes into a page that it saves."""
        for comment in self.root.getroottree().xpath("//comment()"):
            if match := _SAVED.search(comment.text or ""):
                return match[1]
        return None

    def _json_objects(self) -> Iterator[dict[str, Any]]:
        for element in self.root.iter("script"):
            if "ld+json" not in (element.get("type") or ""):
                continue
            try:
                parsed = json.loads(element.text or "", strict=False)
            except (ValueError, RecursionError):
                continue
            yield from _flattened(parsed)

    def _main_object(self) -> dict[str, Any]:
        articles = [
            one for one in self.objects if any(_ARTICLES.search(kind) for kind in _kinds(one))
        ]
        if len(articles) > 1:
            heading = regex.sub(r"\W+", "", (self.heading() or "").lower())
            fitting = [
                one
                for one in articles
                if heading
                and regex.sub(
                    r"\W+", "", _plain(str(one.get("headline") or one.get("name"))).lower()
                )[:60]
                == heading[:60]
            ]
            articles = (
                fitting or [one for one in articles if "datePublished" in one][:1] or articles
            )
        if articles:
            return articles[0]
        pages = [one for one in self.objects if "WebPage" in _kinds(one)]
        return pages[0] if pages else {}

    def heading(self) -> str | None:
        headings = [_content(one) for one in self.body.iter("h1")] or [
            _content(one) for one in self.root.iter("h1")
        ]
        headings = [one for one in headings if one]
        return headings[0] if len(set(headings)) == 1 else None

    def title(self) -> str | None:
        named = _ARTICLES.search((_kinds(self.object) or [""])[0])
        site = self.publisher() or ""
        for found in (
            self.text("headline") if named else None,
            self.heading(),
            self.meta("og:title"),
            self.meta("dcterms.title") or self.meta("dc.title") or self.meta("citation_title"),
            next((_content(one) for one in self.root.iter("title")), None),
        ):
            if found and (title := _without_site(_plain(found), site)):
                return title
        return None

    def publisher(self) -> str | None:
        value = self.object.get("publisher")
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, dict) and "@id" in value and "name" not in value:
            value = next(
                (one for one in self.objects if one.get("@id") == value["@id"] and "name" in one),
                None,
            )
        name = value.get("name") if isinstance(value, dict) else value
        if isinstance(name, str) and _plain(name) and not name.startswith("http"):
            return _plain(name)
        for key in (
            "og:site_name",
            "citation_publisher",
            "dcterms.publisher",
            "dc.publisher",
            "publisher",
        ):
            if (found := self.meta(key)) and not found.startswith("http"):
                return _plain(found)
        sites = {
            _plain(str(one["name"]))
            for one in self.objects
            if "WebSite" in _kinds(one) and one.get("name")
        }
        return sites.pop() if len(sites) == 1 else None

    def published(self) -> tuple[datetime.date | None, str]:
        """The day of publication and where it was found, or why it is not known."""
        candidates: list[tuple[str, str]] = []
        if isinstance(value := self.object.get("datePublished"), str):
            candidates.append((value, "datePublished in the page's JSON-LD"))
        candidates += [
            (value, f"the page's meta element {name}")
            for name in _PUBLISHED
            for value in self.metas.get(name, [])
        ]
        for element in self.body.iter("time", "span", "meta", "div", "p"):
            if "datepublished" in (element.get("itemprop") or "").lower():
                candidates.append(
                    (
                        element.get("datetime") or element.get("content") or _content(element),
                        "itemprop=datePublished",
                    )
                )
        candidates += [(value, "a time element in the article") for value in self._times()]
        dated = [(day, value, where) for value, where in candidates if (day := _day(value))]
        if not dated:
            return None, self._why_undated()
        day, value, where = next((one for one in dated if _ZONED.search(one[1].strip())), dated[0])
        others = sorted(
            {f"{other:%Y-%m-%d}" for other, _, _ in dated if abs((other - day).days) > 1}
        )
        also = f"; the page also gives {', '.join(others)}" if others else ""
        return day, f"taken from {where} ({_plain(value)[:40]}){also}"

    def _times(self) -> list[str]:
        """The one time element of the article's own that can be its day of publication."""
        found = []
        for element in self.body.iter("time"):
            around = " ".join(
                filter(
                    None,
                    [
                        element.get("class"),
                        element.get("itemprop"),
                        _content(element),
                        *(_near(element)),
                    ],
                )
            ).lower()
            if regex.search(
                r"updat|modif|chang|revis|edit|aktualisiert|geändert|mis à jour|actualizado|aggiornato",
                around,
            ):
                continue
            if any(
                one.tag in {"aside", "nav", "footer", "section"} for one in element.iterancestors()
            ) and not any(one.tag == "article" for one in element.iterancestors()):
                continue
            found.append(element.get("datetime") or _content(element))
        return (
            found[:1]
            if len({_day(one) for one in found}) == 1 and self.body is not self.root
            else []
        )

    def _why_undated(self) -> str:
        changed = isinstance(self.object.get("dateModified"), str) or any(
            name in self.metas for name in _MODIFIED
        )
        if changed or regex.search(
            r"\b(?:Updated|Last updated|Aktualisiert|Mis à jour)\b", _content(self.body)[:2000]
        ):
            return "left out: the page tells only when it was changed, not when it was published"
        return ""

    def authors(self, publisher: str | None) -> tuple[str, ...]:
        names: list[str] = []
        for value in _listed(self.object.get("author")):
            if isinstance(value, dict):
                if "@id" in value and "name" not in value:
                    value = next(
                        (one for one in self.objects if one.get("@id") == value["@id"]), value
                    )
                if any(kind in {"Organization", "NewsMediaOrganization"} for kind in _kinds(value)):
                    continue
                value = value.get("name")
            for one in _listed(value):
                if isinstance(one, str):
                    names += _names(one)
        names = names or [
            name
            for key in (
                "author",
                "citation_author",
                "dcterms.creator",
                "dc.creator",
                "parsely-author",
            )
            for value in self.metas.get(key, [])
            for name in _names(value)
        ]
        names = names or [
            name for value in self.metas.get("article:author", []) for name in _names(value)
        ]
        names = names or [
            name for element in self._author_elements() for name in _names(_content(element))
        ]
        wanted = dict.fromkeys(name for name in names if name.lower() != (publisher or "").lower())
        return tuple(wanted)

    def _author_elements(self) -> Iterator[Any]:
        if self.body is self.root and len(list(self.root.iter("h1"))) != 1:
            return
        for element in self.body.iter("a", "span", "div", "p", "address"):
            is_author = "author" in (element.get("rel") or "").lower().split()
            is_author |= (element.get("itemprop") or "").lower() == "author"
            elsewhere = any(
                one.tag in {"aside", "nav", "footer"} for one in element.iterancestors()
            )
            if is_author and not elsewhere:
                yield next(
                    (
                        one
                        for one in element.iter()
                        if (one.get("itemprop") or "").lower() == "name"
                    ),
                    element,
                )


def _flattened(parsed: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(parsed, list):
        for one in parsed[:200]:
            yield from _flattened(one, depth + 1)
    elif isinstance(parsed, dict):
        yield parsed
        yield from _flattened(parsed.get("@graph"), depth + 1)
        yield from _flattened(parsed.get("mainEntity"), depth + 1)


def _kinds(found: dict[str, Any]) -> list[str]:
    return [str(one) for one in _listed(found.get("@type"))]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _plain(text: str) -> str:
    """The text without character references of HTML and without needless space."""
    if "&" in text:
        parsed = etree.fromstring(f"<p>{text}</p>", etree.HTMLParser())
        text = "".join(parsed.itertext()) if parsed is not None else text
    return " ".join(text.split())


def _content(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _near(element: Any) -> Iterator[str]:
    parent = element.getparent()
    if parent is not None and len(_content(parent)) < 80:
        yield _content(parent)
        yield parent.get("class") or ""
    yield (element.getprevious() is not None and (element.getprevious().tail or "")) or ""


def _day(value: str) -> datetime.date | None:
    match = _DAY.match(value) or _COMPACT.match(value)
    match = match or regex.match(r"\s*(\d{4})/(\d{1,2})/(\d{1,2})(?!\d)", value)
    try:
        return datetime.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _without_site(title: str, site: str) -> str:
    """The title less the site's name at its end."""
    if site and (
        match := regex.fullmatch(
            rf"(.+?)\s+[|–—\-·:»]\s+{regex.escape(site)}", title, regex.IGNORECASE
        )
    ):
        return str(match[1])
    return title


def _names(text: str) -> list[str]:
    """The names of persons in a text; what is not surely one is left out."""
    text = _BYLINE.sub("", _plain(text))
    found = []
    for part in _JOINTS.split(text):
        name = _BYLINE.sub("", part).strip(" .,")
        if not name or _NO_PERSON.search(name) or is_body(name):
            continue
        tokens = name.split()
        cased = regex.search(r"\p{Ll}|\p{Lu}", name)
        if cased and not (
            2 <= len(tokens) <= 5 and tokens[0][0].isupper() and tokens[-1][0].isupper()
        ):
            continue
        if not cased and not 2 <= len(name) <= 12:
            continue
        found.append(name)
    return found
