"""Every command and option: what it prints, and the status it ends with."""

import errno
import json
import subprocess
import sys
from pathlib import Path

import click
import pytest

from generator.cli import main
from tests.publish.sites import BIN, bare_site, briefing, call, copy_site, edit, environment, tree

CONTEXT = click.Context(main)
COMMANDS = ["audit", "build", "check", "fingerprint", "new", "render", "serve"]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The invented site, where the command stands."""
    project = copy_site(tmp_path / "project")
    monkeypatch.chdir(project)
    return project


@pytest.fixture
def flawed(site: Path) -> Path:
    """The invented site with one mistake and one thing to warn of."""
    edit(site / "briefings" / "2031" / "smallest.yml", "kind: other", "kind: othr")
    edit(
        site / "briefings" / "2030" / "harbour-tunnel-contract.yml",
        "    at: § 3 Abs. 1\n",
        "    at: § 3 Abs. 1\n    speaker: Nobody Known\n",
    )
    return site


# Help and wrong usage


@pytest.mark.parametrize("option", ["-h", "--help"])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_each_command_has_help(command: str, option: str) -> None:
    result = call(*command.split(), option)
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: ")
    for name in COMMANDS if not command else []:
        assert f"  {name} " in result.stdout


def test_the_tests_know_every_command() -> None:
    assert sorted(main.list_commands(CONTEXT)) == sorted(COMMANDS)


def test_every_option_says_what_it_does() -> None:
    for command in (main.get_command(CONTEXT, name) for name in COMMANDS):
        assert command is not None
        for option in command.params:
            assert option.param_type_name == "argument" or getattr(option, "help", None), option


def test_the_version_is_the_packages() -> None:
    result = call("--version")
    assert result.exit_code == 0
    assert result.stdout.strip().endswith("version 0.1.0")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["chekc"], "No such command 'chekc'"),
        (["check", "--nothing"], "No such option"),
        (["check", "--format", "xml"], "'xml' is not one of 'text', 'json', 'github'"),
        (["check", "briefings/2031/nothing.yml"], "there is no briefings/2031/nothing.yml"),
        (["check", "mkdocs.yml"], "mkdocs.yml is in no folder of briefings"),
        (["build", "-f", "nothing.yml"], "'nothing.yml' does not exist"),
        (["serve", "-f", "nothing.yml"], "'nothing.yml' does not exist"),
        (["render"], "Missing argument 'DIRECTORY'"),
        (["render", "mkdocs.yml"], "is a file"),
        (["render", "."], ". holds other files; name a new directory"),
        (["render", "briefings/out"], "which goes into the project"),
    ],
)
def test_wrong_usage_is_status_2_and_a_sentence(
    site: Path, arguments: list[str], told: str
) -> None:
    before = tree(site)
    result = call(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stdout == ""
    assert tree(site) == before


def test_check_without_a_folder_says_what_it_misses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = call("check")
    assert result.exit_code == 2
    assert "there is no folder briefings/ here; name the files to check" in result.stderr


# check


def test_check_of_a_good_site_prints_a_summary_alone(site: Path) -> None:
    result = call("check")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr == "9 briefings, 0 errors, 0 warnings\n"


def test_check_tells_a_mistake_with_its_place(flawed: Path) -> None:
    result = call("check")
    assert result.exit_code == 1
    assert "briefings/2031/smallest.yml:6:9: source.kind: " in result.stdout
    assert "\n  hint: " in result.stdout
    assert result.stderr.endswith(" 1 error, 1 warning\n")


def test_a_warning_alone_is_status_0(flawed: Path) -> None:
    result = call("check", "briefings/2030")
    assert result.exit_code == 0
    assert ": warning: quotes[0].speaker: " in result.stdout


def test_check_writes_a_list_for_programs(flawed: Path) -> None:
    result = call("check", "--format", "json")
    assert result.exit_code == 1
    assert result.stderr == ""
    problems = json.loads(result.stdout)
    fields = {"file", "line", "column", "field", "message", "hint", "severity"}
    assert all(set(problem) == fields for problem in problems)
    found = [(one["file"], one["line"], one["severity"]) for one in problems]
    assert ("briefings/2031/smallest.yml", 6, "error") in found
    assert "warning" in [severity for _, _, severity in found]


def test_check_writes_an_empty_list_where_nothing_is_wrong(site: Path) -> None:
    result = call("check", "--format", "json")
    assert json.loads(result.stdout) == []
    assert result.exit_code == 0


def test_check_writes_annotations_for_github(flawed: Path) -> None:
    result = call("check", "--format", "github")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    start = "::error file=briefings/2031/smallest.yml,line=6,col=9,title=source.kind::"
    assert [line for line in lines if line.startswith(start)]
    assert all(line.startswith(("::error ", "::warning ")) for line in lines)


@pytest.mark.parametrize(
    ("paths", "seen"),
    [
        (["briefings/2031/smallest.yml"], True),
        (["./briefings/2031/smallest.yml"], True),
        (["briefings/../briefings/2031/smallest.yml"], True),
        (["briefings/2031/night-ferry.yml"], False),
        (["briefings/topics.yml"], False),
        (["briefings/2031"], True),
        (["briefings/2030"], False),
        (["briefings"], True),
        (["briefings", "briefings/2031/night-ferry.yml"], True),
        (["briefings/2031/night-ferry.yml", "briefings"], True),
        (["briefings/2031/night-ferry.yml", "briefings/2031/smallest.yml"], True),
    ],
)
def test_check_tells_of_the_files_asked_about_only(
    flawed: Path, paths: list[str], seen: bool
) -> None:
    result = call("check", *paths)
    assert ("smallest.yml:6:9" in result.stdout) is seen
    assert result.exit_code == int(seen)


@pytest.mark.parametrize(
    ("folder", "path"),
    [("briefings", "2031/smallest.yml"), ("briefings/2031", "smallest.yml"), ("briefings", "2031")],
)
def test_check_can_be_called_from_within_the_folder(
    flawed: Path, monkeypatch: pytest.MonkeyPatch, folder: str, path: str
) -> None:
    monkeypatch.chdir(flawed / folder)
    result = call("check", path)
    assert result.exit_code == 1
    told = "smallest.yml" if path == "smallest.yml" else "2031/smallest.yml"
    assert result.stdout.startswith(f"{told}:6:9: source.kind: ")


def test_check_of_one_file_still_knows_the_others(site: Path) -> None:
    edit(site / "briefings" / "2031" / "tunnel-delayed.yml", "[2030/harbour", "[2030/harbor")
    result = call("check", "briefings/2031/tunnel-delayed.yml")
    assert result.exit_code == 1
    assert "there is no briefing '2030/harbor-tunnel-contract'" in result.stdout
    assert "did you mean '2030/harbour-tunnel-contract'?" in result.stdout


def test_check_of_a_file_at_a_wrong_place_is_a_problem_of_that_file(site: Path) -> None:
    (site / "briefings" / "astray.yml").write_text(briefing(1))
    result = call("check", "briefings/astray.yml")
    assert result.exit_code == 1
    assert result.stdout.startswith("briefings/astray.yml:1:1: ")


@pytest.mark.parametrize("paths", [[], ["briefings/2031"], ["briefings/2031/article.txt"]])
def test_check_tells_of_an_article_that_would_be_published(site: Path, paths: list[str]) -> None:
    (site / "briefings" / "2031" / "article.txt").write_text("All that the Gazette wrote.\n")
    result = call("check", *paths)
    assert result.exit_code == 1
    assert "briefings/2031/article.txt:1:1: only briefings stand in" in result.stdout
    assert "hint: keep an article outside of briefings/; " in result.stdout


@pytest.mark.parametrize("option", ["-q", "--quiet"])
def test_quiet_check_says_nothing_but_what_is_wrong(flawed: Path, option: str) -> None:
    good, bad = call("check", option, "briefings/topics.yml"), call("check", option)
    assert (good.exit_code, good.output) == (0, "")
    assert bad.exit_code == 1
    assert bad.stderr == ""
    assert "smallest.yml:6:9" in bad.stdout


def test_a_flood_of_problems_is_capped_for_people_only(site: Path) -> None:
    path = site / "briefings" / "2031" / "smallest.yml"
    path.write_text(path.read_text() + "".join(f"wrong_{n}: x\n" for n in range(50)))
    text, listed = call("check"), call("check", "--format", "json")
    assert "briefings/2031/smallest.yml: and 30 more problems" in text.stdout
    assert text.stdout.count("smallest.yml:") == 21
    assert len(json.loads(listed.stdout)) == 50


# build and render


def test_build_makes_the_site_and_says_so(site: Path) -> None:
    result = call("build")
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    told = "The site is built, in site/; make serve, or briefings serve, shows it.\n"
    assert result.stderr.endswith(told)
    assert (site / "site" / "2031" / "smallest" / "index.html").is_file()


@pytest.mark.parametrize("option", ["-q", "--quiet"])
def test_a_quiet_build_says_nothing(site: Path, option: str) -> None:
    result = call("build", option)
    assert (result.exit_code, result.output) == (0, "")


@pytest.mark.parametrize("option", ["-f", "--config-file"])
def test_a_build_can_be_given_another_configuration(site: Path, option: str) -> None:
    (site / "mkdocs.yml").rename(site / "other.yml")
    assert call("build", "-q", option, "other.yml").exit_code == 0
    assert (site / "site" / "index.html").is_file()


def test_a_build_of_a_flawed_site_is_status_1_and_tells_the_problem(flawed: Path) -> None:
    result = call("build")
    assert result.exit_code == 1
    assert "briefings/2031/smallest.yml:6:9: source.kind: " in result.stderr
    assert "Traceback" not in result.output
    assert not (flawed / "site").exists()


def test_a_warning_fails_a_strict_build_only(site: Path) -> None:
    with (site / "briefings" / "method.md").open("a") as page:
        page.write("\n[gone](nowhere.md)\n")
    assert call("build", "-q").exit_code == 0
    result = call("build", "--strict")
    assert result.exit_code == 1
    assert "nowhere.md" in result.stderr


def test_a_broken_configuration_is_status_1_and_a_sentence(site: Path) -> None:
    edit(site / "mkdocs.yml", "name: material", "name: nothing-of-this-name")
    for command in (["build"], ["render", "out"]):
        result = call(*command)
        assert result.exit_code == 1
        assert "Traceback" not in result.output


def test_render_says_how_many_pages_it_wrote(site: Path) -> None:
    result = call("render", "out")
    assert (result.exit_code, result.stderr) == (0, "28 pages are in out.\n")
    assert (site / "out" / "docs" / "2031" / "smallest.md").is_file()


@pytest.mark.parametrize("option", ["-q", "--quiet"])
def test_a_quiet_render_says_nothing(site: Path, option: str) -> None:
    result = call("render", option, "out")
    assert (result.exit_code, result.output) == (0, "")


def test_render_twice_is_render_once(site: Path) -> None:
    call("render", "out")
    first = tree(site / "out")
    (site / "out" / "docs" / "2031" / "gone.md").write_text("# Left by an earlier run\n")
    assert call("render", "out").exit_code == 0
    assert tree(site / "out") == first


def test_render_of_a_flawed_site_writes_nothing(flawed: Path) -> None:
    result = call("render", "out")
    assert result.exit_code == 1
    assert "smallest.yml:6:9" in result.stdout
    assert not (flawed / "out").exists()


def test_render_into_a_folder_that_cannot_be_written_is_a_sentence(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, **_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    result = call("render", "out")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: out/docs")
    assert result.stderr.endswith(" cannot be written: Permission denied\n")


def test_render_refuses_a_project_without_the_plugin(site: Path) -> None:
    edit(site / "mkdocs.yml", "  - briefings\n", "")
    result = call("render", "out")
    assert result.exit_code == 2
    assert "mkdocs.yml does not list the plugin briefings" in result.stderr


# In a process of its own


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a mistake."""
    wrong = briefing(1, sumary="twice")
    return bare_site(tmp_path_factory.mktemp("small") / "project", _2031__ferry=wrong)


@pytest.mark.parametrize("arguments", [["check"], ["build"], ["--version"], ["chekc"]])
def test_the_module_is_the_command_and_prints_plainly(small: Path, arguments: list[str]) -> None:
    done = [
        subprocess.run(
            [*command, *arguments], cwd=small, env=environment(), capture_output=True, check=False
        )
        for command in ([BIN / "briefings"], [sys.executable, "-m", "generator"])
    ]
    said = [
        (one.returncode, one.stdout, one.stderr.replace(b"python -m generator", b"briefings"))
        for one in done
    ]
    assert said[0] == said[1] or arguments == ["--version"]
    assert b"\x1b" not in done[0].stdout + done[0].stderr
    assert b"Traceback" not in done[0].stderr


def test_problems_are_printed_whatever_the_terminal_can_show(small: Path) -> None:
    path = small / "briefings" / "2031" / "tunnel.yml"
    path.write_text(briefing(2, 隧道="x"))
    done = subprocess.run(
        [BIN / "briefings", "check"],
        cwd=small,
        env=environment({"PYTHONIOENCODING": "ascii"}),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
