"""The command line's door: options in, one call to a room, a status out.

Status 0: done. 1: problems were found. 2: the command was used wrongly.
"""

from importlib import import_module

import click

from generator.problems import ProblemsError

_MODULES = {
    "audit": "proving",
    "build": "building",
    "check": "checking",
    "fingerprint": "proving",
    "new": "proving",
    "render": "building",
    "serve": "building",
}
"""The module of each command; it is loaded when the command is, for some take long to load."""


class _Commands(click.Group):
    """Commands whose problems are printed, and end them with status 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in _MODULES and cmd_name not in self.commands:
            module = import_module(f"{__name__}.{_MODULES[cmd_name]}")
            self.add_command(getattr(module, cmd_name))
        return super().get_command(ctx, cmd_name)

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
