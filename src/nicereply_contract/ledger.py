"""What a run reached: the facts by which the suite says that it tested something."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from nicereply_contract.document import Node, links, operations, success


@dataclass
class Ledger:
    """Counts of requests by operation and status, and of links that were followed to a success.

    `answers` has keys `operationId status`; requests with another method than the operation's are not in it. `digest`
    stands for all requests in their order: method, path with query, body. Equal digests, equal runs. `harm` says why a
    run was stopped to spare the service; empty when it was not.
    """

    answers: Counter[str] = field(default_factory=Counter[str])
    links: Counter[str] = field(default_factory=Counter[str])
    requests: int = 0
    digest: str = ""
    harm: str = ""

    def __add__(self, later: Ledger) -> Ledger:
        """Both, one after the other."""
        return Ledger(
            self.answers + later.answers,
            self.links + later.links,
            self.requests + later.requests,
            hashlib.sha256(f"{self.digest}{later.digest}".encode()).hexdigest() if self.digest else later.digest,
            self.harm or later.harm,
        )

    def save(self, path: Path) -> None:
        """Write it as JSON."""
        data = {
            "requests": self.requests,
            "answers": self.answers,
            "links": self.links,
            "digest": self.digest,
            "harm": self.harm,
        }
        path.write_text(json.dumps(data, indent=1, sort_keys=True), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Ledger:
        """Read what `save` wrote."""
        data = json.loads(path.read_text(encoding="utf-8"))
        return cls(
            answers=Counter(data["answers"]),
            links=Counter(data["links"]),
            requests=data["requests"],
            digest=data["digest"],
            harm=data["harm"],
        )

    def summary(self) -> str:
        """One line of figures."""
        statuses = Counter[str]()
        for key, count in self.answers.items():
            statuses[key.rsplit(" ", 1)[1]] += count
        by_status = ", ".join(f"{status}: {count}" for status, count in sorted(statuses.items()))
        followed = f"; links followed to a success: {sum(self.links.values())} times, {len(self.links)} kinds of links"
        requests = f"Requests: {self.requests} (digest {self.digest[:12]})"
        return f"{requests}; answers {by_status}" + (followed if self.links else "")

    def succeeded(self, document: Node) -> list[str]:
        """The operations that gave their documented success at least once."""
        return [
            operation["operationId"]
            for _, _, operation in operations(document)
            if self.answers[f"{operation['operationId']} {success(operation)}"]
        ]

    def gaps(self, document: Node, *, of_operations: bool = True, of_links: bool = True) -> list[str]:
        """What a complete run would have reached and this one did not, one sentence each.

        `of_operations`: each operation gives its documented success; `of_links`: each link leads to a success.
        """
        if not self.requests:
            return ["no request was made at all"]
        found: list[str] = []
        if of_operations:
            known = [operation["operationId"] for _, _, operation in operations(document)]
            succeeded = set(self.succeeded(document))
            found += [f"{name} never gave its documented success" for name in known if name not in succeeded]
        if of_links:
            there = links(document)
            found += [f"the link {link} was never followed to a success" for link in there if not self.links[link]]
            if not there:
                found.append("the document has no links that a stateful test could follow")
        return found
