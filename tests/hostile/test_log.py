"""What `check` prints of a hostile file commands neither a terminal nor a workflow."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.content.load import load_library
from tests.hostile.content import TEXTS, as_yaml, refused

NAMES = [
    "::error file=x::forged.yml",
    "##[error]forged.yml",
    "new\nline.yml",
    "new\n::error::line.yml",
    "esc\x1b[31m.yml",
    "bidi\u202e.yml",
    "comma,title=x::y.yml",
    "percent%0A::error::x.yml",
]
ANNOTATION = re.compile(
    r"::(?:error|warning) file=[^:,]*,line=[0-9]+,col=[0-9]+,title=[^:,]*::.*", re.DOTALL
)
ACTS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which every text stands where something is wrong with it."""
    folder = tmp_path_factory.mktemp("log") / "briefings"
    (folder / "2031").mkdir(parents=True)
    for number, text in enumerate([*TEXTS, *refused()["texts"]]):
        document = {
            "title": "A title",
            "date": text,
            "summary": "A summary.",
            "source": {"title": "A source", "kind": text, "url": text, "language": text},
            "topics": [text],
            "key_points": [{"id": text, "text": "A point.", "evidence": [text]}],
            "quotes": [{"text": "Words.", "speaker": text, "form": text}],
            "implications": [{"text": "It follows.", "basis": text, "likelihood": text}],
            "related": [text],
            text: "no such field",
        }
        (folder / "2031" / f"types-{number}.yml").write_text(as_yaml(document), encoding="utf-8")
        document = {
            "title": "A title",
            "date": "2031-01-01",
            "summary": "A summary.",
            "source": {"title": "A source"},
            "topics": ["unknown"],
            "key_points": [{"text": "A point."}],
            "quotes": [{"text": "Words.", "speaker": text}],
        }
        (folder / "2031" / f"rules-{number}.yml").write_text(as_yaml(document), encoding="utf-8")
        (folder / "2031" / f"yaml-{number}.yml").write_text(f"title: {text}\n{text}: [", "utf-8")
    for name in NAMES:
        (folder / "2031" / name).write_text("title: x\n", encoding="utf-8")
    (folder / "topics.yml").write_text(as_yaml({text: {"name": text} for text in TEXTS}))
    return folder


@pytest.fixture(scope="module")
def printed(folder: Path) -> dict[str, str]:
    """What `check` prints of the folder, by format."""
    found = {}
    for form in ("text", "json", "github"):
        result = CliRunner().invoke(main, ["check", str(folder), "--format", form])
        assert result.exit_code == 1
        assert result.exception is None or isinstance(result.exception, SystemExit)
        found[form] = result.stdout.removesuffix("\n")
    return found


def test_nothing_that_is_printed_for_people_is_a_command(
    folder: Path, printed: dict[str, str]
) -> None:
    _, problems = load_library(folder)
    # The format for people leaves out what comes after many problems: look at all of them too.
    for line in [*printed["text"].split("\n"), *"\n".join(map(str, problems)).split("\n")]:
        assert not line.lstrip().startswith("::"), line
        assert "##[" not in line
        assert not ACTS.search(line), ascii(line)
        assert line.startswith((str(folder), "  hint: ", "    ")), line


def test_nothing_that_is_printed_for_programs_is_a_command(printed: dict[str, str]) -> None:
    text = printed["json"]
    assert len(json.loads(text)) > 1_000
    assert text.isascii()
    for line in text.split("\n"):
        assert not line.lstrip().startswith("::"), line
        assert "##[" not in line


def test_what_is_printed_for_github_are_its_own_annotations_and_no_others(
    printed: dict[str, str],
) -> None:
    lines = printed["github"].split("\n")
    assert len(lines) == len(json.loads(printed["json"]))
    for line in lines:
        assert ANNOTATION.fullmatch(line), line
        assert "##[" not in line
        assert not ACTS.search(line), ascii(line)
