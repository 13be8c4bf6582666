"""A build that makes only what has changed makes what a cold build makes, whatever came before."""

import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

from generator.publish.building import state
from tests.publish.histories import STEPS, History, built
from tests.publish.sites import BIN, briefing, copy_site, edit, environment, run, tree


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("seed", range(2))
def test_a_random_history_leaves_what_a_cold_build_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, count: int
) -> None:
    monkeypatch.setattr(state, "_WORTH_COPIES", 0)
    history = History(tmp_path, 1000 + seed, count)
    history.play()
    assert history.good > STEPS / 2


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of enough briefings for several workers, built."""
    project = copy_site(tmp_path_factory.mktemp("many") / "project")
    for number in range(150):
        path = project / "briefings" / "2031" / f"report-{number}.yml"
        path.write_text(briefing(number), encoding="utf-8")
    run(BIN / "briefings", "build", "--quiet", cwd=project)
    return project


@pytest.mark.parametrize("seed", range(6))
def test_a_build_that_is_killed_leaves_the_old_site_or_the_new_one(many: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    if seed % 2:  # all pages change, or one
        template = many / "templates" / "pages" / "briefing.md"
        template.write_text(template.read_text() + f"\nSeen {seed} times.\n")
    else:
        (many / "briefings" / "2031" / "report-4.yml").write_text(briefing(1000 + seed))
    before = tree(many / "site")
    started = time.monotonic()
    process = subprocess.Popen(
        [BIN / "briefings", "build", "--quiet"], cwd=many, env=environment(), start_new_session=True
    )
    time.sleep(chance.uniform(0.3, 1.6))
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    left = tree(many / "site")
    run(BIN / "briefings", "build", "--quiet", cwd=many)
    after = tree(many / "site")
    assert left in (before, after), f"killed after {time.monotonic() - started:.2f} s"
    assert not [*many.glob("site.*")]
    assert built(many, many / "cold" / "site", many / "cold" / "cache", 1) == ""
    assert tree(many / "cold" / "site") == after


@pytest.mark.parametrize("why", ["of another version", "no database", "empty", "read-only"])
def test_a_store_that_is_of_no_use_does_no_harm(many: Path, why: str) -> None:
    store = many / ".cache" / "build" / "store.sqlite"
    run(BIN / "briefings", "build", "--quiet", cwd=many)
    wanted = tree(many / "site")
    match why:
        case "of another version":
            with contextlib.closing(sqlite3.connect(store)) as connection, connection:
                connection.execute("UPDATE row SET value = x'00' WHERE kind = 'store'")
        case "no database":
            store.write_bytes(b"no database" * 1000)
        case "empty":
            os.truncate(store, 0)
        case "read-only":
            store.chmod(0o444)
            store.parent.chmod(0o555)
    edit(many / "briefings" / "2031" / "report-3.yml", "It made 3 ", "It made three ")
    run(BIN / "briefings", "build", "--quiet", cwd=many)
    store.parent.chmod(0o755)
    edit(many / "briefings" / "2031" / "report-3.yml", "It made three ", "It made 3 ")
    run(BIN / "briefings", "build", "--quiet", cwd=many)
    assert tree(many / "site") == wanted


def test_a_build_with_nothing_to_do_leaves_every_file_as_it_is(many: Path) -> None:
    run(BIN / "briefings", "build", "--quiet", cwd=many)
    before = {path: path.stat() for path in (many / "site").rglob("*")}
    assert "Nothing has changed" in run(BIN / "briefings", "build", cwd=many)
    assert {path: path.stat() for path in (many / "site").rglob("*")} == before


def test_an_edit_makes_the_pages_that_it_reaches_and_no_other(many: Path) -> None:
    run(BIN / "briefings", "build", "--quiet", cwd=many)
    before = {path: path.stat().st_mtime_ns for path in (many / "site").rglob("*.html")}
    edit(many / "briefings" / "2031" / "report-7.yml", "It made 7 ", "It made seven ")
    run(BIN / "briefings", "build", "--quiet", cwd=many)
    made = {
        path.relative_to(many / "site").as_posix()
        for path in (many / "site").rglob("*.html")
        if before.get(path) != path.stat().st_mtime_ns
    }
    assert "2031/report-7/index.html" in made
    assert {path.split("/")[0] for path in made} <= {
        "2031",
        "topics",
        "people",
        "page",
        "index.html",
    }
    assert len(made) <= 6, made
