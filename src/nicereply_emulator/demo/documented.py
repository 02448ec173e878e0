"""The records of the documentation's examples, by their documented ids.

Where one id stands for several records there, the readings of the lists of surveys, users and CSAT ratings have it, and
the other records have ids of their own.
"""

from typing import Any

DOCUMENTED_DAY = "2017-10-24T13:37:01+02:00"

_THUMBS_QUESTION = {
    "id": "76c88941-7d7e-45e8-95a6-1fe10b77dcfc",
    "label": "Some extra question is the survey",
    "rating_scale": "thumbs",
    "scale": "CSAT2",
    "required": True,
}
_CES_QUESTION = "Nicereply made it easy for me to handle my issue."

AFTER_CHAT = "df05e734-aed3-4da1-9fcb-730a2415698e"
SUPPORT = "510268e5-c708-415b-953e-64f06a017145"
HELPDESK = "9e3722f9-1855-4188-80d2-9ab918d8c43f"
CES_OF_LISTS = "c2b7b871-1a3a-4837-bb91-d3b85a6e0fd1"
FEEDBACK = "f1975e46-0209-44bc-b145-c1e64b0f8624"
CES_OF_ONE = "d6ef70ee-9a95-41ee-ba70-96b0f4d9e6e4"
ORDER = "34b91c1c-fbe4-4b05-8780-93ac67b3b041"
PHONE = "a125739a-5c66-424f-9575-bbeae367522d"

BOB = "d0cdf133-0a77-43cb-8c7c-127f8ecf154b"
AARON = "c3553725-8315-439a-b68b-073193ee85e3"
UNCLEBOB = "c674b3b4-265f-4fcc-bca2-f2df99127a20"

FREDDY = "461b20eb-b6e9-43ed-bbd3-6c7131dded16"
MARTIN = "3571eea9-a559-4f41-8bf0-f8a3fc660550"
VIKTOR = "1c8a0177-5d67-48fc-baaa-691567404cdb"

SURVEYS: list[dict[str, Any]] = [
    {
        "id": HELPDESK,
        "name": "Helpdesk Survey",
        "scale": "CSAT3",
        "distribution": "trigger",
        "rating_scale": "faces",
        "question": "How nice was my reply?",
        "created_at": "2017-10-24T13:37:03+02:00",
        "extra_questions": [_THUMBS_QUESTION],
    },
    {
        "id": CES_OF_LISTS,
        "name": "CES Survey",
        "scale": "CES",
        "distribution": "template",
        "rating_scale": "ces",
        "question": _CES_QUESTION,
        "created_at": "2017-10-24T13:37:02+02:00",
        "extra_questions": [_THUMBS_QUESTION],
    },
    {
        "id": FEEDBACK,
        "name": "Customer Feedback Survey",
        "scale": "NPS",
        "distribution": "template",
        "rating_scale": "nps",
        "question": "How likely is it that you would recommend Nicereply to a friend or colleague?",
        "created_at": DOCUMENTED_DAY,
        "extra_questions": [_THUMBS_QUESTION],
    },
    {
        "id": CES_OF_ONE,
        "name": "CES Survey",
        "scale": "CES",
        "distribution": "template",
        "rating_scale": "ces",
        "question": _CES_QUESTION,
        "created_at": "2017-10-20T09:00:00+02:00",
        "extra_questions": [_THUMBS_QUESTION],
    },
    {
        "id": AFTER_CHAT,
        "name": "After-Chat Survey",
        "scale": "CSAT10",
        "distribution": "template",
        "rating_scale": "stars",
        "question": "How was your chat with us?",
        "created_at": "2017-10-19T09:00:00+02:00",
        "extra_questions": [
            {
                "id": "a8febabb-f6f1-4fce-950a-da18da8b5e6d",
                "label": "How quickly did we answer?",
                "rating_scale": "stars5",
                "scale": "CSAT5",
                "required": False,
            }
        ],
    },
    {
        "id": SUPPORT,
        "name": "Support Survey",
        "scale": "CSAT10",
        "distribution": "trigger",
        "rating_scale": "stars",
        "question": "How satisfied are you with our support?",
        "created_at": "2017-10-18T09:00:00+02:00",
        "extra_questions": [_THUMBS_QUESTION],
    },
    {
        "id": ORDER,
        "name": "Order Survey",
        "scale": "CSAT5",
        "distribution": "trigger",
        "rating_scale": "stars5",
        "question": "How did we handle your order?",
        "created_at": "2017-10-17T09:00:00+02:00",
    },
    {
        "id": PHONE,
        "name": "Phone Survey",
        "scale": "CSAT10",
        "distribution": "trigger",
        "rating_scale": "stars",
        "question": "How was our call?",
        "created_at": "2017-10-16T09:00:00+02:00",
    },
]

USERS: list[dict[str, Any]] = [
    {
        "id": BOB,
        "type": "AGENT",
        "has_access": True,
        "is_archived": False,
        "username": "agentBob",
        "integration_usernames": [
            {
                "id": "5e410892-9286-405f-b79f-ce109a23ba99",
                "integration_id": "0f349089-b8e1-4456-b978-31cee928144e",
                "username": "98463782636",
                "type": "zendesk",
            }
        ],
        "fullname": "Uncle Bob",
        "email": "unclebob@example.com",
        "role": "admin",
        "created_at": DOCUMENTED_DAY,
    },
    {
        "id": AARON,
        "type": "AGENT",
        "has_access": True,
        "is_archived": False,
        "username": "aaronwalker",
        "fullname": "Aaron Walker",
        "email": "aaronwalker@example.com",
        "role": "leader",
        "created_at": DOCUMENTED_DAY,
    },
    {
        "id": UNCLEBOB,
        "type": "AGENT",
        "has_access": True,
        "is_archived": False,
        "username": "mr-unclebob",
        "fullname": "Robert Cecil",
        "email": "mr-unclebob@example.com",
        "role": "team_member",
        "created_at": "2017-10-10T08:00:00+02:00",
    },
]

TEAMS: list[dict[str, Any]] = [
    {
        "id": "ab27b8eb-444f-4e69-a2c3-734c2f6f5435",
        "name": "Team #2",
        "created_at": "2017-09-28T13:11:16+02:00",
        "user_ids": [BOB],
    },
    {"id": "efa4bf41-16c5-4da2-adf6-2fe63fb512d1", "name": "Team #1", "created_at": DOCUMENTED_DAY},
    {"id": "1db5d455-40f7-401a-88f7-56ce56e8b760", "name": "Team #3", "created_at": "2017-09-27T10:00:00+02:00"},
    {"id": "80cf7eb0-8b46-4f0b-b1fe-87d0562cb11c", "name": "Team #4", "created_at": "2017-09-26T10:00:00+02:00"},
]

CUSTOMERS: list[dict[str, Any]] = [
    {
        "id": FREDDY,
        "legacy_id": 32,
        "name": "Freddy Coleman",
        "email": "freddy-coleman@example.com",
        "tickets": 4,
        "created_at": DOCUMENTED_DAY,
        "updated_at": DOCUMENTED_DAY,
    },
    {
        "id": MARTIN,
        "legacy_id": 16,
        "name": "Robert C. Martin",
        "email": "unclebob@example.com",
        "tickets": 38,
        "created_at": DOCUMENTED_DAY,
        "updated_at": DOCUMENTED_DAY,
    },
    {
        "id": VIKTOR,
        "name": "Viktor Magic",
        "email": "viktor-magic@example.com",
        "tickets": 1,
        "created_at": "2017-10-23T10:15:00+02:00",
        "updated_at": "2017-10-23T10:15:00+02:00",
    },
]

UNSUBSCRIBES: list[dict[str, Any]] = [
    {
        "id": "3da978a0-5612-41f5-8b81-2cf3ffa467b8",
        "email": "customer3@example.com",
        "unsubscribed_at": "2021-08-23T14:21:02+02:00",
    },
    {
        "id": "4b6e4cd1-3314-4bb9-a752-2ee71a6875e7",
        "email": "customer2@example.com",
        "unsubscribed_at": "2021-08-21T01:23:44+02:00",
    },
    {
        "id": "e0cd54fc-18b0-4266-8d30-2e7bf90cf517",
        "email": "customer1@example.com",
        "unsubscribed_at": "2021-07-28T12:15:35+02:00",
    },
]

_COMMON: dict[str, Any] = {
    "score": 5,
    "from": "Viktor Magic",
    "status": "open",
    "ip_address": "8.8.8.8",
    "comment": "Nice reply! :)",
    "created_at": DOCUMENTED_DAY,
    "updated_at": DOCUMENTED_DAY,
}
_FULL: dict[str, Any] = {
    **_COMMON,
    "ticket": {"value": "cnv_2841049", "link": None},
    "user_id": UNCLEBOB,
    "customer_id": VIKTOR,
    "extra_questions": [{"id": _THUMBS_QUESTION["id"], "score": 1}],
}

RATINGS: list[dict[str, Any]] = [
    {**_FULL, "id": "904e0950-959b-4a90-93ad-4fdc62a4a14c", "survey_id": SUPPORT},
    {**_FULL, "id": "904e0951-959b-4a90-93ad-4fdc62a4a14c", "survey_id": CES_OF_ONE},
    {**_FULL, "id": "904e0952-959b-4a90-93ad-4fdc62a4a14c", "survey_id": FEEDBACK},
    {
        **_COMMON,
        "id": "3175bdda-8ab1-4e5a-8b29-ba6473739bfe",
        "survey_id": PHONE,
        "ticket": {"value": "19867463", "link": None},
        "user_id": UNCLEBOB,
        "customer_id": FREDDY,
    },
    {**_COMMON, "id": "0359f834-1909-4b59-bf35-f0c7428d2ee2", "survey_id": ORDER},
    {**_COMMON, "id": "01ea13c4-e5c0-4d66-93db-e91be6d6114f", "survey_id": PHONE, "user_id": BOB},
]

FREDDY_SCORES: dict[str, dict[int, int]] = {
    "CSAT": {1: 3, 5: 99, 8: 11, 10: 40},
    "CES": {5: 133},
    "NPS": {5: 14, 7: 1, 9: 2},
}
"""The documented histogram of the customer whose stats are 153 ratings at 6.4444, 133 at 5, and -71 over 17."""
