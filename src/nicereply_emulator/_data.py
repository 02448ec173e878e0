"""Loading a whole state from its JSON form, all or nothing."""

from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from jsonschema_rs import validator_for

from . import _render
from ._addresses import address_from_text
from ._collector import collector_paused
from ._data_format import SCHEMA, Data
from ._document import Document
from ._figures import SCALES
from ._ids import id_from_text
from ._json import as_object
from ._schema import RATING_COLUMNS
from ._store import Store
from ._times import EARLIEST_SHOWN, LATEST_SHOWN, parse_timestamp

_MOST_PROBLEMS = 20


class DataError(ValueError):
    """The data cannot be loaded; `problems` says where and why, as far as twenty of them."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("the data cannot be loaded: " + "; ".join(problems))
        self.problems = problems


def check_form(data: object, document: Document) -> Data:
    """The data itself, if it has the documented form; else `DataError`."""
    validator = validator_for(document.standalone(SCHEMA), validate_formats=True)
    problems: list[str] = []
    with _whole_characters():
        for error in validator.iter_errors(data):
            place = "".join(f"[{step}]" for step in error.instance_path)
            problems.append(f"data{place}: {error.message}")
            if len(problems) == _MOST_PROBLEMS:
                break
    if problems:
        raise DataError(problems)
    checked: Data = data  # type: ignore[assignment]  # the validator has just said so
    return checked


def load(store: Store, data: Data) -> None:
    """Replace everything in the store by the data, or raise `DataError` and change nothing.

    `data` must have the documented form (`check_form`).
    """
    with collector_paused(), _whole_characters(), store.transaction(), store.bulk_load():
        store.clear()
        _Loader(store).load(data)
        store.mark_filled()


@contextmanager
def _whole_characters() -> Generator[None]:
    try:
        yield
    except UnicodeError as error:
        raise DataError(["a text has half a character (a lone surrogate) in it"]) from error


class _Loader:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._keys: dict[str, dict[str, int]] = {}
        """By table and UUID in small letters."""
        self._scales: dict[int, str] = {}
        self._questions: dict[tuple[int, str], str] = {}

    def load(self, data: Data) -> None:
        self._load_surveys(data.get("surveys", []))
        self._load_users(data.get("users", []))
        self._load_teams(data.get("teams", []))
        self._insert(
            "customer",
            _render.CUSTOMER_COLUMNS,
            (
                (
                    key,
                    id_,
                    customer["name"],
                    customer["email"],
                    customer.get("tickets", 0),
                    _time(customer, "created_at"),
                    _time(customer, "updated_at" if "updated_at" in customer else "created_at"),
                )
                for key, id_, customer in self._keyed("customer", data.get("customers", []))
            ),
        )
        self._insert(
            "unsubscribe",
            _render.UNSUBSCRIBE_COLUMNS,
            (
                (key, id_, one["email"], _time(one, "unsubscribed_at"))
                for key, id_, one in self._keyed("unsubscribe", data.get("unsubscribes", []))
            ),
        )
        self._insert("rating", RATING_COLUMNS, self._rating_rows(data.get("ratings", [])))

    def _load_surveys(self, surveys: list[dict[str, Any]]) -> None:
        rows: list[tuple[object, ...]] = []
        questions: list[dict[str, Any]] = []
        for key, id_, survey in self._keyed("survey", surveys):
            scale = SCALES[survey["scale"]]
            if survey.get("metric", scale.metric.name) != scale.metric.name:
                raise DataError(
                    [f"survey {survey['id']}: metric {survey['metric']} does not go with scale {scale.name}"]
                )
            self._scales[key] = scale.name
            rows.append(
                (
                    key,
                    id_,
                    survey["name"],
                    scale.metric.code,
                    scale.name,
                    survey["distribution"],
                    survey["rating_scale"],
                    survey["question"],
                    survey.get("asks_name", False),
                    _time(survey, "created_at"),
                )
            )
            questions += [{**question, "survey": key} for question in survey.get("extra_questions", [])]
        columns = "key, id, name, metric, scale, distribution, rating_scale, question, asks_name, created_at"
        self._insert("survey", columns, rows)
        question_rows: list[tuple[object, ...]] = []
        for key, id_, question in self._keyed("extra_question", questions, unique_ids=False):
            if (question["survey"], question["id"].lower()) in self._questions:
                raise DataError([f"extra question {question['id']}: twice on one survey"])
            self._questions[question["survey"], question["id"].lower()] = question["scale"]
            question_rows.append(
                (
                    key,
                    id_,
                    question["survey"],
                    question["label"],
                    question["rating_scale"],
                    question["scale"],
                    question["required"],
                )
            )
        self._insert("extra_question", "key, id, survey, label, rating_scale, scale, required", question_rows)

    def _load_users(self, users: list[dict[str, Any]]) -> None:
        rows: list[tuple[object, ...]] = []
        integrations: list[tuple[object, ...]] = []
        usernames: set[str] = set()
        for key, id_, user in self._keyed("user", users):
            if user["username"] in usernames:
                raise DataError([f"user {user['id']}: the username {user['username']!r} is another user's"])
            usernames.add(user["username"])
            rows.append(
                (
                    key,
                    id_,
                    user["type"],
                    user.get("has_access", False),
                    user.get("is_archived", False),
                    user["username"],
                    user["fullname"],
                    user["email"],
                    user["role"],
                    _time(user, "created_at"),
                )
            )
            integrations += [
                (id_from_text(one["id"]), key, id_from_text(one["integration_id"]), one["username"], one["type"])
                for one in user.get("integration_usernames", [])
            ]
        self._insert("user", _render.USER_COLUMNS, rows)
        self._insert("integration_username", "id, user, integration_id, username, type", integrations)

    def _load_teams(self, teams: list[dict[str, Any]]) -> None:
        rows: list[tuple[object, ...]] = []
        members: list[tuple[object, ...]] = []
        for key, id_, team in self._keyed("team", teams):
            rows.append((key, id_, team["name"], _time(team, "created_at")))
            users = {self._key("user", user, f"team {team['id']}") for user in team.get("user_ids", [])}
            members += [(key, user) for user in sorted(users)]
        self._insert("team", _render.TEAM_COLUMNS, rows)
        self._insert("member", "team, user", members)

    def _rating_rows(self, ratings: list[dict[str, Any]]) -> Iterator[tuple[object, ...]]:
        for key, id_, rating in self._keyed("rating", ratings):
            what = f"rating {rating['id']}"
            survey = self._key("survey", rating["survey_id"], what)
            scale = SCALES[self._scales[survey]]
            score = int(rating["score"])
            if not scale.low <= score <= scale.high:
                raise DataError([f"{what}: score {score} is not on the survey's scale {scale.name}"])
            user, customer = rating.get("user_id"), rating.get("customer_id")
            ticket = as_object(rating.get("ticket")) or {}
            created_at = _time(rating, "created_at")
            updated_at = _time(rating, "updated_at") if "updated_at" in rating else created_at
            if updated_at < created_at:
                raise DataError([f"{what}: updated before it was created"])
            yield (
                key,
                id_,
                scale.metric.code,
                survey,
                None if user is None else self._key("user", user, what),
                None if customer is None else self._key("customer", customer, what),
                score,
                rating.get("status", "open") == "closed",
                created_at,
                updated_at,
                address_from_text(rating.get("ip_address", "127.0.0.1")),
                rating.get("from", ""),
                rating.get("comment"),
                ticket.get("value"),
                ticket.get("link"),
                self._answers(rating.get("extra_questions") or [], survey, what),
            )

    def _answers(self, answers: list[dict[str, Any]], survey: int, what: str) -> str | None:
        answered: set[str] = set()
        for answer in answers:
            if answer["id"].lower() in answered:
                raise DataError([f"{what}: the extra question {answer['id']} is answered twice"])
            answered.add(answer["id"].lower())
            scale_name = self._questions.get((survey, answer["id"].lower()))
            if scale_name is None:
                raise DataError([f"{what}: its survey has no extra question {answer['id']}"])
            scale = SCALES[scale_name]
            if not scale.low <= answer["score"] <= scale.high:
                raise DataError([f"{what}: score {answer['score']} is not on the extra question's scale {scale_name}"])
        shown = [{"id": answer["id"].lower(), "score": int(answer["score"])} for answer in answers]
        return _render.to_json(shown) if shown else None

    def _keyed(
        self, table: str, records: list[dict[str, Any]], *, unique_ids: bool = True
    ) -> Iterator[tuple[int, bytes, dict[str, Any]]]:
        """Key, id and record of each; keys are the legacy ids where they are given, else the next free numbers."""
        taken: set[int] = set()
        for index, record in enumerate(records):
            number = record.get("legacy_id")
            if number in taken:
                raise DataError([f"{table} {index}, {record['id']}: the legacy_id {number} is another's already"])
            if number is not None:
                taken.add(number)
        keys = self._keys[table] = {}
        last = 0
        for record in records:
            if "legacy_id" in record:
                key = record["legacy_id"]
            else:
                last += 1
                while last in taken:
                    last += 1
                key = last
            id_ = id_from_text(record["id"])
            assert id_ is not None, "the form has been checked"  # noqa: S101
            text = record["id"].lower()
            if unique_ids and text in keys:
                raise DataError([f"{table} {record['id']}: the id is given twice"])
            keys[text] = key
            yield key, id_, record

    def _key(self, table: str, id_: str, what: str) -> int:
        key = self._keys[table].get(id_.lower())
        if key is None:
            raise DataError([f"{what}: there is no {table} {id_}"])
        return key

    def _insert(self, table: str, columns: str, rows: Iterable[tuple[object, ...]]) -> None:
        marks = ", ".join("?" * len(columns.split(",")))
        self._store.run_many(f"INSERT INTO {table} ({columns}) VALUES ({marks})", iter(rows))  # noqa: S608


def _time(record: dict[str, Any], field: str) -> int:
    text = record[field]
    epoch = parse_timestamp(text)
    if epoch is None:
        raise DataError([f"record {record['id']}: {field}: {text!r} is not a point in time"])
    if not EARLIEST_SHOWN <= epoch <= LATEST_SHOWN:
        raise DataError(
            [f"record {record['id']}: {field}: {text!r} is in no year from 0000 to 9999 as answers show it, at +02:00"]
        )
    return epoch
