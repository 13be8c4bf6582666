"""Which address an article has, and which its archived copy."""

import pytest

from generator.drafting import read_article_file
from generator.drafting.article.origin import archived, without_tracking

BODY = (
    "<article><p>The bridge over the north lock will be painted in the summer, they say.</p>"
    "</article>"
)
WAYBACK = "https://web.archive.org/web/20310901120000"


@pytest.mark.parametrize(
    ("head", "address", "url", "archive"),
    [
        ("", None, None, None),
        ("", "https://q.example/a?id=7&utm_source=x#c", "https://q.example/a?id=7", None),
        ("", "https://q.example/#!/a?id=7", "https://q.example/#!/a?id=7", None),
        ('<link rel="canonical" href="/b">', "https://q.example/a", "https://q.example/b", None),
        (
            '<link rel="canonical" href="https://q.example/">',
            "https://q.example/a",
            "https://q.example/a",
            None,
        ),
        (
            '<link rel="canonical" href="https://other.test/b">',
            "https://q.example/a",
            "https://q.example/a",
            None,
        ),
        (
            '<meta property="og:url" content="https://q.example/b">',
            None,
            "https://q.example/b",
            None,
        ),
        (
            "",
            f"{WAYBACK}id_/https://q.example/a",
            "https://q.example/a",
            f"{WAYBACK}id_/https://q.example/a",
        ),
        (
            f'<link rel="canonical" href="{WAYBACK}/https://q.example/b">',
            f"{WAYBACK}/http://q.example/a",
            "https://q.example/b",
            f"{WAYBACK}/http://q.example/a",
        ),
        ("<!-- saved from url=(0019)https://q.example/a -->", None, "https://q.example/a", None),
        ('<meta property="og:url" content="http://[2001:db8::1]/a">', None, None, None),
        (
            '<link rel="canonical" href="http://[x"><!-- saved from url=(0014)http://[y -->',
            "https://q.example/a",
            "https://q.example/a",
            None,
        ),
        ('<meta property="og:url" content="https://me:key@q.example/a">', None, None, None),
    ],
)
def test_the_address_is_the_canonical_one_of_the_article(
    head: str, address: str | None, url: str | None, archive: str | None
) -> None:
    page = f"<html><head><title>T</title>{head}</head><body>{BODY}</body></html>"
    article = read_article_file(page.encode(), content_type=None, address=address)
    assert (article.url, article.archive) == (url, archive)


def test_an_archived_address_is_parted() -> None:
    copy = "https://archive.ph/20310901/https://q.example/a"
    assert archived(copy) == ("https://q.example/a", copy)
    assert archived("https://q.example/a") == ("https://q.example/a", None)


def test_only_tracking_goes() -> None:
    address = "https://q.example/a?b=1&fbclid=2&c=%20d"
    assert without_tracking(address) == "https://q.example/a?b=1&c=+d"
    assert without_tracking("https://q.example/a?b=%20c") == "https://q.example/a?b=%20c"
