"""`nicereply-emulator serve` as a person or a program starts it."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import httpx
import pytest

COMMAND = [sys.executable, "-m", "nicereply_emulator", "serve"]


@contextmanager
def serving(*options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process and the line that it prints."""
    process = subprocess.Popen(
        [*COMMAND, "--port", "0", *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline()
        finally:
            process.kill()


def refused(*options: str, status: int = 1) -> str:
    """What it says when it does not start, and ends with this status."""
    done = subprocess.run([*COMMAND, *options], capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == status
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_says_where_it_answers_and_ends_in_good_order(number: signal.Signals) -> None:
    with serving() as (process, line):
        match = re.fullmatch(r"Nicereply emulator on (http://127\.0\.0\.1:\d+/v1) \(key: nicereply-demo-key\)\n", line)
        assert match is not None, line
        with httpx.Client(base_url=match[1], auth=("", "nicereply-demo-key")) as client:
            assert client.get("/users").status_code == 200
            process.send_signal(number)  # while the connection is kept open
            assert process.wait(timeout=5) == 0
        assert process.stderr is not None
        assert process.stderr.read() == ""


@pytest.mark.parametrize(("setting", "is_on"), [("1", True), ("0", False), (None, False)])
def test_the_environment_can_ask_for_the_self_check(
    setting: str | None,
    is_on: bool,  # noqa: FBT001 - what is expected
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("NICEREPLY_EMULATOR_SELF_CHECK")
    if setting is not None:
        monkeypatch.setenv("NICEREPLY_EMULATOR_SELF_CHECK", setting)
    with serving("--json") as (_, line):
        assert httpx.get(f"{json.loads(line)['controls_url']}/health").json()["self_check"] is is_on


def test_a_second_signal_ends_it_at_once() -> None:
    with serving("--json") as (process, line):
        details = json.loads(line)
        httpx.post(f"{details['controls_url']}/faults", json={"fault": "latency", "seconds": 60})
        with pytest.raises(httpx.ReadTimeout):
            httpx.get(f"{details['base_url']}/users", auth=("", details["api_key"]), timeout=0.1)
        process.send_signal(signal.SIGTERM)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=1.9) == 0  # two seconds would be its patience


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("seconds", [0.1, 0.2, 0.3])
def test_a_signal_before_it_answers_ends_it_quietly(number: signal.Signals, seconds: float) -> None:
    with subprocess.Popen([*COMMAND, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        time.sleep(seconds)
        process.send_signal(number)
        said = process.communicate(timeout=5)[1]
    assert (process.returncode, said) == (0, b"")


@pytest.mark.parametrize("seconds", [0, 0.005, 0.01, 0.02, 0.03])
def test_a_second_signal_while_it_ends_changes_nothing(seconds: float) -> None:
    with serving() as (process, _):
        process.send_signal(signal.SIGTERM)
        time.sleep(seconds)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=5) == 0


def test_it_ends_when_standard_input_is_closed() -> None:
    command = [*COMMAND, "--port", "0", "--json", "--stop-with-stdin"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        details = json.loads(process.stdout.readline())
        process.stdin.write(b"what is written there is of no interest\n")
        process.stdin.flush()
        with httpx.Client(auth=("", details["api_key"])) as client:
            assert client.get(f"{details['base_url']}/users").status_code == 200
            process.stdin.close()  # while the connection is kept open
            assert process.wait(timeout=5) == 0
        assert process.stderr is not None
        assert process.stderr.read() == b""


STARTER = """
import subprocess, sys, time
process = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
print(process.stdout.readline(), end="", flush=True)
time.sleep(60)
"""


def test_it_ends_with_the_program_that_holds_its_standard_input() -> None:
    command = [sys.executable, "-c", STARTER, *COMMAND, "--port", "0", "--json", "--stop-with-stdin"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout is not None
        details = json.loads(starter.stdout.readline())
        url = f"{details['controls_url']}/health"
        assert httpx.get(url).status_code == 200
        starter.kill()
    for _ in range(50):
        try:
            httpx.get(url)
        except httpx.ConnectError:
            return
        time.sleep(0.1)
    raise AssertionError(f"it still answers at {url}")


@pytest.mark.skipif(sys.platform == "win32", reason="the shell closes standard input")
def test_without_standard_input_it_cannot_end_with_it() -> None:
    command = ["sh", "-c", 'exec "$0" "$@" <&-', *COMMAND, "--port", "0", "--stop-with-stdin"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 2
    assert "--stop-with-stdin: there is no standard input; give it a pipe" in done.stderr


def test_a_line_that_nobody_can_read_is_told_on_stderr() -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [*COMMAND, "--port", "0"], stdout=write, stderr=subprocess.PIPE, text=True, timeout=30, check=False
    )
    os.close(write)
    assert done.returncode == 1
    assert done.stderr == "Error: cannot say where it answers: standard output: [Errno 32] Broken pipe\n"


def test_without_standard_output_it_says_so_too() -> None:
    command = ["sh", "-c", 'exec "$0" "$@" >&-', *COMMAND, "--port", "0"]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, timeout=30, check=False)
    assert done.returncode == 1
    assert done.stderr == "Error: cannot say where it answers: there is no standard output\n"


def test_the_version() -> None:
    done = subprocess.run([*COMMAND[:-1], "--version"], capture_output=True, text=True, timeout=30, check=True)
    assert done.stdout == f"nicereply-emulator {version('nicereply')}\n"


def test_json_for_programs() -> None:
    with serving("--json", "--api-key", "one", "--api-key", "two", "--data", "empty") as (process, line):
        details = json.loads(line)
        controls_url = details["base_url"].removesuffix("/v1") + "/_emulator"
        assert details == {
            "base_url": details["base_url"],
            "api_key": "one",
            "controls_url": controls_url,
            "pid": process.pid,
        }
        assert httpx.get(f"{controls_url}/health").json()["base_url"] == details["base_url"]
        for key, status in (("one", 200), ("two", 200), ("nicereply-demo-key", 401)):
            assert httpx.get(f"{details['base_url']}/users", auth=("", key)).status_code == status


def test_the_clock_starts_where_it_is_told() -> None:
    with serving("--json", "--now", "2026-02-03T04:05:06+02:00", "--frozen", "--self-check") as (_, line):
        details = json.loads(line)
        with httpx.Client(base_url=details["base_url"], auth=("", details["api_key"])) as client:
            body = {"fullname": "A", "username": "a"}
            response = client.post("/users/thing-or-action", json=body)
            assert response.json()["_results"]["created_at"] == "2026-02-03T04:05:06+02:00"
            assert response.headers["date"] == "Tue, 03 Feb 2026 02:05:06 GMT"


CALLS = [
    ("POST", "/ratings", {"survey_id": "34b91c1c-fbe4-4b05-8780-93ac67b3b041", "score": 4, "user": {"username": "x"}}),
    ("POST", "/ratings", {"survey_id": 1, "b": 1, "a": 2, "user": {"d": 1, "c": 2}}),
    ("POST", "/users/agent", {"fullname": "Eve", "username": "eve", "email": "eve@example.com"}),
    ("POST", "/users/thing-or-action", {"zeta": 1, "fullname": "", "alpha": [], "username": "eve"}),
    *(("GET", path, None) for path in ("/users", "/users/stats", "/csat/ratings?b=1&a=2", "/teams/users", "/nothing")),
    ("DELETE", "/csat/ratings", None),
]


def bytes_of_a_run(hash_seed: str, seed: str) -> list[tuple[int, list[tuple[str, str]], bytes]]:
    """What a process of its own answers to some calls."""
    command = [*COMMAND, "--port", "0", "--json", "--self-check", "--frozen", "--seed", seed]
    command += ["--now", "2026-02-03T04:05:06Z"]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        details = json.loads(process.stdout.readline())
        with httpx.Client(base_url=details["base_url"], auth=("", details["api_key"])) as client:
            answers = [client.request(method, path, json=body) for method, path, body in CALLS]
        process.terminate()
    return [(answer.status_code, answer.headers.multi_items(), answer.content) for answer in answers]


def test_two_processes_give_the_same_bytes() -> None:
    first = bytes_of_a_run("1", "5")
    assert {status for status, _, _ in first} == {200, 201, 400, 404, 405}
    assert bytes_of_a_run("2", "5") == first
    assert bytes_of_a_run("1", "6") != first


def test_the_legacy_profile_can_be_chosen() -> None:
    with serving("--json", "--profile", "legacy") as (_, line):
        details = json.loads(line)
        response = httpx.get(f"{details['base_url']}/users?unknown=1", auth=("", details["api_key"]))
        assert response.status_code == 200


def test_a_port_that_is_taken_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = refused("--port", port)
    assert port in said
    assert "--port 0 takes a free port" in said


def test_options_that_make_no_sense_are_refused(tmp_path: Path) -> None:
    assert "2026-01-15T12:00:00Z" in refused("--now", "yesterday", status=2)
    assert "demo, empty or a JSON file" in refused("--data", str(tmp_path / "nowhere.json"))
    assert "--now: '9999-12-31T23:59:59Z': expected" in refused("--now", "9999-12-31T23:59:59Z", status=2)
    assert "no key may be empty" in refused("--api-key", "", status=2)
    assert "--api-key: 'a\\x07': a key has no control characters" in refused("--api-key", "a\x07", status=2)
    assert "does not exist" in refused("--database", str(tmp_path / "no" / "such.db"))
    assert "strict" in refused("--profile", "lenient", status=2)
    assert "0<=x<=65535" in refused("--port", "65536", status=2)
    assert "--colour" in refused("--colour", status=2)
    assert "--host: '': expected an address" in refused("--host", "", status=2)
    (tmp_path / "deep.json").write_text("[" * 100_000)
    assert "not JSON" in refused("--data", str(tmp_path / "deep.json"))
    assert "cannot listen at nowhere.invalid" in refused("--host", "nowhere.invalid")
