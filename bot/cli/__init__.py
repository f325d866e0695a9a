"""The command line. Each command imports what it needs, so that ``--help`` needs nothing."""

from typing import Any

import click

from bot.cli.answering import ask, check, deadlines, read
from bot.cli.operating import backup, doctor, migrate, serve
from bot.cli.records import export, nudges, purge
from bot.domain.errors import ParleyError


class OneLineErrors(click.Group):
    """A group whose commands end a ``ParleyError`` with its sentence on standard error and status 1."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click declares it
        """Run the command."""
        try:
            return super().invoke(ctx)
        except (ParleyError, OSError) as error:
            click.echo(f"parley: {error}", err=True)
            ctx.exit(1)


@click.group(cls=OneLineErrors, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="parley")
def main() -> None:
    """Settlement conferences in a litigation team's Slack, Teams or local web chat.

    Try it here, without any account:  parley serve

    Ask about an order:  parley ask --order order.pdf "What goes in the letter?"
    """


for command in (serve, ask, read, deadlines, check, nudges, export, purge, doctor, migrate, backup):
    main.add_command(command)
