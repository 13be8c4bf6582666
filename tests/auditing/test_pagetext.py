import time

import pytest

from generator.auditing.pagetext import Page, is_text, read_page

SEEN = """<!DOCTYPE html>
<html><head><title>Tunnel &amp; ferry</title><style>p { color: red }</style></head>
<body><!-- <p>hidden</p> --><script>if (a < b) document.write("<p>script</p>")</script>
<h1>The <em>tunnel</em></h1><h2>Delayed</h2>
<p>One&nbsp;word<sup>2</sup>, <a href="/x">an
other</a>.</p><div>A box<br>in lines</div><noscript>Switch it on</noscript>
<table><tr><td>1</td><td>2</td></tr></table></body></html>"""


def test_all_that_is_seen() -> None:
    page = read_page(SEEN.encode(), "text/html")
    text = "The tunnel|Delayed|One word², an other.|A box|in lines|1|2"
    assert page == Page(
        "Tunnel & ferry",
        ("The tunnel", "Delayed"),
        "\n\n".join(["Tunnel & ferry", *text.split("|")]),
    )


def test_a_page_in_two_bytes_a_letter_is_read_as_one() -> None:
    assert read_page(SEEN.encode("utf-16"), None) == read_page(SEEN.encode(), None)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("10<sup>2</sup> grains", "10² grains"),
        ("10<sup>-6</sup> and Ca<sup>2+</sup>", "10⁻⁶ and Ca²⁺"),
        ("10<SUP CLASS='x'> <i>&#8722;6</i></SUP>", "10 −6"),
        ("a word<sup><a href='#n'>3</a></sup>.<sup>4</sup>", "a word³.⁴"),
        ("$5.<sup>99</sup>, the 5<sup>th</sup>", "$5.99, the 5th"),
    ],
)
def test_a_raised_number_runs_into_none(markup: str, text: str) -> None:
    assert read_page(f"<html><body><p>{markup}</p>".encode(), "text/html").text == text


def test_plain_text_stays() -> None:
    assert read_page(b"One.\r\n\r\nTwo < three.\rFour.", "text/plain") == Page(
        "", (), "One.\n\nTwo < three.\nFour."
    )


@pytest.mark.parametrize(
    ("content", "content_type", "is_one"),
    [
        (b"<p>", "text/html", True),
        (b"<p>", None, True),
        (b"<p>", "application/xhtml+xml; charset=utf-8", True),
        (b"%PDF-1.7", "text/html", False),
        (b"", "application/pdf", False),
        (b"", "image/png", False),
    ],
)
def test_what_is_text(content: bytes, content_type: str | None, is_one: bool) -> None:
    assert is_text(content, content_type) == is_one


@pytest.mark.parametrize(
    "piece",
    [
        "<a",
        "<",
        "<p ",
        "<script>",
        "<script",
        "<!--",
        "<title>",
        "<h1>",
        "&#",
        "&amp",
        "</",
        "\n ",
        "<svg><style>",
        "<p><b>",
        "<sup>",
        "<sup> <i> 1",
        "<sup ",
        "charset=",
    ],
)
def test_a_hostile_page_costs_in_proportion_to_its_size(piece: str) -> None:
    start = time.monotonic()
    read_page(f"<html>{piece * (400_000 // len(piece))}".encode(), "text/html")
    assert time.monotonic() - start < 2
