"""The records that exist behind a base URL, so that valid requests can name some."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx

from nicereply_contract.document import Node, path_of

_MOST_PAGES = 50
"""Enough to know 5,000 records of a kind; the suite needs a handful."""


@dataclass
class Records:
    """What exists. `surveys` are whole records, the others what a request can name them by."""

    surveys: list[Node] = field(default_factory=list[Node])
    user_ids: list[str] = field(default_factory=list[str])
    usernames: list[str] = field(default_factory=list[str])
    customer_ids: list[str] = field(default_factory=list[str])


def read_records(document: Node, base_url: str, api_key: str) -> Records:
    """Ask the service for its surveys, users and customers.

    Raises httpx.HTTPError when it cannot be reached or refuses.
    """
    with httpx.Client(auth=("", api_key), timeout=30.0, headers={"Accept": "application/json"}) as client:

        def rows(operation_id: str) -> list[Node]:
            return list(_rows(client, base_url.rstrip("/") + path_of(document, operation_id)))

        users = rows("listUsers")
        return Records(
            surveys=rows("listSurveys"),
            user_ids=[user["id"] for user in users],
            usernames=[user["username"] for user in users],
            customer_ids=[customer["id"] for customer in rows("listCustomers")],
        )


def _rows(client: httpx.Client, url: str) -> Iterator[Node]:
    for page in range(1, _MOST_PAGES + 1):
        answer = client.get(url, params={"page": page, "per_page": 100}).raise_for_status()
        body: Any = answer.json()
        yield from body["_results"]
        if "next" not in body["_pagination"]["links"]:
            return
