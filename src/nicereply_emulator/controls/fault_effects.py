"""What each fault does to a request or to its answer."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from email.utils import formatdate
from random import Random
from typing import Any
from urllib.parse import unquote_plus

from .._account import unauthorized
from .._http import Delivery, Refusal, Request, Response
from .._store import Store
from . import list_rows
from .answer_fields import PAGINATION, RESULTS, change, steps_of
from .fault_settings import MOST_ROWS

Ask = Callable[[Request], Response]

UNKNOWN_VALUE = "NOBODY_KNOWS"
ADDED_FIELD = "added_by_the_emulator"
OTHER_HOST = "https://other-host.invalid"
OTHER_CONTENT_TYPE = "text/plain; charset=utf-8"

_HTML = "text/html; charset=utf-8"
_HTML_PAGE = b"""<!DOCTYPE html>
<html lang="en"><head><title>Just a moment...</title></head>
<body><h1>Just a moment...</h1><p>This page was sent by the emulator in place of an answer.</p></body></html>
"""

_LAST_DATE = 253_402_300_799
"""The last second that a date of HTTP can name: the year has four digits there."""

_REASONS = {
    402: "Payment required: the trial has ended or the service was not paid for.",
    429: "Too many requests.",
    500: "Internal server error.",
    502: "Bad gateway.",
    503: "Service unavailable.",
    504: "Gateway timeout.",
    520: "Web server returned an unknown error.",
}


@dataclass(slots=True)
class Exchange:
    """One request on its way.

    `ask` carries a request out, without faults. `look` does it beside the request itself: no rate limit counts it.
    `query` has the value of every query parameter, and `table` the kind of the rows, where the answer has pages. `now`
    is the emulator's time.
    """

    request: Request
    ask: Ask
    look: Ask
    store: Store
    now: int
    query: dict[str, Any]
    table: str | None


# --- in place of the answer ------------------------------------------------------------------------------------------


def instead(settings: dict[str, Any], exchange: Exchange) -> Response:
    """The answer of a fault that takes the answer's place."""
    if settings.get("handled"):
        exchange.ask(exchange.request)
    match settings["fault"]:
        case "status":
            return _refusal(settings, exchange.now).response()
        case "html":
            return Response(settings.get("status", 200), _HTML_PAGE, content_type=_HTML)
        case _:
            return Response(502, b"", delivery=Delivery(reset="before"))


def _refusal(settings: dict[str, Any], now: int) -> Refusal:
    status = settings["status"]
    headers: list[tuple[str, str]] = []
    if "retry_after" in settings:
        seconds = settings["retry_after"]
        as_date = settings.get("retry_after_as_date")
        value = formatdate(min(now + seconds, _LAST_DATE), usegmt=True) if as_date else str(seconds)
        headers.append(("retry-after", value))
    if status == 401:
        refusal = unauthorized()
        return Refusal(status, refusal.errors, [*refusal.headers, *headers])
    return Refusal(status, [_REASONS.get(status, f"The service answered with status {status}.")], headers)


# --- later -----------------------------------------------------------------------------------------------------------


def delayed(settings: dict[str, Any], random: Random, response: Response) -> Response:
    """The same answer, later."""
    seconds = settings["seconds"]
    delay = random.uniform(*seconds) if isinstance(seconds, list) else float(seconds)  # pyright: ignore
    before = response.delivery or Delivery()
    return replace(response, delivery=replace(before, delay=before.delay + delay))


# --- before a page ---------------------------------------------------------------------------------------------------


def change_rows(settings: dict[str, Any], exchange: Exchange) -> bool:
    """Insert rows in front of the list or delete its first ones; False when it has none."""
    rows = settings.get("rows", 1)
    first_page = exchange.look(_with_query(exchange.request, page=1, per_page=MOST_ROWS))
    ids = [row["id"] for row in json.loads(first_page.body)[RESULTS]]
    if not ids:
        return False
    assert exchange.table is not None, "rules about rows are for lists alone"  # noqa: S101
    if settings["fault"] == "rows_inserted":
        descending = exchange.query.get("sort_order") != "asc"
        list_rows.insert_before(exchange.store, exchange.table, ids[0], rows, descending=descending)
    else:
        list_rows.remove(exchange.store, exchange.table, ids[:rows])
    return True


def _with_query(request: Request, **changed: int) -> Request:
    """The same request with other values of these query parameters."""
    kept = [part for part in request.query.split("&") if unquote_plus(part.partition("=")[0]) not in changed]
    return replace(request, query="&".join([*kept, *(f"{name}={value}" for name, value in changed.items())]))


# --- changes of a successful answer ----------------------------------------------------------------------------------


def changed(settings: dict[str, Any], exchange: Exchange, response: Response) -> Response | None:
    """The answer with the fault in it, or None when there is nothing in the answer that it could change."""
    match settings["fault"]:
        case "reset":
            return replace(response, delivery=replace(response.delivery or Delivery(), reset="body"))
        case "truncated_json":
            return replace(response, body=response.body[: len(response.body) // 2])
        case "empty_body":
            return replace(response, body=b"")
        case "wrong_content_type":
            return replace(response, content_type=settings.get("content_type", OTHER_CONTENT_TYPE))
        case _:
            return _changed_json(settings, exchange, response)


def _changed_json(settings: dict[str, Any], exchange: Exchange, response: Response) -> Response | None:
    try:
        body = json.loads(response.body)
    except ValueError:
        return None  # another fault has been at it
    match settings["fault"]:
        case "repeated_page":
            done = _repeat_page(exchange, body)
        case "links_page_only" | "links_other_host":
            done = _change_links(settings, body)
        case _:
            done = _change_fields(settings, body)
    if not done:
        return None
    return replace(response, body=json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode())


def _repeat_page(exchange: Exchange, body: Any) -> bool:
    before = exchange.look(_with_query(exchange.request, page=exchange.query["page"] - 1))
    body[RESULTS] = json.loads(before.body)[RESULTS]
    body[PAGINATION]["count"] = len(body[RESULTS])
    return True


def _change_links(settings: dict[str, Any], body: Any) -> bool:
    links: dict[str, str] = body[PAGINATION]["links"]
    for name, link in links.items():
        if settings["fault"] == "links_other_host":
            links[name] = settings.get("host", OTHER_HOST) + link
        else:
            path, _, query = link.partition("?")
            links[name] = f"{path}?{'&'.join(part for part in query.split('&') if part.partition('=')[0] == 'page')}"
    return bool(links)


def _change_fields(settings: dict[str, Any], body: Any) -> bool:
    steps = steps_of(settings.get("field", ADDED_FIELD))
    fault = settings["fault"]
    value = settings.get("value", UNKNOWN_VALUE if fault == "unknown_enum" else True)

    def change_one(holder: dict[str, Any], name: str) -> bool:
        if fault == "added_field":
            holder[name] = value
        elif holder.get(name) is None and not (fault == "missing_field" and name in holder):
            return False  # there is nothing there in this answer
        elif fault == "missing_field":
            del holder[name]
        elif fault == "unknown_enum":
            holder[name] = value
        else:
            holder[name] = None
        return True

    return change(body, steps, change_one)
