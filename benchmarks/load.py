"""Load from another process: wrk, which takes less CPU time for a request than any server here."""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from .servers import AUTHORIZATION, Server

CONNECTIONS = 16
SECONDS = 1

_SCRIPT = """
local paths = {{{paths}}}
local requests, next_one = {{}}, 0
wrk.method = "{method}"
wrk.headers["Authorization"] = "{authorization}"
{body}
function init(args)
  for i, path in ipairs(paths) do requests[i] = wrk.format(nil, path) end
end
function request()
  next_one = next_one % #requests + 1
  return requests[next_one]
end
"""


@dataclass(frozen=True)
class Call:
    """A request that is sent again and again, to each of the `paths` in turn. `body` is JSON text."""

    name: str
    paths: Sequence[str]
    method: str = "GET"
    body: str | None = None


@dataclass(frozen=True)
class Rate:
    """What one short run showed: requests per second, and the server's CPU time for one of them in microseconds."""

    per_second: float
    cpu_microseconds: float


def require_wrk() -> str:
    program = shutil.which("wrk")
    if program is None:
        sys.exit("The benchmarks need wrk. Install it (Debian: apt-get install wrk).")
    return program


def measure(server: Server, call: Call, *, seconds: int = SECONDS) -> Rate:
    """Load `server` with one call. An answer that is not a success ends the benchmark: it would measure nothing."""
    program = require_wrk()
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(_script(server, call))
        script.flush()
        before = server.cpu_seconds()
        run = subprocess.run(
            [
                *(program, "--threads", "1", "--connections", str(CONNECTIONS), "--duration", f"{seconds}s"),
                *("--script", script.name, server.base_url),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        cpu = server.cpu_seconds() - before
    if run.returncode or "Non-2xx" in run.stdout or "Socket errors" in run.stdout:
        raise RuntimeError(f"{server.name}, {call.name}: not all went well\n{run.stdout}{run.stderr}")
    requests = int(_figure(r"(\d+) requests in", run.stdout))
    return Rate(_figure(r"Requests/sec:\s+([\d.]+)", run.stdout), cpu / requests * 1e6)


def _script(server: Server, call: Call) -> str:
    prefix = urlsplit(server.base_url).path
    body = ""
    if call.body is not None:
        body = f'wrk.headers["Content-Type"] = "application/json"\nwrk.body = [==[{call.body}]==]'
    paths = ", ".join(f'"{prefix}{path}"' for path in call.paths)
    return _SCRIPT.format(paths=paths, method=call.method, authorization=AUTHORIZATION, body=body)


def _figure(pattern: str, text: str) -> float:
    found = re.search(pattern, text)
    if found is None:
        raise RuntimeError(f"wrk printed nothing like {pattern!r}:\n{text}")
    return float(found[1])


def temporary_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder on a real disk: /tmp may be in memory."""
    place = Path("build/bench")
    place.mkdir(parents=True, exist_ok=True)
    return tempfile.TemporaryDirectory(dir=place)
