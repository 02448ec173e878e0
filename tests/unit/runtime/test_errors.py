"""Each status becomes its error; the documented texts become issues."""

import pickle
from collections.abc import Callable

import httpx
import pytest

import nicereply
from nicereply_runtime.errors import PUBLIC_ERRORS
from nicereply_runtime.issues import ValidationIssue, parse_issue

# The texts of the documentation's example of an error.
DOCUMENTED = [
    "Validation error in queryParameters[per_page]: This value should be 100 or less.",
    "Validation error in queryParameters[page]: This value should be a valid number.",
    "Validation error in requestBody[survey_id]: This field is missing.",
]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (400, nicereply.BadRequestError),
        (401, nicereply.AuthenticationError),
        (402, nicereply.PaymentRequiredError),
        (404, nicereply.NotFoundError),
        (429, nicereply.RateLimitError),
        (500, nicereply.ServerError),
        (502, nicereply.ServerError),
        (520, nicereply.ServerError),
        (599, nicereply.ServerError),
        (201, nicereply.UnexpectedStatusError),
        (204, nicereply.UnexpectedStatusError),
        (299, nicereply.UnexpectedStatusError),
        (301, nicereply.UnexpectedStatusError),
        (307, nicereply.UnexpectedStatusError),
        (403, nicereply.UnexpectedStatusError),
        (405, nicereply.UnexpectedStatusError),
        (418, nicereply.UnexpectedStatusError),
        (600, nicereply.UnexpectedStatusError),
    ],
)
def test_each_status_has_its_error(
    client_of: Callable[..., nicereply.Client], status: int, expected: type[nicereply.APIError]
) -> None:
    client = client_of(lambda _: httpx.Response(status, json={"errors": DOCUMENTED}), max_retries=0)
    with pytest.raises(nicereply.APIError) as caught:
        client.csat.get_stats()
    assert type(caught.value) is expected
    assert caught.value.status_code == status
    assert caught.value.errors == DOCUMENTED
    assert caught.value.request.url.path == "/v1/csat/stats"
    assert caught.value.response.status_code == status


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>Bad gateway</html>",
        b"null",
        b"[]",
        b'{"errors": null}',
        b'{"errors": [1]}',
        b"\xff",
        b"[" * 100_000,
    ],
)
def test_an_error_body_in_another_form_keeps_its_status_and_bytes(
    client_of: Callable[..., nicereply.Client], body: bytes
) -> None:
    client = client_of(lambda _: httpx.Response(400, content=body))
    with pytest.raises(nicereply.BadRequestError, match=r"^GET /v1/csat/stats answered 400 Bad Request$") as caught:
        client.csat.get_stats()
    assert caught.value.errors == []
    assert caught.value.issues == []
    assert caught.value.response.content == body


@pytest.mark.parametrize(
    ("errors", "told"),
    [
        ("text", "text"),
        ({"score": "bad", "user": {"id": "none"}}, "score: bad | user.id: none"),
        ({"score": ["bad", "worse"]}, "score: bad | score: worse"),
        ([{"message": "bad", "code": 5}], "message: bad"),
    ],
)
def test_errors_in_another_form_are_in_the_message(
    client_of: Callable[..., nicereply.Client], errors: object, told: str
) -> None:
    client = client_of(lambda _: httpx.Response(400, json={"errors": errors}))
    with pytest.raises(nicereply.BadRequestError) as caught:
        client.csat.get_stats()
    assert str(caught.value) == f"GET /v1/csat/stats answered 400 Bad Request: {told}"
    assert caught.value.errors == []


def test_documented_texts_become_issues(client_of: Callable[..., nicereply.Client]) -> None:
    client = client_of(lambda _: httpx.Response(400, json={"errors": DOCUMENTED}))
    with pytest.raises(nicereply.BadRequestError) as caught:
        client.csat.get_stats()
    assert caught.value.issues == [
        ValidationIssue("queryParameters", "per_page", "This value should be 100 or less."),
        ValidationIssue("queryParameters", "page", "This value should be a valid number."),
        ValidationIssue("requestBody", "survey_id", "This field is missing."),
    ]


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        (
            "Validation error in requestBody[user][id]: A: b [c]: d",
            ValidationIssue("requestBody", "user.id", "A: b [c]: d"),
        ),
        (
            "Validation error in requestBody[extra_questions][0][score]: x",
            ValidationIssue("requestBody", "extra_questions.0.score", "x"),
        ),
        ("Validation error in requestBody: x", ValidationIssue("requestBody", "", "x")),
        ("Wrong JSON syntax.", ValidationIssue("", "", "Wrong JSON syntax.")),
        ("", ValidationIssue("", "", "")),
    ],
)
def test_a_text_is_taken_apart_where_it_has_the_documented_wording(text: str, issue: ValidationIssue) -> None:
    assert parse_issue(text) == issue


def test_the_message_says_which_request_which_status_and_what_was_wrong(
    client_of: Callable[..., nicereply.Client],
) -> None:
    client = client_of(lambda _: httpx.Response(400, json={"errors": DOCUMENTED[:2]}))
    with pytest.raises(nicereply.BadRequestError) as caught:
        client.csat.get_stats()
    assert str(caught.value) == f"GET /v1/csat/stats answered 400 Bad Request: {DOCUMENTED[0]} | {DOCUMENTED[1]}"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Retry-After": "120"}, 120.0),
        ({"Retry-After": "0"}, 0.0),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "-5"}, None),
        (
            {"Retry-After": "Tue, 24 Oct 2017 11:39:00 GMT", "Date": "Tue, 24 Oct 2017 11:37:30 GMT"},
            90.0,
        ),
        (
            {"Retry-After": "Tue, 24 Oct 2017 11:36:00 GMT", "Date": "Tue, 24 Oct 2017 11:37:30 GMT"},
            0.0,
        ),
    ],
)
def test_a_rate_limit_error_says_how_long_to_wait(
    client_of: Callable[..., nicereply.Client], headers: dict[str, str], seconds: float | None
) -> None:
    client = client_of(lambda _: httpx.Response(429, headers=headers), max_retries=0)
    with pytest.raises(nicereply.RateLimitError) as caught:
        client.csat.get_stats()
    assert caught.value.retry_after == seconds


@pytest.mark.parametrize(
    ("failure", "expected"),
    [
        (httpx.ConnectError("refused"), nicereply.APIConnectionError),
        (httpx.RemoteProtocolError("cut"), nicereply.APIConnectionError),
        (httpx.DecodingError("no gzip"), nicereply.APIConnectionError),
        (httpx.ReadTimeout("slow"), nicereply.APITimeoutError),
        (httpx.PoolTimeout("slow"), nicereply.APITimeoutError),
    ],
)
def test_broken_connections_become_connection_errors(
    client_of: Callable[..., nicereply.Client], failure: Exception, expected: type[Exception]
) -> None:
    def handler(_: httpx.Request) -> httpx.Response:
        raise failure

    with pytest.raises(nicereply.APIConnectionError) as caught:
        client_of(handler, max_retries=0).csat.get_stats()
    assert type(caught.value) is expected
    assert caught.value.request.url.path == "/v1/csat/stats"
    assert str(failure) in str(caught.value)
    assert "/v1/csat/stats" in str(caught.value)


def test_the_tree_is_the_documented_one() -> None:
    parents = {error.__name__: error.__bases__[0].__name__ for error in PUBLIC_ERRORS}
    assert parents == {
        "NicereplyError": "Exception",
        "ConfigurationError": "NicereplyError",
        "DecodeError": "NicereplyError",
        "APIConnectionError": "NicereplyError",
        "APITimeoutError": "APIConnectionError",
        "APIError": "NicereplyError",
        "BadRequestError": "APIError",
        "AuthenticationError": "APIError",
        "PaymentRequiredError": "APIError",
        "NotFoundError": "APIError",
        "RateLimitError": "APIError",
        "ServerError": "APIError",
        "UnexpectedStatusError": "APIError",
    }
    assert {error.__module__ for error in PUBLIC_ERRORS} == {"nicereply"}


def test_errors_survive_pickling(client_of: Callable[..., nicereply.Client]) -> None:
    client = client_of(lambda _: httpx.Response(400, json={"errors": DOCUMENTED}))
    with pytest.raises(nicereply.BadRequestError) as caught:
        client.csat.get_stats()
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own bytes
    assert type(again) is nicereply.BadRequestError
    assert str(again) == str(caught.value)
    assert again.issues == caught.value.issues
    assert again.response.content == caught.value.response.content
