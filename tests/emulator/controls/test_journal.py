"""The journal has every call to the API, and no key."""

import base64
import json
from contextlib import closing
from urllib.parse import quote

import httpx
import pytest

import nicereply_emulator
from nicereply_emulator.controls import journal as journal_module
from nicereply_emulator.controls.redaction import REDACTED

from ..api import NOW_AS_SENT, Api
from .ways import Way

ORDER = "34b91c1c-fbe4-4b05-8780-93ac67b3b041"
RATING = {"survey_id": ORDER, "score": 5, "user": {"username": "agentBob"}, "comment": "Žluťoučký kůň"}


def test_it_has_what_was_asked_and_answered(way: Way) -> None:
    response = way.request("POST", "/ratings?colour=red&colour=", json=RATING)
    (entry,) = way.emulator.journal
    assert (entry.number, entry.operation, entry.method, entry.path) == (1, "createRating", "POST", "/v1/ratings")
    assert entry.query == {"colour": ["red", ""]}
    assert entry.json == RATING
    assert entry.request_headers["content-type"] == "application/json"
    assert (entry.status, entry.answer) == (400, response.json())
    assert entry.response_headers["content-type"] == "application/json"
    assert entry.faults == ()
    assert entry.describe()["time"] == NOW_AS_SENT


def test_it_has_what_the_caller_got(way: Way) -> None:
    way.emulator.faults.add("status", status=429, retry_after=3, nth=1)
    way.emulator.faults.add("truncated_json", nth=1)
    way.get("/csat/stats")
    cut = way.get("/csat/stats")
    refused, truncated = way.emulator.journal.entries()
    assert (refused.status, refused.response_headers["retry-after"], refused.faults) == (429, "3", ("status",))
    assert (truncated.response_body, truncated.answer) == (cut.text, None)
    assert truncated.faults == ("truncated_json",)


@pytest.mark.parametrize("handled", [True, False])
def test_it_has_no_answer_where_none_came(way: Way, controls: httpx.Client, *, handled: bool) -> None:
    way.emulator.faults.add("reset", handled=handled)
    with pytest.raises(httpx.ReadError):
        way.get("/csat/stats")
    (shown,) = controls.get("/journal").json()["entries"]
    assert shown["response"] == {"status": None, "headers": {}, "body": ""}
    assert shown["faults"] == ["reset"]
    (entry,) = way.emulator.verify("getCsatStats")
    assert entry.answer is None
    assert way.emulator.journal.entries(status=502) == []
    with pytest.raises(nicereply_emulator.VerificationError, match="-> reset"):
        way.emulator.verify("getCsatStats", status=200)


def test_it_has_the_half_that_came_before_a_reset(way: Way) -> None:
    whole = way.get("/csat/ratings").text
    way.emulator.faults.add("reset", when="body")
    with pytest.raises(httpx.ReadError):
        way.get("/csat/ratings")
    entry = way.emulator.journal.entries()[-1]
    assert (entry.status, entry.faults) == (200, ("reset",))
    assert entry.response_body.encode() == whole.encode()[: len(whole.encode()) // 2].decode(errors="replace").encode()


def test_no_key_is_in_it(emulator: nicereply_emulator.Emulator, controls: httpx.Client) -> None:
    key = emulator.api_key
    credentials = base64.b64encode(f":{key}".encode()).decode()
    with httpx.Client(base_url=emulator.base_url, auth=("", key)) as client:
        client.get(f"/users?key={key}", headers={"x-key": key, "cookie": "session=1"})
        client.get(f"/{key}/{credentials}")
        client.post("/ratings", content=f"{key} {credentials}")
    texts = [controls.get("/journal").text, *(repr(entry) for entry in emulator.journal), repr(emulator)]
    assert "x-key" in texts[0]
    for text in texts:
        assert key not in text
        assert credentials not in text
        assert "session=1" not in text


def test_calls_of_controls_and_pages_are_not_in_it(
    emulator: nicereply_emulator.Emulator, controls: httpx.Client
) -> None:
    controls.get("/counts")
    httpx.get(httpx.URL(emulator.base_url).copy_with(path="/"))
    assert len(emulator.journal) == 0


def test_it_is_asked_by_operation_status_and_since(api: Api, controls: httpx.Client) -> None:
    journal = api.emulator.journal
    api.get("/csat/stats")
    api.errors(400, "GET", "/csat/stats?x=1")
    api.errors(404, "GET", "/nothing")
    api.emulator.clock.advance(60)
    api.get("/csat/stats")
    api.get("/users")
    assert [entry.operation for entry in journal] == [*["getCsatStats"] * 2, None, "getCsatStats", "listUsers"]

    def numbers(**filters: str | int) -> list[int]:
        found = [entry.number for entry in journal.entries(**filters)]  # type: ignore[arg-type]
        over_http = controls.get("/journal", params=filters).json()
        assert found == [entry["number"] for entry in over_http["entries"]]
        return found

    assert numbers() == [1, 2, 3, 4, 5]
    assert numbers(operation="getCsatStats") == [1, 2, 4]
    assert numbers(operation="getCsatStats", status=200) == [1, 4]
    assert numbers(status=404) == [3]
    assert numbers(since=3) == [4, 5]
    assert numbers(since="2026-02-03T04:06:06Z") == [4, 5]
    assert numbers(since="2026-02-03T04:06:07Z") == []
    assert numbers(limit=2) == [4, 5]
    assert numbers(operation="getCsatStats", limit=1) == [4]
    assert numbers(since=journal.last_number) == []


def test_wrong_questions(emulator: nicereply_emulator.Emulator, controls: httpx.Client) -> None:
    with pytest.raises(nicereply_emulator.ControlError, match="there is no 'getCsatStat'; did you mean getCsatStats"):
        emulator.journal.entries(operation="getCsatStat")
    with pytest.raises(nicereply_emulator.ControlError, match="since: 'yesterday' is neither the number of an entry"):
        emulator.journal.entries(since="yesterday")
    for query, reason in (
        ("limit=-1", "limit: -1 is less than the minimum of 1"),
        ("since=-1", "since: -1 is less than the minimum of 0"),
    ):
        assert controls.get(f"/journal?{query}").json() == {"errors": [reason]}
    for query in ("operation=nothing", "since=x", "status=ok", "limit=0", "colour=red", "limit=1&limit=2"):
        assert controls.get(f"/journal?{query}").status_code == 400


def test_it_is_bounded_by_its_capacity(api: Api, controls: httpx.Client) -> None:
    journal = api.emulator.journal
    journal.start(capacity=3)
    for _ in range(5):
        api.get("/csat/stats")
    assert [entry.number for entry in journal] == [3, 4, 5]
    state = {"recording": True, "capacity": 3, "kept": 3, "dropped": 2, "last_number": 5}
    assert journal.describe() == state
    answer = controls.put("/journal", json={"capacity": 1})
    assert answer.json() == {**state, "capacity": 1, "kept": 1, "dropped": 4}


def test_it_is_bounded_in_bytes(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "MOST_BYTES", 10_000)
    for _ in range(10):
        api.get("/csat/ratings")
    kept = [len(entry.response_body.encode()) for entry in api.emulator.journal]
    assert kept
    assert sum(kept) <= 10_000
    assert api.emulator.journal.dropped == 10 - len(kept)


def test_long_queries_and_headers_need_room_too(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "MOST_BYTES", 100_000)
    for _ in range(10):
        api.get("/csat/stats")
    assert len(api.emulator.journal) == 10
    api.errors(400, "GET", f"/csat/stats?x={'y' * 60_000}")
    api.request("GET", "/csat/stats", headers={"x": "y" * 60_000})
    assert len(api.emulator.journal) == 1


@pytest.mark.parametrize("key", ["plain", 'a/b+c "d" ü', "%41%41"])
def test_a_key_is_redacted_in_every_form(key: str) -> None:
    keys = (key, f"{key}-and-more")
    with closing(nicereply_emulator.Emulator(data="empty", api_keys=keys)) as emulator, closing(Api(emulator)) as api:
        for one in reversed(keys):
            api.errors(400, "GET", "/users", params={"key": one, one: "1"})
            api.errors(400, "GET", f"/users?{quote(one)}")
            for content in (json.dumps({"x": one}), json.dumps({one: one}, ensure_ascii=False)):
                api.errors(400, "POST", "/ratings", content=content.encode())
            api.errors(404, "GET", f"/users/x/{quote(one)}")
        for entry in emulator.journal:
            shown = entry.describe()
            hidden = [shown["request"][part] for part in ("path", "query", "body")] + [shown["response"]["body"]]
            text = json.dumps(hidden, ensure_ascii=False).replace(REDACTED, "")
            assert key not in text
            assert json.dumps(key)[1:-1] not in text
            assert quote(key, safe="") not in text
            assert "-and-more" not in text


KEY = 'ab/cd12"34+x'


@pytest.mark.parametrize(
    "form",
    [
        r"ab\/cd12\"34+x",
        "ab%2fcd12%2234%2bx",
        "%61b/cd12%2234%2Bx",
        r"\u0061b\u002Fcd12\u002234+x",
        base64.b64encode(f"somebody:{KEY}".encode()).decode(),
        base64.b64encode(f"{KEY}:".encode()).decode(),
        base64.urlsafe_b64encode(f"??>{KEY}".encode()).decode(),
    ],
)
def test_a_key_in_another_encoding_is_hidden_too(form: str) -> None:
    with closing(nicereply_emulator.Emulator(data="empty", api_keys=[KEY])) as emulator, closing(Api(emulator)) as api:
        body = f'{{"comment":"a {form}"}}'
        api.errors(400, "POST", "/ratings", content=body.encode(), headers={"x-other": f"a {form}"})
        api.request("GET", f"/users/{quote(form, safe='%/')}")
        sent, asked = emulator.journal
        assert sent.json == {"comment": f"a {REDACTED}{'=' * form.count('=')}"}
        assert form not in repr(sent) + repr(asked)
        assert KEY not in repr(sent) + repr(asked)


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ('{"api_key":["abcd1234","b"],"score":5}', f'{{"api_key":"{REDACTED}","score":5}}'),
        ('{"token":12345678}', f'{{"token":"{REDACTED}"}}'),
        ('{"a":{"apikey": {"x":"abcd1234"}}}', f'{{"a":{{"apikey": "{REDACTED}"}}}}'),
        (r'{"pass\u0077ord":"hunter2"}', rf'{{"pass\u0077ord":"{REDACTED}"}}'),
        ('{"password":"hunter2', f'{{"password":"{REDACTED}"'),
        ("a=1&password=hunter2&b=2", f"a=1&password={REDACTED}&b=2"),
        ('{"comment":"my password: hunter2, \\"token\\": x","score":5}',) * 2,
        ('{"from":"a=b","comment":"token=1"}',) * 2,
        ("[[[[",) * 2,
    ],
)
def test_values_of_fields_that_are_named_as_credentials(api: Api, body: str, shown: str) -> None:
    api.errors(400, "POST", "/ratings", content=body.encode())
    (entry,) = api.emulator.journal
    assert entry.request_body == shown


@pytest.mark.parametrize("body", ['"' + r"\"" * 400_000, '"' * 800_000, '{"token":' * 80_000, "[" * 800_000])
def test_bodies_that_are_made_to_be_slow(api: Api, body: str) -> None:
    api.errors(400, "POST", "/ratings", content=body.encode())
    (entry,) = api.emulator.journal
    assert entry.request_body
    assert entry.json is None
    with pytest.raises(nicereply_emulator.VerificationError):
        api.emulator.verify("createRating", body={"score": 5})


FOREIGN = "prod-Key-9z"


@pytest.mark.parametrize(
    "authorization",
    [
        f"Bearer {FOREIGN}",
        FOREIGN,
        f"Token   {FOREIGN}",
        f"Basic {base64.b64encode(f':{FOREIGN}'.encode()).decode()}",
        f"Basic {base64.b64encode(f'{FOREIGN}:'.encode()).decode()}",
        f"Basic {base64.b64encode(f'{FOREIGN}:X'.encode()).decode()}",
        f"basic {base64.b64encode(f'somebody:{FOREIGN}'.encode()).decode()}",
    ],
)
def test_what_a_call_has_as_credentials_is_nowhere_in_it(way: Way, authorization: str) -> None:
    token = authorization.split()[-1]
    headers = {"authorization": authorization, "x-other": f"a {FOREIGN} {token}"}
    url = f"/users/{FOREIGN}?x={FOREIGN}&{FOREIGN}=1&y={quote(token, safe='')}"
    way.request("POST", url, headers=headers, auth=None, json={"x": f"a {FOREIGN}", FOREIGN: token})
    (entry,) = way.emulator.journal
    for shown in (repr(entry), json.dumps(entry.describe())):
        assert FOREIGN not in shown
        assert token not in shown
    assert entry.request_headers["x-other"] == f"a {REDACTED} {REDACTED}"


@pytest.mark.parametrize(
    "name", ["X-Api-Key", "api_key", "apikey", "X-Auth-Token", "access_token", "Client-Secret", "key"]
)
def test_credentials_by_their_names(way: Way, name: str) -> None:
    key = way.emulator.api_key
    way.request("POST", f"/ratings?{name}={FOREIGN}", json={"comment": FOREIGN, "score": 5})
    way.request("POST", "/ratings", headers={name: FOREIGN}, json={"comment": f"{FOREIGN} and {key}"})
    way.request("POST", "/ratings", json={"score": 5, "more": [{name: f'{FOREIGN}"'}]})
    way.request("POST", f"/ratings?{name}=ab", json={"comment": "abc"})
    in_query, in_header, in_body, short = way.emulator.journal
    for entry in (in_query, in_header, in_body):
        assert FOREIGN not in repr(entry)
        assert key not in repr(entry)
    assert in_query.query == {name: [REDACTED]}
    assert in_query.json == {"comment": REDACTED, "score": 5}
    assert in_header.request_headers[name.lower()] == REDACTED
    assert in_header.json == {"comment": f"{REDACTED} and {REDACTED}"}
    assert in_body.json == {"score": 5, "more": [{name: REDACTED}]}
    assert (short.query, short.json) == ({name: [REDACTED]}, {"comment": "abc"})


def test_a_user_name_before_the_key_is_no_credential(emulator: nicereply_emulator.Emulator) -> None:
    httpx.get(f"{emulator.base_url}/users/1", auth=("admin", emulator.api_key))
    (entry,) = emulator.journal
    assert '"role":"admin"' in entry.response_body


def test_it_is_stopped_started_cleared_and_reset(api: Api, controls: httpx.Client) -> None:
    journal = api.emulator.journal
    journal.stop()
    api.get("/csat/stats")
    assert len(journal) == 0
    journal.start()
    api.get("/csat/stats")
    assert len(journal) == 1
    assert controls.put("/journal", json={"recording": False}).json()["recording"] is False
    api.get("/csat/stats")
    assert len(journal) == 1
    assert controls.delete("/journal").status_code == 200
    assert (len(journal), journal.last_number) == (0, 1)
    api.emulator.reset()
    api.get("/csat/stats")
    assert [entry.number for entry in journal] == [1]


def test_bodies_that_are_no_text(emulator: nicereply_emulator.Emulator, controls: httpx.Client) -> None:
    way = Way("http", emulator)
    way.request("POST", "/ratings", content=b"\xff\xfe\0")
    way.request("POST", "/ratings", content=b"x" * 2_000_000)
    first, second = emulator.journal
    assert (first.request_body, first.json) == ("\ufffd\ufffd\0", None)
    assert second.request_body is None
    assert json.loads(controls.get("/journal").text)["kept"] == 2


def test_calls_without_the_key_are_in_it(emulator: nicereply_emulator.Emulator) -> None:
    httpx.get(f"{emulator.base_url}/users")
    (entry,) = emulator.journal
    assert (entry.operation, entry.status) == ("listUsers", 401)
