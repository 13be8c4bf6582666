"""A real browser reads the hostile sites: no text runs, none asks for anything."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.hostile.content import ADDRESSES, TEXTS, folded
from tests.pages.searching import ask, open_search, titles
from tests.pages.serving import FRAMES, Visit, served, visit

AT_A_TIME = 40
OPEN_FRAMES = """
async (addresses) => {
  const loaded = addresses.map((address) => new Promise((done) => {
    const frame = document.createElement("iframe");
    frame.onload = done;
    frame.src = address;
    frame.hidden = true;
    document.body.append(frame);
  }));
  await Promise.all(loaded);
  const frames = [...document.querySelectorAll("iframe")];
  const whole = frames.map((frame) => frame.contentDocument.querySelectorAll("h1").length);
  frames.forEach((frame) => frame.remove());
  return whole;
}
"""


WAYS = [
    (name, way, prefix)
    for name in ("words", "names")
    for way in ("", "-rendered")
    for prefix in ("/", "/repo/")
]


def paths(site: Path) -> list[str]:
    """The pages of a site, but for those that lead on to another at once."""
    return [
        path.relative_to(site).as_posix().removesuffix("index.html")
        for path in sorted(site.rglob("index.html"))
        if not path.parent.name.startswith("moved")
    ]


def open_all(visited: Visit, addresses: list[str]) -> None:
    """Open all pages, many at a time."""
    visited.page.goto(visited.address.rstrip("/").removesuffix("/repo") + FRAMES)
    for start in range(0, len(addresses), AT_A_TIME):
        some = addresses[start : start + AT_A_TIME]
        assert visited.page.evaluate(OPEN_FRAMES, some) == [1] * len(some)


@pytest.mark.parametrize(("name", "way", "prefix"), WAYS)
def test_no_text_runs_and_no_page_breaks_its_policy_or_asks_another_host(
    browser: Browser, hostile_sites: dict[str, Path], name: str, way: str, prefix: str
) -> None:
    # Each page is opened in one of the four ways; that it is the same in all, other tests show.
    turn = WAYS.index((name, way, prefix)) % 4
    site = hostile_sites[name + way]
    # The theme's script and styles take most of the time, and do the same on all pages.
    instead = {".min.js": b"", ".min.css": b""}
    with served(site, prefix, instead) as address, visit(browser, address) as visited:
        open_all(visited, [address + path for path in paths(site)[turn::4]])
        assert visited.wrong == []


@pytest.mark.parametrize("way", ["", "-rendered"])
def test_no_text_runs_where_the_theme_is_at_work(
    browser: Browser, hostile_sites: dict[str, Path], way: str
) -> None:
    site = hostile_sites["words" + way]
    some = [path for path in paths(site) if "parts" in path] + paths(site)[::20]
    with served(site) as address, visit(browser, address) as visited:
        open_all(visited, [address + path for path in some])
        assert visited.wrong == []


def test_the_canary_and_the_policy_are_heard(
    browser: Browser, hostile_sites: dict[str, Path]
) -> None:
    with served(hostile_sites["words"]) as address, visit(browser, address) as visited:
        visited.open("")
        visited.page.evaluate("canary()")
        visited.page.evaluate(
            """() => {
              const image = new Image();
              image.src = "https://evil.example/x.png";
              document.body.append(image);
              document.body.insertAdjacentHTML("beforeend", '<b onclick="canary()">x</b>');
            }"""
        )
        visited.page.wait_for_timeout(200)
        heard = "\n".join(visited.wrong)
        for what in ("canary: a text ran", "policy: img-src", "policy: script-src-attr"):
            assert what in heard


@pytest.mark.parametrize("name", ["words", "words-rendered"])
def test_search_shows_hostile_texts_as_typed(
    browser: Browser, hostile_sites: dict[str, Path], name: str
) -> None:
    with served(hostile_sites[name]) as address, visit(browser, address) as visited:
        elements: set[str] = set()
        for query in ("canary", "onerror", "Zq0qZ"):
            page = visited.open("")
            open_search(page)
            ask(page, query)
            found = {folded(title) for title in titles(page) if title}
            assert found & set(map(folded, TEXTS)), query
            elements |= set(
                page.eval_on_selector_all(
                    ".find__results *", "(all) => all.map((one) => one.localName)"
                )
            )
        assert elements <= {
            *("li", "a", "article", "button", "div", "h3", "p", "mark", "ul", "ol", "span")
        }
        assert visited.wrong == []


def test_every_hostile_address_leads_where_it_says_and_nowhere_in_the_site(
    browser: Browser, hostile_sites: dict[str, Path]
) -> None:
    leads = """
    ([paths, typed]) => Promise.all(paths.map(async (path, number) => {
      const text = await (await fetch(path)).text();
      const page = new DOMParser().parseFromString(text, "text/html");
      const links = [...page.querySelectorAll("#source a")].map((link) => link.href);
      const plain = (url) => decodeURI(new URL(url).href)
        .replace(/%(2[1789A]|5[BD]|7E)/g, (_, code) => String.fromCharCode(parseInt(code, 16)));
      return links.filter((link) => plain(link) !== plain(typed[number])
        && !link.includes("/method/"));
    }))
    """
    for name in ("words", "words-rendered"):
        with served(hostile_sites[name]) as address, visit(browser, address) as visited:
            visited.page.goto(address.removesuffix("/") + FRAMES)
            paths = [f"/2031/head-{number}/" for number in range(len(ADDRESSES))]
            found = visited.page.evaluate(leads, [paths, ADDRESSES])
            assert found == [[]] * len(ADDRESSES), json.dumps(found)
