"""An emulator as the tests call it: every answer is judged by the strict document, the clock stands still."""

from typing import Any

import httpx

import nicereply_emulator
from nicereply_emulator._times import parse_timestamp

NOW = "2026-02-03T04:05:06Z"
NOW_AS_SENT = "2026-02-03T06:05:06+02:00"


class Api:
    """The API of one emulator, by path below `/v1`."""

    def __init__(self, emulator: nicereply_emulator.Emulator) -> None:
        self.emulator = emulator
        self._client = httpx.Client(
            transport=emulator.transport(), base_url=emulator.base_url, auth=("", emulator.api_key)
        )

    def request(self, method: str, path: str, **arguments: Any) -> httpx.Response:
        response = self._client.request(method, path, **arguments)
        assert response.headers["content-type"] == "application/json"
        assert response.status_code < 500, response.text
        return response

    def get(self, path: str, **query: Any) -> Any:
        """The body of a 200."""
        response = self.request("GET", path, params=query or None)
        assert response.status_code == 200, response.text
        return response.json()

    def results(self, path: str, **query: Any) -> Any:
        return self.get(path, **query)["_results"]

    def all(self, path: str, **query: Any) -> list[Any]:
        """The rows of all pages, by following `links.next`."""
        rows: list[Any] = []
        link: str | None = str(httpx.URL(path, params={"per_page": 100, **query}))
        while link is not None:
            body = self.get(link.removeprefix("/v1"))
            rows += body["_results"]
            link = body["_pagination"]["links"].get("next")
        return rows

    def create(self, path: str, body: Any) -> Any:
        response = self.request("POST", path, json=body)
        assert response.status_code == 201, response.text
        return response.json()["_results"]

    def errors(self, status: int, method: str, path: str, **arguments: Any) -> list[str]:
        """The texts of a refusal with this status."""
        response = self.request(method, path, **arguments)
        assert response.status_code == status, response.text
        body = response.json()
        assert body.keys() == {"errors"}
        return body["errors"]

    def close(self) -> None:
        self._client.close()


def frozen_emulator(**arguments: Any) -> nicereply_emulator.Emulator:
    emulator = nicereply_emulator.Emulator(self_check=True, now=NOW, **arguments)
    emulator.clock.freeze(parse_timestamp(NOW))  # not at what is now: a second may have passed
    emulator.mark()
    return emulator
