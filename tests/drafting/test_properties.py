"""What holds for any text and any bytes: no failure, and no quotation that the text has not."""

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.content.document import read_document
from generator.drafting import (
    ArticleText,
    NotAnArticleError,
    find_quotations,
    read_article_file,
    write_draft,
)
from generator.drafting.speech.verbatim import holds
from generator.problems import has_errors
from generator.proof.article import read_article

PIECES = [
    *"“”„\"'‘’«»‹›「」『』()[]—–-:,.?!#&*\n",
    "\n\n",
    " ",
    "said",
    "he said,",
    "Ann Lee",
    "the mayor",
    "MR. LEE: ",
    "Q ",
    "(Laughter.)",
    "[...]",
    "we do not go",
    "12",
    "“We go,” said Ann Lee",
    "«Si», dijo",
    "他说：",
    "\x00",
    "\u2028",
    "\ud800",
]
TEXTS = st.one_of(
    st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
)
LANGUAGES = st.sampled_from([None, "en", "de", "fr", "zh", "ja", "ko", "xx-Yyyy"])
TODAY = datetime.date(2031, 9, 2)


@given(TEXTS, LANGUAGES)
@settings(max_examples=300, deadline=None)
def test_each_quotation_stands_word_for_word_in_its_text(text: str, language: str | None) -> None:
    article = read_article(text)
    for one in find_quotations(text, language):
        assert holds(article, one.text)
        assert one.question is None or holds(article, one.question)


@given(TEXTS, st.one_of(st.none(), TEXTS))
@settings(max_examples=200, deadline=None)
def test_each_draft_reads_back_without_an_error(text: str, title: str | None) -> None:
    article = ArticleText(text, title=title, authors=("A. Lee", "B, C"))
    draft = write_draft(article, find_quotations(text), today=TODAY)
    document, problems = read_document("draft.yml", draft.text.encode())
    assert document is not None
    assert not has_errors(problems)  # what looks damaged in the text is told, too


@given(
    st.one_of(st.binary(max_size=400), TEXTS.map(lambda text: text.encode("utf-8", "replace"))),
    st.sampled_from(
        [None, "text/html", "text/html; charset=utf-16", "text/plain; charset=nonsense"]
    ),
    st.sampled_from(
        [None, "https://gazette.example/a?utm_source=b#c", "http://[", "not an address"]
    ),
)
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_an_article_or_refused(
    content: bytes, content_type: str | None, address: str | None
) -> None:
    try:
        text = read_article_file(content, content_type=content_type, address=address).text
    except NotAnArticleError as refused:
        text = str(refused)
    assert text
