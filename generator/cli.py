"""The command line's door: options in, one call to a room, a status out.

Status 0: done. 1: problems were found. 2: the command was used wrongly.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress, track

from generator.content.load import load_library, shown_path
from generator.problems import (
    Problem,
    ProblemsError,
    format_github,
    format_json,
    format_text,
    has_errors,
)

_FORMATS = {"text": format_text, "json": format_json, "github": format_github}
_CONTENT = Path("briefings")
_YEAR = re.compile(r"[0-9]{4}")
_REGISTRIES = {"topics.yml", "people.yml"}

_config_file = click.option(
    "-f",
    "--config-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default="mkdocs.yml",
    show_default=True,
    help="MkDocs' configuration.",
)
_quiet = click.option("-q", "--quiet", is_flag=True, help="Say nothing but what is wrong.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="briefings")
def main() -> None:
    """Annotated YAML summaries of articles become a searchable briefing site."""


@main.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_FORMATS)),
    default="text",
    show_default=True,
    help="How problems are printed: for people, for programs, as annotations on GitHub.",
)
@_quiet
def check(files: tuple[Path, ...], form: str, quiet: bool) -> None:
    """Check briefings: all of them, or FILES, or those in a folder of briefings.

    References between files are checked against the whole folder in either case.
    """
    problems: list[Problem] = []
    count = 0
    for folder, wanted in _by_folder(files).items():
        library, found = load_library(folder, lambda paths: _tracked(paths, quiet=quiet))
        if wanted is not None:
            found = [problem for problem in found if problem.path in wanted]
        problems += found
        count += len(library.entries) if wanted is None else len(wanted)
    problems.sort(key=lambda problem: problem.order)
    output = _FORMATS[form](problems)
    if output:
        click.echo(output)
    if form != "json" and not quiet:
        click.echo(_summary(count, problems), err=True)
    if has_errors(problems):
        raise SystemExit(1)


def _by_folder(files: tuple[Path, ...]) -> dict[Path, set[str] | None]:
    """The folders of briefings that the files are in, with the files asked about; None for all."""
    if not files:
        if not _CONTENT.is_dir():
            raise click.UsageError("there is no folder briefings/ here; name the files to check")
        return {_CONTENT: None}
    folders: dict[Path, set[str] | None] = {}
    for path in files:
        if not path.exists():
            raise click.UsageError(f"there is no {path}")
        folder, asked = _folder_of(path)
        before = folders.setdefault(folder, set())
        folders[folder] = None if asked is None or before is None else before | asked
    return folders


def _folder_of(path: Path) -> tuple[Path, set[str] | None]:
    """The folder of briefings that a path is in, and the files in it that are meant; None: all."""
    if path.is_dir():
        place = path.resolve()
        if not _YEAR.fullmatch(place.name):
            return place, None
        return place.parent, {shown_path(file) for file in place.glob("*.yml")}
    place = path.parent.resolve() / path.name
    content = _CONTENT.resolve()
    if place.is_relative_to(content):
        folder = content
    elif _YEAR.fullmatch(place.parent.name):
        folder = place.parent.parent
    elif place.name in _REGISTRIES:
        folder = place.parent
    else:
        raise click.UsageError(
            f"{path} is in no folder of briefings, as briefings/2031/harbour-tunnel.yml is"
        )
    return folder, {shown_path(place)}


def _tracked(paths: list[Path], *, quiet: bool) -> Iterable[Path]:
    console = Console(stderr=True)
    return track(
        paths,
        "Checking",
        console=console,
        transient=True,
        disable=quiet or not console.is_terminal or len(paths) < 100,
    )


def _summary(count: int, problems: list[Problem]) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    return ", ".join(
        f"{number} {word}{'' if number == 1 else 's'}"
        for number, word in ((count, "briefing"), (errors, "error"), (warnings, "warning"))
    )


@main.command()
@_config_file
@click.option("--strict", is_flag=True, help="Let a warning fail the build.")
@_quiet
def build(config_file: Path, strict: bool, quiet: bool) -> None:
    """Build the site. A build that fails leaves the former site as it was."""
    from generator.publish.commands import build_site

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        task = bar.add_task("Building", total=None)
        build_site(
            config_file,
            strict=strict,
            quiet=quiet or console.is_terminal,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    if not quiet:
        click.echo("The site is built.", err=True)


@main.command()
@_config_file
@click.option("-a", "--address", help="Where to serve, like localhost:8000.")
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
@_quiet
def serve(config_file: Path, address: str | None, open_browser: bool, quiet: bool) -> None:
    """Serve the site on this machine and rebuild it when a file changes."""
    from generator.publish.commands import serve_site

    serve_site(config_file, address=address, open_browser=open_browser, quiet=quiet)


@main.command()
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@_config_file
@_quiet
def render(directory: Path, config_file: Path, quiet: bool) -> None:
    """Write a complete project to DIRECTORY, for engines that do not know this package."""
    from generator.publish.project import write_project

    try:
        count = write_project(config_file, directory)
    except ProblemsError as error:
        click.echo(str(error))
        raise SystemExit(1) from None
    if not quiet:
        click.echo(f"{count} pages are in {directory}.", err=True)
