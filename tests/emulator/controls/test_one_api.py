"""What the controls do over HTTP, Python does, and refuses for the same reasons."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

import nicereply_emulator

from ..api import Api

Emulator = nicereply_emulator.Emulator
Python = Callable[[Emulator], Any]

DATA = {
    "unsubscribes": [
        {"id": "3da978a0-5612-41f5-8b81-2cf3ffa467b8", "email": "a", "unsubscribed_at": "2026-01-01T00:00:00Z"}
    ]
}


def set_account(emulator: Emulator) -> None:
    emulator.account.payment_required = True


# Method, path and body over HTTP; the same in Python.
DOES: dict[str, tuple[str, str, Any, Python]] = {
    "reset": ("POST", "/reset", None, lambda emulator: emulator.reset()),
    "data": ("PUT", "/data", DATA, lambda emulator: emulator.data.load(DATA)),
    "take": ("PUT", "/snapshots/b", None, lambda emulator: emulator.snapshots.take("b")),
    "restore": ("POST", "/snapshots/a/restore", None, lambda emulator: emulator.snapshots.restore("a")),
    "delete": ("DELETE", "/snapshots/a", None, lambda emulator: emulator.snapshots.delete("a")),
    "freeze": ("POST", "/clock", {"freeze": "2027-01-01T00:00:00Z"}, lambda e: e.clock.freeze("2027-01-01T00:00:00Z")),
    "set": ("POST", "/clock", {"set": "2027-01-01T00:00:00Z"}, lambda e: e.clock.set("2027-01-01T00:00:00Z")),
    "advance": ("POST", "/clock", {"advance": -60}, lambda emulator: emulator.clock.advance(-60)),
    "add": ("POST", "/faults", {"fault": "reset", "nth": 3}, lambda emulator: emulator.faults.add("reset", nth=3)),
    "remove": ("DELETE", "/faults/1", None, lambda emulator: emulator.faults.remove(1)),
    "clear": ("DELETE", "/faults", None, lambda emulator: emulator.faults.clear()),
    "stop": ("PUT", "/journal", {"recording": False}, lambda emulator: emulator.journal.stop()),
    "start": ("PUT", "/journal", {"recording": True, "capacity": 1}, lambda emulator: emulator.journal.start(1)),
    "forget": ("DELETE", "/journal", None, lambda emulator: emulator.journal.clear()),
    "account": ("PUT", "/account", {"payment_required": True}, set_account),
    "limit": ("PUT", "/rate-limit", {"requests": 1, "seconds": 9}, lambda e: e.rate_limit.set(requests=1, seconds=9)),
    "no limit": ("DELETE", "/rate-limit", None, lambda emulator: emulator.rate_limit.off()),
}

REFUSES: dict[str, tuple[str, str, Any, Python]] = {
    "data": ("PUT", "/data", {"ratings": [1]}, lambda emulator: emulator.data.load({"ratings": [1]})),
    "name": ("PUT", "/snapshots/.a", None, lambda emulator: emulator.snapshots.take(".a")),
    "restore": ("POST", "/snapshots/c/restore", None, lambda emulator: emulator.snapshots.restore("c")),
    "delete": ("DELETE", "/snapshots/c", None, lambda emulator: emulator.snapshots.delete("c")),
    "rule": ("POST", "/faults", {"fault": "status", "status": 9}, lambda e: e.faults.add("status", status=9)),
    "remove": ("DELETE", "/faults/7", None, lambda emulator: emulator.faults.remove(7)),
    "capacity": ("PUT", "/journal", {"recording": True, "capacity": 0}, lambda emulator: emulator.journal.start(0)),
    "limit": ("GET", "/journal?limit=0", None, lambda emulator: emulator.journal.entries(limit=0)),
    "operation": ("GET", "/journal?operation=x", None, lambda emulator: emulator.journal.entries(operation="x")),
    "since": ("GET", "/journal?since=now", None, lambda emulator: emulator.journal.entries(since="now")),
    "verify": ("POST", "/verify", {"operation": "x"}, lambda emulator: emulator.verify("x")),
    "times": ("POST", "/verify", {"times": -1}, lambda emulator: emulator.verify(times=-1)),
    "rate": ("PUT", "/rate-limit", {"requests": -1, "seconds": 9}, lambda e: e.rate_limit.set(requests=-1, seconds=9)),
}


def prepare(emulator: Emulator, api: Api) -> None:
    """A state in which there is something of everything."""
    emulator.reset()
    emulator.snapshots.clear()
    emulator.snapshots.take("a")
    api.create("/users/thing-or-action", {"fullname": "A", "username": "a"})
    api.get("/csat/stats")
    emulator.faults.add("latency", seconds=0, operation="getUser")
    emulator.rate_limit.set(requests=5, seconds=60)


def state(emulator: Emulator, controls: httpx.Client) -> dict[str, Any]:
    """All that the controls show, which is all that Python has."""
    shown = {
        path: controls.get(f"/{path}").json()
        for path in ("data", "counts", "snapshots", "clock", "faults", "journal", "account", "rate-limit", "health")
    }
    assert shown["data"] == emulator.data.dump()
    assert shown["counts"] == emulator.counts()
    assert shown["snapshots"] == {"snapshots": [one.describe() for one in emulator.snapshots.list()]}
    assert (shown["clock"]["epoch"], shown["clock"]["frozen"]) == (emulator.clock.now(), emulator.clock.is_frozen)
    assert shown["faults"] == {"faults": [rule.describe() for rule in emulator.faults.list()]}
    assert shown["journal"] == {
        "entries": [entry.describe() for entry in emulator.journal],
        **emulator.journal.describe(),
    }
    assert shown["account"] == {"payment_required": emulator.account.payment_required}
    assert shown["rate-limit"] == emulator.rate_limit.describe()
    return shown


@pytest.mark.parametrize("name", DOES)
def test_python_does_the_same(emulator: Emulator, api: Api, controls: httpx.Client, name: str) -> None:
    method, path, body, in_python = DOES[name]
    prepare(emulator, api)
    before = state(emulator, controls)
    assert controls.request(method, path, json=body).status_code == 200
    over_http = state(emulator, controls)
    prepare(emulator, api)
    assert state(emulator, controls) == before
    in_python(emulator)
    assert state(emulator, controls) == over_http != before


@pytest.mark.parametrize("name", REFUSES)
def test_python_refuses_the_same(emulator: Emulator, api: Api, controls: httpx.Client, name: str) -> None:
    method, path, body, in_python = REFUSES[name]
    prepare(emulator, api)
    before = state(emulator, controls)
    answer = controls.request(method, path, json=body)
    assert answer.status_code in (400, 404)
    with pytest.raises((nicereply_emulator.ControlError, nicereply_emulator.DataError)) as refused:
        in_python(emulator)
    assert answer.json()["errors"] == refused.value.problems
    assert state(emulator, controls) == before
