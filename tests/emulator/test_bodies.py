"""Whatever comes as a body: a documented answer, and nothing is written."""

from collections.abc import Iterator

import pytest

from .api import Api

GOOD = '{"survey_id": "34b91c1c-fbe4-4b05-8780-93ac67b3b041", "score": %s, "user": {"username": "agentBob"}%s}'


@pytest.fixture
def unchanged(api: Api) -> Iterator[Api]:
    before = api.get("/csat/stats"), api.get("/users")
    yield api
    assert (api.get("/csat/stats"), api.get("/users")) == before


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" \r\n\t",
        b"{",
        b"[]",
        b'"text"',
        b"null",
        b"1",
        b"survey_id=1&score=2",
        b"\xff\xfe{}",
        b"\xef\xbb\xbf{}",
        '{"score": 1}'.encode("utf-16"),
        b'{"score": "\xc3\x28"}',
        (GOOD % ("NaN", "")).encode(),
        (GOOD % ("Infinity", "")).encode(),
        (GOOD % ("-Infinity", "")).encode(),
        (GOOD % ("1e400", "")).encode(),
        (GOOD % ("1" * 5_000, "")).encode(),
        (GOOD % ("18446744073709551616", "")).encode(),
        (GOOD % ("-9223372036854775809", "")).encode(),
        (GOOD % ("3.5", "")).encode(),
        (GOOD % ("true", "")).encode(),
        (GOOD % ('"3"', "")).encode(),
        (GOOD % ("03", "")).encode(),
        (GOOD % ("3", ', "score": 4')).encode(),
        (GOOD % ("3", ', "comment": "\\ud800"')).encode(),
        (GOOD % ("3", ', "\\udfff": 1')).encode(),
        (GOOD % ("3", ', "comment": "a\tb"')).encode(),
        (GOOD % ("3", ', "comment": ' + "[" * 70 + "]" * 70)).encode(),
        b"[" * 200_000,
        b'{"a":' * 200_000,
        (GOOD % ("3", ', "comment": "' + "x" * 2_000_000 + '"')).encode(),
        (GOOD % ("3", "," + ",".join(f'"p{number}": 1' for number in range(5_000)))).encode(),
    ],
    ids=lambda body: repr(body[:40]) + str(len(body)),
)
def test_bodies_that_are_refused(unchanged: Api, body: bytes) -> None:
    errors = unchanged.errors(400, "POST", "/csat/ratings", content=body)
    assert all(error.startswith("Validation error in requestBody") for error in errors)


def test_a_whole_number_may_be_written_with_a_fraction(api: Api) -> None:
    response = api.request("POST", "/csat/ratings", content=GOOD % ("3.0", ""))
    assert response.status_code == 201
    assert '"score":3,' in response.text


@pytest.mark.parametrize(
    "comment", ["", " ", "a\x00b", "\x00", "\u2028", "\ud83d\ude00", "\x7f", 'quote " backslash \\ / \n', "é" * 50_000]
)
def test_texts_come_back_as_they_were(api: Api, comment: str) -> None:
    comment = comment.encode("utf-16", "surrogatepass").decode("utf-16")
    body = {
        "survey_id": "34b91c1c-fbe4-4b05-8780-93ac67b3b041",
        "score": 3,
        "user": {"username": "agentBob"},
        "comment": comment,
        "from": comment,
        "ticket": comment,
    }
    created = api.create("/csat/ratings", body)
    read = api.results(f"/csat/ratings/{created['id']}")
    assert (created["comment"], created["from"], created["ticket"]["value"]) == (comment,) * 3
    assert (read["comment"], read["from"], read["ticket"]["value"]) == (comment,) * 3


def test_the_content_type_does_not_matter(api: Api) -> None:
    for content_type in ("text/plain", "application/json; charset=utf-8", ""):
        response = api.request(
            "POST", "/csat/ratings", content=GOOD % ("3", ""), headers={"content-type": content_type}
        )
        assert response.status_code == 201


def test_bodies_of_reads_are_ignored(api: Api) -> None:
    assert api.request("GET", "/users", content=b"\xff").status_code == 200
