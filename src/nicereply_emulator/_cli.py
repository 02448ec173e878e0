"""The `nicereply-emulator` command."""

import json
import logging
import os
import sys
import threading
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import click

from ._api import PROFILES
from ._data import DataError
from ._emulator import DEMO_KEY, Emulator
from ._service import CONTROLS
from ._store import MEMORY, StoreError
from .controls.check import ControlError

if TYPE_CHECKING:
    from ._server import Server


@click.group()
@click.version_option(package_name="nicereply", message="%(prog)s %(version)s")
def main() -> None:
    """The Nicereply API v1 on your own machine."""


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=8710, show_default=True, type=click.IntRange(0, 65_535), help="0 takes a free port.")
@click.option(
    "--database", default=MEMORY, show_default=True, metavar="PATH", help="SQLite file that keeps the records."
)
@click.option(
    "--data",
    metavar="demo|empty|FILE",
    help="What a new database is filled with (JSON when it is a file).  [default: demo]",
)
@click.option(
    "--api-key",
    "api_keys",
    multiple=True,
    metavar="KEY",
    help=f"Key that is accepted; repeatable.  [default: {DEMO_KEY}]",
)
@click.option("--now", metavar="TIMESTAMP", help="Time at which the emulator's clock starts.  [default: the present]")
@click.option("--frozen", is_flag=True, help="Let the clock stand still where it starts.")
@click.option(
    "--profile",
    default="strict",
    show_default=True,
    type=click.Choice(PROFILES),
    help="legacy also accepts what old programs send.",
)
@click.option(
    "--self-check",
    is_flag=True,
    envvar="NICEREPLY_EMULATOR_SELF_CHECK",
    show_envvar=True,
    help="Judge every answer by the strict document; a violation becomes a 500.",
)
@click.option("--seed", default=0, show_default=True, help="What the ids of new records are drawn from.")
@click.option(
    "--stop-with-stdin",
    is_flag=True,
    help="Also end when standard input is closed, as it is when the program that holds its other end has ended.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the connection details as one line of JSON.")
def serve(
    *,
    host: str,
    port: int,
    database: str,
    data: str | None,
    api_keys: tuple[str, ...],
    now: str | None,
    frozen: bool,
    profile: str,
    self_check: bool,
    seed: int,
    stop_with_stdin: bool,
    as_json: bool,
) -> None:
    """Serve the API until SIGINT or SIGTERM. Prints one line as soon as it answers."""
    from ._server import Server, base_url, listen

    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s", level=logging.WARNING, stream=sys.stderr)
    logging.getLogger("uvicorn").setLevel(logging.ERROR)  # what callers do wrong is theirs to hear, not the log's
    if stop_with_stdin and sys.stdin is None:  # pyright: ignore[reportUnnecessaryComparison]
        raise click.UsageError("--stop-with-stdin: there is no standard input; give it a pipe, and keep that open")
    try:
        emulator = Emulator(
            database=database,
            data=data,
            api_keys=api_keys or (DEMO_KEY,),
            now=now,
            frozen=frozen,
            profile=profile,
            self_check=self_check,
            seed=seed,
        )
    except ControlError as error:
        raise click.UsageError("; ".join(map(_as_option, error.problems))) from error
    except (StoreError, DataError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    with emulator:
        try:
            listener = listen(host, port)
        except ControlError as error:
            raise click.UsageError("; ".join(map(_as_option, error.problems))) from error
        except OSError as error:
            raise click.ClickException(
                f"cannot listen at {host}, port {port}: {error}; --port 0 takes a free port"
            ) from error
        url = base_url(listener, emulator.service.state.base_path)
        emulator.listens_at(listener.getsockname()[0], url)

        def ready() -> None:
            _print(_details(emulator) if as_json else f"Nicereply emulator on {url} (key: {emulator.api_key})")
            if stop_with_stdin:
                threading.Thread(target=_stop_with_stdin, args=(server,), daemon=True).start()

        server = Server(emulator.service, listener, ready)
        server.run_until_stopped()


def _details(emulator: Emulator) -> str:
    """What a program needs to know, as JSON."""
    return json.dumps(
        {
            "base_url": emulator.base_url,
            "api_key": emulator.api_key,
            "controls_url": urljoin(emulator.base_url, CONTROLS),
            "pid": os.getpid(),
        }
    )


def _print(line: str) -> None:
    if sys.stdout is None:  # pyright: ignore[reportUnnecessaryComparison]
        raise click.ClickException("cannot say where it answers: there is no standard output")
    try:
        click.echo(line)
    except OSError as error:
        # What could not be written would be tried once more when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.ClickException(f"cannot say where it answers: standard output: {error}") from error


def _stop_with_stdin(server: "Server") -> None:
    """Stop the server when nothing more can come from standard input. What comes is of no interest."""
    try:
        while os.read(sys.stdin.fileno(), 4096):
            pass
    finally:
        server.stop()


def _as_option(problem: str) -> str:
    """What is wrong with an argument of `Emulator`, by the name of its option."""
    name, _, reason = problem.partition(": ")
    return f"{'--api-key' if name == 'api_keys' else f'--{name}'}: {reason}"
