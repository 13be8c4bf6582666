"""Every golden case: what stands in a file, and the whole text of the problems it has.

The cases of `files` are whole files; the others are snippets, as `cases` tells.
"""

import re
from pathlib import Path

import pytest

from generator.problems import format_text
from tests.conftest import Golden
from tests.content.cases import GOLDEN, lay_out, names, problems_here

BAD = [
    (kind, name)
    for kind in ("snippets", "files", "topics", "people", "folders")
    for name in names(kind)
]
PARSERS_WORDS = re.compile(
    r"\b(scalars?|mappings?|blocks?|dict|dictionary|object|str|string|sequence|tokens?|nodes?|"
    r"NoneType|null|validation|input|literal|int|bool)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize(("kind", "name"), BAD, ids=lambda value: value)
def test_bad_content_has_these_problems(
    kind: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, golden: Golden
) -> None:
    lay_out(kind, name, tmp_path)
    monkeypatch.chdir(tmp_path)
    problems = problems_here()
    assert problems
    expected = Path("content", kind, name).with_suffix(".problems").as_posix()
    golden(expected, format_text(problems) + "\n")


@pytest.mark.parametrize("name", names("good"))
def test_good_content_has_no_problems(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out("good", name, tmp_path)
    monkeypatch.chdir(tmp_path)
    assert format_text(problems_here()) == ""


@pytest.mark.parametrize(("kind", "name"), BAD, ids=lambda value: value)
def test_problems_speak_the_words_of_the_document(kind: str, name: str) -> None:
    text = (GOLDEN / kind / name).with_suffix(".problems").read_text(encoding="utf-8")
    messages = re.sub(r"'[^']*'|`[^`]*`", "", text)
    assert PARSERS_WORDS.findall(messages) == []
