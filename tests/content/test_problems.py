"""How problems read: for people, for programs, and as annotations of a workflow."""

import json

import pytest

from generator.problems import (
    MAX_PER_FILE,
    Position,
    Problem,
    ProblemsError,
    excerpt,
    field_name,
    format_github,
    format_json,
    format_text,
    has_errors,
    printable,
)

ERROR = Problem("a/b.yml", Position(3, 5), "quotes[0].text", "it is wrong", "text: right\nor so")
WARNING = Problem("a/b.yml", Position(), "", "it is odd", severity="warning")
HOSTILE = Problem(
    "a\n::error::b.yml",
    Position(1, 2),
    "x,y: z%",
    "50 %\n::stop-commands::x\r\x1b[31m##[add-mask]",
    "::set",
)


def test_text() -> None:
    assert format_text([ERROR, WARNING]) == (
        "a/b.yml:3:5: quotes[0].text: it is wrong\n"
        "  hint: text: right\n"
        "    or so\n"
        "a/b.yml:1:1: warning: it is odd"
    )


def test_text_of_hostile_problem_is_inert() -> None:
    assert format_text([HOSTILE]) == (
        "a\\u000a::error::b.yml:1:2: x,y: z%: 50 %\\u000a::stop-commands::x\\u000d\\u001b[31m"
        "#\\#[add-mask]\n"
        "  hint: ::set"
    )


@pytest.mark.parametrize(
    ("count", "end"),
    [
        (20, "a.yml:20:1: wrong"),
        (21, "a.yml: and 1 more problem"),
        (22, "a.yml: and 2 more problems"),
        (MAX_PER_FILE, "a.yml: and at least 180 more problems"),
    ],
)
def test_text_is_capped_by_file(count: int, end: str) -> None:
    problems = [Problem("a.yml", Position(n + 1), "", "wrong") for n in range(count)]
    lines = format_text([*problems, Problem("b.yml", Position(), "", "wrong")]).splitlines()
    assert end in lines
    assert "b.yml:1:1: wrong" in lines
    assert len(lines) == 21 + (count > 20)


def test_json() -> None:
    assert json.loads(format_json([ERROR, WARNING])) == [
        {
            "file": "a/b.yml",
            "line": 3,
            "column": 5,
            "field": "quotes[0].text",
            "message": "it is wrong",
            "hint": "text: right\nor so",
            "severity": "error",
        },
        {
            "file": "a/b.yml",
            "line": 1,
            "column": 1,
            "field": "",
            "message": "it is odd",
            "hint": "",
            "severity": "warning",
        },
    ]
    assert json.loads(format_json([])) == []


def test_json_of_hostile_problem_is_inert() -> None:
    text = format_json([HOSTILE])
    assert text.isascii()
    assert "##[" not in text
    assert not any(line.strip().startswith("::") for line in text.splitlines())
    assert json.loads(text)[0]["message"] == HOSTILE.message


def test_github() -> None:
    assert format_github([ERROR, WARNING]) == (
        "::error file=a/b.yml,line=3,col=5,title=quotes[0].text::"
        "it is wrong%0Atext: right%0Aor so\n"
        "::warning file=a/b.yml,line=1,col=1,title=file::it is odd"
    )


def test_github_of_hostile_problem_is_one_command() -> None:
    assert format_github([HOSTILE]) == (
        "::error file=a%0A%3A\\%3Aerror%3A%3Ab.yml,line=1,col=2,title=x%2Cy%3A z%25::"
        "50 %25%0A:\\:stop-commands::x\\u000d\\u001b[31m#\\#[add-mask]%0A:\\:set"
    )


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("plain é 夜 “x” 🚂", "plain é 夜 “x” 🚂"),
        ("a\tb\x00\x7f\x85", "a\\u0009b\\u0000\\u007f\\u0085"),
        ("\u202egnal\u2066", "\\u202egnal\\u2066"),
        ("  ::error::x", "  :\\:error::x"),
        ("a ::error::x", "a ::error::x"),
        ("a ##[error]x", "a #\\#[error]x"),
    ],
)
def test_printable(line: str, shown: str) -> None:
    assert printable(line) == shown


def test_field_name() -> None:
    assert field_name(()) == ""
    assert field_name(("quotes", 0, "text")) == "quotes[0].text"
    assert field_name((2, "x")) == "[2].x"
    assert field_name(("a" * 100, "b")) == "a" * 59 + "….b"


def test_excerpt() -> None:
    assert excerpt("short") == "short"
    assert excerpt("abcdef", 4) == "abc…"


def test_error_carries_its_problems_in_order() -> None:
    error = ProblemsError([ERROR, WARNING])
    assert error.problems == [WARNING, ERROR]
    assert str(error) == format_text([WARNING, ERROR])


def test_warnings_are_no_errors() -> None:
    assert has_errors([WARNING, ERROR])
    assert not has_errors([WARNING])
