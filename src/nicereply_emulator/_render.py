"""Records as the JSON texts that answers show. Written by hand for ratings, which are sent by the hundred."""

from collections.abc import Sequence
from json import dumps
from json.encoder import encode_basestring

from ._addresses import address_to_text
from ._directory import Directory, Survey
from ._figures import METRICS, Metric, average, nps_groups, nps_score
from ._ids import id_to_text
from ._store import Row, Store
from ._times import format_timestamp

Counts = Sequence[int]


def to_json(value: object) -> str:
    return dumps(value, ensure_ascii=False, separators=(",", ":"))


def rating(row: Row, directory: Directory, base_path: str, *, as_created: bool = False, with_extra: bool = True) -> str:
    """One rating from its row (`RATING_COLUMNS`).

    Answers to creations show neither status nor links, and those of the metrics' own routes no extra questions.
    """
    (_, id_, _, survey_key, user_key, customer_key, score, is_closed, created_at, updated_at, ip, from_name,
     comment, ticket, ticket_link, extra_answers) = row  # fmt: skip
    uuid = id_to_text(id_)
    created = format_timestamp(created_at)
    updated = created if updated_at == created_at else format_timestamp(updated_at)
    survey = directory.survey_reference(survey_key)
    customer = None if customer_key is None else directory.customer_reference(customer_key)
    user = None if user_key is None else directory.user_reference(user_key)
    link = "null" if ticket_link is None else encode_basestring(ticket_link)
    text = (
        f'{{"id":"{uuid}","score":{score},"from":{encode_basestring(from_name)},"ip_address":"{address_to_text(ip)}",'
        f'"comment":{"null" if comment is None else encode_basestring(comment)},'
        f'"created_at":"{created}","updated_at":"{updated}",'
        f'"ticket":{"null" if ticket is None else f"""{{"value":{encode_basestring(ticket)},"link":{link}}}"""},'
        f'"survey":{survey.text},"customer":{"null" if customer is None else customer.text},'
        f'"user":{"null" if user is None else user.text}'
    )
    if as_created:
        return f'{text},"extra_questions":{extra_answers or "null"}}}' if with_extra else f"{text}}}"
    user_link = "" if user is None else f',"user":"{base_path}/users/{user.id}"'
    customer_link = "" if customer is None else f',"customer":"{base_path}/customers/{customer.id}"'
    return (
        f'{text},"status":"{"closed" if is_closed else "open"}","extra_questions":{extra_answers or "null"},'
        f'"_links":{{"self":"{base_path}/{survey.metric.lower()}/ratings/{uuid}",'
        f'"survey":"{base_path}/surveys/{survey.id}"{user_link}{customer_link}}}}}'
    )


def survey(survey: Survey, base_path: str) -> str:
    return to_json(
        {
            "id": survey.id,
            "name": survey.name,
            "metric": survey.metric.name,
            "scale": survey.scale.name,
            "distribution": survey.distribution,
            "rating_scale": survey.rating_scale,
            "question": survey.question,
            "extra_questions": [
                {
                    "id": question.id,
                    "label": question.label,
                    "rating_scale": question.rating_scale,
                    "scale": question.scale.name,
                    "required": question.required,
                }
                for question in survey.extra_questions
            ],
            "_links": {"self": f"{base_path}/surveys/{survey.id}"},
        }
    )


USER_COLUMNS = "key, id, type, has_access, is_archived, username, fullname, email, role, created_at"


def users(rows: Sequence[Row], store: Store, base_path: str) -> list[str]:
    """Users from their rows (`USER_COLUMNS`)."""
    integrations: dict[int, list[dict[str, str]]] = {row[0]: [] for row in rows}
    for user_key, id_, integration_id, username, type_ in store.all(
        "SELECT user, id, integration_id, username, type FROM integration_username"
        " WHERE user IN (SELECT value FROM json_each(?)) ORDER BY key",
        (to_json(list(integrations)),),
    ):
        integrations[user_key].append(
            {
                "id": id_to_text(id_),
                "integration_id": id_to_text(integration_id),
                "username": username,
                "type": type_,
            }
        )
    return [_user(row, integrations[row[0]], base_path) for row in rows]


def _user(row: Row, integration_usernames: list[dict[str, str]], base_path: str) -> str:
    _, id_, type_, has_access, is_archived, username, fullname, email, role, created_at = row
    uuid = id_to_text(id_)
    return to_json(
        {
            "id": uuid,
            "type": type_,
            "has_access": bool(has_access),
            "is_archived": bool(is_archived),
            "username": username,
            "integration_usernames": integration_usernames,
            "fullname": fullname,
            "email": email,
            "role": role,
            "created_at": format_timestamp(created_at),
            "_links": {"self": f"{base_path}/users/{uuid}"},
        }
    )


TEAM_COLUMNS = "key, id, name, created_at"


def team(row: Row, base_path: str) -> str:
    """A team from its row (`TEAM_COLUMNS`)."""
    _, id_, name, created_at = row
    uuid = id_to_text(id_)
    return to_json(
        {
            "id": uuid,
            "name": name,
            "created_at": format_timestamp(created_at),
            "_links": {"self": f"{base_path}/teams/{uuid}"},
        }
    )


CUSTOMER_COLUMNS = "key, id, name, email, tickets, created_at, updated_at"


def customer(row: Row, base_path: str) -> str:
    """A customer from its row (`CUSTOMER_COLUMNS`)."""
    _, id_, name, email, tickets, created_at, updated_at = row
    uuid = id_to_text(id_)
    return to_json(
        {
            "id": uuid,
            "name": name,
            "email": email,
            "tickets": tickets,
            "created_at": format_timestamp(created_at),
            "updated_at": format_timestamp(updated_at),
            "_links": {"self": f"{base_path}/customers/{uuid}"},
        }
    )


UNSUBSCRIBE_COLUMNS = "key, id, email, unsubscribed_at"


def unsubscribe(row: Row) -> str:
    """An unsubscribe from its row (`UNSUBSCRIBE_COLUMNS`)."""
    _, id_, email, unsubscribed_at = row
    return to_json({"id": id_to_text(id_), "email": email, "unsubscribed_at": format_timestamp(unsubscribed_at)})


def stats(metric: Metric, counts: Counts, *, with_groups: bool = True) -> str:
    """The stats of one metric: average and count, or score, count and groups for NPS."""
    numbers = list(counts)
    count = sum(numbers)
    if metric.name != "NPS":
        return f'{{"average":{average(numbers)},"count":{count}}}'
    promoters, passives, detractors = nps_groups(numbers)
    groups = f',"groups":{{"promoters":{promoters},"passives":{passives},"detractors":{detractors}}}'
    return f'{{"nps_score":{nps_score(numbers)},"count":{count}{groups if with_groups else ""}}}'


def histogram(metric: Metric, counts: Counts) -> str:
    """How often each score of the metric's range was given, zeros included."""
    bars = ",".join(f'"{score}":{counts[score]}' for score in range(metric.low, metric.high + 1))
    return f'{{"histogram":{{{bars}}}}}'


def by_metric(shown: dict[str, str]) -> str:
    """One value for each metric, under the metric's name."""
    return "{" + ",".join(f'"{metric.name}":{shown[metric.name]}' for metric in METRICS) + "}"
