"""A second opinion on a recorded run: openapi-core, an implementation of OpenAPI that shares nothing with the first."""

from __future__ import annotations

import json
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from nicereply_contract.document import Node
from nicereply_contract.relations.service import curl

PROGRAM: Final = Path(__file__).with_name("program.py")
REQUIREMENTS: Final = Path(__file__).with_name("requirements.txt")
SECONDS: Final = 900.0


@dataclass(frozen=True)
class Disagreement:
    """What one judge takes and the other refuses; `curl` repeats the request, without the key."""

    message: str
    curl: str


@dataclass(frozen=True)
class Judgement:
    """What the second judge looked at, and where it disagrees."""

    judged: int
    requests: int
    answers: int
    disagreements: list[Disagreement] = field(default_factory=list[Disagreement])


def judge(python: Path, document: Node, recording: Path, base_url: str) -> Judgement:
    """Judge a recording with the Python interpreter of an environment that has openapi-core (`REQUIREMENTS`).

    Raises RuntimeError when it could not judge; that it judged nothing is for the caller to see in the numbers.
    """
    with tempfile.TemporaryDirectory(prefix="nicereply-contract-") as folder:
        path = Path(folder, "openapi.json")
        path.write_text(json.dumps(document), encoding="utf-8")
        try:
            done = subprocess.run(  # noqa: S603 - the interpreter that the caller names, our own program
                [str(python), str(PROGRAM), str(path), str(recording), base_url],
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                timeout=SECONDS,
                check=False,
            )
        except OSError as error:
            raise RuntimeError(f"the second judge could not be started with {python}: {error}") from error
    if done.returncode != 0:
        raise RuntimeError(f"the second judge ended with status {done.returncode}: {done.stderr[-1000:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    disagreements = [
        Disagreement(one["message"], curl(one["method"], one["url"], _body(one["body"])))
        for one in found["disagreements"]
    ]
    return Judgement(found["judged"], found["requests"], found["answers"], disagreements)


def _body(text: str) -> Any:
    try:
        return json.loads(text) if text else None
    except ValueError:
        return text
