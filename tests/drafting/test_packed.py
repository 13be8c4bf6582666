"""Files that hold an article within something else, and what is said of those that hold none."""

import base64
import time
from contextlib import suppress

import pytest

from generator.drafting import NotAnArticleError, read_article_file

SAID = "“We have no water, and none will come before winter,” said Ida Marl, the miller."
SAVED = """\
From: <Saved by Blink>
Snapshot-Content-Location: https://loom.example/mill
Subject: Mill stops
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----Boundary--abc"

------Boundary--abc
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://loom.example/mill

<html lang=3D"en"><head><meta charset=3D"UTF-8"><title>Mill stops</title></head><body><p>=E2=80=
=9CWe have no water, and none will come before winter,=E2=80=9D said Ida Marl, the miller.</p></=
body></html>
------Boundary--abc
Content-Type: text/css
Content-Location: cid:css@mhtml.blink

p { color: red; }
------Boundary--abc--
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_page_saved_in_one_file_is_read(line_end: str) -> None:
    article = read_article_file(SAVED.replace("\n", line_end).encode())
    assert (article.title, article.text) == ("Mill stops", SAID)
    assert article.url == "https://loom.example/mill"


def test_so_is_the_text_of_a_message() -> None:
    head = "From: press@loom.example\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
    body = base64.encodebytes(SAID.encode()).decode()
    message = f"{head}Content-Transfer-Encoding: base64\n\n{body}"
    assert read_article_file(message.encode()).text == SAID


def test_a_text_that_begins_like_a_message_is_one() -> None:
    text = f"Note: of a letter\nMIME-Version: 1.0 is what it was called.\n\n{SAID}"
    assert read_article_file(text.encode()).text == text


def test_a_feed_is_refused() -> None:
    feed = f'<?xml version="1.0"?>\n<rss version="2.0"><title>{SAID}</title></rss>'
    with pytest.raises(NotAnArticleError, match="this is a feed, not an article: give the address"):
        read_article_file(feed.encode(), content_type="application/rss+xml")


@pytest.mark.parametrize("depth", [50, 3000])
def test_a_hostile_message_costs_little(depth: int) -> None:
    parts = "".join(
        f'Content-Type: multipart/mixed; boundary="b{number}"\n\n--b{number}\n'
        for number in range(depth)
    )
    start = time.process_time()
    with suppress(NotAnArticleError):
        read_article_file(f"MIME-Version: 1.0\n{parts}\n{SAID}".encode())
    assert time.process_time() - start < 2
