"""Options that several commands have."""

from pathlib import Path

import click

CONFIG_FILE = Path("mkdocs.yml")

config_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=str(CONFIG_FILE),
    show_default=True,
    help="MkDocs' configuration.",
)
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Say nothing but what is wrong.")
