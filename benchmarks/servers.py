"""Starts the programs that are measured, and reads how much CPU time they took."""

import base64
import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

API_KEY = "nicereply-demo-key"
AUTHORIZATION = "Basic " + base64.b64encode(f":{API_KEY}".encode()).decode()

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """A running program. `base_url` is where it answers, `pid` the process that does the work."""

    name: str
    base_url: str
    pid: int

    def cpu_seconds(self) -> float:
        """CPU time that the process took so far, in seconds (Linux)."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS


@contextmanager
def emulator(*arguments: str, name: str = "emulator") -> Generator[Server]:
    """The emulator as its users start it, on a free port."""
    program = str(Path(sys.executable).with_name("nicereply-emulator"))
    with announced(name, [program, "serve", "--port", "0", "--json", *arguments]) as server:
        yield server


@contextmanager
def hello() -> Generator[Server]:
    """The bare ASGI application that the emulator is held against."""
    with announced("hello", [sys.executable, "-m", "benchmarks.hello"]) as server:
        yield server


@contextmanager
def announced(name: str, command: Sequence[str]) -> Generator[Server]:
    """A program that prints one line of JSON with its `base_url` as soon as it answers."""
    with _process(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line:
            raise RuntimeError(f"{name} ended before it answered: {' '.join(command)}")
        yield Server(name, json.loads(line)["base_url"], process.pid)


@contextmanager
def answering(
    name: str, command: Sequence[str], base_url: str, probe: str, *, seconds: float = 60
) -> Generator[Server]:
    """A program that does not say when it is ready: it is when `base_url + probe` answers, with any status."""
    log = Path("build/bench") / f"{name.lower()}.log"
    with log.open("w") as file, _process(command, stdout=file.fileno(), stderr=file.fileno()) as process:
        until = time.monotonic() + seconds
        while not _answers(base_url + probe):
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"{name} did not answer within {seconds} s, see {log}: {' '.join(command)}")
            time.sleep(0.1)
        yield Server(name, base_url, process.pid)


def _answers(url: str) -> bool:
    try:
        urllib.request.urlopen(url, timeout=2).close()
    except URLError as error:
        return hasattr(error, "code")
    except OSError:
        return False
    return True


@contextmanager
def _process(command: Sequence[str], *, stdout: int, stderr: int | None = None) -> Generator[subprocess.Popen[str]]:
    with subprocess.Popen(command, stdout=stdout, stderr=stderr, text=True) as process:
        try:
            yield process
        finally:
            process.terminate()
