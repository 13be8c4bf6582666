"""A parsed page, and what can be looked up in it: meta elements, JSON-LD, headings, links."""

import json
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

import regex
from lxml import etree  # type: ignore[import-untyped]

_ARTICLES = regex.compile(
    r"(?:\w*Article|BlogPosting|Report|AnalysisNewsArticle|LiveBlogPosting|Review)$"
)
_SAVED = regex.compile(r"saved from url=\(\d+\)(https?://\S+)")
_OTHERS = regex.compile(
    r"(?:^|[\s_-])(?:comments?|related|recommend\w*|teaser\w*|promo|latest|more|newsletter)"
    r"(?:$|[\s_-])",
    regex.IGNORECASE,
)
_JSON_START = regex.compile(r"[\[{]")
_COMMENT_MARK = regex.compile(r"^[\s/*]*(?:<!\[CDATA\[|<!--)")
_DEEP = 6
_MANY = 200


class Page:
    """Looks things up in a parsed page; the article's own JSON-LD object is `object`."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self.metas: dict[str, list[str]] = {}
        for element in root.iter("meta"):
            name = element.get("property") or element.get("name") or element.get("itemprop") or ""
            if (content := (element.get("content") or "").strip()) and name:
                self.metas.setdefault(name.strip().lower(), []).append(content)
        containers = [*root.iter("article"), *root.iter("main"), root]
        self.body: Any = containers[0]
        self.objects = list(self._json_objects())
        self.object = self._main_object()

    def meta(self, name: str) -> str | None:
        """The content of the first meta element of this name."""
        return next(iter(self.metas.get(name, [])), None)

    def link(self, relation: str) -> str | None:
        """The address that the page gives for this relation."""
        for element in self.root.iter("link"):
            if relation in (element.get("rel") or "").lower().split():
                return str(element.get("href") or "") or None
        return None

    def text(self, key: str) -> str | None:
        """A text of the article's JSON-LD object."""
        value = self.object.get(key)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("name")
        return plain(value) if isinstance(value, str) else None

    def saved_from(self) -> str | None:
        """The address that a browser writes into a page that it saves."""
        for comment in self.root.getroottree().xpath("//comment()"):
            if match := _SAVED.search(comment.text or ""):
                return match[1]
        return None

    def is_of_others(self, element: Any) -> bool:
        """Whether it stands in what tells of other texts: in a comment, in what else there is."""
        return any(
            one.tag in {"aside", "nav", "blockquote"}
            or _OTHERS.search(" ".join(filter(None, map(one.get, ("class", "id", "itemprop")))))
            for one in takewhile(lambda one: one is not self.body, element.iterancestors())
        )

    def _json_objects(self) -> Iterator[dict[str, Any]]:
        for element in self.root.iter("script"):
            if "ld+json" not in (element.get("type") or ""):
                continue
            for parsed in _json_values(element.text or ""):
                yield from flattened(parsed)

    def _main_object(self) -> dict[str, Any]:
        articles = [
            one for one in self.objects if any(_ARTICLES.search(kind) for kind in kinds(one))
        ]
        if len(articles) > 1:
            heading = regex.sub(r"\W+", "", (self.heading() or "").lower())
            fitting = [
                one
                for one in articles
                if heading
                and regex.sub(
                    r"\W+", "", plain(str(one.get("headline") or one.get("name"))).lower()
                )[:60]
                == heading[:60]
            ]
            articles = (
                fitting or [one for one in articles if "datePublished" in one][:1] or articles
            )
        if articles:
            return articles[0]
        pages = [one for one in self.objects if "WebPage" in kinds(one)]
        return pages[0] if pages else {}

    def heading(self) -> str | None:
        """The one main heading of the article, or of the page."""
        headings = [content_of(one) for one in self.body.iter("h1")] or [
            content_of(one) for one in self.root.iter("h1")
        ]
        headings = [one for one in headings if one]
        return headings[0] if len(set(headings)) == 1 else None

    def title(self) -> str | None:
        """The article's title, less the name of the site."""
        named = _ARTICLES.search((kinds(self.object) or [""])[0])
        site = self.publisher() or ""
        for found in (
            self.text("headline") if named else None,
            self.heading(),
            self.meta("og:title"),
            self.meta("dcterms.title") or self.meta("dc.title") or self.meta("citation_title"),
            next((content_of(one) for one in self.root.iter("title")), None),
        ):
            title = _without_site(plain(found), site) if found else ""
            if title and title.casefold() != site.casefold():
                return title
        return None

    def publisher(self) -> str | None:
        """Who publishes the page, as it says itself."""
        value = self.object.get("publisher")
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, dict) and "@id" in value and "name" not in value:
            value = next(
                (one for one in self.objects if one.get("@id") == value["@id"] and "name" in one),
                None,
            )
        name = value.get("name") if isinstance(value, dict) else value
        if isinstance(name, str) and plain(name) and not name.startswith("http"):
            return plain(name)
        for key in (
            "og:site_name",
            "citation_publisher",
            "dcterms.publisher",
            "dc.publisher",
            "publisher",
        ):
            if (found := self.meta(key)) and not found.startswith("http"):
                return plain(found)
        sites = {
            plain(str(one["name"]))
            for one in self.objects
            if "WebSite" in kinds(one) and one.get("name")
        }
        return sites.pop() if len(sites) == 1 else None


def _json_values(text: str) -> Iterator[Any]:
    """The values of JSON in a script, also where several stand there, or comments around them."""
    decoder, place = json.JSONDecoder(strict=False), 0
    text = _COMMENT_MARK.sub("", text)
    while start := _JSON_START.search(text, place):
        try:
            value, place = decoder.raw_decode(text, start.start())
        except (ValueError, RecursionError):
            return
        yield value


def flattened(parsed: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """All objects in a piece of JSON-LD, also those of a graph."""
    if depth > _DEEP:
        return
    if isinstance(parsed, list):
        for one in parsed[:_MANY]:
            yield from flattened(one, depth + 1)
    elif isinstance(parsed, dict):
        yield parsed
        yield from flattened(parsed.get("@graph"), depth + 1)
        yield from flattened(parsed.get("mainEntity"), depth + 1)


def kinds(found: dict[str, Any]) -> list[str]:
    """The types of a JSON-LD object."""
    return [str(one) for one in listed(found.get("@type"))]


def listed(value: Any) -> list[Any]:
    """The value as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def plain(text: str) -> str:
    """The text without character references of HTML and without needless space."""
    if "&" in text:
        parsed = etree.fromstring(f"<p>{text}</p>", etree.HTMLParser())
        text = "".join(parsed.itertext()) if parsed is not None else text
    return " ".join(text.split())


def content_of(element: Any) -> str:
    """The text of an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def _without_site(title: str, site: str) -> str:
    """The title less the site's name at its end."""
    if site and (
        match := regex.fullmatch(
            rf"(.+?)\s+[|–—\-·:»]\s+{regex.escape(site)}", title, regex.IGNORECASE
        )
    ):
        return str(match[1])
    return title
