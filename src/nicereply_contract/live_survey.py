"""Reads a live service carefully: what operations answer, then what it says to requests that should be refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

import httpx

import nicereply_spec
from nicereply_contract.exchange import Exchange
from nicereply_contract.live_guard import StoppedError
from nicereply_contract.relations.catalogue import Catalogue, Operation
from nicereply_contract.wire.cases import is_array, is_object

SAMPLE: Final = 3
"""Records of a kind that are asked for one by one."""
UNKNOWN_ID: Final = "11111111-2222-4333-8444-555555555555"


class Survey:
    """What was asked and answered. `stopped` says why not everything was asked; empty when it was."""

    def __init__(self) -> None:
        self.exchanges: list[Exchange] = []
        self.probes: dict[str, Exchange] = {}
        self.stopped = ""


def survey(base_url: str, api_key: str, transport: httpx.BaseTransport | None = None) -> Survey:
    """Ask a service: positive cases first, then a few that should be refused. Nothing but GET is sent.

    It is rate limited by the guard of the process (`live_guard.guarding`), or by that of the `transport`.

    It ends at the first sign of harm. Raises httpx.HTTPError when the service cannot be reached.
    """
    found = Survey()
    with httpx.Client(transport=transport, auth=("", api_key), timeout=30.0) as client:
        asker = _Asker(client, base_url.rstrip("/"), found)
        try:
            for step in (asker.lists, asker.records, asker.behaviours, asker.refusals):
                step()
        except StoppedError as error:
            found.stopped = str(error)
    return found


class _Asker:
    def __init__(self, client: httpx.Client, base_url: str, found: Survey) -> None:
        self._client = client
        self._base_url = base_url
        self._found = found
        self._catalogue = Catalogue(nicereply_spec.load_strict())
        self._ids: dict[str, list[str]] = {}

    def lists(self) -> None:
        """The first page of every list that takes no id, in the widest size."""
        for one in self._catalogue.lists:
            if not one.takes_id:
                answer = self._get(one, per_page="100")
                if one.row_name in self._catalogue.records:
                    self._ids.setdefault(one.row_name, self._ids_of(answer))

    def records(self) -> None:
        """Everything else: figures, and whatever is about one record, for some records of each kind."""
        for one in self._catalogue.operations:
            if one.method != "get" or (one.is_list and not one.takes_id):
                continue
            if not one.takes_id:
                self._get(one)
            for record in self._named(one)[:SAMPLE]:
                if one.is_list:
                    self._get(one, record, per_page="100")
                else:
                    self._get(one, record)

    def behaviours(self) -> None:
        """What the emulator's table of behaviours says of reading, by the name that it has there."""
        ratings = next(one for one in self._catalogue.rating_lists if not one.takes_id)
        self._probe("order-of-lists", ratings)
        self._probe("page-after-the-last", ratings, page="100000")
        self._probe("links-keep-parameters", ratings, per_page="20", page="2")
        self._probe("reversed-periods", ratings, period_start="2020-01-02T00:00:00Z", period_end="2020-01-01T00:00:00Z")
        self._probe("envelope", ratings, period_end="1999-12-31T23:59:59Z")
        figures = next(iter(self._catalogue.by_metric.values()))
        self._probe("averages", figures.stats, period_end="1999-12-31T23:59:59Z")
        self._probe("histograms", figures.histogram, period_end="1999-12-31T23:59:59Z")
        rows = self._rows(self._found.probes.get("order-of-lists"))
        moment = next((row["created_at"] for row in rows if is_object(row) and "created_at" in row), None)
        if isinstance(moment, str):
            self._probe("ends-of-periods", ratings, period_start=moment, period_end=moment)

    def refusals(self) -> None:
        """Requests that should be refused, for the wording and the status of what is answered."""
        ratings = next(one for one in self._catalogue.rating_lists if not one.takes_id)
        self._probe("documented-messages", ratings, per_page="101")
        self._probe("all-problems", ratings, per_page="101", page="x")
        self._probe("unknown-parameters", ratings, no_such_parameter="1")
        self._probe("fractions-of-seconds", ratings, period_start="2020-01-01T00:00:00.5Z")
        record = next(iter(self._catalogue.records.values()))
        self._probe("unknown-references", record, UNKNOWN_ID)
        self._probe("place-of-a-path-problem", record, "not-an-id")
        self._probe("challenge", ratings, auth=("", "not-the-key"))

    def _named(self, one: Operation) -> list[str]:
        record = self._catalogue.resources.get(one.tag)
        if record is not None and record.record is not None:
            return self._ids.get(record.record.row_name, [])
        return self._ids.get(one.row_name, [])

    def _probe(self, behaviour: str, one: Operation, record: str | None = None, **query: Any) -> None:
        self._found.probes[behaviour] = self._get(one, record, **query)

    def _get(
        self, one: Operation, record: str | None = None, *, auth: tuple[str, str] | None = None, **query: str
    ) -> Exchange:
        url = self._base_url + one.path.replace("{id}", record or "")
        use: Callable[..., httpx.Response] = self._client.get
        answer = use(url, params=query, auth=auth) if auth else use(url, params=query)
        exchange = Exchange.of_httpx(one.id, answer)
        self._found.exchanges.append(exchange)
        return exchange

    @staticmethod
    def _rows(exchange: Exchange | None) -> list[Any]:
        body = None if exchange is None else exchange.json()
        rows: Any = body.get("_results") if is_object(body) else None
        return rows if is_array(rows) else []

    def _ids_of(self, exchange: Exchange) -> list[str]:
        return list(_texts(row.get("id") for row in self._rows(exchange) if is_object(row)))


def _texts(values: Any) -> Iterator[str]:
    yield from (value for value in values if isinstance(value, str))
