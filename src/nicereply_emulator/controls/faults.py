"""Faults on command: rules that say at which calls the emulator misbehaves, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._http import Request, Response
from . import fault_effects
from .check import NOT_GIVEN, ControlError, given
from .fault_effects import Ask, Exchange
from .fault_rule import Rule, RuleMaker
from .paged_lists import paged_lists

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from threading import RLock

    from .._clock import Clock
    from .._document import Document
    from .._store import Store
    from .fault_settings import FaultName

Fired = tuple[str, ...]
"""The faults that happened at a call, by name."""


class Faults:
    """The fault rules, in the order in which they were added.

    Where several rules would take the place of one answer, the first of them does. All others act together.
    """

    def __init__(
        self,
        document: Document,
        operation_of: Callable[[Request], str | None],
        store: Store,
        clock: Clock,
        lock: RLock,
    ) -> None:
        self._maker = RuleMaker(document)
        self._lists = paged_lists(document)
        self._operation_of = operation_of
        self._store = store
        self._clock = clock
        self._lock = lock
        self._rules: dict[int, Rule] = {}
        self._last_id = 0
        self.active = False
        """Whether a rule could still happen; as long as none can, requests are not looked at."""

    def add(
        self,
        fault: FaultName,
        *,
        operation: str | None = None,
        tag: str | None = None,
        path: str | None = None,
        nth: int | None = None,
        every: int | None = None,
        first: int | None = None,
        probability: float | None = None,
        seed: int | None = None,
        times: int | None = None,
        status: int | None = None,
        retry_after: int | None = None,
        retry_after_as_date: bool | None = None,
        handled: bool | None = None,
        seconds: float | Sequence[float] | None = None,
        when: str | None = None,
        field: str | None = None,
        value: object = NOT_GIVEN,
        content_type: str | None = None,
        host: str | None = None,
        rows: int | None = None,
    ) -> Rule:
        """Add a rule: from now on `fault` happens at the calls to `operation`, or to those of a `tag` or `path`.

        Of these it happens at the `nth`, at `every` nth, at the `first` n, or with a `probability` (drawn from `seed`);
        at all of them if none is given; and `times` times at most. The other settings are those of single faults:
        `docs/emulator-controls.md` has them all. Raises `ControlError` for a rule that can never match.
        """
        settings = given(
            {
                "fault": fault,
                "operation": operation,
                "tag": tag,
                "path": path,
                "nth": nth,
                "every": every,
                "first": first,
                "probability": probability,
                "seed": seed,
                "times": times,
                "status": status,
                "retry_after": retry_after,
                "retry_after_as_date": retry_after_as_date,
                "handled": handled,
                "seconds": seconds,
                "when": when,
                "field": field,
                "content_type": content_type,
                "host": host,
                "rows": rows,
            }
        )
        if value is not NOT_GIVEN:
            settings["value"] = value
        return self.add_settings(settings)

    def add_settings(self, settings: object) -> Rule:
        """Add the rule that these settings (a JSON object) describe."""
        with self._lock:
            rule = self._maker.make(self._last_id + 1, settings)
            self._last_id = rule.id
            self._rules[rule.id] = rule
            self.active = True
            return rule

    def list(self) -> list[Rule]:
        """All rules, those that are spent among them."""
        with self._lock:
            return list(self._rules.values())

    def get(self, id_: int) -> Rule:
        with self._lock:
            if id_ not in self._rules:
                raise ControlError([f"there is no fault rule {id_}; {self._known()}"], status=404)
            return self._rules[id_]

    def remove(self, rule: Rule | int) -> None:
        """Remove one rule, or raise `ControlError` when it is not there."""
        id_ = rule.id if isinstance(rule, Rule) else rule
        if not isinstance(id_, int) or isinstance(id_, bool):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise ControlError([f"rule: {id_!r} is neither a rule nor the number of one"])
        with self._lock:
            del self._rules[self.get(id_).id]
            self._update()

    def clear(self) -> None:
        """Remove all rules."""
        with self._lock:
            self._rules.clear()
            self._last_id = 0
            self.active = False

    def answer(self, request: Request, ask: Ask, look: Ask) -> tuple[Response, Fired]:
        """The answer to a request, with the faults that happen at it. Called while rules are active, under the lock.

        `ask` and `look` are those of `Exchange`.
        """
        operation = self._operation_of(request)
        if operation is None:
            return ask(request), ()
        paged = self._lists.get(operation)
        query = {} if paged is None else paged.query(request)
        rules = [rule for rule in self._rules.values() if rule.is_for(operation, request, query.get("page", 1))]
        if not rules:
            return ask(request), ()
        table = None if paged is None else paged.table
        happened = _Happening(rules, Exchange(request, ask, look, self._store, self._clock.now(), query, table))
        response = happened.answer()
        self._update()
        return response, tuple(happened.fired)

    def _update(self) -> None:
        self.active = any(not rule.is_spent for rule in self._rules.values())

    def _known(self) -> str:
        return f"there are {', '.join(map(str, self._rules))}" if self._rules else "there are none"


class _Happening:
    """The rules for one request, at work."""

    def __init__(self, rules: list[Rule], exchange: Exchange) -> None:
        self._rules = rules
        self._exchange = exchange
        self.fired: list[str] = []

    def answer(self) -> Response:
        response = self._replacement()
        if response is None:
            response = self._exchange.ask(self._exchange.request)
            if response.status < 400:
                response = self._changed(self._with_other_rows(response))
        for rule in self._due("delay"):
            self._note(rule)
            response = fault_effects.delayed(rule.settings, rule.random, response)
        return response

    def _replacement(self) -> Response | None:
        due = self._due("instead")
        if not due:
            return None
        self._note(due[0])
        return fault_effects.instead(due[0].settings, self._exchange)

    def _with_other_rows(self, response: Response) -> Response:
        """The page as it is when rows have come or gone; it was asked for before to see that it is not refused."""
        changed = [rule for rule in self._due("rows") if fault_effects.change_rows(rule.settings, self._exchange)]
        for rule in changed:
            self._note(rule)
        return self._exchange.look(self._exchange.request) if changed else response

    def _changed(self, response: Response) -> Response:
        for rule in self._due("change"):
            changed = fault_effects.changed(rule.settings, self._exchange, response)
            if changed is not None:
                self._note(rule)
                response = changed
        return response

    def _due(self, stage: str) -> list[Rule]:
        return [rule for rule in self._rules if rule.stage == stage and rule.is_due()]

    def _note(self, rule: Rule) -> None:
        rule.fired += 1
        self.fired.append(rule.fault)
