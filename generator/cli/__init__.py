"""The command line's door: options in, one call to a room, a status out.

Status 0: done. 1: problems were found. 2: the command was used wrongly.
"""

import click

from generator.cli.building import build, render, serve
from generator.cli.checking import check
from generator.cli.proving import audit, fingerprint, new
from generator.problems import ProblemsError


class _Commands(click.Group):
    """Commands whose problems are printed, and end them with status 1."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ProblemsError as error:
            click.echo(str(error))
            raise SystemExit(1) from None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="briefings")
def main() -> None:
    """Annotated YAML summaries of articles become a searchable briefing site."""


for command in (audit, build, check, fingerprint, new, render, serve):
    main.add_command(command)
