"""Every field of every body with values of every kind, in both profiles: a documented answer, and nothing else."""

import json
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from .api import Api, frozen_emulator

CHAT = "df05e734-aed3-4da1-9fcb-730a2415698e"
RATING: dict[str, Any] = {
    "survey_id": CHAT,
    "score": 3,
    "user": {"username": "agentBob"},
    "from": "Jo",
    "comment": "Yes",
    "ticket": "5",
    "ip_address": "8.8.8.8",
    "customer_id": "461b20eb-b6e9-43ed-bbd3-6c7131dded16",
    "extra_questions": [{"id": "a8febabb-f6f1-4fce-950a-da18da8b5e6d", "score": 1}],
}
THING: dict[str, Any] = {"fullname": "Eve", "username": "eve"}
BODIES = {
    "/ratings": RATING,
    "/csat/ratings": RATING,
    "/users/agent": {**THING, "email": "eve@example.com"},
    "/users/thing-or-action": THING,
}

# JSON texts, because Python cannot write all of them.
VALUES = [
    "null",
    "true",
    "0",
    "-1",
    "5",
    "0.5",
    "3.0",
    "1e300",
    "9223372036854775808",
    "18446744073709551617",
    "-9223372036854775809",
    "9" * 400,
    '""',
    '" "',
    '"5"',
    '"-5"',
    '"٣"',
    '"999999999999999999"',
    '"99999999999999999999"',
    '"x"',
    '"a\\u0000b"',
    '"\\ud83d\\ude00"',
    f'"{"x" * 10_000}"',
    f'"{CHAT}"',
    f'"{CHAT.upper()}"',
    f'"{{{CHAT}}}"',
    "[]",
    "[[]]",
    "[null]",
    '["x"]',
    '[{"id":5,"score":"3"}]',
    '[{"id":null,"score":null}]',
    '[{"id":[],"score":{}}]',
    "{}",
    '{"id":5}',
    '{"id":[]}',
    '{"id":"","username":""}',
    '{"id":null,"username":["x"]}',
    '{"username":{}}',
    '{"username":9223372036854775808}',
    '{"":{}}',
]


@pytest.fixture(scope="module", params=["strict", "legacy"])
def profile(request: pytest.FixtureRequest) -> Iterator[Api]:
    with closing(frozen_emulator(profile=request.param)) as emulator, closing(Api(emulator)) as api:
        yield api


@pytest.mark.parametrize("path", BODIES)
def test_values_of_every_kind(profile: Api, path: str) -> None:
    profile.emulator.reset()
    whole = BODIES[path]
    before = profile.emulator.counts()
    created = 0
    for field in sorted({*whole, "email", "nobody_knows"}):
        rest = json.dumps({name: value for name, value in whole.items() if name != field})[1:-1]
        for value in VALUES:
            new = rest.replace('"eve"', f'"eve-{created}"')  # a username is taken once
            content = f"{{{json.dumps(field)}: {value}, {new}}}".encode()
            response = profile.request("POST", path, content=content)
            assert response.status_code in (201, 400, 404), content
            assert response.json().keys() == {"_results" if response.status_code == 201 else "errors"}, content
            created += response.status_code == 201
    after = profile.emulator.counts()
    assert created > 10, "what is not asked about must be right, else nothing else is judged"
    assert sum(after.values()) - sum(before.values()) == created
    for listed in ("/csat/ratings", "/users"):
        profile.all(listed)


@pytest.mark.parametrize("path", BODIES)
def test_values_in_place_of_a_body(profile: Api, path: str) -> None:
    for value in VALUES:
        assert profile.request("POST", path, content=value.encode()).status_code == 400, value
