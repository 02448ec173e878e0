"""The records that exist behind a base URL, so that valid requests can name some."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx

from nicereply_contract.document import Node, path_of
from nicereply_contract.relations.catalogue import Catalogue

_MOST_PAGES = 50
"""Enough to know 5,000 records of a kind; the suite needs a handful."""


@dataclass
class Records:
    """What exists. `surveys` are whole records, the others what a request can name them by."""

    surveys: list[Node] = field(default_factory=list[Node])
    user_ids: list[str] = field(default_factory=list[str])
    usernames: list[str] = field(default_factory=list[str])
    customer_ids: list[str] = field(default_factory=list[str])
    by_operation: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    """The ids that an operation can take in its path."""


def read_ids(document: Node, base_url: str, api_key: str) -> dict[str, list[str]]:
    """The ids that each operation can take in its path: those of the first page of the list of its resource.

    Raises httpx.HTTPError when the service cannot be reached or refuses.
    """
    catalogue = Catalogue(document)
    pages: dict[str, list[str]] = {}
    found: dict[str, list[str]] = {}
    with httpx.Client(auth=("", api_key), timeout=30.0, headers={"Accept": "application/json"}) as client:
        for operation in catalogue.operations:
            listed = catalogue.listed_for(operation) if operation.takes_id else None
            if listed is None:
                continue
            if listed.id not in pages:
                answer = client.get(base_url.rstrip("/") + listed.path, params={"per_page": 100}).raise_for_status()
                pages[listed.id] = [row["id"] for row in answer.json()["_results"]]
            found[operation.id] = pages[listed.id]
    return found


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
