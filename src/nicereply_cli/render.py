"""A report in the terminal."""

from rich.columns import Columns
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from nicereply_cli.report import Average, LowScore, MetricFigures, Promoters, Report, Row

TITLES = {"CSAT": "Customer satisfaction", "CES": "Customer effort", "NPS": "Net promoter"}
BAR_WIDTH = 20  # characters of the longest bar
COMMENT_WIDTH = 120  # characters of a comment before it is cut


def render(report: Report, console: Console) -> None:
    """Print the report to the console."""
    console.rule(f"[bold]Nicereply report[/bold] · {_period(report)}")
    console.print(Columns([_metric(metric) for metric in report.metrics], padding=(0, 1)))
    if report.low_scores:
        console.print(_low_scores(report.low_scores))
    for title, name, rows in (("By team", "Team", report.teams), ("By user", "User", report.users)):
        if rows:
            console.print(_table(title, name, rows))


def _period(report: Report) -> str:
    if report.since is None and report.until is None:
        return "all time"
    since = report.since.isoformat(" ", "minutes") if report.since else "the beginning"
    until = report.until.isoformat(" ", "minutes") if report.until else "now"
    return f"{since} to {until}"


def _metric(metric: MetricFigures) -> RenderableType:
    figures = metric.figures
    if isinstance(figures, Promoters):
        headline = Text(f"{figures.nps_score:+d}" if figures.count else "—", style="bold")
        headline.append(f"  of {figures.count:,} ratings", style="not bold")
        if figures.promoters is not None:
            headline.append(f"\n+{figures.promoters} ·{figures.passives} -{figures.detractors}", style="dim")
    else:
        headline = Text(f"{figures.average:g}" if figures.count else "—", style="bold")
        headline.append(f"  average of {figures.count:,} ratings\n", style="not bold")
    bars = Table.grid(padding=(0, 1))
    bars.add_column(justify="right")
    bars.add_column(width=BAR_WIDTH)
    bars.add_column(justify="right")
    most = max(metric.histogram.values(), default=0)
    for score, count in sorted(metric.histogram.items()):
        bars.add_row(str(score), Text("█" * _bar(count, most), style="cyan"), f"{count:,}")
    return Panel(Group(headline, bars), title=f"{metric.metric} · {TITLES.get(metric.metric, '')}", expand=False)


def _bar(count: int, most: int) -> int:
    """Length of a bar in characters; a count above 0 is always seen."""
    return max(1, round(BAR_WIDTH * count / most)) if count else 0


def _low_scores(scores: list[LowScore]) -> Table:
    table = Table(title="Latest low scores", title_justify="left", title_style="bold")
    table.add_column("When", no_wrap=True)
    table.add_column("Score", justify="right", no_wrap=True)
    table.add_column("Survey")
    table.add_column("User")
    table.add_column("Comment", ratio=1)
    for score in scores:
        table.add_row(
            f"{score.created_at:%Y-%m-%d %H:%M %z}",
            f"{score.metric} {score.score}" + (f"/{score.best}" if score.best else ""),
            Text(score.survey),
            Text(score.username or "—"),
            Text(_cut(score.comment or "—")),
        )
    return table


def _cut(comment: str) -> str:
    text = " ".join(comment.split())
    return text if len(text) <= COMMENT_WIDTH else text[: COMMENT_WIDTH - 1] + "…"


def _table(title: str, name: str, rows: list[Row]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold")
    table.add_column(name)
    for metric in ("CSAT", "CES", "NPS"):
        table.add_column(metric, justify="right")
        table.add_column("n", justify="right", style="dim")
    for row in rows:
        table.add_row(
            Text(row.name),
            *_cells(row.csat),
            *_cells(row.ces),
            f"{row.nps.nps_score:+d}" if row.nps.count else "—",
            f"{row.nps.count:,}",
        )
    return table


def _cells(figures: Average) -> tuple[str, str]:
    return (f"{figures.average:.2f}" if figures.count else "—", f"{figures.count:,}")
