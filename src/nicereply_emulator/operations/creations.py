"""Creating ratings and users: the rules that a schema cannot say, then the writing."""

from collections.abc import Callable
from typing import Any

from .. import _render, _wording
from .._addresses import address_from_text
from .._bodies import read_json
from .._call import Answer, Call, Handler
from .._directory import Survey
from .._figures import METRICS, Metric, Scale
from .._http import Refusal
from .._ids import new_id
from .._json import as_array, as_object
from .._wording import Problem, Steps
from ._shared import result
from .users import user_text

_UNKNOWN_CALLER = 0x7F000001
"""127.0.0.1."""

_INSERT_USER = (
    f"INSERT INTO user ({_render.USER_COLUMNS}) VALUES ({', '.join('?' * len(_render.USER_COLUMNS.split(',')))})"  # noqa: S608
)


class _Rules:
    """Judges a body against the records, where the schema found nothing wrong with it."""

    def __init__(self, call: Call) -> None:
        self.call = call
        self.body: dict[str, Any] = as_object(call.body) or {}
        self.missing: list[str] = []
        self._unsound: set[Steps] = set()
        if call.problems:
            self._unsound = {problem.steps for problem in call.problems if problem.part == _wording.BODY}
            self._unsound.discard(())
        self._around_unsound = {steps[:number] for steps in self._unsound for number in range(1, len(steps) + 1)}

    def has(self, name: str) -> bool:
        """Whether the body has a value other than null in this field, and nothing wrong with it or in it."""
        return self.has_at(name) if self._unsound else self.body.get(name) is not None

    def has_at(self, *steps: str | int) -> bool:
        """The same for a value at `steps`."""
        value: Any = self.body
        for step in steps:
            if isinstance(step, int):
                items = as_array(value) or []
                value = items[step] if step < len(items) else None
            else:
                value = (as_object(value) or {}).get(step)
        if value is None or steps in self._around_unsound:
            return False
        return not any(steps[:number] in self._unsound for number in range(1, len(steps)))

    def wrong(self, message: str, *steps: str | int) -> None:
        self.call.problems.append(Problem(_wording.BODY, steps, message))

    def check_score(self, score: float, scale: Scale, *steps: str | int) -> None:
        if score > scale.high:
            self.wrong(_wording.at_most(scale.high), *steps)
        elif score < scale.low:
            self.wrong(_wording.at_least(scale.low), *steps)

    def tell_limits(self, scale: Scale, *steps: str | int) -> None:
        """Where a limit of the document is broken, name that of the scale if it is tighter: the answer tells all."""
        wider = {_wording.at_most(high): _wording.at_most(scale.high) for high in range(scale.high, 11)}
        wider |= {_wording.at_least(low): _wording.at_least(scale.low) for low in range(scale.low + 1)}
        for place, problem in enumerate(self.call.problems):
            if problem.part == _wording.BODY and problem.steps == steps and problem.message in wider:
                self.call.problems[place] = Problem(_wording.BODY, steps, wider[problem.message])

    def key_of(self, table: str, text: str, *steps: str | int) -> int | None:
        """The key of the record that the body names by UUID at `steps`; noted as missing when there is none."""
        return self._found(self.call.state.directory.key_of_id(table, text), table, steps)

    def key_of_username(self, username: str, *steps: str | int) -> int | None:
        return self._found(self.call.state.directory.key_of_username(username), "user", steps)

    def _found(self, key: int | None, table: str, steps: Steps) -> int | None:
        if key is None:
            shown = read_json(self.call.request.body)  # as it was sent: the legacy profile makes UUIDs of numbers
            for step in steps:
                shown = shown[step]
            place = "".join(f"[{step}]" for step in steps)
            self.missing.append(f'{table.capitalize()} "{shown}" of {_wording.BODY}{place} was not found.')
        return key

    def finish(self) -> None:
        """Refuse what is wrong with 400, else what is not there with 404."""
        self.call.refuse_if_problems()
        if self.missing:
            raise Refusal(404, self.missing)


def _judge_survey(rules: _Rules, metric: Metric | None) -> Survey | None:
    """The survey that is rated, if it can be told, with what it asks of score, name and extra questions judged."""
    if not rules.has("survey_id"):
        return None
    key = rules.key_of("survey", rules.body["survey_id"], "survey_id")
    if key is None:
        return None
    survey = rules.call.state.directory.survey(key)
    if metric is not None and survey.metric is not metric:
        rules.wrong(f"This survey belongs to the {survey.metric.name} metric, not to {metric.name}.", "survey_id")
        return None
    if rules.has("score"):
        rules.check_score(rules.body["score"], survey.scale, "score")
    else:
        rules.tell_limits(survey.scale, "score")
    if survey.asks_name and "from" not in rules.body:
        rules.wrong(_wording.MISSING, "from")
    elif survey.asks_name and rules.has("from") and not rules.body["from"].strip():
        rules.wrong(_wording.BLANK, "from")
    return survey


def _judge_extra_questions(rules: _Rules, survey: Survey) -> list[tuple[str, int]]:
    """The answers to the survey's extra questions, as question id and score."""
    given = rules.body.get("extra_questions")
    if given is None and not survey.extra_questions:
        return []
    questions = {question.id: question for question in survey.extra_questions}
    answers: dict[str, int] = {}
    named: set[str] = set()
    for place, answer in enumerate(as_array(given) or []):
        if not rules.has_at("extra_questions", place, "id"):
            continue
        id_ = answer["id"].lower()
        question = questions.get(id_)
        if question is None:
            rules.wrong(_wording.NOT_A_CHOICE, "extra_questions", place, "id")
            continue
        if id_ in named:
            rules.wrong(_wording.REPEATED_QUESTION, "extra_questions", place, "id")
        named.add(id_)
        if rules.has_at("extra_questions", place, "score"):
            rules.check_score(answer["score"], question.scale, "extra_questions", place, "score")
            answers[id_] = int(answer["score"])
        else:
            rules.tell_limits(question.scale, "extra_questions", place, "score")
    for question in survey.extra_questions:
        if question.required and question.id not in named:
            if given is None:
                rules.wrong(_wording.NULL if "extra_questions" in rules.body else _wording.MISSING, "extra_questions")
                break
            if as_array(given) is not None:
                rules.wrong(f"The extra question {question.id} is required.", "extra_questions")
    return list(answers.items())


def _judge_user(rules: _Rules) -> int | None:
    if not rules.has("user"):
        return None
    user = rules.body["user"]
    if "id" in user:
        return rules.key_of("user", user["id"], "user", "id")
    return rules.key_of_username(user["username"], "user", "username")


def _create_rating(metric: Metric | None) -> Callable[[Call], Answer]:
    def create_rating(call: Call) -> Answer:
        rules = _Rules(call)
        survey = _judge_survey(rules, metric)
        answers = [] if survey is None else _judge_extra_questions(rules, survey)
        user = _judge_user(rules)
        customer = None
        if rules.has("customer_id"):
            customer = rules.key_of("customer", rules.body["customer_id"], "customer_id")
        rules.finish()
        assert survey is not None, "a body without a survey has been refused"  # noqa: S101
        return _write_rating(call, survey, user, customer, answers, with_extra=metric is None)

    return create_rating


def _write_rating(
    call: Call,
    survey: Survey,
    user: int | None,
    customer: int | None,
    answers: list[tuple[str, int]],
    *,
    with_extra: bool,
) -> Answer:
    body, state = call.body, call.state
    now = state.clock.now()
    shown_answers = _render.to_json([{"id": id_, "score": score} for id_, score in answers]) if answers else None
    key = state.store.next_rating_key()
    seed = state.seed
    while True:
        row = (
            key,
            new_id(seed, "rating", key),
            survey.metric.code,
            survey.key,
            user,
            customer,
            int(body["score"]),
            False,
            now,
            now,
            _address(body.get("ip_address"), call.request.client),
            body.get("from", ""),
            body.get("comment"),
            body.get("ticket"),
            None,
            shown_answers,
        )
        if state.store.add_rating(row):
            break
        seed += 1  # data that was loaded may hold ids drawn from the same seed
    return result(_render.rating(row, state.directory, state.base_path, as_created=True, with_extra=with_extra))


def _create_user(type_: str) -> Callable[[Call], Answer]:
    def create_user(call: Call) -> Answer:
        rules = _Rules(call)
        store = call.state.store
        username = rules.body.get("username")
        if rules.has("username") and store.value("SELECT key FROM user WHERE username = ?", (username,)) is not None:
            rules.wrong(_wording.USED, "username")
        rules.finish()
        email = rules.body["email"] if type_ == "AGENT" else ""  # another's was never judged: it is an unknown field
        with store.transaction():
            key = store.next_key("user")
            id_ = _fresh_user_id(call, key)
            now = call.state.clock.now()
            store.run(_INSERT_USER, (key, id_, type_, False, False, username, rules.body["fullname"], email, "", now))
        call.state.directory.has_grown()
        return result(user_text(call, key))

    return create_user


def _fresh_user_id(call: Call, key: int) -> bytes:
    """An id for the new user that no other has (data that was loaded may hold ids drawn from the same seed)."""
    state = call.state
    seed = state.seed
    while True:
        id_ = new_id(seed, "user", key)
        if state.store.value("SELECT 1 FROM user WHERE id = ?", (id_,)) is None:
            return id_
        seed += 1


def _address(given: str | None, caller: str | None) -> int:
    """The address that is given, else the caller's, if that is IPv4."""
    for text in (given, caller):
        address = None if text is None else address_from_text(text)
        if address is not None:
            return address
    return _UNKNOWN_CALLER


HANDLERS: dict[str, Handler] = {
    "createRating": Handler(_create_rating(None), judges_body=True),
    "createAgent": Handler(_create_user("AGENT"), judges_body=True),
    "createThingOrAction": Handler(_create_user("THING_OR_ACTION"), judges_body=True),
}
for _metric in METRICS:
    HANDLERS[f"create{_metric.name.capitalize()}Rating"] = Handler(_create_rating(_metric), judges_body=True)
