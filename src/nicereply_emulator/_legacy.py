"""What old programs send, put into the form that the document asks for (`--profile legacy`).

They were written before August 2023, or against a service that takes more than its documentation says: scores as
digits, empty texts for what is absent, nulls where none is documented, whole numbers for ids.
"""

import re
from typing import Any
from uuid import UUID

from ._ids import id_to_text
from ._json import as_array, as_object
from ._store import Store

_DIGITS = re.compile(r"[0-9]{1,18}", re.ASCII)
_ABSENT_WHEN_EMPTY = ("from", "comment", "ticket", "ip_address", "customer_id", "extra_questions")


def modernise_rating(body: Any, store: Store) -> Any:
    """The body of a new rating as a program of today would send it. What is not understood stays as it is."""
    given = as_object(body)
    if given is None:
        return body
    new = {name: value for name, value in given.items() if name not in _ABSENT_WHEN_EMPTY or value not in ("", None)}
    if "score" in new:
        new["score"] = _number(new["score"])
    survey_key = _as_key(new.get("survey_id"))
    if survey_key is not None:
        new["survey_id"] = _uuid(store, "survey", survey_key)
    customer_key = _as_key(new.get("customer_id"))
    if customer_key is not None:
        new["customer_id"] = _uuid(store, "customer", customer_key)
    user = as_object(new.get("user"))
    if user is not None:
        user = {name: value for name, value in user.items() if value not in ("", None)}
        user_key = _as_key(user.get("id"))
        if user_key is not None:
            user["id"] = _uuid(store, "user", user_key)
        new["user"] = user
    answers = as_array(new.get("extra_questions"))
    if answers is not None:
        new["extra_questions"] = [_modernise_answer(answer, store) for answer in answers]
    return new


def _modernise_answer(answer: Any, store: Store) -> Any:
    given = as_object(answer)
    if given is None:
        return answer
    new = given.copy()
    key = _as_key(new.get("id"))
    if key is not None:
        new["id"] = _uuid(store, "extra_question", key)
    if "score" in new:
        new["score"] = _number(new["score"])
    return new


def _number(value: Any) -> Any:
    return int(value) if isinstance(value, str) and _DIGITS.fullmatch(value) else value


def _as_key(value: Any) -> int | None:
    number = _number(value)
    return number if isinstance(number, int) and not isinstance(number, bool) and 0 <= number < 10**18 else None


def _uuid(store: Store, table: str, key: int) -> str:
    """The UUID of the record with this number; for a number that names nothing, a UUID that names nothing either."""
    id_ = store.value(f"SELECT id FROM {table} WHERE key = ?", (key,))  # noqa: S608 - a name of ours
    return str(UUID(int=key)) if id_ is None else id_to_text(id_)
