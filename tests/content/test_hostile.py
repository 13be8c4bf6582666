"""Whatever a file holds, reading it ends soon, with problems or a briefing."""

import json
import os
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.content.diagnosis import read_record
from generator.content.document import read_document
from generator.content.rules import check_briefing
from generator.content.schema import BRIEFING, PEOPLE, TOPICS
from generator.problems import Problem, format_github, format_json, format_text, has_errors
from tests.content.cases import BRIEFING as PATH
from tests.content.cases import FILES, base
from tests.content.floods import FLOODS, REGISTRIES

_ACTING = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e]")
GOOD = base(PATH).decode()
SECONDS = 5
MEMORY = 512 * 2**20

_SIGNS = "-:?[]{}#&*!|>'\"%@`\\~=.,0aé“隧 \t\n\u00a0\u2028\ufeff"
_WORDS = (
    *("- ", ": ", "? ", " #", "<<", "\n  ", "\n    ", "\n---\n", "{text: a, b}"),
    *("key_points:", "quotes:", "id:", "text:", "implications:", "about:", "date: 2031-05-14"),
    *("title:", "summary: >", "basis: assessed", "likelihood:", "source:", "caveats:", "topics:"),
)
_PIECES = st.sampled_from([*_SIGNS, *_WORDS])
_YAML = st.lists(_PIECES, max_size=60).map("".join)


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """A good briefing with some pieces of YAML put in, or in place of what stood there."""
    text = GOOD
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        text = text[:start] + draw(_PIECES) + text[end:]
    return text


def read(content: bytes) -> list[Problem]:
    """All problems that the content has, as each kind of file."""
    problems: list[Problem] = []
    document, problems = read_document("a.yml", content)
    if document is None:
        assert has_errors(problems)
        return problems
    topics, people = read_record(TOPICS, document), read_record(PEOPLE, document)
    problems += topics if isinstance(topics, list) else []
    problems += people if isinstance(people, list) else []
    briefing = read_record(BRIEFING, document)
    if isinstance(briefing, list):
        return problems + briefing
    return problems + list(check_briefing(briefing, document))


def holds(content: bytes) -> None:
    """Read the content; its problems lie within it, have a message, and can be shown."""
    problems = read(content)
    lines = content.count(b"\n") + content.count(b"\r") + 1
    for problem in problems:
        assert 1 <= problem.position.line <= lines
        assert problem.position.column >= 1
        assert problem.message
        assert len(str(problem)) < 2000
    assert len(json.loads(format_json(problems))) == len(problems)
    assert format_github(problems).count("\n") == max(len(problems) - 1, 0)
    assert not _ACTING.search(format_text(problems))


@settings(deadline=2000)
@given(st.binary(max_size=400))
def test_bytes_of_any_kind_are_read(content: bytes) -> None:
    holds(content)


@settings(deadline=2000)
@given(st.text(max_size=400))
def test_texts_of_any_kind_are_read(text: str) -> None:
    holds(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=400, deadline=2000)
@given(_YAML)
def test_pieces_of_yaml_are_read(text: str) -> None:
    holds(text.encode())


@settings(max_examples=400, deadline=2000)
@given(spoilt())
def test_spoilt_briefings_are_read(text: str) -> None:
    holds(text.encode())


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def check(*paths: Path) -> None:
    """Check the files by the command line, within the limits of time and memory."""
    done = subprocess.run(
        [sys.executable, "-m", "generator", "check", "--quiet", *paths],
        capture_output=True,
        text=True,
        preexec_fn=_limited,
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode in {0, 1}
    assert len(done.stdout) < 20_000
    assert done.stdout or done.returncode == 0


def write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", [*FLOODS, "random"])
def test_a_flood_is_answered_soon_and_in_little_memory(name: str, tmp_path: Path) -> None:
    content = FLOODS[name]() if name in FLOODS else os.urandom(900_000)
    check(write(tmp_path / PATH, content))


@pytest.mark.parametrize("name", REGISTRIES)
@pytest.mark.parametrize("registry", FILES.values(), ids=str)
def test_a_flood_in_a_registry_too(registry: Path, name: str, tmp_path: Path) -> None:
    write(tmp_path / registry, REGISTRIES[name]())
    write(tmp_path / PATH, FLOODS["speakers"]())
    check(tmp_path / registry.parent)
