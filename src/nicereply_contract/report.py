"""What came of a whole run: checks with verdicts, as text and as JUnit."""

from __future__ import annotations

import base64
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

from nicereply_contract.relations.relation import Verdict

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


_MOST_SHOWN = 600


def _capped(text: str) -> str:
    """A long list of what was not run, shortened for a screen; the JUnit report has all of it."""
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}… ({len(text) - _MOST_SHOWN} more characters)"


@dataclass(frozen=True)
class Check:
    """One thing that was checked. `detail` says why it failed or was not run, `curl` repeats a failure's requests."""

    group: str
    name: str
    verdict: Verdict
    detail: str = ""
    curl: str = ""
    seconds: float = 0.0


@dataclass
class Report:
    """All checks of a run, and figures in words. The key is left out of whatever is written."""

    api_key: str
    checks: list[Check] = field(default_factory=list[Check])
    figures: list[str] = field(default_factory=list[str])
    seconds: float = 0.0

    def __repr__(self) -> str:
        """Everything but the key."""
        return f"Report({len(self.checks)} checks, {self.seconds:.0f} s)"

    def count(self, verdict: Verdict) -> int:
        """How many checks have a verdict."""
        return Counter(check.verdict for check in self.checks)[verdict]

    def passed(self, *, complete: bool) -> bool:
        """Whether something passed and nothing failed; `complete`: whether also nothing was left out."""
        return self.count("passed") > 0 and not self.count("failed") and not (complete and self.count("not run"))

    def text(self) -> str:
        """The report for people."""
        lines: list[str] = []
        for check in self.checks:
            detail = check.detail if check.verdict == "failed" else _capped(check.detail)
            lines.append(f"{check.verdict:8} {check.group}: {check.name}" + (f" - {detail}" if detail else ""))
            if check.verdict == "failed" and check.curl:
                lines += [f"           {line}" for line in check.curl.splitlines()]
        if self.checks and not self.count("passed") and not self.count("failed"):
            reasons = dict.fromkeys(f"{check.group}: {check.detail}" for check in self.checks)
            lines += ["", f"Nothing was run: {'; '.join(reasons)}"]
        totals = ", ".join(f"{self.count(verdict)} {verdict}" for verdict in ("passed", "failed", "not run"))
        return self.public("\n".join([*lines, "", *self.figures, f"{totals}, {self.seconds:.0f} s"]))

    def write_junit(self, path: Path) -> None:
        """The report for machines: a test suite for each group."""
        root = ET.Element("testsuites")
        for group in dict.fromkeys(check.group for check in self.checks):
            checks = [check for check in self.checks if check.group == group]
            suite = ET.SubElement(root, "testsuite", name=group, tests=str(len(checks)))
            suite.set("failures", str(sum(check.verdict == "failed" for check in checks)))
            suite.set("skipped", str(sum(check.verdict == "not run" for check in checks)))
            suite.set("time", f"{sum(check.seconds for check in checks):.3f}")
            for check in checks:
                name = self._clean(check.name)
                case = ET.SubElement(suite, "testcase", name=name, classname=group, time=f"{check.seconds:.3f}")
                if check.verdict == "failed":
                    failure = ET.SubElement(case, "failure", message=self._clean(check.detail))
                    failure.text = self._clean(f"{check.detail}\n{check.curl}")
                elif check.verdict == "not run":
                    ET.SubElement(case, "skipped", message=self._clean(check.detail))
        path.parent.mkdir(parents=True, exist_ok=True)
        ET.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)

    def _clean(self, text: str) -> str:
        return _NOT_IN_XML.sub("\ufffd", self.public(text))

    def public(self, text: str) -> str:
        """A text without the key."""
        for secret in (self.api_key, base64.b64encode(f":{self.api_key}".encode()).decode()):
            text = text.replace(secret, "[key]") if secret else text
        return text
