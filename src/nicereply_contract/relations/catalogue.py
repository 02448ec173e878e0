"""The operations of the document by what they answer, so that relations name kinds of operations and never paths."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from nicereply_contract.document import JSON, Node, field, operations, resolve, success

UPDATED: Final = "updated_at"


@dataclass(frozen=True)
class Operation:
    """One operation. `row` is the schema of a list's rows, or of the single result; `row_name` its name, if it has one.

    `query` holds the names of its query parameters, `date` the row's field that lists are sorted and filtered by.
    """

    id: str
    tag: str
    method: str
    path: str
    query: frozenset[str]
    takes_id: bool
    is_list: bool
    row: Node
    row_name: str
    fields: frozenset[str]
    date: str | None
    body: Node | None = None

    def __str__(self) -> str:
        """The name that reports use."""
        return self.id


@dataclass(frozen=True)
class Scope:
    """What figures are about: a metric (its operations take no id), or the records of a resource.

    `ratings`, `stats` and `histogram` are of one metric or one record; `records`, `record` and `stats_rows` of all
    records of a resource, and None for a metric.
    """

    tag: str
    ratings: Operation
    stats: Operation
    histogram: Operation
    records: Operation | None = None
    record: Operation | None = None
    stats_rows: Operation | None = None

    def __str__(self) -> str:
        """The name that reports use."""
        return self.tag


class Catalogue:
    """Finds operations by kind. Raises LookupError when the document lacks one that relations are about."""

    def __init__(self, document: Node) -> None:
        """Sort the operations of one document."""
        self._document = document
        self.metrics: tuple[str, ...] = tuple(document["components"]["schemas"]["Metric"]["enum"])
        self.operations = [self._operation(*found) for found in operations(document)]
        self.lists = [operation for operation in self.operations if operation.is_list]
        self.rating_lists = [operation for operation in self.lists if "score" in operation.fields]
        self.records = {
            operation.row_name: operation
            for operation in self.operations
            if operation.method == "get" and operation.takes_id and not operation.is_list and "id" in operation.fields
        }
        self.creations = [operation for operation in self.operations if operation.method == "post"]
        self.rating_creations = [operation for operation in self.creations if "score" in operation.fields]
        self.user_creations = [operation for operation in self.creations if "score" not in operation.fields]
        scopes = [self._scope(ratings) for ratings in self.rating_lists]
        self.by_metric = {self.metrics_of(scope.ratings)[0]: scope for scope in scopes if scope.record is None}
        self.resources = {scope.tag: scope for scope in scopes if scope.record is not None}
        self.scopes = [*self.by_metric.values(), *self.resources.values()]
        # The resources that a rating names, by the field that names one: surveys in `survey`.
        self.named = {
            tag.removesuffix("s"): scope
            for tag, scope in self.resources.items()
            if tag.removesuffix("s") in scope.ratings.fields
        }

    def metrics_of(self, operation: Operation) -> tuple[str, ...]:
        """The metrics of the ratings that an operation answers."""
        for name in ("type", "metric"):
            found = field(self._document, operation.row, "survey", name)
            if found is not None:
                return tuple(found.get("enum", [found.get("const")]))
        return ()

    def rating_record(self, metric: str) -> Operation:
        """The operation that answers one rating of a metric."""
        row_name = self.by_metric[metric].ratings.row_name
        return self.records[row_name]

    def listed_for(self, operation: Operation) -> Operation | None:
        """The list whose rows an operation that takes an id is about; None when the document has none."""
        if operation.tag in self.resources:
            return self.resources[operation.tag].records
        return next((one for one in self.rating_lists if one.tag == operation.tag), None)

    def sublists(self) -> list[tuple[Scope, Operation]]:
        """Lists of the records of another resource that belong to one record, with the resource they are about."""
        return [
            (self.resources[operation.tag], operation)
            for operation in self.lists
            if operation.takes_id and operation.tag in self.resources and "score" not in operation.fields
        ]

    def has_field(self, operation: Operation, *names: str) -> bool:
        """Whether the operation's rows have a field, by the names that lead to it."""
        return field(self._document, operation.row, *names) is not None

    def _scope(self, ratings: Operation) -> Scope:
        siblings = [operation for operation in self.operations if operation.tag == ratings.tag]
        record = next(
            (one for one in siblings if one.row_name in self.records and one is self.records[one.row_name]), None
        )
        if not ratings.takes_id:
            record = None
        return Scope(
            ratings.tag,
            ratings,
            stats=_only(siblings, lambda one: not one.is_list and self._figures(one, "count")),
            histogram=_only(siblings, lambda one: not one.is_list and self._figures(one, "histogram")),
            records=None
            if record is None
            else _only(siblings, lambda one: one.is_list and not one.takes_id and one.row_name == record.row_name),
            record=record,
            stats_rows=None if record is None else _only(siblings, lambda one: one.is_list and "stats" in one.fields),
        )

    def _figures(self, operation: Operation, name: str) -> bool:
        direct = self.has_field(operation, name)
        return direct or all(self.has_field(operation, metric, name) for metric in self.metrics)

    def _operation(self, path: str, method: str, operation: Node) -> Operation:
        document = self._document
        parameters = [resolve(document, parameter) for parameter in operation.get("parameters", [])]
        schema = resolve(document, operation["responses"][success(operation)])["content"][JSON]["schema"]
        results: Node = resolve(document, schema)["properties"]["_results"]
        is_list = field(document, schema, "_pagination") is not None
        if is_list:
            results = resolve(document, results)["items"]
        row = resolve(document, results)
        properties: Node = row.get("properties", {})
        dates = [name for name, node in properties.items() if node.get("$ref", "").endswith("/Timestamp")]
        body = operation.get("requestBody")
        return Operation(
            id=operation["operationId"],
            tag=operation["tags"][0],
            method=method,
            path=path,
            query=frozenset(parameter["name"] for parameter in parameters if parameter["in"] == "query"),
            takes_id=any(parameter["in"] == "path" for parameter in parameters),
            is_list=is_list,
            row=row,
            row_name=results.get("$ref", "").rpartition("/")[2],
            fields=frozenset(properties),
            date=next((name for name in dates if name != UPDATED), None),
            body=None if body is None else resolve(document, resolve(document, body)["content"][JSON]["schema"]),
        )


def _only(found: list[Operation], fits: Callable[[Operation], bool]) -> Operation:
    fitting = [operation for operation in found if fits(operation)]
    if len(fitting) != 1:
        names = ", ".join(operation.id for operation in fitting) or "none"
        raise LookupError(f"expected one operation of a kind among {[one.id for one in found]}, found {names}")
    return fitting[0]
