"""What the service refuses becomes the documented errors."""

import asyncio
from typing import Any

import pytest

import nicereply
import nicereply_emulator

NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize("resource", ["customers", "surveys", "teams", "users"])
def test_a_record_that_does_not_exist(api: Any, resource: str) -> None:
    with pytest.raises(nicereply.NotFoundError) as caught:
        api(f"{resource}.get", NOBODY)
    assert caught.value.status_code == 404
    assert caught.value.errors


def test_a_rating_of_another_metric_is_not_found(api: Any) -> None:
    rating = api("csat.list_ratings")[0]
    with pytest.raises(nicereply.NotFoundError):
        api("nps.get_rating", rating.id)


def test_an_id_in_a_wrong_form(api: Any) -> None:
    with pytest.raises(nicereply.BadRequestError) as caught:
        api("teams.get", "Team #2")
    assert [issue.field for issue in caught.value.issues] == ["id"]


def test_a_wrong_key(emulator: nicereply_emulator.Emulator, runner: asyncio.Runner) -> None:
    with nicereply.Client("wrong", emulator.base_url) as client, pytest.raises(nicereply.AuthenticationError):
        client.csat.get_stats()

    async def call() -> None:
        async with nicereply.AsyncClient("wrong", emulator.base_url) as client:
            await client.csat.get_stats()

    with pytest.raises(nicereply.AuthenticationError):
        runner.run(call())


def test_a_trial_that_has_ended(api: Any, emulator: nicereply_emulator.Emulator) -> None:
    emulator.account.payment_required = True
    try:
        with pytest.raises(nicereply.PaymentRequiredError):
            api("csat.get_stats")
    finally:
        emulator.account.payment_required = False


def test_all_problems_of_a_request_are_issues(client: nicereply.Client) -> None:
    # The documentation's own example; the methods of the client would refuse it before anything is sent.
    response = client.request("GET", "/csat/ratings", params={"per_page": "101", "page": "x"})
    with pytest.raises(nicereply.BadRequestError) as caught:
        response.result()
    issues = {(issue.location, issue.field, issue.message) for issue in caught.value.issues}
    assert issues == {
        ("queryParameters", "per_page", "This value should be 100 or less."),
        ("queryParameters", "page", "This value should be a valid number."),
    }


def test_a_missing_field_is_named_in_the_documented_words(client: nicereply.Client) -> None:
    response = client.request("POST", "/ratings", json={"score": 5, "user": {"username": "agentBob"}})
    assert response.status_code == 400
    assert response.errors == ["Validation error in requestBody[survey_id]: This field is missing."]


def test_a_method_that_is_not_offered(client: nicereply.Client) -> None:
    response = client.request("PATCH", "/ratings", json={})
    assert response.status_code == 405
    with pytest.raises(nicereply.UnexpectedStatusError):
        response.result()


def test_nobody_there(runner: asyncio.Runner) -> None:
    with (
        nicereply.Client("key", "http://127.0.0.1:1/v1", max_retries=0) as client,
        pytest.raises(nicereply.APIConnectionError),
    ):
        client.csat.get_stats()

    async def call() -> None:
        async with nicereply.AsyncClient("key", "http://127.0.0.1:1/v1", max_retries=0) as client:
            await client.csat.get_stats()

    with pytest.raises(nicereply.APIConnectionError):
        runner.run(call())
