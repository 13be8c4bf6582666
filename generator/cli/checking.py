"""`briefings check`: what is wrong, where, and how to mend it."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from generator.cli.options import CONFIG_FILE, quiet_option
from generator.cli.reading import kept_text, read_source
from generator.content.library import Entry
from generator.content.load import shown_path
from generator.content.types import VERBATIM_FIELD
from generator.problems import Problem, format_github, format_json, format_text, has_errors
from generator.proof.verification import load_verified
from generator.publish.settings import read_settings

_FORMATS = {"text": format_text, "json": format_json, "github": format_github}
_YEAR = re.compile(r"[0-9]{4}")
_IS_VERBATIM = re.compile(VERBATIM_FIELD)
_REGISTRIES = {"topics.yml", "people.yml"}


@click.command(short_help="Check briefings, and say what is wrong.")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_FORMATS)),
    default="text",
    show_default=True,
    help="How problems are printed: for people, for programs, as annotations on GitHub.",
)
@click.option("--article", help="Compare one briefing with its article: an address or a file.")
@quiet_option
def check(files: tuple[Path, ...], form: str, article: str | None, quiet: bool) -> None:
    """Check briefings: all of them, or FILES, or those in a folder of briefings.

    References between files are checked against the whole folder in either case.
    """
    if article and len(files) != 1:
        raise click.UsageError("--article goes with the one briefing of that article")
    settings = read_settings(CONFIG_FILE)
    problems = [*settings.problems]
    count = 0
    for folder, wanted in _by_folder(files, settings.content).items():
        library, _, found = load_verified(
            folder,
            lambda keys: _tracked(keys, quiet=quiet),
            unchecked=settings.unchecked,
        )
        if wanted is not None:
            found = [problem for problem in found if problem.path in wanted]
        asked = [entry for entry in library.entries if wanted is None or entry.path in wanted]
        problems += _explained(found, _compared(asked, article) if article else _near(asked, found))
        count += (
            len(library.entries)
            if wanted is None
            else sum(path.endswith(".yml") for path in wanted)
        )
    problems.sort(key=lambda problem: problem.order)
    output = _FORMATS[form](problems)
    if output:
        click.echo(output)
    if form != "json" and not quiet:
        click.echo(_summary(count, problems), err=True)
    if has_errors(problems):
        raise SystemExit(1)


def _compared(entries: Iterable[Entry], article: str) -> Iterator[Problem]:
    # Imported where it is used: what it needs would slow down every check.
    from generator.proof.comparison import compare

    text = read_source(article)[0].text
    for entry in entries:
        yield from compare(entry, text)


def _near(entries: Iterable[Entry], found: list[Problem]) -> Iterator[Problem]:
    """What the texts of articles that were drafted here tell of the quotes that failed."""
    failed = {_words(problem) for problem in found if problem.severity == "error"} - {None}
    paths = {words[0] for words in failed if words}
    for entry in entries:
        held = entry.briefing.fingerprint if entry.path in paths else None
        text = kept_text(held.text) if held else None
        if text:
            from generator.proof.comparison import compare_quotes

            told = compare_quotes(entry, text)
            yield from (problem for problem in told if _words(problem) in failed)


def _words(problem: Problem) -> tuple[str, str] | None:
    """The file and the field of the words that the problem is with, if it is with some."""
    return (problem.path, problem.field) if _IS_VERBATIM.fullmatch(problem.field) else None


def _explained(found: Iterable[Problem], told: Iterable[Problem]) -> list[Problem]:
    """The problems, those of words that were compared with the article by what that told."""
    told = list(told)
    compared = {_words(problem) for problem in told} - {None}
    return [problem for problem in found if _words(problem) not in compared] + told


def _by_folder(files: tuple[Path, ...], content: Path) -> dict[Path, set[str] | None]:
    """The folders of briefings that the files are in, with the files asked about; None for all."""
    if not files:
        if not content.is_dir():
            raise click.UsageError(f"there is no folder {content}/ here; name the files to check")
        return {content: None}
    folders: dict[Path, set[str] | None] = {}
    for path in files:
        if not path.exists():
            raise click.UsageError(f"there is no {path}")
        folder, asked = _folder_of(path, content)
        before = folders.setdefault(folder, set())
        folders[folder] = None if asked is None or before is None else before | asked
    return folders


def _folder_of(path: Path, content: Path) -> tuple[Path, set[str] | None]:
    """The folder of briefings that a path is in, and the files in it that are meant; None: all."""
    if path.is_dir():
        place = path.resolve()
        if not _YEAR.fullmatch(place.name):
            return place, None
        return place.parent, {shown_path(file) for file in place.rglob("*")}
    place = path.parent.resolve() / path.name
    if place.is_relative_to(content.resolve()):
        folder = content.resolve()
    elif _YEAR.fullmatch(place.parent.name):
        folder = place.parent.parent
    elif place.name in _REGISTRIES:
        folder = place.parent
    else:
        raise click.UsageError(
            f"{path} is in no folder of briefings, as briefings/2031/harbour-tunnel.yml is"
        )
    return folder, {shown_path(place)}


def _tracked(keys: list[str], *, quiet: bool) -> Iterable[str]:
    console = Console(stderr=True)
    return track(
        keys,
        "Checking",
        console=console,
        transient=True,
        disable=quiet or not console.is_terminal or len(keys) < 100,
    )


def _summary(count: int, problems: list[Problem]) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    return ", ".join(
        f"{number} {word}{'' if number == 1 else 's'}"
        for number, word in ((count, "briefing"), (errors, "error"), (warnings, "warning"))
    )
