"""In which order a request is judged, and in which words it is refused."""

import base64
from typing import Any

import httpx
import pytest

from nicereply_spec import load_strict

from .api import Api

SURVEY = "34b91c1c-fbe4-4b05-8780-93ac67b3b041"
NOWHERE = "00000000-0000-4000-8000-000000000000"
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE")
PATHS = {
    path: [method.upper() for method in ("get", "post", "put", "patch", "delete") if method in item]
    for path, item in load_strict()["paths"].items()
}


def call(api: Api, method: str, path: str, authorization: str | None) -> httpx.Response:
    headers = {} if authorization is None else {"authorization": authorization}
    with httpx.Client(transport=api.emulator.transport(), base_url=api.emulator.base_url) as client:
        return client.request(method, path, headers=headers)


def basic(text: str) -> str:
    return "Basic " + base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    "authorization",
    [None, "", "Basic", "Basic !!!", basic(""), basic(":"), basic(":wrong"), basic("nicereply-demo-key"), "Bearer x"],
)
@pytest.mark.parametrize("path", ["/users", "/nowhere", "/users/not-an-id?page=x"])
def test_without_the_key_everything_is_401(api: Api, authorization: str | None, path: str) -> None:
    api.emulator.account.payment_required = True
    response = call(api, "GET", path, authorization)
    assert response.status_code == 401
    assert response.headers["www-authenticate"].startswith("Basic ")
    assert response.json().keys() == {"errors"}


@pytest.mark.parametrize("authorization", [basic(":nicereply-demo-key"), basic("someone:nicereply-demo-key")])
def test_the_user_name_may_be_blank_or_not(api: Api, authorization: str) -> None:
    assert call(api, "GET", "/users", authorization).status_code == 200
    assert call(api, "GET", "/users", authorization.replace("Basic", "basic")).status_code == 200


@pytest.mark.parametrize("path", ["/users", "/nowhere", "/users/not-an-id"])
def test_an_unpaid_account_is_402_before_all_else(api: Api, path: str) -> None:
    api.emulator.account.payment_required = True
    assert len(api.errors(402, "GET", path)) == 1


@pytest.mark.parametrize("path", ["/", "/user", "/users/", "/users//stats", "/csat", "/csat/ratings/x/y", "/ratings/1"])
def test_an_unknown_route_is_404(api: Api, path: str) -> None:
    (error,) = api.errors(404, "GET", path)
    assert path in error


@pytest.mark.parametrize(
    ("path", "method"),
    [(path, method) for path, allowed in PATHS.items() for method in METHODS if method not in allowed],
)
def test_other_methods_are_405_with_those_that_are_allowed(api: Api, path: str, method: str) -> None:
    response = api.request(method, path.replace("{id}", "not-an-id") + "?page=x")
    assert response.status_code == 405
    assert sorted(response.headers["allow"].split(", ")) == sorted(PATHS[path])


def test_the_documented_messages(api: Api) -> None:
    assert api.errors(400, "GET", "/csat/ratings?per_page=101&page=two") == [
        "Validation error in queryParameters[per_page]: This value should be 100 or less.",
        "Validation error in queryParameters[page]: This value should be a valid number.",
    ]
    assert "Validation error in requestBody[survey_id]: This field is missing." in api.errors(
        400, "POST", "/ratings", json={}
    )


def test_all_problems_are_told_at_once(api: Api) -> None:
    query = "per_page=9&page=0&sort_order=up&period_start=yesterday&colour=red&colour=blue&updated_period_end="
    assert api.errors(400, "GET", f"/users/bob/ratings?{query}") == [
        "Validation error in urlParameters[id]: This value is not a valid UUID.",
        "Validation error in queryParameters[per_page]: This value should be 10 or more.",
        "Validation error in queryParameters[page]: This value should be 1 or more.",
        "Validation error in queryParameters[sort_order]: The value you selected is not a valid choice.",
        "Validation error in queryParameters[period_start]: This value is not a valid datetime.",
        "Validation error in queryParameters[colour]: This field was not expected.",
        "Validation error in queryParameters[updated_period_end]: This value is not a valid datetime.",
    ]
    body: dict[str, Any] = {
        "survey_id": "9e3722f9-1855-4188-80d2-9ab918d8c43f",
        "score": 4,
        "user": {"id": "bob", "username": "agentBob"},
        "customer_id": 7,
        "ip_address": "::1",
        "comment": None,
        "colour": "red",
        "extra_questions": [{"id": NOWHERE, "score": 0, "weight": 1}, {}],
    }
    assert set(api.errors(400, "POST", "/csat/ratings?page=1", json=body)) == {
        "Validation error in queryParameters[page]: This field was not expected.",
        "Validation error in requestBody[score]: This value should be 3 or less.",
        "Validation error in requestBody[user]: This value should contain exactly one of these fields: id, username.",
        "Validation error in requestBody[customer_id]: This value should be of type string.",
        "Validation error in requestBody[ip_address]: This value is not a valid IP address.",
        "Validation error in requestBody[comment]: This value should not be null.",
        "Validation error in requestBody[colour]: This field was not expected.",
        "Validation error in requestBody[extra_questions][0][id]: The value you selected is not a valid choice.",
        "Validation error in requestBody[extra_questions][0][score]: This value should be 1 or more.",
        "Validation error in requestBody[extra_questions][0][weight]: This field was not expected.",
        "Validation error in requestBody[extra_questions][1][id]: This field is missing.",
        "Validation error in requestBody[extra_questions][1][score]: This field is missing.",
        "Validation error in requestBody[extra_questions]: "
        "The extra question 76c88941-7d7e-45e8-95a6-1fe10b77dcfc is required.",
    }


def test_problems_come_before_records_that_are_not_there(api: Api) -> None:
    (error,) = api.errors(400, "GET", f"/users/{NOWHERE}/stats?period_start=now")
    assert error.startswith("Validation error in queryParameters[period_start]")
    (error,) = api.errors(400, "POST", "/ratings", json={"survey_id": NOWHERE, "score": 11, "user": {"id": NOWHERE}})
    assert error == "Validation error in requestBody[score]: This value should be 10 or less."


@pytest.mark.parametrize("path", [path for path in PATHS if "{id}" in path])
@pytest.mark.parametrize("id_", [NOWHERE, "999999999999999999"])
def test_a_record_that_is_not_there_is_404(api: Api, path: str, id_: str) -> None:
    (error,) = api.errors(404, "GET", path.replace("{id}", id_))
    assert id_ in error


@pytest.mark.parametrize(
    "id_",
    ["x", "0", "-1", "01", "1e3", "٣", "904e0950959b4a9093ad4fdc62a4a14c", "%00", "a%2Fb", "%F0%9F%98%80", "9" * 40],
)
def test_a_malformed_id_is_400(api: Api, id_: str) -> None:
    assert api.errors(400, "GET", f"/users/{id_}") == [
        "Validation error in urlParameters[id]: This value is not a valid UUID."
    ]


def test_ids_are_read_in_either_case(api: Api) -> None:
    assert api.results("/users/D0CDF133-0A77-43CB-8C7C-127F8ECF154B")["username"] == "agentBob"
    assert api.results("/users/D0CDF133-0A77-43CB-8C7C-127F8ECF154B")["id"] == "d0cdf133-0a77-43cb-8c7c-127f8ecf154b"
    for id_ in ("d0cdf1330a7743cb8c7c127f8ecf154b", "{d0cdf133-0a77-43cb-8c7c-127f8ecf154b}"):
        assert len(api.errors(400, "GET", f"/users/{id_}")) == 1


def test_a_rating_is_found_under_its_own_metric_alone(api: Api) -> None:
    assert len(api.errors(404, "GET", "/nps/ratings/904e0950-959b-4a90-93ad-4fdc62a4a14c")) == 1


def test_a_repeated_parameter_is_refused(api: Api) -> None:
    assert api.errors(400, "GET", "/users?page=1&page=2&page=3") == [
        "Validation error in queryParameters[page]: This field should be given once."
    ]


@pytest.mark.parametrize("page", ["", " 1", "1.0", "1e1", "0x1", "+ 1", "१", "true", "null", "9" * 5_000])
def test_only_whole_numbers_are_numbers(api: Api, page: str) -> None:
    assert api.errors(400, "GET", "/users", params={"page": page}) == [
        "Validation error in queryParameters[page]: This value should be a valid number."
    ]


def test_signs_and_zeros_of_numbers(api: Api) -> None:
    for page, number in (("+2", 2), ("002", 2), ("+00002", 2), ("2147483647", 2**31 - 1)):
        assert api.get("/users", page=page)["_pagination"]["current_page"] == number
    assert api.errors(400, "GET", "/users", params={"page": "2147483648"}) == [
        "Validation error in queryParameters[page]: This value should be 2147483647 or less."
    ]
    for page in ("0", "-1", "-0"):
        assert api.errors(400, "GET", "/users", params={"page": page}) == [
            "Validation error in queryParameters[page]: This value should be 1 or more."
        ]


def test_the_bounds_of_per_page(api: Api) -> None:
    for per_page in (10, 100):
        assert api.get("/csat/ratings", per_page=per_page)["_pagination"]["count"] == per_page
    assert api.get("/csat/ratings")["_pagination"]["per_page"] == 10
    for per_page in (9, 0, -1, 101, 10**30):
        assert len(api.errors(400, "GET", "/csat/ratings", params={"per_page": per_page})) == 1


def test_thousands_of_parameters_are_answered(api: Api) -> None:
    errors = api.errors(400, "GET", "/users?" + "&".join(f"p{number}=1" for number in range(5_000)))
    assert len(errors) == 5_000


def test_a_plus_sign_in_a_date_must_be_encoded(api: Api) -> None:
    (error,) = api.errors(400, "GET", "/csat/stats?period_start=2017-10-24T13:37:00+02:00")
    assert error == (
        "Validation error in queryParameters[period_start]: This value is not a valid datetime. "
        "Its + arrived as a blank: write %2B in a URL."
    )
    (error,) = api.errors(400, "GET", "/csat/stats?period_start=2017-10-24+13:37:00")
    assert error == "Validation error in queryParameters[period_start]: This value is not a valid datetime."
    assert api.get("/csat/stats?period_start=2017-10-24T13:37:00%2B02:00")
