"""What a live service does differently from the document, values redacted: ready to be turned into changes of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

import nicereply_spec
from nicereply_contract.document import JSON, Node, operations, resolve
from nicereply_contract.exchange import Exchange
from nicereply_contract.live_changes import change
from nicereply_contract.live_survey import Survey
from nicereply_contract.wire.cases import is_array, is_object

Kind = Literal[
    "field", "missing", "null", "type", "value", "format", "limit", "status", "content", "wording", "behaviour"
]

_WORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,30}")
_MEDIA_TYPE: Final = re.compile(r"[a-z]{1,20}(/[a-z0-9.+-]{1,60})?")
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})")
_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_REPEATED: Final = re.compile(r"(.)\1{3,}")
_PRIVATE: Final = 4
"""Letters from which on a text of a record is left out of wordings."""
_ISSUE: Final = re.compile(r"Validation error in \w+(\[[^\]]*\])+: .+", re.DOTALL)


@dataclass(frozen=True, order=True)
class Difference:
    """One thing that is otherwise. `place` is a model's field, an operation's status, or a behaviour's name."""

    kind: Kind
    place: str
    found: str
    documented: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class Findings:
    """What a survey shows: differences, how often each was seen, the reading of each discrepancy, what is not known."""

    differences: Counter[Difference]
    readings: dict[str, str]
    not_seen: list[str]
    stopped: str

    def text(self) -> str:
        """The report, as Markdown, without any value of a record."""
        lines = ["# Differences from the document", "", f"Stopped early: {self.stopped}" if self.stopped else ""]
        columns = ("kind", "place", "found", "documented", "seen", "discrepancy", "change, if the service is right")
        lines += [f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]
        document = nicereply_spec.load()
        for one, count in sorted(self.differences.items()):
            edit = change(document, one.kind, one.place, one.found)
            cells = (one.kind, one.place, one.found, one.documented, str(count), "; ".join(one.points), edit)
            lines.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |")
        if not self.differences:
            lines += ["", "None."]
        lines += ["", "## Which reading of each discrepancy holds", "", "| place | reading |", "|---|---|"]
        lines += [f"| {place} | {reading} |" for place, reading in sorted(self.readings.items())]
        lines += ["", "## Not seen", "", *(f"- {name}" for name in self.not_seen or ["nothing"])]
        return "\n".join(lines) + "\n"


def redacted(value: Any) -> str:
    """The form of a value, never the value: letters are a, digits 9; dates, UUIDs and lengths are told."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "a boolean"
    if isinstance(value, int):
        return "a whole number"
    if isinstance(value, float):
        return "a number"
    if is_array(value):
        return f"an array of {len(value)}"
    if is_object(value):
        return "an object"
    text = str(value)
    if _UUID.fullmatch(text):
        return "a UUID"
    shape = re.sub(r"[^\W\d_]", "a", re.sub(r"\d", "9", text))
    short = _REPEATED.sub(_shortened, shape)[:40]
    return f"a text like {short!r}"


def _shortened(run: re.Match[str]) -> str:
    return f"{run[1]}…"


def findings(found: Survey) -> Findings:
    """Set what was answered against the document that servers of this project keep to, and its discrepancies."""
    judge = _Judge(sorted(_texts_of(found), key=len, reverse=True))
    for exchange in found.exchanges:
        judge.look(exchange)
    for name, exchange in found.probes.items():
        judge.probe(name, exchange)
    return Findings(judge.differences, judge.readings(), judge.not_seen(), found.stopped)


def _texts_of(found: Survey) -> set[str]:
    """Every text in a record that is long enough to mean somebody."""
    texts: set[str] = set()
    waiting: list[Any] = []
    for exchange in found.exchanges:
        body = exchange.json()
        waiting.append(body.get("_results") if is_object(body) else None)
    while waiting:
        value = waiting.pop()
        if is_object(value):
            waiting += value.values()
        elif is_array(value):
            waiting += value
        elif isinstance(value, str) and len(value) >= _PRIVATE:
            texts.add(value)
    return texts


class _Judge:
    def __init__(self, private: list[str]) -> None:
        self._private = private
        self._strict = nicereply_spec.load_strict()
        self._read = nicereply_spec.load()
        self._operations = {operation["operationId"]: operation for _, _, operation in operations(self._strict)}
        self.differences: Counter[Difference] = Counter()
        self._seen: Counter[str] = Counter()
        self._otherwise: Counter[str] = Counter()
        self._called: Counter[str] = Counter()

    def look(self, exchange: Exchange) -> None:
        """Judge the status and the body of one answer."""
        operation = self._operations[exchange.operation_id]
        self._called[f"{exchange.operation_id} {exchange.status}"] += 1
        response = operation["responses"].get(str(exchange.status))
        if response is None:
            self._differs("status", exchange.operation_id, str(exchange.status), f"{sorted(operation['responses'])}")
            return
        kind = exchange.headers.get("content-type", "none").partition(";")[0].strip().lower()
        if kind != JSON:
            shown = kind if _MEDIA_TYPE.fullmatch(kind) else redacted(kind)
            self._differs("content", exchange.operation_id, f"{exchange.status} as {shown}", JSON)
        body = exchange.json()
        if body is None:
            self._differs("type", exchange.operation_id, "no JSON", JSON)
            return
        schema = resolve(self._strict, response)["content"][JSON]["schema"]
        for one in self._values(schema, body, exchange.operation_id):
            self.differences[one] += 1
            self._otherwise[one.place.partition(".")[0]] += 1

    def probe(self, behaviour: str, exchange: Exchange) -> None:
        """Judge one behaviour by what it was answered."""
        observed = _observed(behaviour, exchange)
        if observed is not None and observed[0] != observed[1]:
            self.differences[Difference("behaviour", behaviour, *observed)] += 1
        if exchange.status == 400:
            body = exchange.json()
            texts = body.get("errors") if is_object(body) else None
            for text in texts if is_array(texts) else []:
                if not _ISSUE.fullmatch(str(text)):
                    said = str(text)
                    for known in self._private:
                        said = said.replace(known, "…")
                    wording = re.sub(r"\d+|'[^']*'|\"[^\"]*\"", "…", said)[:120]
                    self._differs("wording", behaviour, wording, "Validation error in PART[FIELD]: MESSAGE")

    def readings(self) -> dict[str, str]:
        """Which reading of each discrepancy was seen."""
        found: dict[str, str] = {}
        for name, schema in self._read["components"]["schemas"].items():
            for place, point in _points(name, schema):
                if not self._seen[name]:
                    held = "not seen"
                elif self._otherwise[name]:
                    held = f"not as sent by us in {self._otherwise[name]} of {self._seen[name]} values, see above"
                else:
                    held = f"as sent by us, in {self._seen[name]} values"
                found[f"{place}: {point}"] = held
        return found

    def not_seen(self) -> list[str]:
        """Operations and schemas of which no answer told anything."""
        called = {key.rpartition(" ")[0] for key in self._called if key.rpartition(" ")[2].startswith("2")}
        return [f"a success of {name}" for name in self._operations if name not in called]

    def _differs(self, kind: Kind, place: str, found: str, documented: str) -> None:
        self.differences[Difference(kind, place, found, documented)] += 1

    def _values(self, schema: Node, value: Any, place: str) -> Iterator[Difference]:
        """How a value differs from a schema: each difference by the nearest name of a model."""
        while "$ref" in schema:
            place = schema["$ref"].rpartition("/")[2]
            schema = resolve(self._strict, {"$ref": schema["$ref"]})
        self._seen[place] += 1
        points = self._points_of(place)
        branches: list[Node] = schema.get("anyOf") or schema.get("oneOf") or []
        if branches:
            tried = [list(self._values(branch, value, place)) for branch in branches]
            best = min(
                tried, key=lambda problems: (any(one.kind in ("type", "null") for one in problems), len(problems))
            )
            yield from best
            return
        types: Any = schema.get("type", [])
        types = [types] if isinstance(types, str) else types
        if types and not _is_of(value, types):
            kind: Kind = "null" if value is None else "type"
            yield Difference(kind, place, redacted(value), " or ".join(types), points)
            return
        if isinstance(value, str):
            yield from _text_differences(schema, value, place, points)
        least, most = schema.get("minimum"), schema.get("maximum")
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number and ((least is not None and value < least) or (most is not None and value > most)):
            yield Difference("limit", place, "a number outside", f"{least} to {most}", points)
        if is_array(value):
            for item in value:
                yield from self._values(schema.get("items", {}), item, f"{place}[]")
        if is_object(value):
            yield from self._object(schema, value, place, points)

    def _object(self, schema: Node, value: dict[str, Any], place: str, points: tuple[str, ...]) -> Iterator[Difference]:
        properties: Node = schema.get("properties", {})
        for name in schema.get("required", []):
            if name not in value:
                yield Difference("missing", f"{place}.{name}", "absent", "always there", points)
        names: Node = schema.get("propertyNames", {})
        for name, item in value.items():
            if name in properties:
                yield from self._values(properties[name], item, f"{place}.{name}")
            elif is_object(schema.get("additionalProperties")):
                if "pattern" in names and not re.search(names["pattern"], name):
                    yield Difference("field", place, "a key outside of the scale", str(names["pattern"]), points)
                yield from self._values(schema["additionalProperties"], item, f"{place}{{}}")
            else:
                known = name if _WORD.fullmatch(name.lstrip("_")) else redacted(name)
                yield Difference("field", f"{place}.{known}", redacted(item), "no such field", points)

    @cache  # noqa: B019 - one judge lives as long as one report
    def _points_of(self, place: str) -> tuple[str, ...]:
        schema = self._read["components"]["schemas"].get(place.partition(".")[0], {})
        return tuple(sorted({point for _, point in _points("", schema)}))


def _points(place: str, node: Any) -> Iterator[tuple[str, str]]:
    if is_object(node):
        said: Any = node.get("x-discrepancy", [])
        for point in [said] if is_object(said) else said:
            yield place, str(point["point"])
        for name, child in node.get("properties", {}).items():
            yield from _points(f"{place}.{name}", child)


def _is_of(value: Any, types: list[str]) -> bool:
    names: dict[Any, tuple[str, ...]] = {
        type(None): ("null",),
        bool: ("boolean",),
        int: ("integer", "number"),
        float: ("number", *(("integer",) if isinstance(value, float) and value.is_integer() else ())),
        str: ("string",),
        list: ("array",),
        dict: ("object",),
    }
    return bool(set(names[type(value)]) & set(types))


def _text_differences(schema: Node, value: str, place: str, points: tuple[str, ...]) -> Iterator[Difference]:
    if "enum" in schema and value not in schema["enum"]:
        shown = repr(value) if _WORD.fullmatch(value) else redacted(value)
        yield Difference("value", place, shown, ", ".join(map(repr, schema["enum"])), points)
    if schema.get("format") == "uuid" and not _UUID.fullmatch(value.lower()):
        yield Difference("format", place, redacted(value), "a UUID", points)
    if schema.get("format") == "date-time" and not _DATE.fullmatch(value):
        yield Difference("format", place, redacted(value), "a date of a documented form", points)
    elif "pattern" in schema and not re.search(schema["pattern"], value):
        yield Difference("format", place, redacted(value), str(schema["pattern"]), points)


def _histogram(results: Any) -> dict[str, Any]:
    counts: Any = results.get("histogram") if is_object(results) else None
    return counts if is_object(counts) else {}


def _observed(behaviour: str, exchange: Exchange) -> tuple[str, str] | None:
    """(what was seen, what the emulator's table of behaviours says) of one behaviour; None when nothing can be told."""
    body = exchange.json()
    if not is_object(body):
        return "no JSON", "JSON"
    rows: Any = body.get("_results")
    match behaviour:
        case "order-of-lists":
            moments = [str(row["created_at"]) for row in rows] if is_array(rows) and len(rows) > 1 else []
            if len(set(moments)) < 2:
                return None
            return ("newest first" if moments[0] > moments[-1] else "oldest first"), "newest first"
        case "page-after-the-last" | "reversed-periods" | "envelope":
            empty = exchange.status == 200 and rows == []
            return (f"{exchange.status} and empty" if empty else f"{exchange.status} with something"), "200 and empty"
        case "links-keep-parameters":
            link = str(body.get("_pagination", {}).get("links", {}).get("previous", ""))
            return ("kept" if "per_page=20" in link else "lost"), "kept"
        case "ends-of-periods":
            return ("both belong" if is_array(rows) and rows else "not both belong"), "both belong"
        case "averages":
            return ("0" if is_object(rows) and rows.get("average") == 0 else "not 0"), "0"
        case "histograms":
            return ("every score" if len(_histogram(rows)) == 10 else "not every score"), "every score"
        case "all-problems":
            told = len(body.get("errors", []))
            return f"{told} problems", "2 problems"
        case "documented-messages" | "unknown-parameters" | "fractions-of-seconds" | "place-of-a-path-problem":
            return str(exchange.status), "400"
        case "unknown-references":
            return str(exchange.status), "404"
        case "challenge":
            sent = "a challenge" if "www-authenticate" in exchange.headers else "no challenge"
            return f"{exchange.status}, {sent}", "401, a challenge"
        case _:
            return None
