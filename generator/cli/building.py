"""`briefings build`, `serve` and `render`: the site, and the project that others can build."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.options import config_option, quiet_option

if TYPE_CHECKING:
    from generator.publish.building.state import Progress


@click.command()
@config_option
@click.option("--strict", is_flag=True, help="Let a warning fail the build.")
@quiet_option
def build(config_file: Path, strict: bool, quiet: bool) -> None:
    """Build the site. A build that fails leaves the former site as it was."""
    from generator.publish.commands import build_site

    is_shown = sys.stderr.isatty() and not quiet
    with _bar() if is_shown else nullcontext() as progress:
        site = build_site(config_file, strict=strict, quiet=quiet or is_shown, progress=progress)
    if not quiet:
        here = Path.cwd()
        where = site.relative_to(here) if site.is_relative_to(here) else site
        click.echo(
            f"The site is built, in {where}/; make serve, or briefings serve, shows it.", err=True
        )


@contextmanager
def _bar() -> "Iterator[Progress]":
    """A bar on the terminal, which goes away in the end."""
    # To load it takes a good part of a build that has little to do.
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Building", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@click.command(short_help="Serve the site, and rebuild it at each save.")
@config_option
@click.option("-a", "--address", help="Where to serve, like localhost:8000.")
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
@quiet_option
def serve(config_file: Path, address: str | None, open_browser: bool, quiet: bool) -> None:
    """Serve the site on this machine and rebuild it when a file changes."""
    from generator.publish.commands import serve_site

    serve_site(config_file, address=address, open_browser=open_browser, quiet=quiet)


@click.command(short_help="Write a project that MkDocs builds by itself.")
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@config_option
@quiet_option
def render(directory: Path, config_file: Path, quiet: bool) -> None:
    """Write a complete project to DIRECTORY, for engines that do not know this package."""
    from generator.publish.project import CannotRenderError, write_project

    try:
        count = write_project(config_file, directory)
    except CannotRenderError as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        where = error.filename or directory
        raise click.ClickException(f"{where} cannot be written: {error.strerror}") from None
    if not quiet:
        click.echo(f"{count} pages are in {directory}.", err=True)
