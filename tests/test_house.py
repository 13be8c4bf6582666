"""What the house promises of itself: rooms, imports, words, and no piece of code twice."""

import ast
import importlib
import inspect
import os
import pkgutil
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import click
import pytest
import yaml

import generator
from generator.cli import main
from generator.content.types import BANDS
from tests.publish.sites import call

ROOT = Path(__file__).parents[1]
MAY_USE: dict[str, set[str]] = {
    "content": set(),
    "proof": {"content"},
    "web": set(),
    "drafting": {"content", "proof"},
    "auditing": {"content", "proof", "web", "drafting"},
    "output": {"content", "proof"},
    "publish": {"content", "proof", "output"},
    "cli": {"content", "proof", "web", "drafting", "auditing", "output", "publish"},
}
"""What each room may use beside itself; everybody may use the problems."""
ONLY_IN = {
    "yaml": ("content/document", "publish/project"),
    "jinja2": ("output/pages", "publish/building/theme"),
    "mkdocs": ("publish/",),
    "click": ("cli",),
    "rich": ("cli",),
    "sqlite3": ("publish/building/store",),
    "pagefind_bin": ("publish/search/pagefind",),
    "pydantic": ("content/",),
}
MODULES = sorted((ROOT / "generator").rglob("*.py"))


def name_of(path: Path) -> str:
    """The module within the package: content/document."""
    return path.relative_to(ROOT / "generator").with_suffix("").as_posix()


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Each module that a module imports, with the line."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno}: write the whole name"
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_only_back_to_where_the_data_came_from(path: Path) -> None:
    room = name_of(path).split("/")[0]
    for line, name in imports(path):
        package, _, rest = name.partition(".")
        used = rest.split(".")[0]
        if package != "generator" or used == "problems" or used not in MAY_USE:
            assert room != "problems" or package != "generator"
            continue
        assert room in {*MAY_USE, "__main__"}, f"{name_of(path)}:{line} uses {name}"
        if room != "__main__":
            assert used in {room, *MAY_USE[room]}, f"{name_of(path)}:{line} uses {name}"


@pytest.mark.parametrize("package", ONLY_IN)
def test_a_foreign_package_is_known_in_its_room_only(package: str) -> None:
    users = {
        name_of(path) for path in MODULES for _, name in imports(path) if _top(name) == package
    }
    assert users
    assert {name for name in users if not name.startswith(ONLY_IN[package])} == set()


def _top(name: str) -> str:
    return name.partition(".")[0]


def test_a_room_has_about_seven_modules_and_none_is_a_lumber_room() -> None:
    names = [name_of(path) for path in MODULES]
    for room in MAY_USE:
        assert len([name for name in names if re.fullmatch(rf"{room}/(?!__)\w+", name)]) <= 9, room
    lumber = {"utils", "util", "helpers", "helper", "manager", "common", "misc", "base"}
    assert lumber & {name.rsplit("/")[-1] for name in names} == set()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_is_long(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400


def public_things() -> Iterator[tuple[str, object]]:
    """Every module, public function, class and method of the package."""
    for found in pkgutil.walk_packages(generator.__path__, "generator."):
        if found.name == "generator.__main__":
            continue
        module = importlib.import_module(found.name)
        yield found.name, module
        yield from _within(found.name, module, module)


def _within(name: str, owner: object, module: ModuleType) -> Iterator[tuple[str, object]]:
    for member, thing in vars(owner).items():
        raw = thing.__func__ if isinstance(thing, staticmethod | classmethod) else thing
        raw = raw.fget if isinstance(raw, property) else getattr(raw, "func", raw)
        own = getattr(raw, "__module__", None) == module.__name__
        if member.startswith("_") or not own:
            continue
        if inspect.isclass(raw):
            yield f"{name}.{member}", raw
            yield from _within(f"{name}.{member}", raw, module)
        elif inspect.isfunction(raw):
            yield f"{name}.{member}", raw


def test_everything_public_says_what_it_is() -> None:
    silent = [name for name, thing in public_things() if not inspect.getdoc(thing)]
    assert silent == []


# Nothing stands twice

RUN = 6


def code_lines(path: Path) -> list[tuple[int, str]]:
    """The lines of code, with their numbers; no blank, comment, import or closing bracket."""
    text = path.read_text("utf-8")
    skipped: set[int] = set()
    for node in ast.walk(ast.parse(text)):
        text_alone = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if isinstance(node, ast.stmt) and (
            text_alone or isinstance(node, ast.Import | ast.ImportFrom)
        ):
            skipped.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return [
        (number, line.strip())
        for number, line in enumerate(text.splitlines(), 1)
        if number not in skipped
        and not line.strip().startswith("#")
        and line.strip().strip("()[]{},:")
    ]


def test_no_run_of_six_lines_stands_twice() -> None:
    first: dict[tuple[str, ...], str] = {}
    twice = []
    for path in MODULES:
        lines = code_lines(path)
        for at in range(len(lines) - RUN + 1):
            run = tuple(line for _, line in lines[at : at + RUN])
            place = f"{name_of(path)}:{lines[at][0]}"
            if run in first:
                twice.append(f"{place} as {first[run]}")
            first.setdefault(run, place)
    assert twice == []


# Words

CONTEXT = click.Context(main)


def documented_names() -> Iterator[str]:
    """Each command of the command line and each target of make."""
    for name in main.list_commands(CONTEXT):
        yield f"briefings {name}"
    for target in re.findall(r"^([a-z]+):.* ## ", (ROOT / "Makefile").read_text(), re.MULTILINE):
        yield f"make {target}"


@pytest.mark.parametrize("name", list(documented_names()))
def test_the_readme_names_every_command(name: str) -> None:
    assert re.search(rf"\b{name}\b", (ROOT / "README.md").read_text("utf-8"))


def options() -> Iterator[tuple[str, str]]:
    """Each option of each command, by its long name."""
    for name in main.list_commands(CONTEXT):
        command = main.get_command(CONTEXT, name)
        assert command is not None
        for option in command.params:
            if isinstance(option, click.Option):
                yield name, max(option.opts, key=len)


@pytest.mark.parametrize(("command", "option"), list(options()))
def test_the_readme_names_every_option(command: str, option: str) -> None:
    assert option in (ROOT / "README.md").read_text("utf-8")


def test_the_briefing_of_the_documents_is_a_good_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [(ROOT / name).read_text("utf-8") for name in ("README.md", "CONTRIBUTING.md")]
    blocks = [re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL) for text in texts]
    path = tmp_path / "briefings" / "2031" / "harbour-tunnel.yml"
    path.parent.mkdir(parents=True)
    path.write_text(blocks[0][0] + blocks[1][0], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = call("check")
    assert "0 errors" in result.stderr, result.output
    assert "no quote is checked yet" in result.stdout


def test_the_documents_name_the_words_of_a_judgement() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    for word, (low, high) in BANDS.items():
        assert f"{word} ({low}–{high})" in text


# What no file may say

FOREIGN = {
    "a package index": r"index-url|find-links|/simple/?(?:$|[\"' ])|p[y]pi\.org|np[m]js",
    "a place on a machine": r"(?<![\w.])/(?:home|root|Users|work|mnt|srv|var/folders)/[\w.-]+/",
}
"""Which index is asked, and where things lie, is a setting of one machine."""
_NOT_OURS = re.compile(r"^(?:tests/vendor/|templates/theme/assets/fonts/|LICENSE)|\.(?:png|woff2)$")


def tracked_files() -> list[Path]:
    """The files of the repository that people write."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = sorted(filter(None, listed.stdout.decode().split("\0")))
    assert names
    return [ROOT / name for name in names if not _NOT_OURS.search(name) and (ROOT / name).is_file()]


@pytest.mark.parametrize("what", FOREIGN)
def test_no_file_names_an_index_or_a_place_on_a_machine(what: str) -> None:
    pattern = re.compile(FOREIGN[what], re.MULTILINE)
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in tracked_files()
        if path != Path(__file__)
        for match in [pattern.search(path.read_bytes().decode("utf-8", "replace"))]
        if match
    ]
    assert found == []


# Workflows

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_uses_pinned_actions_and_never_runs_a_fork_with_rights(path: Path) -> None:
    text = path.read_text("utf-8")
    used = re.findall(r"uses:\s*(\S+)(.*)", text)
    assert used
    for action, comment in used:
        assert re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}", action), action
        assert re.fullmatch(r" # v\d+(\.\d+)*", comment), f"{action}: say which version that is"
    events = yaml.safe_load(text)[True]  # YAML 1.1 reads `on` so
    assert "pull_request_target" not in events
    assert "workflow_run" not in events
    assert "permissions" in yaml.safe_load(text)


def test_the_check_of_a_pull_request_has_read_only_rights_and_no_secret() -> None:
    text = (ROOT / ".github" / "workflows" / "check.yml").read_text("utf-8")
    workflow = yaml.safe_load(text)
    assert set(workflow[True]) == {"pull_request", "merge_group", "push"}
    rights = [
        workflow["permissions"],
        *(job.get("permissions", {}) for job in workflow["jobs"].values()),
    ]
    assert {right for each in rights for right in each.values()} <= {"read", "none"}
    assert "secrets." not in text
    checkouts = [
        step
        for job in workflow["jobs"].values()
        for step in job["steps"]
        if "checkout" in step.get("uses", "")
    ]
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_the_check_lists_what_is_no_briefing_from_the_first_commit_on(tmp_path: Path) -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "check.yml").read_text("utf-8"))
    steps = {step.get("name"): step for step in workflow["jobs"]["briefings"]["steps"]}
    script = steps["Point out what is not a briefing"]["run"]
    listed, summary = tmp_path / "others", tmp_path / "summary"
    repository = tmp_path / "repository"
    (repository / "briefings" / "2031").mkdir(parents=True)

    def git(*arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=repository, check=True)

    git("init", "--quiet")
    for name in ("one", "two"):
        (repository / f"{name}.py").write_text(name)
        (repository / "briefings" / "2031" / f"{name}.yml").write_text(name)
        git("add", ".")
        git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "--message", name)
        places = {"RUNNER_TEMP": str(tmp_path), "GITHUB_STEP_SUMMARY": str(summary)}
        command = ["bash", "-e", "-o", "pipefail", "-c", script]
        subprocess.run(command, cwd=repository, env={**os.environ, **places}, check=True)
        assert listed.read_text() == f"{name}.py\n"
