"""What `Emulator` and its controls in Python are given is judged by name, as over HTTP."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

import nicereply_emulator
from nicereply_emulator import ControlError, DataError, Emulator, StoreError

USER = {
    "id": "00000000-0000-4000-8000-000000000001",
    "type": "AGENT",
    "username": "eve",
    "fullname": "Eve",
    "email": "eve@example.com",
    "role": "team_member",
    "created_at": "2026-01-15T12:00:00Z",
}


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({"api_keys": "abc"}, "api_keys: 'abc' is one text; give a list of keys, such as ['abc']"),
        ({"api_keys": [5]}, "api_keys: 5: keys are texts"),
        ({"api_keys": []}, "api_keys: []: expected a list of keys"),
        ({"api_keys": [""]}, "no key may be empty"),
        ({"api_keys": ["a\nb"]}, "a key has no control characters"),
        ({"api_keys": 7}, "api_keys: 7: expected a list of keys"),
        ({"seed": "x"}, "seed: 'x': expected a whole number"),
        ({"frozen": "yes"}, "frozen: 'yes': expected True or False"),
        ({"self_check": "x"}, "self_check: 'x': expected True or False"),
        ({"now": []}, "now: []: expected epoch seconds, a timestamp or a datetime"),
        ({"now": "x"}, "now: 'x': expected a timestamp"),
        ({"data": 5}, "data: 5: expected demo, empty, the path of a JSON file, or a dict of records"),
        ({"database": 5}, "database: 5: expected a path"),
    ],
)
def test_arguments_are_refused_by_name(arguments: dict[str, Any], reason: str) -> None:
    with pytest.raises(ControlError) as refused:
        Emulator(**{"data": "empty", **arguments})
    assert reason in str(refused.value)
    assert len(refused.value.problems) == 1


CONTROLS: list[tuple[Callable[[Any], object], str]] = [
    (lambda one: one.clock.freeze("x"), "freeze: 'x': expected a timestamp"),
    (lambda one: one.clock.set("x"), "set: 'x': expected a timestamp"),
    (lambda one: one.clock.set("9999-12-31T23:59:59Z"), "set: '9999-12-31T23:59:59Z': expected a time from 1970"),
    (lambda one: one.clock.advance(1.5), "advance: 1.5: expected whole seconds"),
    (lambda one: one.clock.advance(10**12), "advance: "),
    (lambda one: one.faults.remove("a"), "rule: 'a' is neither a rule nor the number of one"),
    (lambda one: one.snapshots.take(None), "name: None: expected 1 to 64"),
    (lambda one: one.snapshots.restore([]), "name: there is no snapshot []"),
    (lambda one: setattr(one.account, "payment_required", "no"), "payment_required: 'no': expected True or False"),
]


@pytest.mark.parametrize(("ask", "reason"), CONTROLS)
def test_controls_refuse_by_name(api: Any, ask: Callable[[Any], object], reason: str) -> None:
    with pytest.raises(ControlError) as refused:
        ask(api.emulator)
    assert refused.value.problems[0].startswith(reason)
    assert api.get("/csat/stats")


def test_a_misspelt_state_of_the_account_is_refused(api: Any) -> None:
    with pytest.raises(AttributeError):
        api.emulator.account.payment_requierd = True


def test_data_may_be_a_dict(tmp_path: Any) -> None:
    data = {"users": [dict(USER)]}
    emulator = Emulator(data=data, database=tmp_path / "kept.db")
    data["users"][0]["username"] = "somebody"  # it is the emulator's own by now
    emulator.reset()
    assert emulator.data.dump()["users"][0]["username"] == "eve"
    emulator.close()


def test_data_in_a_dict_has_the_documented_form() -> None:
    with pytest.raises(DataError, match=r"data.*colour"):
        Emulator(data={"users": [{**USER, "colour": "red"}]})
    with pytest.raises(DataError, match="half a character"):
        Emulator(data={"users": [{**USER, "fullname": "\ud800"}]})


def test_an_emulator_that_is_closed_says_so() -> None:
    with nicereply_emulator.run(data="empty") as emulator:
        assert emulator.counts()["ratings"] == 0
    for ask in (emulator.counts, emulator.reset, emulator.mark, emulator.data.dump):
        with pytest.raises(StoreError, match="this emulator is closed"):
            ask()
    with (
        httpx.Client(transport=emulator.transport(), auth=("", emulator.api_key)) as client,
        pytest.raises(StoreError, match="this emulator is closed"),
    ):
        client.get("http://127.0.0.1/v1/users")
    emulator.close()
