"""Pagefind at work beside a build: when it begins, what it is given, and what if it fails."""

import base64
import json
import shlex
from pathlib import Path
from typing import Any

import pagefind_bin  # type: ignore[import-untyped]
import pytest
from mkdocs.exceptions import PluginError

from generator.publish.building import making
from tests.publish.sites import build, command, copy_site, edit, tree

FARES = "2031/fare-rise/index.html"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The invented site, built."""
    folder = copy_site(tmp_path / "project")
    build(folder)
    return folder


def edit_fares(project: Path) -> None:
    """Change the title of a briefing of the newest year."""
    edit(project / "briefings" / "2031" / "fare-rise.yml", "title: Ferry fares", "title: All fares")


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that holds all that Pagefind has been asked from now on."""
    file, program = tmp_path / "asked", tmp_path / "pagefind"
    real = shlex.quote(str(pagefind_bin.get_executable()))
    program.write_text(f'#!/bin/sh\ntee -a {shlex.quote(str(file))} | {real} "$@"\n')
    program.chmod(0o755)
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: program)
    return file


def asked(log: Path) -> list[dict[str, Any]]:
    """The requests in the file."""
    messages = log.read_bytes().split(b",")[:-1]
    return [json.loads(base64.b64decode(one))["payload"] for one in messages]


def test_after_an_edit_it_reads_what_there_was_and_then_what_is_another(
    project: Path, log: Path
) -> None:
    count = len(list((project / "site" / "search" / "newest" / "fragment").iterdir()))
    edit_fares(project)
    build(project)
    requests = asked(log)
    documents = [one for one in requests if one["type"] == "AddFile"]
    assert [one["type"] for one in requests] == [
        "NewIndex",
        *["AddFile"] * len(documents),
        "WriteFiles",
    ]
    paths = [one["file_path"] for one in documents]
    assert paths[:count] == sorted(set(paths))
    titles = ["All fares" in one["file_contents"] for one in documents if one["file_path"] == FARES]
    assert titles == [False, True]
    assert count < len(paths) < 2 * count


def test_what_it_made_of_a_page_that_has_not_changed_stays(project: Path) -> None:
    fragments = project / "site" / "search" / "newest" / "fragment"
    before = {path.name: path.stat().st_ino for path in fragments.iterdir()}
    edit_fares(project)
    build(project)
    after = {path.name: path.stat().st_ino for path in fragments.iterdir()}
    same = before.keys() & after.keys()
    assert len(after) == len(before) > len(same) > 0
    assert [before[name] for name in same] == [after[name] for name in same]


def test_what_a_killed_build_has_left_of_it_goes_with_the_next(project: Path, log: Path) -> None:
    room = project / ".cache" / "build" / "search"
    (room / "search-left" / "bundle").mkdir(parents=True)
    edit_fares(project)
    build(project)
    [written] = [one["output_path"] for one in asked(log) if one["type"] == "WriteFiles"]
    assert Path(written).is_relative_to(room)
    assert list(room.iterdir()) == []


def test_if_it_cannot_begin_the_build_ends(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of the process that is told to go on does not wait for what was never begun."""

    def fail(*_: object) -> None:
        raise PluginError("no room")

    monkeypatch.setattr(making, "begin_bundle", fail)
    before = tree(project / "site")
    edit_fares(project)
    assert "no room" in build(project, status=1)
    assert tree(project / "site") == before


def test_a_page_that_is_warned_of_does_not_pass_for_damage(project: Path) -> None:
    edit(project / "briefings" / "method.md", "# Method", "[gone](nowhere.md)\n\n# Method")
    settings = str(project / "mkdocs.yml")
    assert "nowhere.md" in command("build", "-f", settings)
    edit_fares(project)
    assert "damaged" not in command("build", "-f", settings)
