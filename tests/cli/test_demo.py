"""`make run`: it ends with every operation answered, and stops what it started."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DEMO = [sys.executable, str(ROOT / "scripts" / "demo.py")]


def emulator_answers(port: int) -> bool:
    """Tell whether anything listens on the port of this machine."""
    import socket

    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_it_ends_with_every_operation_answered() -> None:
    done = subprocess.run(DEMO, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    # 49 is the number of operations in the vendor's documentation.
    assert done.stdout.splitlines()[-1] == "49 of 49 operations answered"
    found = re.search(r"http://127\.0\.0\.1:(\d+)/v1", done.stdout)
    assert found
    assert not emulator_answers(int(found[1]))


@pytest.mark.parametrize(("name", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_it_stops_the_emulator_when_interrupted(name: signal.Signals, status: int) -> None:
    with subprocess.Popen(DEMO, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"}) as demo:
        assert demo.stdout
        found = re.search(r"http://127\.0\.0\.1:(\d+)/v1", demo.stdout.readline())
        assert found
        demo.send_signal(name)
        demo.communicate(timeout=20)
    assert demo.returncode == status
    deadline = time.monotonic() + 5
    while emulator_answers(int(found[1])) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not emulator_answers(int(found[1]))
