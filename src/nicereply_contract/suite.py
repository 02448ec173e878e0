"""Runs schemathesis against a base URL and says whether the run proves anything."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final, Literal
from urllib.parse import urlsplit

import nicereply_spec
from nicereply_contract.ledger import Ledger
from nicereply_contract.live_guard import VARIABLE, Guard, told

Phase = Literal["examples", "coverage", "fuzzing", "stateful"]
LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")
PHASES: Final[tuple[Phase, ...]] = ("examples", "coverage", "fuzzing", "stateful")


@dataclass(frozen=True)
class Settings:
    """How to run.

    `base_url` includes `/v1`; `examples` are per operation in fuzzing and stateful; `seconds` is the limit of the whole
    run. `strict` holds the service to what a server of this project sends, otherwise to what a client must be able to
    read. `allow_writes` permits a host that is not this machine: the suite creates ratings and users. `guard` is what
    stands between the run and a service that is not ours.
    """

    base_url: str
    api_key: str
    phases: tuple[Phase, ...] = PHASES
    examples: int = 100
    seed: int = 20171024
    fail_fast: bool = False
    strict: bool = True
    allow_writes: bool = False
    seconds: float = 3600.0
    guard: Guard | None = None

    def __repr__(self) -> str:
        """Everything but the key."""
        return f"Settings(base_url={self.base_url!r}, phases={self.phases}, examples={self.examples}, seed={self.seed})"


@dataclass(frozen=True)
class Outcome:
    """What came of a run: `problems` is empty when it passed; `output` is schemathesis's own report."""

    problems: list[str]
    ledger: Ledger
    output: str


def run(settings: Settings, recording: Path | None = None, junit: Path | None = None) -> Outcome:
    """Run the chosen phases. Fails (by `problems`) on any failed check, and when less than everything was reached.

    Every exchange is added to `recording`, schemathesis's own report goes to `junit`, if they are given.

    Writes to the service. Raises ValueError when that is not on this machine and writing was not allowed,
    subprocess.TimeoutExpired when the run takes longer than `seconds`.
    """
    host = urlsplit(settings.base_url).hostname
    if host not in LOOPBACK and not settings.allow_writes:
        raise ValueError(
            f"{settings.base_url}: this suite creates records; a host like {host} must be allowed explicitly"
        )
    document = nicereply_spec.load_strict() if settings.strict else nicereply_spec.load()
    with tempfile.TemporaryDirectory(prefix="nicereply-contract-") as folder:
        location, ledger_path = Path(folder, "openapi.json"), Path(folder, "ledger.json")
        location.write_text(json.dumps(document), encoding="utf-8")
        with as_file(files("nicereply_contract") / "schemathesis.toml") as configuration:
            finished = subprocess.run(  # noqa: S603 - our own interpreter and arguments
                _command(settings, configuration, location, junit),
                env={**os.environ, **_environment(settings, ledger_path, recording or Path(folder, "recording"))},
                cwd=folder,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
                timeout=settings.seconds,
                check=False,
            )
        ledger = Ledger.load(ledger_path) if ledger_path.exists() else Ledger()
    problems = ledger.gaps(
        document, of_operations=settings.phases != ("stateful",), of_links="stateful" in settings.phases
    )
    if finished.returncode != 0:
        problems.insert(0, f"schemathesis ended with exit code {finished.returncode}, see its report")
    return Outcome(problems, ledger, finished.stdout)


def _command(settings: Settings, configuration: Path, location: Path, junit: Path | None) -> list[str]:
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(configuration), "run", str(location)]
    command += ["--url", settings.base_url, "--phases", ",".join(settings.phases), "--seed", str(settings.seed)]
    command += ["--max-examples", str(settings.examples)]
    if junit is not None:
        command += ["--report-junit-path", str(junit.resolve())]
    return [*command, "--max-failures", "1"] if settings.fail_fast else command


def _environment(settings: Settings, ledger: Path, recording: Path) -> dict[str, str]:
    return {
        "NICEREPLY_BASE_URL": settings.base_url,
        "NICEREPLY_API_KEY": settings.api_key,
        "NICEREPLY_CONTRACT_LEDGER": str(ledger.resolve()),
        "NICEREPLY_CONTRACT_RECORDING": str(recording.resolve()),
        "PYTHONUTF8": "1",
        **({} if settings.guard is None else {VARIABLE: told(settings.guard)}),
    }
