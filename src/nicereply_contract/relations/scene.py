"""What relations look at: one service, over a period that has ended, with what was read of it already."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from nicereply_contract.document import Node
from nicereply_contract.relations import times
from nicereply_contract.relations.arithmetic import Counts, counts_of
from nicereply_contract.relations.catalogue import Catalogue, Operation, Scope
from nicereply_contract.relations.service import Answer, NotRun, Service

MOST_PER_PAGE: Final = 100
MOST_ROWS: Final = 5_000
_GRACE: Final = timedelta(minutes=1)


@dataclass
class Scene:
    """One service under test.

    `exact`: ties are broken and figures are rounded as this project's document assumes; otherwise ties are compared as
    sets and any sensible rounding will do. `until` is the end of the period that is looked at: later ratings may still
    come. `since` is its start, None for all time.
    """

    service: Service
    catalogue: Catalogue
    until: datetime
    exact: bool = True
    since: datetime | None = None
    compared: int = 0
    _wholes: dict[tuple[Any, ...], list[Node]] = field(default_factory=dict[tuple[Any, ...], list[Node]])

    @classmethod
    def of(cls, service: Service, catalogue: Catalogue, *, exact: bool = True) -> Scene:
        """Look at a service: until a minute ago by its own clock, and back as far as is not too much to read."""
        first = service.get(catalogue.by_metric[catalogue.metrics[0]].ratings)
        scene = cls(service, catalogue, until=(first.date - _GRACE).replace(microsecond=0), exact=exact)
        days = 4096
        while scene._rating_count() > MOST_ROWS and days:
            scene.since = scene.until - timedelta(days=days)
            days //= 2
        return scene

    def period(self, operation: Operation) -> dict[str, str]:
        """The parameters that keep an operation to the period, none when it knows no period."""
        if "period_end" not in operation.query:
            return {}
        period = {"period_end": times.write(self.until)}
        return period if self.since is None else {"period_start": times.write(self.since), **period}

    def ask(self, operation: Operation, record: str | None = None, **query: Any) -> Answer:
        """Ask within the period, unless the query gives one of its own."""
        if not {"period_start", "period_end"} & query.keys():
            query = {**self.period(operation), **query}
        return self.service.get(operation, record, **query)

    def pages(self, operation: Operation, record: str | None = None, **query: Any) -> list[Answer]:
        """All pages of a list, one after the other; how many there are is taken from the first."""
        first = self.ask(operation, record, **query)
        total, per_page = first.pagination["total"], query.get("per_page", 10)
        if total > MOST_ROWS:
            raise NotRun(f"{operation} has {total} rows, more than the {MOST_ROWS} that are read")
        number = -(-total // per_page)
        return [first, *(self.ask(operation, record, **query, page=page) for page in range(2, number + 1))]

    def rows(self, operation: Operation, record: str | None = None, **query: Any) -> list[Node]:
        """All rows of a list."""
        pages = self.pages(operation, record, **{"per_page": MOST_PER_PAGE, **query})
        return [row for page in pages for row in page.results]

    def whole(self, operation: Operation, record: str | None = None) -> list[Node]:
        """All rows of a list within the period, read once."""
        key = (operation.id, record)
        if key not in self._wholes:
            self._wholes[key] = self.rows(operation, record)
        return self._wholes[key]

    def forget(self) -> None:
        """Something was written: read again what is asked for next."""
        self._wholes.clear()

    def ids(self, scope: Scope) -> list[str | None]:
        """The ids that a scope's operations take: those of its records, or None for a metric."""
        if scope.records is None:
            return [None]
        return [row["id"] for row in self.whole(scope.records)]

    def ratings(self, metric: str) -> list[Node]:
        """All ratings of a metric."""
        return self.whole(self.catalogue.by_metric[metric].ratings)

    def metrics(self, scope: Scope, record: str | None) -> tuple[str, ...]:
        """The metrics that a scope's figures are of: one for metrics and surveys, all for others."""
        for metric, its_scope in self.catalogue.by_metric.items():
            if its_scope is scope:
                return (metric,)
        if scope.records is not None and "metric" in scope.records.fields:
            return tuple(row["metric"] for row in self.whole(scope.records) if row["id"] == record)
        return self.catalogue.metrics

    def stats(self, scope: Scope, record: str | None, **period: str) -> tuple[dict[str, Node], Answer]:
        """Figures by metric, and the answer that holds them."""
        answer = self.ask(scope.stats, record, **period)
        return self.by_metric(scope, record, answer.results), answer

    def histograms(self, scope: Scope, record: str | None, **period: str) -> tuple[dict[str, Counts], Answer]:
        """Counts by metric and score, and the answer that holds them."""
        answer = self.ask(scope.histogram, record, **period)
        found = self.by_metric(scope, record, answer.results)
        return {metric: counts_of(value["histogram"]) for metric, value in found.items()}, answer

    def by_metric(self, scope: Scope, record: str | None, results: Node) -> dict[str, Node]:
        """Results that are about one metric, or are by metric already, by metric."""
        metrics = self.metrics(scope, record)
        return {metrics[0]: results} if len(metrics) == 1 else {metric: results[metric] for metric in metrics}

    def fingerprint(self) -> Counter[str]:
        """How many records there are of each kind, by the service: differs when something was added meanwhile."""
        lists = [operation for operation in self.catalogue.lists if not operation.takes_id]
        return Counter({operation.id: self.ask(operation).pagination["total"] for operation in lists})

    def _rating_count(self) -> int:
        scopes = self.catalogue.by_metric.values()
        return sum(int(self.ask(scope.ratings).pagination["total"]) for scope in scopes)
