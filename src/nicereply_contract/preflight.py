"""One request before all others: whether there is a service at all, and whether it takes the key."""

from __future__ import annotations

from http import HTTPStatus

import httpx

import nicereply_spec
from nicereply_contract.relations.catalogue import Catalogue
from nicereply_contract.relations.service import TIMEOUT

_REFUSED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)


def hindrance(base_url: str, api_key: str) -> str:
    """Why nothing can be learned behind a base URL, empty when something can. Asks for the first page of one list."""
    one = next(one for one in Catalogue(nicereply_spec.load()).lists if not one.takes_id)
    url = base_url.rstrip("/") + one.path
    try:
        answer = httpx.get(url, auth=("", api_key), headers={"Accept": "application/json"}, timeout=TIMEOUT)
    except httpx.HTTPError as error:
        return f"GET {url} got no answer: {type(error).__name__} {error}".rstrip()
    found = f"GET {url} answered {answer.status_code}"
    if answer.status_code in _REFUSED:
        return f"{found}: the key was refused; is it the key of this service?"
    if answer.has_redirect_location:
        return (
            f"{found}: it redirects to {answer.headers['location']}, which is not followed; name that address instead"
        )
    if answer.status_code == HTTPStatus.NOT_FOUND:
        return f"{found}: is this the right base URL, with its /v1?"
    if answer.is_success and not _is_json(answer):
        kind = answer.headers.get("content-type", "no content type")
        return f"{found} without JSON ({kind}): is there a page for people before the service?"
    return ""


def _is_json(answer: httpx.Response) -> bool:
    try:
        answer.json()
    except ValueError:
        return False
    return True
