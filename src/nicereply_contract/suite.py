"""Runs schemathesis against a base URL and says whether the run proves anything."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final, Literal
from urllib.parse import urlsplit

import nicereply_spec
from nicereply_contract.controls import LOOPBACK
from nicereply_contract.document import Node, read_only
from nicereply_contract.ledger import Ledger
from nicereply_contract.live_guard import DEFAULT_RATE, VARIABLE, Guard, told

Phase = Literal["examples", "coverage", "fuzzing", "stateful"]
Mode = Literal["all", "positive", "negative"]
PHASES: Final[tuple[Phase, ...]] = ("examples", "coverage", "fuzzing", "stateful")
READING: Final = "NICEREPLY_CONTRACT_READING"
"""Set for schemathesis where nothing is written."""
WRITING: Final[tuple[Phase, ...]] = ("stateful",)
"""Phases that cannot do without writing: the document's links begin at creations."""
_LEAST_STATEFUL: Final = 60
"""Examples of the stateful phase, whatever was asked for: with fewer it is luck whether every link is followed."""
_ONLY_READING: Final = "\n[phases.coverage]\nunexpected-methods = []\n"
"""Added to the configuration where nothing may be written: methods that the document does not have are not tried."""


@dataclass(frozen=True)
class Settings:
    """How to run.

    `base_url` includes `/v1`; `examples` are per operation in fuzzing and stateful; `seconds` is the limit of the whole
    run. `strict` holds the service to what a server of this project sends, otherwise to what a client must be able to
    read. `allow_writes` permits a host that is not this machine: the suite creates ratings and users. `guard` is what
    stands between the run and a service that is not ours. `reading`: only the operations that read are attacked, and
    nothing but GET is sent. `careful`: everything that should be accepted is sent before anything that should not.
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
    reading: bool = False
    careful: bool = False

    @property
    def modes(self) -> tuple[Mode, ...]:
        """The runs of schemathesis, by what they send, in their order."""
        if not self.careful:
            return ("all",)
        return ("positive", "negative") if self.phases_of("negative") else ("positive",)

    def phases_of(self, mode: Mode) -> tuple[Phase, ...]:
        """The phases that can be run: no link without a creation, no example that should be refused."""
        left_out = (*(WRITING if self.reading else ()), *(("examples",) if mode == "negative" else ()))
        return tuple(phase for phase in self.phases if phase not in left_out)

    @property
    def sent_phases(self) -> tuple[Phase, ...]:
        """The phases that can be run at all."""
        return self.phases_of("all")

    def document(self) -> Node:
        """What the service is held to."""
        document = nicereply_spec.load_strict() if self.strict else nicereply_spec.load()
        return read_only(document) if self.reading else document

    def __repr__(self) -> str:
        """Everything but the key."""
        return f"Settings(base_url={self.base_url!r}, phases={self.phases}, examples={self.examples}, seed={self.seed})"


@dataclass(frozen=True)
class Outcome:
    """What came of a run. It passed when `problems` and `gaps` are empty.

    `problems` say what is wrong, `gaps` what was not reached, `harm` why the run ended early (empty when it did not);
    `output` is schemathesis's own report.
    """

    failures: list[str]
    gaps: list[str]
    ledger: Ledger
    output: str

    @property
    def problems(self) -> list[str]:
        """Everything that keeps the run from having passed."""
        return self.failures + self.gaps


def run(settings: Settings, recording: Path | None = None, reports: Path | None = None) -> Outcome:
    """Run the chosen phases. Fails (by `problems`) on any failed check, and when less than everything was reached.

    Every exchange is added to `recording`, schemathesis's own JUnit reports go into the folder `reports`, if given.

    Writes to the service, unless `reading`. Raises ValueError when that is not on this machine and writing was not
    allowed, subprocess.TimeoutExpired when the run takes longer than `seconds`.
    """
    host = urlsplit(settings.base_url).hostname
    if host not in LOOPBACK and not settings.allow_writes and not settings.reading:
        raise ValueError(
            f"{settings.base_url}: this suite creates records; a host like {host} must be allowed explicitly"
        )
    document = settings.document()
    until = time.monotonic() + settings.seconds
    whole, failures, outputs = Ledger(), list[str](), list[str]()
    for mode in settings.modes:
        ledger, status, output = _attack(settings, mode, document, recording, reports, until - time.monotonic())
        whole += ledger
        outputs.append(output)
        if status != 0:
            failures.append(f"schemathesis ended with exit code {status}, see its report")
        if whole.harm:
            failures.append(f"stopped, since the service {whole.harm}")
        if whole.harm or (settings.fail_fast and failures):
            break
    gaps = whole.gaps(
        document, of_operations=settings.phases != ("stateful",), of_links="stateful" in settings.sent_phases
    )
    return Outcome(failures, gaps, whole, "\n".join(outputs))


def _attack(
    settings: Settings, mode: Mode, document: Node, recording: Path | None, reports: Path | None, seconds: float
) -> tuple[Ledger, int, str]:
    """One run of schemathesis: its ledger, exit status and report."""
    with tempfile.TemporaryDirectory(prefix="nicereply-contract-") as name:
        folder = Path(name)
        location, ledger = folder / "openapi.json", folder / "ledger.json"
        location.write_text(json.dumps(document), encoding="utf-8")
        with _configuration(settings, folder) as configuration:
            command = _command(settings, mode, configuration, location)
            if reports is not None:
                command += ["--report-junit-path", str(reports.resolve() / f"{mode}.xml")]
            finished = subprocess.run(  # noqa: S603 - our own interpreter and arguments
                command,
                env={**os.environ, **_environment(settings, ledger, recording or folder / "recording")},
                cwd=folder,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
                timeout=max(seconds, 0.0),
                check=False,
            )
        return Ledger.load(ledger) if ledger.exists() else Ledger(), finished.returncode, finished.stdout


@contextmanager
def _configuration(settings: Settings, folder: Path) -> Generator[Path]:
    with as_file(files("nicereply_contract") / "schemathesis.toml") as configuration:
        text = configuration.read_text(encoding="utf-8")
        stateful = f"[phases.stateful]\ngeneration.max-examples = {max(settings.examples, _LEAST_STATEFUL)}\n"
        text = text.replace("[phases.stateful]\n", stateful)
        changed = folder / "schemathesis.toml"
        changed.write_text(text + (_ONLY_READING if settings.reading else ""), encoding="utf-8")
        yield changed


def _command(settings: Settings, mode: Mode, configuration: Path, location: Path) -> list[str]:
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(configuration), "run", str(location)]
    command += [
        "--url",
        settings.base_url,
        "--phases",
        ",".join(settings.phases_of(mode)),
        "--seed",
        str(settings.seed),
    ]
    command += ["--max-examples", str(settings.examples), "--mode", mode]
    return [*command, "--max-failures", "1"] if settings.fail_fast else command


def _environment(settings: Settings, ledger: Path, recording: Path) -> dict[str, str]:
    guard = settings.guard
    if settings.reading and (guard is None or guard.allow_writes):
        # Whoever asks for reading gets a guard that holds to it.
        guard = Guard(rate=DEFAULT_RATE if guard is None else 1 / guard.interval)
    return {
        "NICEREPLY_BASE_URL": settings.base_url,
        "NICEREPLY_API_KEY": settings.api_key,
        "NICEREPLY_CONTRACT_LEDGER": str(ledger.resolve()),
        "NICEREPLY_CONTRACT_RECORDING": str(recording.resolve()),
        "PYTHONUTF8": "1",
        **({READING: "1"} if settings.reading else {}),
        **({} if guard is None else {VARIABLE: told(guard)}),
    }
