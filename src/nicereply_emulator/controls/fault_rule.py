"""One fault rule: for which requests it is, at which of them it happens, and how often it has."""

from dataclasses import dataclass, field
from random import Random
from typing import Any, Literal
from urllib.parse import unquote

from .._document import Document, OperationDocument
from .._http import Refusal, Request
from .._parameters import PathJudge
from .._routes import Router
from . import fault_settings
from .answer_fields import choices_at, field_names, has_object_at, has_pages, schemas_at, steps_of, success_schema
from .check import ControlError, nearest
from .fault_effects import ADDED_FIELD, UNKNOWN_VALUE
from .fault_settings import AFTER_THE_FIRST_PAGE, ON_FIELDS, ON_PAGES

Stage = Literal["rows", "instead", "change", "delay"]


@dataclass(slots=True)
class Rule:
    """A rule as it stands. `seen` counts the calls that it is for, `fired` those at which the fault happened.

    Faults that change an answer or the rows of a list see successful answers alone; those about pages see only pages
    after the first where there is nothing before the first that could be repeated or moved.
    """

    id: int
    settings: dict[str, Any]
    operations: frozenset[str]
    path: str | None
    """Decoded and in small letters: ids are read in either case."""
    random: Random = field(repr=False)
    seen: int = 0
    fired: int = 0

    @property
    def fault(self) -> str:
        name: str = self.settings["fault"]
        return name

    @property
    def stage(self) -> Stage:
        return _stage(self.settings)

    @property
    def is_spent(self) -> bool:
        """Whether it can happen no more."""
        settings = self.settings
        last = settings.get("nth", settings.get("first"))
        return self.fired >= settings.get("times", self.fired + 1) or (last is not None and self.seen >= last)

    def is_for(self, operation: str, request: Request, page: int) -> bool:
        if operation not in self.operations:
            return False
        if self.path is not None and unquote(request.path).lower() != self.path:
            return False
        return self.fault not in AFTER_THE_FIRST_PAGE or page > 1

    def is_due(self) -> bool:
        """Count one call that the rule is for; whether the fault happens at it."""
        if self.is_spent:
            return False
        self.seen += 1
        match self.settings:
            case {"nth": nth}:
                return bool(self.seen == nth)
            case {"every": every}:
                return bool(self.seen % every == 0)
            case {"first": first}:
                return bool(self.seen <= first)
            case {"probability": probability}:
                return bool(self.random.random() < probability)
            case _:
                return True

    def describe(self) -> dict[str, Any]:
        """The rule as the controls show it."""
        return {"id": self.id, **self.settings, "seen": self.seen, "fired": self.fired, "is_spent": self.is_spent}


class RuleMaker:
    """Makes rules of settings, and refuses those that could never match."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._operations = {operation.id: operation for operation in document.operations}

    def make(self, id_: int, settings: object) -> Rule:
        checked = fault_settings.check(settings)
        operations, path = self._target(checked)
        if checked["fault"] in ON_PAGES:
            operations = self._with_pages(operations, checked)
        if checked["fault"] in ON_FIELDS:
            operations = self._with_field(operations, checked)
        return Rule(
            id=id_,
            settings=checked,
            operations=frozenset(operation.id for operation in operations),
            path=path,
            random=Random(checked.get("seed", 0)),  # noqa: S311 - faults are drawn from it, no secrets
        )

    def _target(self, settings: dict[str, Any]) -> tuple[list[OperationDocument], str | None]:
        everything = list(self._operations.values())
        match settings:
            case {"operation": name}:
                if name not in self._operations:
                    raise ControlError([f"operation: there is no {name!r}; {nearest(name, list(self._operations))}"])
                return [self._operations[name]], None
            case {"tag": tag}:
                found = [operation for operation in everything if operation.tag == tag]
                if not found:
                    tags = sorted({operation.tag for operation in everything})
                    raise ControlError([f"tag: there is no {tag!r}; {nearest(tag, tags)}"])
                return found, None
            case {"path": path}:
                return self._at_path(path, everything, needs_success=_stage(settings) in ("rows", "change"))
            case _:
                return everything, None

    def _at_path(
        self, path: str, everything: list[OperationDocument], *, needs_success: bool
    ) -> tuple[list[OperationDocument], str | None]:
        base = self._document.base_path
        short = path.removeprefix(base) if path.startswith(f"{base}/") else path
        if "?" in path or "#" in path:
            raise ControlError([f"path: there is no {path!r}: a path ends before ? and #"])
        found = [operation for operation in everything if operation.path == short]
        if found:
            return found, None
        for operation in everything:
            router: Router[str] = Router(base)
            router.add(operation.method, operation.path, operation.id)
            try:
                _, variable = router.find(operation.method, base + short)
            except Refusal:
                continue
            if "{" not in short:
                if needs_success and variable is not None:
                    self._require_id(operation, variable, path)
                fixed = [other for other in everything if other.path == operation.path]
                return fixed, unquote(base + short).lower()
        paths = [operation.path for operation in everything]
        known = nearest(short, sorted(set(paths)))
        raise ControlError([f"path: there is no {path!r}; {known} (or with a record's id in place of {{id}})"])

    def _require_id(self, operation: OperationDocument, text: str, path: str) -> None:
        """Refuse a path whose id is none, for a fault of successful answers: there can be no such answer."""
        if PathJudge(self._document, operation.parameters).value(text, []) is None:
            raise ControlError(
                [f"path: {path!r}: {text!r} is neither a UUID nor a number, so no answer there is successful"]
            )

    def _with_pages(self, operations: list[OperationDocument], settings: dict[str, Any]) -> list[OperationDocument]:
        paged = [operation for operation in operations if has_pages(self._document, operation)]
        if not paged:
            raise ControlError(
                [f"fault: {settings['fault']}: there are no pages in the answers of {_names(operations)}"]
            )
        return paged

    def _with_field(self, operations: list[OperationDocument], settings: dict[str, Any]) -> list[OperationDocument]:
        """Those whose answers have the field; for an added field, those that have its place and not the field."""
        name = settings.get("field", ADDED_FIELD)
        steps = steps_of(name)
        is_added = settings["fault"] == "added_field"
        if any(not step for step in steps):
            raise ControlError([f"field: {name!r} has an empty step; steps are joined by single dots"])
        fitting = [operation for operation in operations if self._has(operation, steps) is not is_added]
        if is_added:
            fitting = [operation for operation in fitting if has_object_at(self._document, operation, steps[:-1])]
        if not fitting:
            known = sorted({one for operation in operations for one in field_names(self._document, operation)})
            reason = "is there already, or has no place" if is_added else "is no field"
            raise ControlError(
                [f"field: {name!r} {reason} in the answers of {_names(operations)}; records have {', '.join(known)}"]
            )
        if settings["fault"] == "unknown_enum":
            fitting = self._with_choices(fitting, settings)
        return fitting

    def _with_choices(self, operations: list[OperationDocument], settings: dict[str, Any]) -> list[OperationDocument]:
        steps = steps_of(settings["field"])
        choices = {operation.id: choices_at(self._document, operation, steps) for operation in operations}
        fitting = [operation for operation in operations if choices[operation.id]]
        if not fitting:
            raise ControlError(
                [f"field: {settings['field']!r} has no list of values in the answers of {_names(operations)}"]
            )
        value = settings.get("value", UNKNOWN_VALUE)
        unknown = [operation for operation in fitting if value not in choices[operation.id]]
        if not unknown:
            known = ", ".join(choices[fitting[0].id])
            raise ControlError([f"value: {value!r} is one of the known values ({known})"])
        return unknown

    def _has(self, operation: OperationDocument, steps: tuple[str, ...]) -> bool:
        return any(True for _ in schemas_at(self._document, success_schema(operation), steps))


def _stage(settings: dict[str, Any]) -> Stage:
    match settings:
        case {"fault": "rows_inserted" | "rows_removed"}:
            return "rows"
        case {"fault": "reset", "when": "body"}:
            return "change"
        case {"fault": "status" | "html" | "reset"}:
            return "instead"
        case {"fault": "latency"}:
            return "delay"
        case _:
            return "change"


def _names(operations: list[OperationDocument]) -> str:
    names = [operation.id for operation in operations]
    return ", ".join(names) if len(names) <= 3 else f"these {len(names)} operations"
