"""A build that fails leaves the former site byte for byte, and leaves nothing beside it."""

import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.publish import staging
from tests.publish.sites import BIN, build, edit, environment, run, tree


def _broken_yaml(project: Path) -> None:
    (project / "briefings" / "2031" / "smallest.yml").write_text("title: [\n")


def _missing_field(project: Path) -> None:
    edit(project / "briefings" / "2031" / "smallest.yml", "date: 2031-01-01\n", "")


def _broken_template(project: Path) -> None:
    edit(project / "templates" / "pages" / "years.md", "{% endfor %}", "{% endfur %}")


def _unknown_value_in_template(project: Path) -> None:
    edit(project / "templates" / "pages" / "years.md", "# {{ title }}", "# {{ titel }}")


def _missing_include(project: Path) -> None:
    (project / "templates" / "pages" / "_parts.md").unlink()


def _broken_theme(project: Path) -> None:
    edit(project / "templates" / "theme" / "main.html", "{% block styles %}", "{% block styles")


def _dead_link_by_hand(project: Path) -> None:
    with (project / "briefings" / "method.md").open("a") as page:
        page.write("\n[gone](nowhere.md)\n")


def _dead_anchor_by_hand(project: Path) -> None:
    edit(project / "mkdocs.yml", "nav:", "validation: {anchors: warn}\n\nnav:")
    edit(project / "briefings" / "method.md", "#two-years-late", "#three-years-late")


def _hook(name: str, arguments: str) -> Callable[[Path], None]:
    def breaks(project: Path) -> None:
        (project / "hooks.py").write_text(f"def {name}({arguments}): raise ValueError('a hook')\n")
        edit(project / "mkdocs.yml", "nav:", "hooks: [hooks.py]\n\nnav:")

    return breaks


def _address_taken(project: Path) -> None:
    (project / "briefings" / "topics.md").write_text("# Topics by hand\n")


def _article_beside_its_briefing(project: Path) -> None:
    (project / "briefings" / "2031" / "article.txt").write_text("All that the Gazette wrote.\n")


FAILURES = {
    "broken YAML": (_broken_yaml, "briefings/2031/smallest.yml:1:8: title:"),
    "a missing field": (_missing_field, "briefings/2031/smallest.yml:1:1: date:"),
    "a broken template": (_broken_template, "endfur"),
    "an unknown value in a template": (_unknown_value_in_template, "titel"),
    "a missing include": (_missing_include, "_parts.md"),
    "a broken theme": (_broken_theme, "end of statement block"),
    "a dead link in a page by hand": (_dead_link_by_hand, "nowhere.md"),
    "a dead anchor in a page by hand": (_dead_anchor_by_hand, "three-years-late"),
    "an exception while a page is made": (_hook("on_page_content", "html, **rest"), "a hook"),
    "an exception while a page is written": (_hook("on_post_page", "output, **rest"), "a hook"),
    "an exception after the build": (_hook("on_post_build", "config"), "a hook"),
    "an address that is taken": (
        _address_taken,
        "topics.md has the address of a page that is made from the briefings; give it another name",
    ),
    "an article beside its briefing": (
        _article_beside_its_briefing,
        "briefings/2031/article.txt:1:1: only briefings stand in the folder of a year",
    ),
}
COMMANDS = {
    "mkdocs build": (BIN / "mkdocs", "build", "--strict"),
    "briefings build": (BIN / "briefings", "build", "--strict", "--quiet"),
}


@pytest.fixture
def copy(project: Path, tmp_path: Path) -> Path:
    """A copy of the built project, to be broken."""
    return Path(shutil.copytree(project, tmp_path / "project"))


@pytest.mark.parametrize("failure", FAILURES)
def test_a_failed_build_leaves_the_former_site(copy: Path, failure: str) -> None:
    breaks, told = FAILURES[failure]
    before = tree(copy / "site")
    breaks(copy)
    assert told in build(copy, "--quiet", status=1)
    assert tree(copy / "site") == before
    assert {path.name for path in copy.glob("site*")} == {"site"}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    "failure",
    [
        "broken YAML",
        "a dead link in a page by hand",
        "an exception while a page is written",
        "an article beside its briefing",
    ],
)
def test_so_does_one_in_a_process_of_its_own(copy: Path, failure: str, command: str) -> None:
    breaks, told = FAILURES[failure]
    before = tree(copy / "site")
    breaks(copy)
    assert told in run(*COMMANDS[command], cwd=copy, status=1)
    assert tree(copy / "site") == before
    assert {path.name for path in copy.glob("site*")} == {"site"}


def test_the_first_failed_build_leaves_nothing(copy: Path) -> None:
    shutil.rmtree(copy / "site")
    _broken_yaml(copy)
    build(copy, status=1)
    assert list(copy.glob("site*")) == []


@pytest.mark.parametrize("left", [".site.new", ".site.old"])
def test_what_a_killed_build_has_left_does_no_harm(copy: Path, left: str) -> None:
    before = tree(copy / "site")
    (copy / left / "stale").mkdir(parents=True)
    (copy / left / "stale" / "index.html").write_text("stale")
    build(copy)
    after = tree(copy / "site")
    assert after.keys() == before.keys()
    assert {path.name for path in copy.glob("site*")} == {"site"}


@pytest.mark.parametrize("way", ["briefings", "mkdocs"])
def test_what_cannot_be_thrown_away_is_named(
    copy: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    if way == "mkdocs":
        edit(copy / "mkdocs.yml", "nav:", "hooks: [hooks.py]\n\nnav:")
        (copy / "hooks.py").write_text("")
    left = copy / (".site.new" if way == "briefings" else ".site.mkdocs")
    left.mkdir()
    edit(copy / "briefings" / "2031" / "smallest.yml", "The door is shut.", "The door is open.")
    monkeypatch.setattr(staging, "_remove", lambda _: None)  # as where it is another user's
    assert build(copy, "--quiet", status=1).startswith(
        f"ERROR: the site cannot be made: {left}: cannot be thrown away\n"
        "  hint: remove it, or let yourself write there\n"
    )


def test_a_site_that_was_moved_away_by_a_killed_build_comes_back_even_if_the_next_build_fails(
    copy: Path,
) -> None:
    before = tree(copy / "site")
    (copy / "site").rename(copy / ".site.old")
    _broken_yaml(copy)
    build(copy, status=1)
    assert tree(copy / "site") == before


def test_a_killed_build_leaves_the_old_site_or_the_new_one(copy: Path) -> None:
    """Where two folders cannot change places at once, the next build mends what that left."""

    def names() -> set[str]:
        # What search calls its files follows from what the pages say.
        return {path for path in tree(copy / "site") if not path.startswith("search/")}

    old = names()
    edit(copy / "briefings" / "2031" / "smallest.yml", "The door is shut.", "The door is open.")
    for seconds in (0.5, 0.7, 0.9):
        process = subprocess.Popen(
            COMMANDS["mkdocs build"],
            cwd=copy,
            env=environment(),
            stderr=subprocess.DEVNULL,
        )
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.wait()
        path = copy / "site" / "2031" / "smallest" / "index.html"
        if path.exists():
            assert names() == old
        else:
            assert (copy / ".site.old").is_dir()
    run(*COMMANDS["mkdocs build"], cwd=copy)
    assert names() == old
    assert {path.name for path in copy.glob("site*")} == {"site"}
