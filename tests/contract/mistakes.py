"""Mistakes of a service that no schema notices, made by a proxy: each breaks the relation that it is named under."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode

import httpx

from .proxy import Exchange, Mistake


@dataclass(frozen=True)
class Wrong:
    """What the proxy does to requests (`before`) and answers (`after`)."""

    before: Mistake | None = None
    after: Mistake | None = None


def query_of(exchange: Exchange) -> dict[str, str]:
    """The query parameters of a request."""
    return dict(parse_qsl(exchange.path.partition("?")[2]))


def path_of(exchange: Exchange) -> str:
    """The path of a request, without the query."""
    return exchange.path.partition("?")[0]


def ask_for(exchange: Exchange, query: dict[str, str]) -> None:
    """Change the query of a request."""
    exchange.path = path_of(exchange) + (f"?{urlencode(query)}" if query else "")


def parameter(name: str, change: Callable[[str], str], *, path: str = "") -> Wrong:
    """The service understands another value of a query parameter, at paths that match."""

    def before(exchange: Exchange) -> None:
        query = query_of(exchange)
        if name in query and re.search(path, path_of(exchange)):
            ask_for(exchange, {**query, name: change(query[name])})

    return Wrong(before=before)


def without(name: str) -> Wrong:
    """The service does not look at a query parameter."""
    return Wrong(before=lambda exchange: ask_for(exchange, {k: v for k, v in query_of(exchange).items() if k != name}))


def unless_told(name: str, value: str) -> Wrong:
    """The service has another default."""

    def before(exchange: Exchange) -> None:
        if exchange.method == "GET" and re.search("(ratings|teams|users|customers|surveys)$", path_of(exchange)):
            ask_for(exchange, {name: value, **query_of(exchange)})

    return Wrong(before=before)


def answer(path: str, change: Callable[[Any], None]) -> Wrong:
    """Successful answers at a path (a regular expression for its end) are another."""

    def after(exchange: Exchange) -> None:
        if exchange.status < 300 and exchange.method == "GET" and re.search(f"{path}$", path_of(exchange)):
            exchange.edit(change)

    return Wrong(after=after)


def later(text: str, seconds: int = 1) -> str:
    """A date, some seconds later."""
    return (datetime.fromisoformat(text) + timedelta(seconds=seconds)).isoformat()


def repeat_a_row(body: Any) -> None:
    """A page ends with the row that it begins with."""
    if body["_pagination"]["current_page"] == 2:
        body["_results"][-1] = body["_results"][0]


def truncate(body: Any) -> None:
    """The average is cut off after two decimals."""
    body["_results"]["average"] = int(body["_results"]["average"] * 100) / 100


def shift(body: Any) -> None:
    """A rating is counted one score further up."""
    counts = body["_results"]["CSAT"]["histogram"]
    score = next((score for score in list(counts)[:-1] if counts[score]), None)
    if score is not None:
        counts[score] -= 1
        counts[str(int(score) + 1)] += 1


def each_row(change: Callable[[Any], None]) -> Callable[[Any], None]:
    """Change all rows of a list."""

    def all_rows(body: Any) -> None:
        for row in body["_results"]:
            change(row)

    return all_rows


def one_less(row: Any) -> None:
    """The count of a row lacks a rating."""
    for stats in row["stats"].values():
        if isinstance(stats, dict) and stats["count"]:
            stats["count"] -= 1


def no_figures(body: Any) -> None:
    """A histogram is empty."""
    counts = body["_results"]["histogram"]
    counts.update(dict.fromkeys(counts, 0))


def twice(body: Any) -> None:
    """Ratings of a member count once for each time that the member is in a team."""
    for metric in body["_results"].values():
        metric["histogram"] = {score: 2 * count for score, count in metric["histogram"].items()}


def lead_to_the_page_alone(body: Any) -> None:
    """The links of a page forget how many rows a page has."""
    links = body["_pagination"]["links"]
    body["_pagination"]["links"] = {
        name: re.sub(r"per_page=\d+&?", "per_page=20&", link) for name, link in links.items()
    }


def to_the_survey(row: Any) -> None:
    """A row's link to itself leads elsewhere."""
    if "survey" in row.get("_links", {}):
        row["_links"]["self"] = row["_links"]["survey"]


def other_rows(body: Any) -> None:
    """A page after the last one repeats something."""
    if not body["_results"]:
        body["_pagination"]["total"] += 1


def lose_the_last_user(body: Any) -> None:
    """The last user of each team is left out."""
    for row in body["_results"]:
        row["users"] = row["users"][:-1]


def found_everywhere(exchange: Exchange) -> None:
    """A rating of one metric is found at the path of another."""
    if exchange.status == 404:
        exchange.status = 200


def every_survey(exchange: Exchange) -> None:
    """The list of one metric's surveys holds all."""
    exchange.path = exchange.path.replace("/csat/surveys", "/surveys")


def as_the_other_way(row: Any) -> None:
    """A list says something else than the record."""
    row["comment"] = "edited"


def stored_twice(exchange: Exchange, send: Callable[[Exchange], httpx.Response]) -> None:
    """A rating is stored twice."""
    if exchange.method == "POST" and exchange.status == 201 and exchange.path.endswith("/ratings"):
        send(exchange)


def stored_though_refused(exchange: Exchange, send: Callable[[Exchange], httpx.Response]) -> None:
    """What is refused leaves something behind."""
    if exchange.method == "POST" and exchange.status == 400:
        least = {"fullname": "Left behind", "username": f"left-behind-{hash(exchange.request_body)}"}
        path = re.sub("/v1/.*", "/v1/users/thing-or-action", exchange.path)
        send(Exchange("POST", path, exchange.request_headers, httpx.Request("POST", "http://x", json=least).content))


def renamed(body: Any) -> None:
    """A user's own record has another name than its creation."""
    body["_results"]["fullname"] += "!"


class Stale:
    """The figures of a metric are remembered from when they were first asked for."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._first: dict[str, bytes] = {}

    def __call__(self, exchange: Exchange) -> None:
        """Answer what was answered first."""
        if exchange.status == 200 and exchange.path.endswith(("/histogram", "/stats")):
            exchange.body = self._first.setdefault(exchange.path, exchange.body)


def missing_rating(body: Any) -> None:
    """The newest rating is not in the list of its user yet."""
    if body["_results"]:
        del body["_results"][0]


WRONG: dict[str, list[Wrong]] = {
    "pages-join-to-the-whole-list": [
        answer("/csat/ratings", repeat_a_row),
        answer("/teams", lambda body: body["_pagination"].update(count=100)),
        answer("/nps/ratings", lambda body: body["_pagination"]["links"].pop("next", None)),
    ],
    "a-page-after-the-last-is-empty": [answer("/customers", other_rows)],
    "a-page-is-ten-rows-unless-told": [unless_told("per_page", "20")],
    "next-and-previous-lead-to-the-neighbours": [answer("/ces/ratings", lead_to_the_page_alone)],
    "ascending-is-descending-reversed": [without("sort_order")],
    "the-newest-come-first": [unless_told("sort_order", "asc")],
    "a-period-of-creation-filters-the-list": [
        parameter("period_end", lambda text: later(text, -1)),
        parameter("period_start", later),
        parameter("period_start", lambda text: f"{text[:19]}Z"),
        without("period_end"),
    ],
    "a-period-of-update-filters-the-list": [
        without("updated_period_start"),
        parameter("updated_period_end", lambda text: later(text, -1)),
    ],
    "neighbouring-periods-part-the-list": [parameter("period_end", lambda text: later(text, -1))],
    "rows-agree-with-single-records": [answer("/nps/ratings", each_row(as_the_other_way))],
    "a-rating-is-found-under-its-own-metric-alone": [Wrong(after=found_everywhere)],
    "an-owner-lists-the-ratings-that-name-it": [answer("/users/[^/]+/ratings", missing_rating)],
    "lists-by-metric-part-the-whole": [Wrong(before=every_survey)],
    "memberships-agree-from-all-sides": [answer("/teams/users", lose_the_last_user)],
    "links-lead-to-what-they-say": [answer("/csat/ratings", each_row(to_the_survey))],
    "stats-follow-from-the-histogram": [
        answer("/csat/stats", truncate),
        answer("/nps/stats", lambda body: body["_results"].update(nps_score=body["_results"]["nps_score"] + 1)),
        answer("/nps/stats", lambda body: body["_results"]["groups"].update(passives=0)),
        answer("/users/[^/]+/stats", lambda body: body["_results"]["CES"].update(count=10_000)),
    ],
    "histograms-count-the-ratings-of-the-list": [answer("/users/[^/]+/histogram", shift)],
    "neighbouring-periods-part-the-figures": [
        parameter("period_end", lambda text: later(text, -1), path="/(stats|histogram)$")
    ],
    "rows-of-stats-agree-with-single-stats": [answer("/users/stats", each_row(one_less))],
    "surveys-add-up-to-the-metric": [answer("/surveys/[^/]+/histogram", no_figures)],
    "owners-add-up-to-the-ratings-that-name-one": [answer("/customers/stats", each_row(one_less))],
    "groups-have-the-figures-of-their-members": [answer("/teams/[^/]+/histogram", twice)],
    "a-created-user-is-listed-and-has-no-figures": [answer("/users/[^/]+", renamed)],
    "the-service-follows-its-model": [],
    "a-created-rating-counts-where-it-belongs-alone": [],
    "a-refused-creation-changes-nothing": [],
}
"""By relation. Those of writing have mistakes that need more than one request; the tests add them."""
