"""The commands and their options."""

import re
import sys
from collections.abc import Callable
from datetime import datetime

import click
from rich.console import Console

import nicereply
from nicereply_cli.render import render
from nicereply_cli.report import collect

FILE_WIDTH = 100  # characters of a line where the report goes to a file or a pipe
_IN_CODE = re.compile(r",? or pass \w+=\w*")  # what the client advises to programs; the command has no such options
PERIOD_FORMATS = ("%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%z")


def _aware(moment: datetime | None) -> datetime | None:
    """Take a time without offset as the time of this machine."""
    if moment is None or moment.tzinfo is not None:
        return moment
    return moment.astimezone()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(nicereply.__version__, prog_name="nicereply")
def cli() -> None:
    """Look at the customer satisfaction of a Nicereply account.

    The API key is read from NICEREPLY_API_KEY. NICEREPLY_BASE_URL names another service, for instance the emulator:

    \b
        nicereply-emulator serve &
        export NICEREPLY_BASE_URL=http://127.0.0.1:8710/v1 NICEREPLY_API_KEY=nicereply-demo-key
        nicereply report
    """


@cli.command()
@click.option("--since", type=click.DateTime(PERIOD_FORMATS), help="Only ratings created at this time or later.")
@click.option("--until", type=click.DateTime(PERIOD_FORMATS), help="Only ratings created at this time or earlier.")
@click.option(
    "--low", type=click.IntRange(0, 100), default=5, show_default=True, help="How many low scores to show; 0 for none."
)
def report(since: datetime | None, until: datetime | None, low: int) -> None:
    """Print figures, histograms, the latest low scores, and tables by team and by user.

    Reads only. A time without an offset is this machine's.

    \b
        nicereply report --since 2026-01-01
        nicereply report --since 2026-01-01T00:00:00+02:00 --until 2026-01-31T23:59:59+02:00
    """
    # A terminal that cannot show every comment shows the rest. What tests put in place of it may not have the method.
    reconfigure: Callable[..., None] | None = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
    console = Console() if sys.stdout.isatty() else Console(width=FILE_WIDTH)
    try:
        with nicereply.Client() as client, Console(stderr=True).status("Reading the account's ratings…"):
            collected = collect(client, since=_aware(since), until=_aware(until), low=low)
    except nicereply.ConfigurationError as error:
        raise click.ClickException(_IN_CODE.sub("", str(error))) from error
    except nicereply.NicereplyError as error:
        raise click.ClickException(str(error)) from error
    render(collected, console)
