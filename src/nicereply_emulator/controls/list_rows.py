"""Rows that come and go while somebody reads a list page by page."""

from .._ids import id_from_text
from .._store import Store

# A record, and what of other tables goes with it or loses its reference to it.
_REMOVALS = {
    "rating": (),
    "customer": ("UPDATE rating SET customer = NULL WHERE customer = ?",),
    "survey": ("DELETE FROM rating WHERE survey = ?", "DELETE FROM extra_question WHERE survey = ?"),
    "team": ("DELETE FROM member WHERE team = ?",),
    "user": (
        "UPDATE rating SET user = NULL WHERE user = ?",
        "DELETE FROM member WHERE user = ?",
        "DELETE FROM integration_username WHERE user = ?",
    ),
    "unsubscribe": (),
}

# What a copy of a record needs of other tables, and can share: the table, and the column that refers to the record.
_BELONGINGS = {"survey": (("extra_question", "survey"),), "team": (("member", "team"),), "user": (("member", "user"),)}

_Columns = dict[str, tuple[str, list[object]]]
"""What a copy has of its own, by column: the SQL, and the values for it."""

TABLES = tuple(_REMOVALS)
"""What rows of lists are records of."""

_LARGEST_ID = 2**128


def remove(store: Store, table: str, ids: list[str]) -> None:
    """Delete the records of `table` with these UUIDs."""
    with store.transaction():
        for id_ in ids:
            key = _find(store, table, id_)
            for statement in _REMOVALS[table]:
                store.run(statement, (key,))
            store.run(f"DELETE FROM {table} WHERE key = ?", (key,))  # noqa: S608 - a name of ours
    store.changed()


def insert_before(store: Store, table: str, id_: str, number: int, *, descending: bool) -> None:
    """Put copies of the record of `table` with this UUID in front of it, in every list in order of time and id."""
    key = _find(store, table, id_)
    new = id_from_text(id_) or b""
    with store.transaction():
        for _ in range(number):
            new = _neighbour(store, table, new, 1 if descending else -1)
            _copy(store, table, key, new)
    store.changed()


def _find(store: Store, table: str, id_: str) -> int:
    key: int | None = store.value(f"SELECT key FROM {table} WHERE id = ?", (id_from_text(id_),))  # noqa: S608 - ours
    if key is None:
        raise LookupError(f"there is no {table} {id_}")
    return key


def _neighbour(store: Store, table: str, id_: bytes, step: int) -> bytes:
    """The nearest id that is free: records of one second are in order of their ids."""
    while True:
        id_ = ((int.from_bytes(id_, "big") + step) % _LARGEST_ID).to_bytes(16, "big")
        if store.value(f"SELECT 1 FROM {table} WHERE id = ?", (id_,)) is None:  # noqa: S608 - a name of ours
            return id_


def _copy(store: Store, table: str, key: int, id_: bytes) -> None:
    new_key = store.next_key(table)
    values: _Columns = {"key": ("?", [new_key]), "id": ("?", [id_])}
    if table == "user":
        values["username"] = ("username || ?", [f"-{new_key}"])  # no two users share one
    _insert_copies(store, table, values, "key", key)
    if table == "rating":
        store.count_rating(new_key)
    for belonging, reference in _BELONGINGS.get(table, ()):
        _insert_copies(store, belonging, {reference: ("?", [new_key]), "key": ("NULL", [])}, reference, key)
    if table == "user":
        _copy_integrations(store, key, new_key)


def _copy_integrations(store: Store, user: int, new_user: int) -> None:
    """A user's names in other systems are records with ids of their own."""
    table = "integration_username"
    for key, id_ in store.all("SELECT key, id FROM integration_username WHERE user = ? ORDER BY key", (user,)):
        new_id = _neighbour(store, table, id_, 1)
        columns: _Columns = {"key": ("NULL", []), "id": ("?", [new_id]), "user": ("?", [new_user])}
        _insert_copies(store, table, columns, "key", key)


def _insert_copies(store: Store, table: str, changed: _Columns, by: str, value: object) -> None:
    columns = [name for (name,) in store.all("SELECT name FROM pragma_table_info(?)", (table,))]
    expressions = [changed[name][0] if name in changed else name for name in columns]
    values = [one for name in columns if name in changed for one in changed[name][1]]
    store.run(
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(expressions)} FROM {table} WHERE {by} = ?",  # noqa: S608
        (*values, value),
    )
