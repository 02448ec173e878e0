"""The lists that have pages: which page of one a request asks for, and what its rows are."""

import re
from dataclasses import dataclass
from typing import Any

from .._document import Document, DocumentError, OperationDocument
from .._http import Request
from .._parameters import QueryJudge
from .answer_fields import RESULTS, has_pages, schemas_at, success_schema
from .list_rows import TABLES


@dataclass(frozen=True, slots=True)
class PagedList:
    """One list. `table` holds the records that its rows show."""

    table: str
    judge: QueryJudge

    def query(self, request: Request) -> dict[str, Any]:
        """The value of every query parameter, as the service reads it; the default of one that is wrong."""
        return self.judge.values(request.query, [])


def paged_lists(document: Document) -> dict[str, PagedList]:
    """Those of the document, by operation id."""
    return {
        operation.id: PagedList(
            _table(document, operation), QueryJudge(document, operation.parameters, refuse_unknown=False)
        )
        for operation in document.operations
        if has_pages(document, operation)
    }


def _table(document: Document, operation: OperationDocument) -> str:
    """The table that the name of the rows' schema names: `CsatRating`, `UserStats` and `TeamUsers` are of three."""
    for rows in schemas_at(document, success_schema(operation), (RESULTS,)):
        name: str = rows.get("items", {}).get("$ref", "").rpartition("/")[2]
        for word in re.findall("[A-Z][a-z]*", name):
            table: str = word.lower()
            if table in TABLES:
                return table
    raise DocumentError(f"{operation.id}: the schema of its rows names no kind of record")
