"""The sitemap, which search engines read: they take 50,000 addresses from a file at most."""

import datetime
import xml.etree.ElementTree as ET

import pytest

from generator.output.files.sitemap import Address, Sitemap, make

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SITE_URL = "https://example.org/briefings"


def located(text: str) -> list[str]:
    """The addresses that a file names."""
    return [str(one.text) for one in ET.fromstring(text).iter(f"{SPACE}loc")]  # noqa: S314 - ours


@pytest.mark.parametrize(
    ("count", "held"),
    [
        (1, {"sitemap.xml": 1}),
        (50_000, {"sitemap.xml": 50_000}),
        (50_001, {"sitemap-1.xml": 50_000, "sitemap-2.xml": 1, "sitemap.xml": 2}),
    ],
)
def test_a_file_holds_as_much_as_it_may(count: int, held: dict[str, int]) -> None:
    addresses = [Address(f"2031/{number}/") for number in range(count)]
    files = dict(make(Sitemap(SITE_URL, addresses)))
    found = {name: located(text) for name, text in files.items()}
    assert {name: len(held) for name, held in found.items()} == held
    pages = {one for held in found.values() for one in held if one.endswith("/")}
    assert pages == {f"{SITE_URL}/{one.path}" for one in addresses}
    others = [f"{SITE_URL}/{name}" for name in held if name != "sitemap.xml"]
    assert not others or found["sitemap.xml"] == others


def test_addresses_are_absolute_and_escaped_and_days_are_told() -> None:
    page = Address("2031/a&b/", datetime.date(2031, 5, 14))
    (_, text), *more = make(Sitemap(SITE_URL, [page]))
    assert not more
    assert located(text) == [f"{SITE_URL}/2031/a&b/"]
    assert "<lastmod>2031-05-14</lastmod>" in text


def test_there_is_none_where_the_sites_own_address_is_not_known() -> None:
    assert not list(make(Sitemap("", [Address("2031/a/")])))
