"""The whole suite in its order: relations, attack, controls, ledger, second judge."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
import traceback
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, get_args
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import httpx

import nicereply_spec
from nicereply_contract.controls import NEEDED_FOR, Controls, try_statuses
from nicereply_contract.coverage import Coverage
from nicereply_contract.document import Node
from nicereply_contract.exchange import Exchange, read_exchanges
from nicereply_contract.live_guard import DEFAULT_RATE, Guard, guarding
from nicereply_contract.live_report import findings
from nicereply_contract.live_survey import survey
from nicereply_contract.preflight import hindrance
from nicereply_contract.relations import Effort, try_relations
from nicereply_contract.relations.catalogue import Catalogue
from nicereply_contract.relations.relation import Verdict
from nicereply_contract.relations.service import KEY_IN_CURL, Broken, NotRun, Service
from nicereply_contract.report import Check, Report
from nicereply_contract.second_judge import judge
from nicereply_contract.suite import WRITING, Phase, Settings, run

Step = Literal["live", "relations", "examples", "coverage", "fuzzing", "stateful", "controls", "ledger", "judge"]
STEPS: Final[tuple[Step, ...]] = get_args(Step)
ATTACK: Final[tuple[Phase, ...]] = get_args(Phase)
_EXAMPLES: Final = 100
_EXAMPLES_ELSEWHERE: Final = 10
_EXAMPLES_A_DRAW: Final = 20
_NO_CONTROLS: Final = "only the emulator's controls can bring it about"
_OPEN: Final = "the documentation contradicts itself, and a service answers by one reading"
_NO_HARM: Final = "the service shows no sign of harm"
_NO_WRITES: Final = "it creates records, which was not allowed"


@dataclass(frozen=True)
class Plan:
    """What to run. `examples` are per operation, None: 100 of the emulator and 10 of another service.

    `judge_python` is an interpreter that has openapi-core. `differences` and `recording` are files to write: how a
    service that is not the emulator differs from the document, and every exchange (which may be personal; the key is
    left out).

    `strict` holds the service to what a server of this project sends, otherwise to what a client must be able to read;
    None: the emulator is held to the former, any other service to the latter.
    `allow_writes`: the emulator may be written to anyway. `rate` is how many requests a second another service gets.
    """

    base_url: str
    api_key: str = field(repr=False)
    steps: tuple[Step, ...] = STEPS
    examples: int | None = None
    seed: int = Settings.seed
    fail_fast: bool = False
    strict: bool | None = None
    allow_writes: bool = False
    judge_python: Path | None = None
    differences: Path | None = None
    fail_on_differences: bool = False
    recording: Path | None = None
    rate: float = DEFAULT_RATE
    seconds: float = Settings.seconds

    @property
    def phases(self) -> tuple[Phase, ...]:
        """The phases of the attack that were chosen."""
        return tuple(phase for phase in ATTACK if phase in self.steps)


class _Run:
    """One run: its plan, its report so far, what was recorded."""

    def __init__(self, plan: Plan, folder: Path, *, is_emulator: bool) -> None:
        self.plan = plan
        self.is_emulator = is_emulator
        self.allow_writes = plan.allow_writes or is_emulator
        self.report = Report(plan.api_key)
        if is_emulator and not plan.allow_writes:
            self.report.figures.append(
                f"{plan.base_url} is taken for the emulator, by its controls, and so may be written to"
            )
        self.recording = folder / "recording.jsonl"
        self.reports = folder / "reports"
        self.guard = Guard(allow_writes=plan.allow_writes, rate=plan.rate)
        self.followed: list[str] = []
        self.attack_is_complete = False

    @property
    def examples(self) -> int:
        """How many for each operation."""
        return self.plan.examples or (_EXAMPLES if self.is_emulator else _EXAMPLES_ELSEWHERE)

    @property
    def strict(self) -> bool:
        """Whether the service is held to what a server of ours sends; only the emulator is, unless somebody says so."""
        return self.is_emulator if self.plan.strict is None else self.plan.strict

    @property
    def document(self) -> Node:
        return nicereply_spec.load_strict() if self.strict else nicereply_spec.load()

    def add(
        self, group: str, name: str, verdict: Verdict, detail: str = "", curl: str = "", seconds: float = 0
    ) -> None:
        self.report.checks.append(Check(group, name, verdict, detail, curl, seconds))

    @contextmanager
    def service(self) -> Generator[Service]:
        """The service, with every exchange recorded."""
        with self.recording.open("a", encoding="utf-8") as recording:

            def observe(exchange: Exchange) -> None:
                recording.write(exchange.dump() + "\n")

            plan = self.plan
            with Service(plan.base_url, plan.api_key, allow_writes=self.allow_writes, observe=observe) as service:
                yield service

    def can_be_asked(self) -> bool:
        """Whether the service answers and takes the key; what keeps it from that is the only failure then."""
        why = hindrance(self.plan.base_url, self.plan.api_key)
        if why:
            self.add("service", "the service can be asked", "failed", why)
        return not why

    def take(self, name: str, part: Callable[[], None]) -> None:
        """Run one part. Whatever it raises is a failure of the report: what was found before must not be lost."""
        if self.guard.harm and name in ("relations", "attack"):
            self.add(name, "everything", "not run", f"the service {self.guard.harm}: nothing more is sent to it")
            return
        try:
            part()
        except Exception as error:  # noqa: BLE001 - the report is to be written
            self.add(name, "the part ran to its end", "failed", "".join(traceback.format_exception(error)).strip())

    def look_for_harm(self) -> None:
        """A run that was ended to spare the service has failed, whatever passed before."""
        told = [check for check in self.report.checks if check.name == _NO_HARM and check.verdict == "failed"]
        if self.guard.harm and not told:
            self.add("service", _NO_HARM, "failed", f"stopped, since the service {self.guard.harm}")

    def live(self) -> None:
        """Positive cases first: what a service that is not the emulator does otherwise than the document says."""
        if self.is_emulator:
            if not set(self.plan.steps) - {"live"}:
                self.add("live", "differences from the document", "not run", "this is the emulator itself")
            return
        plan = self.plan
        try:
            found = findings(survey(plan.base_url, plan.api_key))
        except httpx.HTTPError as error:
            self.add("live", "differences from the document", "failed", f"no answer: {type(error).__name__}")
            return
        verdict: Verdict = "failed" if found.stopped else "passed"
        self.add("live", _NO_HARM, verdict, found.stopped)
        if plan.fail_on_differences:
            told = ", ".join(f"{one.kind} {one.place}: {one.found}" for one in sorted(found.differences))
            self.add("live", "there is no difference from the document", "failed" if told else "passed", told)
        self.report.figures.append(found.text())
        if plan.differences is not None:
            plan.differences.parent.mkdir(parents=True, exist_ok=True)
            plan.differences.write_text(self.report.public(found.text()), encoding="utf-8")
            self.report.figures.append(f"Written to {plan.differences}")

    def relations(self) -> None:
        started = time.monotonic()
        effort = Effort(draws=max(1, self.examples // _EXAMPLES_A_DRAW), seed=self.plan.seed)
        with self.service() as service:
            results = try_relations(service, effort, exact=self.strict, fail_fast=self.plan.fail_fast)
        for result in results:
            name = f"{result.relation}: {result.statement}"
            self.add("relations", name, result.verdict, result.detail, result.curl, result.seconds)
            if result.lacking:
                self.add("relations", f"{result.relation}: everywhere", "not run", f"not tried: {result.lacking}")
        compared = sum(result.compared for result in results)
        told = f"Relations: {len(results)}, {compared} comparisons, {time.monotonic() - started:.0f} s"
        self.report.figures.append(told)

    def attack(self) -> None:
        started = time.monotonic()
        plan = self.plan
        settings = Settings(
            plan.base_url,
            plan.api_key,
            plan.phases,
            self.examples,
            plan.seed,
            plan.fail_fast,
            self.strict,
            allow_writes=self.allow_writes,
            seconds=plan.seconds,
            guard=None if self.is_emulator else self.guard,
            reading=not self.allow_writes,
            careful=not self.is_emulator,
        )
        if settings.reading:
            self._not_attacked()
        if not settings.sent_phases:
            return
        self.reports.mkdir(exist_ok=True)
        try:
            outcome = run(settings, self.recording, self.reports)
        except subprocess.TimeoutExpired:
            told = f"it took longer than {plan.seconds:.0f} seconds: try fewer examples, a higher rate or more seconds"
            self.add("attack", ", ".join(settings.sent_phases), "failed", told)
            return
        for mode in settings.modes:
            which = "" if mode == "all" else f", {mode} cases"
            for name, detail, curl, seconds in _junit_cases(self.reports / f"{mode}.xml"):
                self.add("attack", name + which, "failed" if detail else "passed", detail, curl, seconds)
        for problem in outcome.failures:
            self.add("attack", "what the run shows", "failed", problem)
        for gap in outcome.gaps:
            # Who only reads cannot make the records that an account lacks.
            verdict: Verdict = "not run" if settings.reading and outcome.ledger.requests else "failed"
            self.add("attack", "what the run shows", verdict, gap)
        if outcome.problems:
            self.report.figures.append(outcome.output)
        self.guard.harm = self.guard.harm or outcome.ledger.harm
        self.followed = list(outcome.ledger.links)
        self.report.figures += [f"Attack: {outcome.ledger.summary()}, {time.monotonic() - started:.0f} s"]

    def _not_attacked(self) -> None:
        """What is left out where nothing may be written."""
        creations = [operation for operation in Catalogue(self.document).operations if operation.method != "get"]
        for creation in creations:
            self.add("attack", f"{creation.method.upper()} {creation.path}", "not run", _NO_WRITES)
        if "coverage" in self.plan.phases:
            name = "methods that the document does not have are refused"
            self.add("attack", name, "not run", "nothing but GET is sent")
        for phase in set(self.plan.phases) & set(WRITING):
            self.add("attack", phase, "not run", "the document's links begin at creations; writing was not allowed")

    def controls(self) -> None:
        if not self.is_emulator:
            self.add("controls", f"every operation answers {' and '.join(NEEDED_FOR)}", "not run", _NO_CONTROLS)
            return
        try:
            with self.service() as service, Controls(self.plan.base_url) as controls:
                wrong = try_statuses(service, controls, self.document)
        except (Broken, NotRun, httpx.HTTPError, KeyError, TypeError) as error:
            self.add("controls", "the controls", "failed", f"{type(error).__name__}: {error}")
            return
        for status in NEEDED_FOR:
            found = [(told, curl) for expected, told, curl in wrong if expected == status]
            name = f"every operation answers {status} when it must"
            curls = "\n".join(curl for _, curl in found)
            self.add("controls", name, "failed" if found else "passed", "; ".join(told for told, _ in found), curls)

    def ledger(self) -> None:
        coverage = Coverage(self.document)
        base_path = urlsplit(self.plan.base_url).path.rstrip("/")
        for exchange in read_exchanges(self.recording):
            coverage.see(exchange, base_path)
        coverage.follow(self.followed)
        if not self.is_emulator:
            coverage.skip(list(NEEDED_FOR), _NO_CONTROLS)
            if not self.strict:
                coverage.skip_open(_OPEN)
        self.report.figures.append(coverage.summary())
        name = "everything that the document promises was reached"
        missing = coverage.missing()
        if not coverage.exchanges:
            self.add("ledger", name, "failed", "no request was made at all")
        elif set(STEPS) - set(self.plan.steps) - {"judge"} or not self.allow_writes:
            self.add("ledger", name, "not run", f"this was a part of the suite; {len(missing)} goals were not reached")
        else:
            self.add("ledger", name, "failed" if missing else "passed", "; ".join(missing))
        names = {_NO_CONTROLS: "what needs the emulator's controls", _OPEN: "other readings of open points"}
        for reason, goals in coverage.not_run_by_reason().items():
            self.add("ledger", names[reason], "not run", f"{reason}: {', '.join(goals)}")

    def judge(self) -> None:
        name = "a second implementation of OpenAPI agrees"
        if self.plan.judge_python is None:
            self.add("judge", name, "not run", "no interpreter with openapi-core was named (--judge-python)")
            return
        started = time.monotonic()
        try:
            found = judge(self.plan.judge_python, self.document, self.recording, self.plan.base_url)
        except (RuntimeError, subprocess.TimeoutExpired) as error:
            self.add("judge", name, "failed", str(error))
            return
        seconds = time.monotonic() - started
        told = f"Second judge: {found.judged} exchanges ({found.requests} requests compared), {seconds:.0f} s"
        self.report.figures.append(told)
        if not found.judged or not found.requests:
            self.add("judge", name, "failed", "nothing was judged")
        elif not found.disagreements:
            self.add("judge", name, "passed", seconds=seconds)
        for disagreement in found.disagreements[:50]:
            self.add("judge", name, "failed", disagreement.message, disagreement.curl)


def run_whole(plan: Plan) -> Report:
    """Run what the plan says. What cannot be run here is in the report as not run, never as passed."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="nicereply-contract-") as folder, Controls(plan.base_url) as controls:
        one = _Run(plan, Path(folder), is_emulator=controls.there())
        parts: dict[str, Callable[[], None]] = {
            "live": one.live,
            "relations": one.relations,
            "attack": one.attack,
            "controls": one.controls,
            "ledger": one.ledger,
            "judge": one.judge,
        }
        # In the transport, not in a configuration: a service that is not ours is read, slowly, and nothing else.
        try:
            with nullcontext() if one.is_emulator else guarding(one.guard, plan.base_url):
                for name, part in parts.items() if one.can_be_asked() else ():
                    if name in plan.steps or (name == "attack" and plan.phases):
                        one.take(name, part)
                        if plan.fail_fast and one.report.count("failed"):
                            break
            one.look_for_harm()
        finally:
            if plan.recording is not None and one.recording.exists():
                plan.recording.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(one.recording, plan.recording)
    one.report.seconds = time.monotonic() - started
    return one.report


def _junit_cases(path: Path) -> Iterator[tuple[str, str, str, float]]:
    """(name, failures or nothing, curl lines, seconds) of each test case in schemathesis's report."""
    if not path.exists():
        return
    for case in ET.parse(path).getroot().iter("testcase"):  # noqa: S314 - written by our own run
        found = [failure for tag in ("failure", "error") for failure in case.iter(tag)]
        told = "\n".join(failure.text or failure.get("message") or "failed" for failure in found)
        lines = [line.strip() for line in told.splitlines() if line.strip().startswith("curl ")]
        curls = "\n".join(line.replace("-H 'Authorization: [Filtered]'", KEY_IN_CURL) for line in lines)
        yield case.get("name", ""), told.partition("Reproduce with:")[0].strip(), curls, float(case.get("time") or 0)
