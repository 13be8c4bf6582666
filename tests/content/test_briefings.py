"""Every real file of briefings/ is in order: one test for each, made from the folder."""

import functools
from pathlib import Path

import pytest

from generator.content.load import load_library
from generator.problems import Problem, format_text

FOLDER = Path(__file__).parents[2] / "briefings"


@functools.cache
def problems_of_all() -> list[Problem]:
    return load_library(FOLDER)[1]


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.yml")), ids=lambda path: path.stem)
def test_file_has_no_problems(path: Path) -> None:
    found = [problem for problem in problems_of_all() if Path(problem.path).absolute() == path]
    assert format_text(found) == ""


def test_folder_has_no_problems() -> None:
    assert format_text(problems_of_all()) == ""
