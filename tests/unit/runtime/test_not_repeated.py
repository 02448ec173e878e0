"""A creation that may have been carried out is sent once, and a reading is repeated only where that may help."""

from __future__ import annotations

import httpx
import pytest

import nicereply

SURVEY = "34b91c1c-fbe4-4b05-8780-93ac67b3b041"


def attempts(outcome: int | type[httpx.TransportError], *, writing: bool) -> int:
    """How many requests a client with two retries makes that always has the same outcome."""
    made = 0

    def handle(request: httpx.Request) -> httpx.Response:
        nonlocal made
        made += 1
        if isinstance(outcome, int):
            return httpx.Response(outcome, json={"errors": ["No."]}, headers={"Retry-After": "0"})
        raise outcome("broken", request=request)

    def call(client: nicereply.Client) -> object:
        if writing:
            return client.ratings.create(survey_id=SURVEY, score=5, user=nicereply.UserByUsername("bob"))
        return client.csat.get_stats()

    with (
        httpx.Client(transport=httpx.MockTransport(handle)) as http,
        nicereply.Client("key", "http://127.0.0.1/v1", max_retries=2, http_client=http) as client,
        pytest.raises(nicereply.NicereplyError),
    ):
        call(client)
    return made


@pytest.mark.parametrize("status", [400, 401, 402, 404, 500, 502, 503, 504, 520])
def test_a_creation_is_not_repeated_after_a_status(status: int) -> None:
    assert attempts(status, writing=True) == 1


@pytest.mark.parametrize("error", [httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError, httpx.ReadTimeout])
def test_a_creation_is_not_repeated_when_it_may_have_been_carried_out(error: type[httpx.TransportError]) -> None:
    assert attempts(error, writing=True) == 1


@pytest.mark.parametrize("status", [400, 401, 402, 404, 500, 520])
def test_a_reading_is_not_repeated_in_vain(status: int) -> None:
    assert attempts(status, writing=False) == 1


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_reading_is_repeated(status: int) -> None:
    assert attempts(status, writing=False) == 3
