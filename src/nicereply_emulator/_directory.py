"""What is read often and hardly ever changes: surveys, and the parts of a rating's answer that name other records."""

from collections.abc import Sequence
from dataclasses import dataclass
from json.encoder import encode_basestring

from ._figures import METRICS, SCALES, Metric, Scale
from ._ids import id_from_text, id_to_text
from ._store import Row, Store

_MOST = 200_000
"""Entries that a cache holds before it starts afresh."""


@dataclass(frozen=True, slots=True)
class ExtraQuestion:
    """An extra question of a survey, and the numeric key by which old programs name it."""

    key: int
    id: str
    label: str
    rating_scale: str
    scale: Scale
    required: bool


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey. `asks_name` is hidden from the API: whether a rating must say who it is from."""

    key: int
    id: str
    name: str
    metric: Metric
    scale: Scale
    distribution: str
    rating_scale: str
    question: str
    asks_name: bool
    extra_questions: tuple[ExtraQuestion, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """How another record is named in a rating: `text` is its JSON, `id` its UUID. `metric` is a survey's."""

    id: str
    text: str
    metric: str = ""


class Directory:
    """Caches over the store, by numeric key; emptied when the store says that records have changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._generation = store.generation
        self._surveys: dict[int, Survey] = {}
        self._survey_references: dict[int, Reference] = {}
        self._users: dict[int, Reference] = {}
        self._customers: dict[int, Reference] = {}
        self._keys: dict[tuple[str, str], int] = {}
        """By table and UUID, and by "username" and user name."""
        self._numbers: dict[tuple[object, ...], int] = {}

    def refresh(self) -> None:
        """Forget what may be out of date. The service calls it once for a request."""
        if self._generation != self._store.generation:
            self._generation = self._store.generation
            for cache in (self._surveys, self._survey_references, self._users, self._customers, self._keys):
                cache.clear()
            self._numbers.clear()

    def number_of(self, table: str, where: str, values: Sequence[object]) -> int:
        """How many records `table` has that fulfil a condition (SQL). Not for ratings, which come without notice."""
        question = (table, where, *values)
        number = self._numbers.get(question)
        if number is None:
            if len(self._numbers) >= _MOST:
                self._numbers.clear()
            number = self._store.look_up(f"SELECT count(*) FROM {table} WHERE {where}", values)[0][0]  # noqa: S608 - our names
            self._numbers[question] = number
        return number

    def has_grown(self) -> None:
        """Take note of a new record other than a rating."""
        self._numbers.clear()

    def key_of_id(self, table: str, text: str) -> int | None:
        """The numeric key of the record of `table` with this UUID, in either case of letters; None when none has it."""
        key = self._keys.get((table, text))
        return self._look_up(table, "id", text, id_from_text(text)) if key is None else key

    def key_of_username(self, username: str) -> int | None:
        """The numeric key of the user with this name; None when there is none."""
        key = self._keys.get(("username", username))
        return self._look_up("user", "username", username, username) if key is None else key

    def _look_up(self, table: str, column: str, text: str, value: object) -> int | None:
        rows = self._store.look_up(f"SELECT key FROM {table} WHERE {column} = ?", (value,))  # noqa: S608 - our names
        if not rows:
            return None
        if len(self._keys) >= _MOST:
            self._keys.clear()
        key: int = rows[0][0]
        self._keys[table if column == "id" else column, text] = key
        return key

    def survey(self, key: int) -> Survey:
        survey = self._surveys.get(key)
        if survey is None:
            survey = self._surveys[key] = self._read_survey(key)
        return survey

    def survey_reference(self, key: int) -> Reference:
        reference = self._survey_references.get(key)
        if reference is None:
            survey = self.survey(key)
            text = f'{{"id":"{survey.id}","type":"{survey.metric.name}"}}'
            reference = self._survey_references[key] = Reference(survey.id, text, survey.metric.name)
        return reference

    def user_reference(self, key: int) -> Reference:
        reference = self._users.get(key)
        if reference is None:
            if len(self._users) >= _MOST:
                self._users.clear()
            id_, username = self._existing("SELECT id, username FROM user WHERE key = ?", key)
            text = id_to_text(id_)
            reference = Reference(text, f'{{"id":"{text}","username":{encode_basestring(username)}}}')
            self._users[key] = reference
        return reference

    def customer_reference(self, key: int) -> Reference:
        reference = self._customers.get(key)
        if reference is None:
            if len(self._customers) >= _MOST:
                self._customers.clear()
            (id_,) = self._existing("SELECT id FROM customer WHERE key = ?", key)
            text = id_to_text(id_)
            reference = self._customers[key] = Reference(text, f'{{"id":"{text}"}}')
        return reference

    def _read_survey(self, key: int) -> Survey:
        id_, name, metric, scale, distribution, rating_scale, question, asks_name = self._existing(
            "SELECT id, name, metric, scale, distribution, rating_scale, question, asks_name FROM survey WHERE key = ?",
            key,
        )
        questions = self._store.look_up(
            "SELECT key, id, label, rating_scale, scale, required FROM extra_question WHERE survey = ? ORDER BY key",
            (key,),
        )
        return Survey(
            key=key,
            id=id_to_text(id_),
            name=name,
            metric=METRICS[int(metric)],
            scale=SCALES[scale],
            distribution=distribution,
            rating_scale=rating_scale,
            question=question,
            asks_name=bool(asks_name),
            extra_questions=tuple(
                ExtraQuestion(question_key, id_to_text(question_id), label, shown, SCALES[asked], bool(required))
                for question_key, question_id, label, shown, asked, required in questions
            ),
        )

    def _existing(self, statement: str, key: int) -> Row:
        rows = self._store.look_up(statement, (key,))
        if not rows:
            raise LookupError(f"a record refers to key {key}, which is not there ({statement})")
        return rows[0]
