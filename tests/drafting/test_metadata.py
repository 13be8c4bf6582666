"""What a page tells of its article: the day of publication and the authors, and what is neither."""

import pytest

from generator.drafting import ArticleText, read_article_file

STORY = (
    "<p>The night market on Loom Street will move to the cattle yard in autumn, the clerk said.</p>"
    "<p>Stall keepers had asked for a roof, and for water that does not freeze, since winter.</p>"
)


def read(head: str = "", before: str = "", behind: str = "") -> ArticleText:
    """The article of a page with this in its head, and this before and behind its paragraphs."""
    page = (
        f"<html><head><title>Market moves</title>{head}</head><body><article><h1>Market moves</h1>"
        f"{before}{STORY}{behind}</article></body></html>"
    )
    return read_article_file(page.encode())


def published(article: ArticleText) -> str | None:
    """The day of publication, as a briefing has it."""
    return article.published.isoformat() if article.published else None


@pytest.mark.parametrize(
    "before",
    [
        '<meta itemprop="datePublished" content="2031-05-04T23:30:00-04:00">',
        '<span property="schema:datePublished" content="2031-05-04">4 May</span>',
        "<p>By Una Melk. <time>4 May 2031</time></p>",
        "<div><time>Sunday, 4 May 2031</time> at 9:30 a.m.</div>",
        '<p>Posted on <time class="entry-date published">May 4, 2031</time>.</p>',
        '<time datetime="May 4, 2031 11:30 PM EDT">Sunday</time>',
        '<time datetime="2031/05/04 09:00">5月4日</time>',
        "<time>2031年5月4日</time>",
        "<time>2031년 5월 4일</time>",
        "<time>04.05.2031</time>",
    ],
)
def test_a_day_of_publication_is_read_as_it_is_written(before: str) -> None:
    assert published(read(before=before)) == "2031-05-04"


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="DC.date.issued" content="2031-05-04">',
        '<meta name="pubdate" content="Sun, 04 May 2031 23:30:00 -0400">',
        '<meta name="date" content="0001-01-01T00:00:00Z"><meta name="date" content="20310504">',
        '<meta name="date" content="1970-01-01"><meta name="date" content="May 4, 2031">',
    ],
)
def test_so_is_one_of_the_head(head: str) -> None:
    assert published(read(head)) == "2031-05-04"


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("", '<p>It was first held on <time datetime="1911-05-04">4 May 1911</time>, at noon.</p>'),
        ("", '<div>It was first held on <time datetime="1911-05-04">4 May</time>!</div>'),
        ("", '<div class="comments"><div><time datetime="2031-07-01">1 July</time></div></div>'),
        ("", '<div class="related"><time datetime="2031-07-01">1 July</time></div>'),
        ("", '<aside><time itemprop="datePublished" datetime="2031-07-01">1 July</time></aside>'),
        ("", '<blockquote>— Ned <time datetime="2031-07-01">1 July</time></blockquote>'),
        ("<time>05/04/2031</time>", ""),
        ('<time datetime="2031124">x</time>', ""),
        ('<time datetime="1410-02-14">۱۴ اردیبهشت</time>', ""),
        ('<time datetime="2574-05-04">4 พ.ค. 2574</time>', ""),
        ('<time datetime="1970-01-01T00:00:00Z">1 January</time>', ""),
    ],
)
def test_another_day_is_none_of_publication(before: str, behind: str) -> None:
    assert published(read(before=before, behind=behind)) is None


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", %s}',
        '[{"@type": "WebSite", "name": "Quay"}, {"@type": "NewsArticle", %s}]',
        '{"@type": "WebSite", "name": "Quay"}\n{"@type": "NewsArticle", %s}',
        '//<![CDATA[\n{"@type": "NewsArticle", %s}\n//]]>',
        '<!-- {"@type": "NewsArticle", %s} -->',
    ],
)
@pytest.mark.parametrize(
    "day", ['"2031-05-04"', '["2031-05-04T01:00:00+09:00"]', '{"@value": "2031-05-04"}']
)
def test_json_is_read_with_what_stands_around_it(script: str, day: str) -> None:
    told = script % f'"datePublished": {day}, "author": {{"name": "Una Melk"}}'
    article = read(f'<script type="application/ld+json">{told}</script>')
    assert published(article) == "2031-05-04"
    assert article.authors == ("Una Melk",)


@pytest.mark.parametrize(
    ("told", "authors"),
    [
        ("Una Melk, Senior Reporter", ["Una Melk"]),
        ("Una Melk, Chief Executive", ["Una Melk"]),
        ("Una Melk and John Bishop", ["Una Melk", "John Bishop"]),
        ("Una Melk · Bo Tarn – Ida Marl with Rut Adder", "Una Melk|Bo Tarn|Ida Marl|Rut Adder"),
        ("By Una Melk in Hull and Bo Tarn for The Quay", ["Una Melk", "Bo Tarn"]),
        ("By: Una van der Melk", ["Una van der Melk"]),
        ("Texte : Una d’Arc, Ahmed al-Tarn", ["Una d’Arc", "Ahmed al-Tarn"]),
        ("Photographs by Una Melk", []),
        ("Текст: Уна Мельк", []),
        ("Agence Quai-Presse", []),
        ("記者 林小明", []),
        ("林小明／台北報導", []),
        ("林小明、王芳", ["林小明", "王芳"]),
        ("Уна Мельк", ["Уна Мельк"]),
    ],
)
def test_an_author_is_a_name_and_nothing_else(told: str, authors: list[str] | str) -> None:
    wanted = authors.split("|") if isinstance(authors, str) else authors
    assert list(read(f'<meta name="author" content="{told}">').authors) == wanted


@pytest.mark.parametrize("name", ["citation_author", "DC.creator"])
def test_the_last_name_of_a_cited_author_may_stand_first(name: str) -> None:
    head = f'<meta name="{name}" content="van der Melk, Una"><meta name="{name}" content="Bo Tarn">'
    assert read(head).authors == ("Una van der Melk", "Bo Tarn")


@pytest.mark.parametrize(
    ("before", "authors"),
    [
        ("<p>By Una Melk and Bo Tarn, Quay reporters</p>", ("Una Melk", "Bo Tarn")),
        ('<div class="meta"><span>Von Una Melk</span> <span>3 min</span></div>', ("Una Melk",)),
        ("<p>By Una Melk’s count it rained, but Bo Tarn had seen no cloud.</p>", ()),
        ("<p>By Monday it rained</p>", ()),
        ("<p>By Monday Morning</p>", ()),
        ("<p>By Default, Not Design</p>", ()),
        ("<p>By Quay Mail and Hullpost</p>", ()),
        ("<p>By Una Melk, QNN</p>", ("Una Melk",)),
        ("<aside><p>By Una Melk</p></aside>", ()),
        ('<div class="related"><p>Rain in Hull</p><p>By Una Melk</p></div>', ()),
    ],
)
def test_a_line_before_the_text_may_name_its_authors(before: str, authors: tuple[str, ...]) -> None:
    article = read(before=before)
    assert article.authors == authors
    assert dict(article.notes).get("authors", "").startswith("taken from a line" if authors else "")


def test_so_may_a_line_of_a_plain_text() -> None:
    text = (
        "Rain in Hull\nBy Una Melk\n4 May 2031\n\nIt rained for nine days in Hull, and nobody knew."
    )
    article = read_article_file(text.encode())
    assert article.authors == ("Una Melk",)


@pytest.mark.parametrize("kind", ["comments", "related-stories", "teaser"])
def test_who_wrote_something_else_is_no_author(kind: str) -> None:
    behind = f'<div class="{kind}"><span itemprop="author">Una Melk</span></div>'
    assert read(behind=behind).authors == ()


def test_the_name_of_the_site_is_no_title() -> None:
    head = '<meta property="og:site_name" content="The Quay"><title>Market moves | The Quay</title>'
    page = (
        f"<html><head>{head}</head><body><h1>The Quay</h1><article>{STORY}</article></body></html>"
    )
    assert read_article_file(page.encode()).title == "Market moves"
