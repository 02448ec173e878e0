"""The main job: an emulator on demo data, and through the client a report, a new rating, and every operation once.

Stops what it started, also when interrupted. Exit status 1 if an operation failed, 130 if interrupted.
"""

import signal
import sys
from collections import defaultdict

from rich.console import Console
from rich.table import Table

import nicereply
from emulator_process import running
from every_operation import Outcome, call_every_operation
from nicereply_cli.render import render
from nicereply_cli.report import collect


def create_and_read_back(client: nicereply.Client, console: Console) -> None:
    """Create a CSAT rating, read it back, and show that the figures have changed by it."""
    survey = next(s for s in client.csat.list_surveys() if not any(q.required for q in s.extra_questions or []))
    user = next(iter(client.users.list()))
    before = client.csat.get_stats()
    created = client.ratings.create(
        survey_id=survey.id, score=1, from_="Ada", comment="Thanks!", user=nicereply.UserById(user.id)
    )
    rating = client.csat.get_rating(created.id)
    after = client.csat.get_stats()
    if rating.score != 1 or rating.comment != "Thanks!" or after.count != before.count + 1:
        raise SystemExit(f"The rating {created.id} was created, but what is read back does not fit it.")
    console.rule("[bold]A new rating")
    console.print(f"Created {created.id}: score {rating.score} in “{survey.name}” for {user.username}.")
    console.print(
        f"CSAT before: {before.average:g} of {before.count:,} ratings; after: {after.average:g} of {after.count:,}."
    )


def show(outcomes: list[Outcome], console: Console) -> None:
    """Print how many operations of each tag answered, and each failure."""
    by_tag: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_tag[outcome.tag].append(outcome)
    table = Table.grid(padding=(0, 2))
    for tag, some in by_tag.items():
        answered = sum(outcome.error is None for outcome in some)
        table.add_row(tag, f"{answered} of {len(some)}", "[green]ok" if answered == len(some) else "[red]failed")
    console.rule("[bold]Every operation once")
    console.print(table)
    for outcome in outcomes:
        if outcome.error:
            console.print(f"[red]{outcome.operation_id}[/red]: ", outcome.error, soft_wrap=True)


def end(*_: object) -> None:
    """End with the status that a shell gives to a program that was terminated."""
    sys.exit(143)


def main() -> int:
    """Run it all; return the exit status."""
    signal.signal(signal.SIGTERM, end)  # so that the emulator is stopped then, too
    console = Console() if sys.stdout.isatty() else Console(width=100)
    with running("--data", "demo") as service, nicereply.Client(service.api_key, base_url=service.base_url) as client:
        console.print(f"The emulator runs on {service.base_url}, with the data of a made-up account.\n")
        render(collect(client), console)
        create_and_read_back(client, console)
        outcomes = list(call_every_operation(client))
        show(outcomes, console)
    answered = sum(outcome.error is None for outcome in outcomes)
    print(f"{answered} of {len(outcomes)} operations answered")
    return 0 if outcomes and answered == len(outcomes) else 1


if __name__ == "__main__":
    try:
        status = main()
    except KeyboardInterrupt:
        status = 130
    sys.exit(status)
