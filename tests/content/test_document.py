"""What a good file holds: the texts as they were typed, each at its place."""

import pytest

from generator.content.document import Document, read_document
from generator.problems import Position


def document(text: str | bytes) -> Document:
    content = text if isinstance(text, bytes) else text.encode()
    read, problems = read_document("a.yml", content)
    assert problems == []
    assert read is not None
    return read


@pytest.mark.parametrize(
    "text",
    [
        *("no", "yes", "on", "true", "null", "~", "2031", "007", "0x1F", "1e3", "1_000", ".inf"),
        *(
            "2031-04-02",
            "12:30",
            "1:2:3",
            "=",
            "-5",
            "-x",
            "?x",
            ":x",
            "a:b",
            "a#b",
            "C#",
            "x: y"[:2],
        ),
        *(
            "https://a.example/x?a=b:c&d=e#f",
            "{{x}}"[2:],
            "50 % of it",
            "it's",
            'say "so"',
            "a -- b",
        ),
        *("coût\u00a0: dix", "夜车：恢复", "القطارات", "🚂", "[sic]"[1:], "a [sic] b", "a, b {c}"),
    ],
)
def test_bare_text_stays_what_was_typed(text: str) -> None:
    text = text.rstrip(":")
    assert document(f"field: {text}\n").data() == {"field": text}


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("", ""),
        ("''", ""),
        ("'it''s: # so'", "it's: # so"),
        (r'"a\n\"b\" \u00e9 \\ c"', 'a\n"b" é \\ c'),
        ('"coût\u00a0: dix"', "coût\u00a0: dix"),
        (">\n  one\n  two\n\n  three: 3\n", "one two\n\nthree: 3\n"),
        (">-\n  one\n  two\n", "one two"),
        ("|\n  one\n    two\n", "one\n  two\n"),
        ("|+\n  one\n", "one\n\n"),
        ("|2-\n    one\n  two\n", "  one\ntwo"),
        ("one\n  two\n\n  three", "one two\n\nthree"),
        ("'one\n  two'", "one two"),
        ("one   # a comment", "one"),
        ("coût\u00a0:\n  dix", "coût\u00a0: dix"),
    ],
)
def test_text_is_read_from_each_way_to_write_it(written: str, text: str) -> None:
    assert document(f"field: {written}\n").data() == {"field": text}


def test_lists_and_fields_are_read_from_each_way_to_write_them() -> None:
    text = "a: [x, 'y, z', {b: c}]\nd:\n- e\n-\n  f: g\n- - h\ni: {}\nj: []\n"
    assert document(text).data() == {
        "a": ["x", "y, z", {"b": "c"}],
        "d": ["e", {"f": "g"}, ["h"]],
        "i": {},
        "j": [],
    }


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff", "---\n", "# a comment\n", "\n\n"])
def test_line_ends_and_beginnings_change_nothing(start: str, end: str) -> None:
    text = f"{start}title: one\nquotes:\n  - text: >\n      two\n      three\n"
    data = {"title": "one", "quotes": [{"text": "two three\n"}]}
    assert document(text.replace("\n", end)).data() == data


def test_values_and_names_know_their_places() -> None:
    read = document('title: 🚂 one\nsource: {a: "é", b: two}\nquotes:\n  - text: >\n      three\n')
    assert read.position(("title",)) == Position(1, 8)
    assert read.position(("source", "b")) == Position(2, 21)
    assert read.name_position(("source", "b")) == Position(2, 18)
    assert read.position(("quotes", 0)) == Position(4, 5)
    assert read.position(("quotes", 0, "text")) == Position(4, 11)


def test_what_is_not_there_stands_where_it_would() -> None:
    read = document("title: one\nquotes:\n  - text: two\n")
    assert read.position(("quotes", 0, "speaker")) == Position(3, 5)
    assert read.position(("quotes", 7, "speaker")) == Position(3, 3)
    assert read.position(("date",)) == Position(1, 1)


@pytest.mark.parametrize("written", ["TODO: a", r"\x54ODO: a", "TO\\\nDO: a"])
def test_texts_with_a_word_are_found_however_it_is_written(written: str) -> None:
    read = document(f'title: "one"\nquotes:\n- text: "{written}"\n')
    assert list(read.texts_with("TODO:")) == [(("quotes", 0, "text"), "TODO: a")]
    assert list(read.texts_with("TODO?")) == []


def test_plain_values_may_be_changed() -> None:
    read = document("source: {title: one}\n")
    read.data()["source"]["title"] = "two"
    assert read.data() == {"source": {"title": "one"}}
