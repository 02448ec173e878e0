"""Whole accounts as JSON: put in, taken out, counted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from .._addresses import address_to_text
from .._data import DataError, check_form, load
from .._data_format import LARGEST_KEY, SCHEMA
from .._ids import id_to_text
from .._json import as_array, as_object
from .._times import format_timestamp
from .json_values import json_copy

if TYPE_CHECKING:
    from threading import RLock

    from .._data_format import Data
    from .._document import Document, Json
    from .._store import Row, Store

_MOST_PROBLEMS = 20

_TABLES = {
    "surveys": "survey",
    "users": "user",
    "teams": "team",
    "customers": "customer",
    "unsubscribes": "unsubscribe",
    "ratings": "rating",
}


def checked(data: object, document: Document) -> Data:
    """The data itself, if it has the documented form; else `DataError`, also for what is no JSON at all."""
    try:
        return check_form(data, document)
    except ValueError as error:
        problems: list[str] = []
        json_copy(data, "data", problems)
        if problems:
            raise DataError(problems[:_MOST_PROBLEMS]) from error
        raise


class AccountData:
    """The records of the account. The form is a JSON Schema, `schema`; it also has what the API hides."""

    def __init__(self, store: Store, document: Document, lock: RLock) -> None:
        self._store = store
        self._document = document
        self._lock = lock

    def dump(self) -> Data:
        """Everything, in the form that `load` takes: loading it elsewhere gives the same account."""
        with self._lock:
            return _Dump(self._store).data()

    def load(self, data: object) -> None:
        """Replace everything by `data` (a JSON object), or raise `DataError` and change nothing."""
        with self._lock:
            load(self._store, checked(data, self._document))

    def counts(self) -> dict[str, int]:
        """How many records of each kind there are."""
        with self._lock:
            return {
                name: self._store.value(f"SELECT count(*) FROM {table}")  # noqa: S608 - a name of ours
                for name, table in _TABLES.items()
            }

    @property
    def schema(self) -> Json:
        """The form as a JSON Schema that stands alone."""
        definitions: Json = {}
        schema = self._with_definitions(SCHEMA, definitions)
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "The records of an account in the Nicereply emulator",
            **schema,
            "$defs": {name: definitions[name] for name in sorted(definitions)},
        }

    def _with_definitions(self, value: Any, definitions: Json) -> Any:
        """A copy of `value` whose references lead to `definitions`, to which what they lead to is added."""
        fields, items = as_object(value), as_array(value)
        if items is not None:
            return [self._with_definitions(item, definitions) for item in items]
        if fields is None:
            return value
        if "$ref" not in fields:
            return {name: self._with_definitions(one, definitions) for name, one in fields.items()}
        name = cast("str", fields["$ref"]).rpartition("/")[2]
        if name not in definitions:
            definitions[name] = {}  # so that a definition may refer to itself
            definitions[name] = self._with_definitions(self._document.components["schemas"][name], definitions)
        return {"$ref": f"#/$defs/{name}"}


class _Dump:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._ids = {
            table: {key: id_to_text(id_) for key, id_ in store.all(f"SELECT key, id FROM {table}")}  # noqa: S608
            for table in ("survey", "user", "customer")
        }

    def data(self) -> Data:
        return {
            "surveys": self._surveys(),
            "users": self._users(),
            "teams": self._teams(),
            "customers": [
                {
                    "id": id_to_text(id_),
                    **_legacy(key),
                    "name": name,
                    "email": email,
                    "tickets": tickets,
                    "created_at": format_timestamp(created_at),
                    "updated_at": format_timestamp(updated_at),
                }
                for key, id_, name, email, tickets, created_at, updated_at in self._store.all(
                    "SELECT key, id, name, email, tickets, created_at, updated_at FROM customer ORDER BY key"
                )
            ],
            "unsubscribes": [
                {
                    "id": id_to_text(id_),
                    **_legacy(key),
                    "email": email,
                    "unsubscribed_at": format_timestamp(unsubscribed_at),
                }
                for key, id_, email, unsubscribed_at in self._store.all(
                    "SELECT key, id, email, unsubscribed_at FROM unsubscribe ORDER BY key"
                )
            ],
            "ratings": [
                self._rating(row)
                for row in self._store.all(
                    "SELECT key, id, survey, user, customer, score, is_closed, created_at, updated_at, ip, from_name,"
                    " comment, ticket, ticket_link, extra_answers FROM rating ORDER BY key"
                )
            ],
        }

    def _surveys(self) -> list[dict[str, Any]]:
        questions: dict[int, list[dict[str, Any]]] = {}
        for key, id_, survey, label, rating_scale, scale, required in self._store.all(
            "SELECT key, id, survey, label, rating_scale, scale, required FROM extra_question ORDER BY key"
        ):
            questions.setdefault(survey, []).append(
                {
                    "id": id_to_text(id_),
                    **_legacy(key),
                    "label": label,
                    "rating_scale": rating_scale,
                    "scale": scale,
                    "required": bool(required),
                }
            )
        return [
            {
                "id": id_to_text(id_),
                **_legacy(key),
                "name": name,
                "scale": scale,
                "distribution": distribution,
                "rating_scale": rating_scale,
                "question": question,
                "asks_name": bool(asks_name),
                "created_at": format_timestamp(created_at),
                "extra_questions": questions.get(key, []),
            }
            for key, id_, name, scale, distribution, rating_scale, question, asks_name, created_at in self._store.all(
                "SELECT key, id, name, scale, distribution, rating_scale, question, asks_name, created_at FROM survey"
                " ORDER BY key"
            )
        ]

    def _users(self) -> list[dict[str, Any]]:
        integrations: dict[int, list[dict[str, Any]]] = {}
        for user, id_, integration_id, username, type_ in self._store.all(
            "SELECT user, id, integration_id, username, type FROM integration_username ORDER BY key"
        ):
            integrations.setdefault(user, []).append(
                {
                    "id": id_to_text(id_),
                    "integration_id": id_to_text(integration_id),
                    "username": username,
                    "type": type_,
                }
            )
        rows = self._store.all(
            "SELECT key, id, type, has_access, is_archived, username, fullname, email, role, created_at FROM user"
            " ORDER BY key"
        )
        return [
            {
                "id": id_to_text(id_),
                **_legacy(key),
                "type": type_,
                "username": username,
                "fullname": fullname,
                "email": email,
                "role": role,
                "has_access": bool(has_access),
                "is_archived": bool(is_archived),
                "created_at": format_timestamp(created_at),
                "integration_usernames": integrations.get(key, []),
            }
            for key, id_, type_, has_access, is_archived, username, fullname, email, role, created_at in rows
        ]

    def _teams(self) -> list[dict[str, Any]]:
        members: dict[int, list[str]] = {}
        for team, user in self._store.all("SELECT team, user FROM member ORDER BY team, user"):
            members.setdefault(team, []).append(self._ids["user"][user])
        return [
            {
                "id": id_to_text(id_),
                **_legacy(key),
                "name": name,
                "created_at": format_timestamp(created_at),
                "user_ids": members.get(key, []),
            }
            for key, id_, name, created_at in self._store.all("SELECT key, id, name, created_at FROM team ORDER BY key")
        ]

    def _rating(self, row: Row) -> dict[str, Any]:
        (key, id_, survey, user, customer, score, is_closed, created_at, updated_at, ip, from_name, comment, ticket,
         ticket_link, extra_answers) = row  # fmt: skip
        return {
            "id": id_to_text(id_),
            **_legacy(key),
            "survey_id": self._ids["survey"][survey],
            "user_id": None if user is None else self._ids["user"][user],
            "customer_id": None if customer is None else self._ids["customer"][customer],
            "score": score,
            "status": "closed" if is_closed else "open",
            "from": from_name,
            "ip_address": address_to_text(ip),
            "comment": comment,
            "ticket": None if ticket is None else {"value": ticket, "link": ticket_link},
            "extra_questions": None if extra_answers is None else json.loads(extra_answers),
            "created_at": format_timestamp(created_at),
            "updated_at": format_timestamp(updated_at),
        }


def _legacy(key: int) -> dict[str, int]:
    """The legacy id, where a load takes it. A new record may come after the one that has the largest."""
    return {"legacy_id": key} if key <= LARGEST_KEY else {}
