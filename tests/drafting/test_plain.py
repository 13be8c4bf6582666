"""What a plain text says, whatever was printed around its lines."""

import pytest

from generator.drafting import find_quotations, read_article_file

COURT = """\
                                                   17
 1   COUNTY COURT OF LOOM
 2
 3   Q.  Did you see the mill stop on the fourth of May, and
 4   who was with you in the yard?
 5   A.  Nobody was with me, and I had been mend-
 6   ing the lamp.
 7            THE COURT:  Speak up. We cannot hear you in
 8   the back.
 9   BY MR. HALL:
10   Q.  And then?
11   A.  Then I went home and slept until
12   noon.
                                                   18
 1            MS. ADLER:  We call Ida Marl,
 2   who is on the stairs.
"""
RECORD = """\
[Page S17]

                  THE MILL ON SALT ROW

  Mr. HALL. Madam President, the mill on Salt Row has stopped, and no-
body has said why it did.
  The PRESIDING OFFICER. The clerk will an-
swer.
"""
WHAT_IS_SAID = {
    COURT: [
        "Nobody was with me, and I had been mending the lamp.",
        "Speak up. We cannot hear you in the back.",
        "Then I went home and slept until noon.",
        "We call Ida Marl, who is on the stairs.",
    ],
    RECORD: [
        "Madam President, the mill on Salt Row has stopped, and nobody has said why it did.",
        "The clerk will answer.",
    ],
}


SUBRIP = """\
1
00:00:01,000 --> 00:00:04,000
We have no water,
and none

2
00:00:04,000 --> 00:00:06,500
will come <i>before</i> the winter.

3
00:00:07,000 --> 00:00:09,000
>> Nobody told us
that. >> It is so.
"""
WEBVTT = """\
WEBVTT - Hearing

NOTE made by hand

00:01.000 --> 00:04.000 align:start
<v Ida Marl>We have no water, and none

00:04.000 --> 00:06.500
<v Ida Marl>will come <00:05.000>before the winter.

2 - reply
00:07.000 --> 00:09.000
<v.loud Bo Tarn>Nobody told us that.</v>
"""


SPOKEN = "We have no water, and none will come before the winter.\n\n"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (SUBRIP, f"{SPOKEN}Nobody told us that.\n\nIt is so."),
        (WEBVTT, f"Ida Marl: {SPOKEN}Bo Tarn: Nobody told us that."),
    ],
)
def test_subtitles_are_read_without_their_times(text: str, read: str) -> None:
    for line_end in ("\n", "\r\n"):
        assert read_article_file(text.replace("\n", line_end).encode()).text == read


@pytest.mark.parametrize("text", WHAT_IS_SAID)
def test_a_printed_transcript_is_read_without_what_printing_added(text: str) -> None:
    page = f"<html><head><title>Loom</title></head><body><pre>{text}</pre></body></html>"
    for content in (text, page):
        article = read_article_file(content.encode())
        assert [one.text for one in find_quotations(article.text, "en")] == WHAT_IS_SAID[text]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"{number} Boats of Hull" for number in range(1, 20)),  # its own numbers
        "It rained in Hull.\n  Nobody knew why it did.\nIt was May.",  # each line is a paragraph
        "It rained.\n\n- In Hull\n  Nobody knew that it did.\n- In May",  # a line that hangs
    ],
)
def test_lines_are_kept_where_they_tell_nothing(text: str) -> None:
    assert read_article_file(text.encode()).text == text


def test_an_indented_line_behind_a_sentence_begins_a_paragraph() -> None:
    text = "RAIN\n\n  It rained in Hull for nine days.\nNobody knew.\n  It was May, and\ncold."
    read = text.replace("knew.\n", "knew.\n\n")
    assert read_article_file(text.encode()).text == read
