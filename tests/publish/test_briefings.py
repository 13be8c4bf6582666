"""Every file of briefings/ is in order, as `briefings check` sees it: one test for each."""

import functools
from pathlib import Path

import pytest

from generator.problems import Problem, format_text
from generator.proof.verification import load_verified
from generator.publish.settings import read_settings
from tests.publish.sites import ROOT

FOLDER = ROOT / "briefings"


@functools.cache
def errors() -> list[Problem]:
    settings = read_settings(ROOT / "mkdocs.yml")
    problems = load_verified(FOLDER, unchecked=settings.unchecked).problems
    return [problem for problem in problems if problem.severity == "error"]


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.yml")), ids=lambda path: path.stem)
def test_file_has_no_error(path: Path) -> None:
    found = [problem for problem in errors() if Path(problem.path).absolute() == path]
    assert format_text(found) == ""


def test_folder_has_no_error() -> None:
    assert format_text(errors()) == ""
