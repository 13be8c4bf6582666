"""The command line's door: options in, one call to a room, a status out.

Status 0: done. 1: problems were found. 2: the command was used wrongly.
"""

import click

from generator.cli.building import build, render, serve
from generator.cli.checking import check
from generator.cli.proving import audit, fingerprint, new


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="briefings")
def main() -> None:
    """Annotated YAML summaries of articles become a searchable briefing site."""


for command in (audit, build, check, fingerprint, new, render, serve):
    main.add_command(command)
