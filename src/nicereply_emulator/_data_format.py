"""The JSON form of a whole state: what `--data FILE` reads. Its vocabulary is the document's, by reference."""

from typing import Any

from ._document import Json


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _closed(required: dict[str, Json], optional: dict[str, Json] | None = None) -> Json:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(required),
        "properties": {**required, **(optional or {})},
    }


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


_TEXT: Json = {"type": "string"}
_TEXT_OR_NULL: Json = {"type": ["string", "null"]}
_FLAG: Json = {"type": "boolean"}
_COUNT: Json = {"type": "integer", "minimum": 0, "maximum": 2**31 - 1}
LARGEST_KEY = 10**18 - 1
"""The largest legacy id that a record may be given."""

_KEY: Json = {"type": "integer", "minimum": 1, "maximum": LARGEST_KEY}
_UUID = _ref("Uuid")
_TIME = _ref("Timestamp")
_LEGACY: dict[str, Json] = {"legacy_id": _KEY}

SCHEMA: Json = _closed(
    {},
    {
        "surveys": _list(
            _closed(
                {
                    "id": _UUID,
                    "name": _TEXT,
                    "scale": _ref("SurveyScale"),
                    "distribution": _ref("Distribution"),
                    "rating_scale": _ref("RatingScale"),
                    "question": _TEXT,
                    "created_at": _TIME,
                },
                {
                    **_LEGACY,
                    "metric": _ref("Metric"),
                    "asks_name": _FLAG,
                    "extra_questions": _list(
                        _closed(
                            {
                                "id": _UUID,
                                "label": _TEXT,
                                "rating_scale": _ref("RatingScale"),
                                "scale": _ref("SurveyScale"),
                                "required": _FLAG,
                            },
                            _LEGACY,
                        )
                    ),
                },
            )
        ),
        "users": _list(
            _closed(
                {
                    "id": _UUID,
                    "type": _ref("UserType"),
                    "username": _TEXT,
                    "fullname": _TEXT,
                    "email": _TEXT,
                    "role": _ref("UserRole"),
                    "created_at": _TIME,
                },
                {
                    **_LEGACY,
                    "has_access": _FLAG,
                    "is_archived": _FLAG,
                    "integration_usernames": _list(
                        _closed(
                            {
                                "id": _UUID,
                                "integration_id": _UUID,
                                "username": _TEXT,
                                "type": _ref("IntegrationType"),
                            }
                        )
                    ),
                },
            )
        ),
        "teams": _list(
            _closed({"id": _UUID, "name": _TEXT, "created_at": _TIME}, {**_LEGACY, "user_ids": _list(_UUID)})
        ),
        "customers": _list(
            _closed(
                {"id": _UUID, "name": _TEXT, "email": _TEXT, "created_at": _TIME},
                {**_LEGACY, "tickets": _COUNT, "updated_at": _TIME},
            )
        ),
        "unsubscribes": _list(_closed({"id": _UUID, "email": _TEXT, "unsubscribed_at": _TIME}, _LEGACY)),
        "ratings": _list(
            _closed(
                {"id": _UUID, "survey_id": _UUID, "score": {"type": "integer"}, "created_at": _TIME},
                {
                    **_LEGACY,
                    "from": _TEXT,
                    "status": _ref("RatingStatus"),
                    "ip_address": _ref("IpAddress"),
                    "comment": _TEXT_OR_NULL,
                    "ticket": {"anyOf": [_closed({"value": _TEXT}, {"link": _TEXT_OR_NULL}), {"type": "null"}]},
                    "user_id": {"anyOf": [_UUID, {"type": "null"}]},
                    "customer_id": {"anyOf": [_UUID, {"type": "null"}]},
                    "extra_questions": {
                        "anyOf": [
                            _list(_closed({"id": _UUID, "score": {"type": "integer"}})),
                            {"type": "null"},
                        ]
                    },
                    "updated_at": _TIME,
                },
            )
        ),
    },
)
"""JSON Schema of the data. References lead into the strict document, beside which it must be compiled.

Beyond what the API shows: a survey's `asks_name` (must a rating say who it is from), a record's `legacy_id` (the number
that it had before August 2023), a team's `user_ids`.
"""

Data = dict[str, list[dict[str, Any]]]
