"""The links to the words themselves: on a page with the article's text a browser finds them."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator.output.text_fragments import with_text_fragment
from tests.pages.serving import served
from tests.pages.waiting import wait_until

FILLER = (
    "<p>"
    + "The board met, heard the engineers, and went home before the ferry left. " * 60
    + "</p>"
)
LONG = (
    "The water rose twice this month, the pumps kept up both times, nobody had to leave the east "
    "bank, and the ferry went on as it always does"
)
WORDS = {
    "some words": ("the tunnel opens in spring", "<p>Yet the tunnel opens in spring, he said.</p>"),
    "commas, hyphens and an ampersand": (
        "a well-known, far-sighted firm, Sand & Sons, will dig",
        "<p>So a well-known, far-sighted firm, Sand &amp; Sons, will dig.</p>",
    ),
    "a long quote": (
        LONG,
        f"<p>“{LONG},” she said.</p>",
    ),
    "an elision": (
        "The gate stays shut [...] until the water falls",
        "<p>The gate stays shut, the master said on Monday, until the water falls.</p>",
    ),
    "an insertion": (
        "[The gate] stays shut until the flood falls",
        "<p>It stays shut until the flood falls.</p>",
    ),
    "two paragraphs": (
        "Nobody asked the dockers.\n\nTheir union will strike on Friday.",
        "<p>“Nobody asked the dockers.</p><p>“Their union will strike on Friday.”</p>",
    ),
    "other quotation marks and dashes": (
        'They told us "wait for spring" - we are done waiting for them',
        "<p>They told us “wait for spring” – we are done waiting for them.</p>",
    ),
    "an apostrophe": (
        "the ferrymen’s jobs aren’t safe",
        "<p>Now the ferrymen’s jobs aren’t safe.</p>",
    ),
    "German": ("Wir öffnen nicht vor 2035", "<p>„Wir öffnen nicht vor 2035“, sagte sie.</p>"),
}
PAGE = """<!doctype html><meta charset="utf-8"><title>Article</title><link rel="icon" href="data:,">
<style>::target-text {{ background: magenta }}</style>
{before}<div id="words">{words}</div>{after}"""


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page for each article, its words far below the first screen."""
    site = tmp_path_factory.mktemp("articles")
    (site / "404.html").write_text("none")
    for number, (_, words) in enumerate(WORDS.values()):
        page = PAGE.format(before=FILLER * 4, words=words, after=FILLER * 4)
        (site / f"{number}.html").write_text(page, encoding="utf-8")
    return site


@pytest.mark.parametrize("case", WORDS)
def test_the_link_lands_on_the_words_and_marks_them(
    browser: Browser, articles: Path, case: str
) -> None:
    quote, _ = WORDS[case]
    with served(articles, "/") as address, browser.new_context() as context:
        page = context.new_page()
        article = f"{address}{list(WORDS).index(case)}.html"
        page.goto(article)
        unmarked = page.locator("#words").screenshot()
        page.goto("about:blank")
        page.goto(with_text_fragment(article, quote))
        wait_until(page, "scrollY > 500", seconds=5)
        box = page.locator("#words").bounding_box()
        assert box is not None
        assert 0 <= box["y"] < 720
        assert page.locator("#words").screenshot() != unmarked
