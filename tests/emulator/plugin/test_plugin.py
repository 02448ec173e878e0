"""The pytest plugin, in pytest runs of its own."""

import os
import re
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

Run = subprocess.CompletedProcess[str]

BLOCKED = """
import sys

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {missing}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Finder())
"""


# Other plugins that happen to be installed import what they like.
OTHERS = [name for name in entry_points(group="pytest11").names if name not in ("nicereply", "xdist")]
NO_OTHERS = [option for name in OTHERS for option in ("-p", f"no:{name}")]


def run(folder: Path, source: str, *options: str, missing: set[str] | None = None) -> Run:
    """Run the tests in `source` as a program of its own, where the packages `missing` are not installed."""
    folder.joinpath("test_it.py").write_text(source, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("NICEREPLY", "PYTEST"))}
    environment["NICEREPLY_EMULATOR_SELF_CHECK"] = "1"
    if missing is not None:
        folder.joinpath("sitecustomize.py").write_text(BLOCKED.format(missing=missing), encoding="utf-8")
        environment["PYTHONPATH"] = str(folder)
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--strict-markers", "-W", "error", "-v"]
    return subprocess.run(
        [*command, *NO_OTHERS, *options, "test_it.py"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


def passed(result: Run) -> int:
    """How many tests passed; all of them must."""
    found = re.search(r"=+ (\d+) passed in ", result.stdout)
    assert found is not None, result.stdout + result.stderr
    return int(found[1])


NOTHING_HEAVY = """
import sys

HEAVY = {"httpx", "nicereply", "nicereply_runtime", "nicereply_spec", "jsonschema_rs", "sqlite3", "uvicorn", "attrs"}

def test_nothing_is_imported():
    assert "nicereply_emulator.pytest_plugin" in sys.modules
    assert not HEAVY & sys.modules.keys()
    ours = [name for name in sys.modules if name.startswith("nicereply_emulator.")]
    assert ours == ["nicereply_emulator.pytest_plugin"]

def test_the_emulator_needs_no_client(nicereply_emulator):
    assert nicereply_emulator.counts()["ratings"] > 0
    assert "nicereply" not in sys.modules
    assert "uvicorn" not in sys.modules
"""


def test_nothing_heavy_is_imported_before_it_is_used(tmp_path: Path) -> None:
    assert passed(run(tmp_path, NOTHING_HEAVY)) == 2


FRESH = """
import asyncio
import nicereply
import pytest

pytestmark = pytest.mark.nicereply(self_check=True)
SURVEY = "34b91c1c-fbe4-4b05-8780-93ac67b3b041"

def create(client):
    return client.ratings.create(survey_id=SURVEY, score=5, user=nicereply.UserByUsername("agentBob"))

@pytest.mark.parametrize("turn", range(3))
def test_the_account_is_as_at_the_start(nicereply_emulator, nicereply_client, turn):
    assert nicereply_client.csat.get_stats().count == 1123
    assert nicereply_emulator.snapshots.list() == []
    assert nicereply_emulator.faults.list() == []
    nicereply_emulator.verify("getCsatStats", times=1)
    create(nicereply_client)
    assert nicereply_client.csat.get_stats().count == 1124
    nicereply_emulator.snapshots.take("mine")
    nicereply_emulator.account.payment_required = True
    nicereply_emulator.faults.add("status", status=500)

@pytest.mark.parametrize("turn", range(2))
def test_asynchronously(nicereply_emulator, nicereply_async_client, turn):
    async def call():
        await nicereply_async_client.ratings.create(
            survey_id=SURVEY, score=5, user=nicereply.UserByUsername("agentBob")
        )
        return [rating.score async for rating in nicereply_async_client.csat.list_ratings()]

    assert len(asyncio.run(call())) == 1124
    nicereply_emulator.verify("createRating", times=1, body={"score": 5})

def test_client_and_asynchronous_client_see_the_same(nicereply_client, nicereply_async_client):
    create(nicereply_client)
    async def call():
        return (await nicereply_async_client.csat.get_stats()).count

    assert asyncio.run(call()) == nicereply_client.csat.get_stats().count == 1124
"""


@pytest.mark.parametrize("options", [(), ("--nicereply-http",)])
def test_every_test_has_a_fresh_account(tmp_path: Path, options: tuple[str, ...]) -> None:
    assert passed(run(tmp_path, FRESH, *options)) == 6


def test_with_xdist(tmp_path: Path) -> None:
    assert passed(run(tmp_path, FRESH, "-n", "2", "--dist", "load")) == 6


SOCKETS = """
import os
import socket

import httpx
import pytest

@pytest.fixture
def no_sockets(monkeypatch):
    def refuse(*_):
        raise AssertionError("a socket was opened")
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "bind", refuse)

def test_in_process_there_are_no_sockets(no_sockets, nicereply_client, nicereply_emulator):
    nicereply_client.csat.get_stats()
    assert nicereply_emulator.base_url == "http://127.0.0.1/v1"
    assert "NICEREPLY_BASE_URL" not in os.environ

@pytest.mark.nicereply(http=True)
def test_over_http_other_programs_find_it(nicereply_emulator, nicereply_client):
    url, key = os.environ["NICEREPLY_BASE_URL"], os.environ["NICEREPLY_API_KEY"]
    assert httpx.get(f"{url}/users", auth=("", key)).status_code == 200
    nicereply_client.csat.get_stats()
    assert [entry.operation for entry in nicereply_emulator.journal] == ["listUsers", "getCsatStats"]
    assert nicereply_emulator.journal.entries()[-1].request_headers["host"] == httpx.URL(url).netloc.decode()

@pytest.mark.nicereply(now="2026-02-03T04:05:06Z", frozen=True, self_check=True)
class TestMarks:
    def test_of_the_class(self, nicereply_emulator):
        assert nicereply_emulator.clock.now() == 1_770_091_506
        nicereply_emulator.clock.advance(60)

    def test_every_test_starts_at_the_same_time(self, nicereply_emulator):
        assert nicereply_emulator.clock.now() == 1_770_091_506

    @pytest.mark.nicereply(data="empty", profile="legacy")
    def test_of_the_test(self, nicereply_emulator, nicereply_client):
        assert nicereply_emulator.clock.now() == 1_770_091_506
        assert nicereply_emulator.profile == "legacy"
        assert list(nicereply_client.users.list()) == []
"""


def test_marks_say_how_the_emulator_is_set_up(tmp_path: Path) -> None:
    assert passed(run(tmp_path, SOCKETS)) == 5


WRONG_MARK = """
import pytest

@pytest.mark.nicereply("http", colour="red")
def test_it(nicereply_emulator):
    pass
"""


def test_a_wrong_mark_says_what_is_right(tmp_path: Path) -> None:
    result = run(tmp_path, WRONG_MARK)
    assert result.returncode == 1
    expected = "pytest.mark.nicereply takes http, data, now, frozen, profile, self_check, seed, api_keys by name"
    assert f"{expected}, not 'http', colour" in result.stdout


WRONG_VALUES = """
import pytest

@pytest.mark.nicereply(seed="x")
def test_seed(nicereply_emulator):
    pass

@pytest.mark.nicereply(http="yes")
def test_http(nicereply_emulator):
    pass
"""


def test_wrong_values_of_a_mark_are_named(tmp_path: Path) -> None:
    result = run(tmp_path, WRONG_VALUES)
    assert result.returncode == 1
    assert "pytest.mark.nicereply: seed: 'x': expected a whole number" in result.stdout
    assert "pytest.mark.nicereply: http='yes': expected True or False" in result.stdout
    assert "During handling" not in result.stdout


WITHOUT_EXTRA = """
def test_that_needs_nothing():
    pass

def test_that_uses_the_client_alone():
    import nicereply
    assert nicereply.Client

def test_that_needs_the_emulator(nicereply_client):
    pass
"""


def test_without_the_emulator_s_extra_pytest_starts_and_the_fixture_says_what_to_install(tmp_path: Path) -> None:
    result = run(tmp_path, WITHOUT_EXTRA, missing={"jsonschema_rs", "uvicorn", "httptools", "click", "uvloop"})
    assert "2 passed, 1 error" in result.stdout, result.stdout + result.stderr
    assert (
        "The emulator needs jsonschema_rs, which is not installed: pip install 'nicereply[emulator]'" in result.stdout
    )
    assert "Traceback" not in result.stdout + result.stderr
    assert "During handling" not in result.stdout


LEFT_BEHIND = """
import os
import time

import pytest

@pytest.mark.parametrize("turn", range(2))
def test_what_a_test_marked_is_gone(nicereply_emulator, turn):
    assert nicereply_emulator.counts()["ratings"] > 1_000
    assert abs(nicereply_emulator.clock.now() - time.time()) < 60
    nicereply_emulator.data.load({})
    nicereply_emulator.clock.freeze("2026-02-03T04:05:06Z")
    nicereply_emulator.mark()

@pytest.mark.parametrize("turn", range(2))
def test_one_that_a_test_closed_is_replaced(nicereply_emulator, nicereply_client, turn):
    assert nicereply_client.csat.get_stats().count > 0
    nicereply_emulator.close()

@pytest.mark.parametrize("turn", range(2))
@pytest.mark.parametrize("name", ["verify", "clock", "reset", "elsewhere"])
def test_what_a_test_put_in_the_place_of_a_part_is_gone(nicereply_emulator, nicereply_client, name, turn):
    assert nicereply_client.csat.get_stats().count > 0
    assert nicereply_emulator.clock.now() > 1_000
    with pytest.raises(AssertionError):
        nicereply_emulator.verify("createRating")
    nicereply_emulator.data.load({})
    if name == "elsewhere":
        nicereply_emulator.listens_at("0.0.0.0", "http://elsewhere/v1")
    else:
        setattr(nicereply_emulator, name, lambda *_, **__: None)

@pytest.mark.nicereply(http=True)
def test_a_test_s_own_patches_are_no_concern_of_the_variables(nicereply_emulator, monkeypatch):
    monkeypatch.undo()
    assert os.environ["NICEREPLY_BASE_URL"] == nicereply_emulator.base_url
    assert os.environ["NICEREPLY_API_KEY"] == nicereply_emulator.api_key

def test_the_variables_are_gone(request):
    if not request.config.getoption("--nicereply-http"):
        assert "NICEREPLY_BASE_URL" not in os.environ
"""


@pytest.mark.parametrize("options", [(), ("--nicereply-http",)])
def test_nothing_that_a_test_does_reaches_another(tmp_path: Path, options: tuple[str, ...]) -> None:
    assert passed(run(tmp_path, LEFT_BEHIND, *options)) == 14


SELF_CHECK = """
import pytest

def test_the_environment_asks_for_it(nicereply_emulator):
    assert nicereply_emulator.service.checks_itself

@pytest.mark.nicereply(self_check=False)
def test_a_mark_goes_before_it(nicereply_emulator):
    assert not nicereply_emulator.service.checks_itself
"""


@pytest.mark.parametrize("options", [(), ("--nicereply-http",)])
def test_the_environment_can_ask_for_the_self_check(tmp_path: Path, options: tuple[str, ...]) -> None:
    assert passed(run(tmp_path, SELF_CHECK, *options)) == 2


PROXY = """
import asyncio
import pytest

pytestmark = pytest.mark.nicereply(http=True)

@pytest.fixture(autouse=True)
def proxy(monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)

def test_client(proxy, nicereply_client):
    assert nicereply_client.csat.get_stats().count > 0

def test_asynchronous_client(proxy, nicereply_async_client):
    async def call():
        return (await nicereply_async_client.csat.get_stats()).count

    assert asyncio.run(call()) > 0
"""


def test_the_clients_use_no_proxy(tmp_path: Path) -> None:
    assert passed(run(tmp_path, PROXY)) == 2


DATA_IN_A_FILE = """
import json
from pathlib import Path

import pytest

FILE = Path("data.json")
ONE = {"email": "eve@example.com", "unsubscribed_at": "2026-01-15T12:00:00Z"}

@pytest.fixture(autouse=True)
def written(number):
    ids = [f"00000000-0000-4000-8000-00000000000{one}" for one in range(number)]
    FILE.write_text(json.dumps({"unsubscribes": [{"id": id_, **ONE} for id_ in ids]}))

@pytest.mark.nicereply(data=FILE)
@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_file_as_it_is_now(written, number, nicereply_emulator):
    assert nicereply_emulator.counts()["unsubscribes"] == number
"""


def test_a_file_of_data_is_read_again_when_it_has_changed(tmp_path: Path) -> None:
    assert passed(run(tmp_path, DATA_IN_A_FILE)) == 3


MANY_SETTINGS = """
import threading
from pathlib import Path

import pytest

def used():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096, len(list(Path("/proc/self/fd").iterdir()))

START = []

@pytest.mark.parametrize("seed", [pytest.param(seed, marks=pytest.mark.nicereply(seed=seed)) for seed in range(60)])
def test_it(nicereply_emulator, nicereply_client, seed):
    assert nicereply_client.csat.get_stats().count > 0
    START.append(used())
    memory, files = START[min(4, len(START) - 1)]
    assert used()[0] < memory + 25_000_000
    assert used()[1] < files + 10
    assert threading.active_count() < 8
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory and files are counted in /proc")
@pytest.mark.parametrize("options", [(), ("--nicereply-http",)])
def test_a_few_emulators_are_kept_however_many_settings_there_are(tmp_path: Path, options: tuple[str, ...]) -> None:
    assert passed(run(tmp_path, MANY_SETTINGS, *options)) == 60
