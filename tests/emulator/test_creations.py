"""Creating ratings and users: the documented rules, and that a creation shows everywhere at once."""

from typing import Any

import pytest

from .api import NOW_AS_SENT, Api

CHAT, ORDER, PHONE = (
    "df05e734-aed3-4da1-9fcb-730a2415698e",  # CSAT10, with an optional extra question on CSAT5
    "34b91c1c-fbe4-4b05-8780-93ac67b3b041",  # CSAT5
    "a125739a-5c66-424f-9575-bbeae367522d",  # CSAT10
)
HELPDESK = "9e3722f9-1855-4188-80d2-9ab918d8c43f"  # CSAT3, with a required extra question on CSAT2
THUMBS = "501cce9d-3fdb-4258-9466-616fec7a75ef"  # CSAT2
EFFORT = "5dd290e9-2766-453c-8b7f-77e8f8d2b920"  # CES, with an optional extra question on the NPS scale
PRODUCT = "33794435-4ab4-48e1-93f3-58ebba9a691e"  # NPS
NAMED = "f9806b85-f754-48af-9cea-d7a289c7205a"  # CSAT5, asks for a name
REQUIRED_QUESTION = "76c88941-7d7e-45e8-95a6-1fe10b77dcfc"
CHAT_QUESTION = "a8febabb-f6f1-4fce-950a-da18da8b5e6d"
EFFORT_QUESTION = "257ae823-33a9-4c8c-8369-a962abc6a3f5"
BOB = {"id": "d0cdf133-0a77-43cb-8c7c-127f8ecf154b", "username": "agentBob"}
CUSTOMER = "1c8a0177-5d67-48fc-baaa-691567404cdb"
NOWHERE = "00000000-0000-4000-8000-000000000000"


def rating(survey: str, score: Any, **fields: Any) -> dict[str, Any]:
    return {"survey_id": survey, "score": score, "user": {"id": BOB["id"]}, **fields}


def problem(place: str, message: str) -> str:
    return f"Validation error in requestBody{place}: {message}"


def test_a_full_rating_is_answered_as_documented(api: Api) -> None:
    body = rating(
        CHAT,
        5,
        **{"from": "Viktor Magic"},
        comment="Nice reply! :)",
        ticket="cnv_1",
        customer_id=CUSTOMER,
        ip_address="8.8.8.8",
        extra_questions=[{"id": CHAT_QUESTION, "score": 5}],
    )
    shown = {
        "score": 5,
        "from": "Viktor Magic",
        "ip_address": "8.8.8.8",
        "comment": "Nice reply! :)",
        "created_at": NOW_AS_SENT,
        "updated_at": NOW_AS_SENT,
        "ticket": {"value": "cnv_1", "link": None},
        "survey": {"id": CHAT, "type": "CSAT"},
        "customer": {"id": CUSTOMER},
        "user": BOB,
    }
    created = api.create("/ratings", body)
    answers = [{"id": CHAT_QUESTION, "score": 5}]
    assert created == {"id": created["id"], **shown, "extra_questions": answers}
    read = api.results(f"/csat/ratings/{created['id']}")
    links = read.pop("_links")
    assert read == {"id": created["id"], **shown, "status": "open", "extra_questions": answers}
    assert links == {
        "self": f"/v1/csat/ratings/{created['id']}",
        "survey": f"/v1/surveys/{CHAT}",
        "user": f"/v1/users/{BOB['id']}",
        "customer": f"/v1/customers/{CUSTOMER}",
    }
    of_metric = api.create("/csat/ratings", body)
    assert of_metric == {"id": of_metric["id"], **shown}


def test_the_least_rating_has_defaults(api: Api) -> None:
    created = api.create("/ratings", {"survey_id": PRODUCT, "score": 0, "user": {"username": "agentBob"}})
    assert created == {
        "id": created["id"],
        "score": 0,
        "from": "",
        "ip_address": "127.0.0.1",
        "comment": None,
        "created_at": NOW_AS_SENT,
        "updated_at": NOW_AS_SENT,
        "ticket": None,
        "survey": {"id": PRODUCT, "type": "NPS"},
        "customer": None,
        "user": BOB,
        "extra_questions": None,
    }
    for absent in (None, []):
        assert api.create("/ratings", rating(PRODUCT, 1, extra_questions=absent))["extra_questions"] is None
    created = api.create("/nps/ratings", rating(PRODUCT, 1, ticket=None, customer_id=None))
    assert (created["ticket"], created["customer"]) == (None, None)


@pytest.mark.parametrize(
    ("path", "survey", "low", "high"),
    [
        ("/csat/ratings", PHONE, 1, 10),
        ("/csat/ratings", ORDER, 1, 5),
        ("/csat/ratings", THUMBS, 1, 2),
        ("/ces/ratings", EFFORT, 1, 7),
        ("/nps/ratings", PRODUCT, 0, 10),
    ],
)
def test_a_score_is_on_its_survey_s_own_scale(api: Api, path: str, survey: str, low: int, high: int) -> None:
    for score in (low, high):
        for route in (path, "/ratings"):
            assert api.create(route, rating(survey, score))["score"] == score
    for route in (path, "/ratings"):
        assert api.errors(400, "POST", route, json=rating(survey, low - 1)) == [
            problem("[score]", f"This value should be {low} or more.")
        ]
        assert api.errors(400, "POST", route, json=rating(survey, high + 1)) == [
            problem("[score]", f"This value should be {high} or less.")
        ]


@pytest.mark.parametrize(("metric", "survey"), [("csat", PRODUCT), ("ces", ORDER), ("nps", EFFORT)])
def test_a_metric_s_route_takes_its_own_surveys(api: Api, metric: str, survey: str) -> None:
    (error,) = api.errors(400, "POST", f"/{metric}/ratings", json=rating(survey, 2))
    assert error.startswith(problem("[survey_id]", "This survey belongs to the "))


def test_a_survey_that_asks_for_a_name_gets_one(api: Api) -> None:
    assert api.errors(400, "POST", "/ratings", json=rating(NAMED, 5)) == [problem("[from]", "This field is missing.")]
    assert api.errors(400, "POST", "/ratings", json=rating(NAMED, 5, **{"from": " "})) == [
        problem("[from]", "This value should not be blank.")
    ]
    assert api.create("/ratings", rating(NAMED, 5, **{"from": "Ann"}))["from"] == "Ann"


@pytest.mark.parametrize(
    ("user", "message"),
    [
        ({}, "This value should contain exactly one of these fields: id, username."),
        (BOB, "This value should contain exactly one of these fields: id, username."),
        (None, "This value should not be null."),
        ("agentBob", "This value should be of type object."),
        ([], "This value should be of type object."),
    ],
)
def test_a_user_is_named_in_exactly_one_way(api: Api, user: Any, message: str) -> None:
    assert api.errors(400, "POST", "/ratings", json={**rating(ORDER, 5), "user": user}) == [problem("[user]", message)]


def test_what_is_wrong_inside_the_user_is_told(api: Api) -> None:
    assert set(api.errors(400, "POST", "/ratings", json={**rating(ORDER, 5), "user": {"id": "x", "age": 7}})) == {
        problem("[user][id]", "This value is not a valid UUID."),
        problem("[user][age]", "This field was not expected."),
    }
    assert api.errors(400, "POST", "/ratings", json={**rating(ORDER, 5), "user": {"username": 7}}) == [
        problem("[user][username]", "This value should be of type string.")
    ]


def test_records_that_are_named_must_be_there(api: Api) -> None:
    body = {"survey_id": NOWHERE, "score": 5, "user": {"id": NOWHERE}, "customer_id": NOWHERE}
    assert api.errors(404, "POST", "/ratings", json=body) == [
        f'Survey "{NOWHERE}" of requestBody[survey_id] was not found.',
        f'User "{NOWHERE}" of requestBody[user][id] was not found.',
        f'Customer "{NOWHERE}" of requestBody[customer_id] was not found.',
    ]
    (error,) = api.errors(404, "POST", "/ratings", json={**rating(ORDER, 5), "user": {"username": "AGENTBOB"}})
    assert "AGENTBOB" in error


def test_required_extra_questions_are_answered(api: Api) -> None:
    for absent, message in (
        ({}, "This field is missing."),
        ({"extra_questions": None}, "This value should not be null."),
    ):
        assert api.errors(400, "POST", "/ratings", json=rating(HELPDESK, 3, **absent)) == [
            problem("[extra_questions]", message)
        ]
    assert api.errors(400, "POST", "/ratings", json=rating(HELPDESK, 3, extra_questions=[])) == [
        problem("[extra_questions]", f"The extra question {REQUIRED_QUESTION} is required.")
    ]
    assert api.create("/csat/ratings", rating(HELPDESK, 3, extra_questions=[{"id": REQUIRED_QUESTION, "score": 2}]))


def test_extra_questions_are_the_survey_s_own_on_their_own_scale_and_once(api: Api) -> None:
    def errors(*answers: tuple[str, int], survey: str = CHAT) -> list[str]:
        body = rating(survey, 3, extra_questions=[{"id": id_, "score": score} for id_, score in answers])
        return api.errors(400, "POST", "/ratings", json=body)

    assert errors((REQUIRED_QUESTION, 1)) == [
        problem("[extra_questions][0][id]", "The value you selected is not a valid choice.")
    ]
    assert errors((CHAT_QUESTION, 6)) == [problem("[extra_questions][0][score]", "This value should be 5 or less.")]
    assert errors((CHAT_QUESTION, 1), (CHAT_QUESTION.upper(), 2)) == [
        problem("[extra_questions][1][id]", "This collection should contain only unique elements.")
    ]
    # The table says 1 to 10, though the question's scale begins at 0.
    assert errors((EFFORT_QUESTION, 0), survey=EFFORT) == [
        problem("[extra_questions][0][score]", "This value should be 1 or more.")
    ]
    body = rating(EFFORT, 3, extra_questions=[{"id": EFFORT_QUESTION.upper(), "score": 10}])
    assert api.create("/ratings", body)["extra_questions"] == [{"id": EFFORT_QUESTION, "score": 10}]


def test_null_extra_questions_are_for_the_general_route_alone(api: Api) -> None:
    for metric, survey in (("csat", ORDER), ("ces", EFFORT), ("nps", PRODUCT)):
        assert api.errors(400, "POST", f"/{metric}/ratings", json=rating(survey, 1, extra_questions=None)) == [
            problem("[extra_questions]", "This value should not be null.")
        ]


def test_an_empty_list_of_extra_answers_is_shown_as_null(api: Api) -> None:
    created = api.create("/ratings", rating(CHAT, 3, extra_questions=[]))
    assert created["extra_questions"] is None
    assert api.results(f"/csat/ratings/{created['id']}")["extra_questions"] is None


@pytest.mark.parametrize(
    "address", ["::1", "8.8.8", "8.8.8.256", "08.8.8.8", "", "8.8.8.8/32", "localhost", None, 134744072]
)
def test_an_ip_address_is_ipv4(api: Api, address: Any) -> None:
    (error,) = api.errors(400, "POST", "/ratings", json=rating(ORDER, 5, ip_address=address))
    assert error.startswith("Validation error in requestBody[ip_address]: ")


def test_a_rating_shows_everywhere_at_once_and_nowhere_else(api: Api) -> None:
    team = next(team["id"] for team in api.all(f"/users/{BOB['id']}/teams"))
    shown = {
        f"/surveys/{ORDER}": "",
        f"/users/{BOB['id']}": "CSAT",
        f"/customers/{CUSTOMER}": "CSAT",
        f"/teams/{team}": "CSAT",
        "/csat": "",
    }
    unconcerned = ("/ces", "/nps", f"/surveys/{PHONE}", "/users/c3553725-8315-439a-b68b-073193ee85e3")
    before = {path: api.results(f"{path}/stats") for path in (*shown, *unconcerned)}
    totals = {path: api.get(f"{path}/ratings")["_pagination"]["total"] for path in before}
    histograms = {path: api.results(f"{path}/histogram") for path in before}
    created = api.create("/ratings", rating(ORDER, 2, customer_id=CUSTOMER))
    for path, metric in shown.items():
        after, was = api.results(f"{path}/stats"), before[path]
        bars, bars_before = api.results(f"{path}/histogram"), histograms[path]
        if metric:
            assert {name: after[name] for name in ("CES", "NPS")} == {name: was[name] for name in ("CES", "NPS")}
            after, was, bars, bars_before = after[metric], was[metric], bars[metric], bars_before[metric]
        assert after["count"] == was["count"] + 1
        assert bars["histogram"] == {**bars_before["histogram"], "2": bars_before["histogram"]["2"] + 1}
        listed = api.get(f"{path}/ratings")
        assert listed["_pagination"]["total"] == totals[path] + 1
        assert listed["_results"][0]["id"] == created["id"]
    for path in unconcerned:
        assert api.results(f"{path}/stats") == before[path]
        assert api.results(f"{path}/histogram") == histograms[path]
        assert api.get(f"{path}/ratings")["_pagination"]["total"] == totals[path]


def test_ids_follow_from_the_state(api: Api) -> None:
    first = [api.create("/ratings", rating(ORDER, 5))["id"] for _ in range(3)]
    assert len(set(first)) == 3
    api.emulator.reset()
    assert [api.create("/ratings", rating(ORDER, 5))["id"] for _ in range(3)] == first


def test_a_new_agent_and_a_new_thing(api: Api) -> None:
    for path, type_, email in (("agent", "AGENT", "ann@example.com"), ("thing-or-action", "THING_OR_ACTION", "")):
        body = {"fullname": "Ann Other", "username": f"ann-{path}"}
        created = api.create(f"/users/{path}", {**body, "email": email} if email else body)
        assert created == {
            "id": created["id"],
            "type": type_,
            "has_access": False,
            "is_archived": False,
            "username": f"ann-{path}",
            "integration_usernames": [],
            "fullname": "Ann Other",
            "email": email,
            "role": "",
            "created_at": NOW_AS_SENT,
            "_links": {"self": f"/v1/users/{created['id']}"},
        }
        assert api.results(f"/users/{created['id']}") == created
        assert created in api.results("/users")
        rated = api.create("/ratings", {**rating(ORDER, 4), "user": {"username": f"ann-{path}"}})
        assert rated["user"] == {"id": created["id"], "username": f"ann-{path}"}


def test_a_username_is_taken_once(api: Api) -> None:
    total = api.get("/users")["_pagination"]["total"]
    body = {"fullname": "Another Bob", "username": "agentBob"}
    expected = [problem("[username]", "This value is already used.")]
    assert api.errors(400, "POST", "/users/thing-or-action", json=body) == expected
    assert api.errors(400, "POST", "/users/agent", json={**body, "email": "b@example.com"}) == expected
    assert api.get("/users")["_pagination"]["total"] == total


def test_lists_of_users_grow_with_each(api: Api) -> None:
    before = api.all("/users")
    ids = {
        api.create("/users/agent", {"username": f"new-{number}", "fullname": "New", "email": "new@example.com"})["id"]
        for number in range(3)
        if api.get("/users")["_pagination"]["total"] == len(before) + number
    }
    assert len(ids) == 3
    assert {user["id"] for user in api.all("/users")} == {user["id"] for user in before} | ids


def test_upper_and_lower_case_make_two_usernames(api: Api) -> None:
    created = api.create("/users/thing-or-action", {"fullname": "Another Bob", "username": "AGENTBOB"})
    assert created["id"] != BOB["id"]
    for username, id_ in (("AGENTBOB", created["id"]), ("agentBob", BOB["id"])):
        assert api.create("/ratings", {**rating(ORDER, 5), "user": {"username": username}})["user"]["id"] == id_


def test_the_texts_of_new_users(api: Api) -> None:
    body = {"fullname": "Ann", "username": "ann", "email": "ann@example.com"}
    for field in body:
        assert api.errors(400, "POST", "/users/agent", json={**body, field: ""}) == [
            problem(f"[{field}]", "This value should not be blank.")
        ]
    created = api.create("/users/agent", {**body, "fullname": " ", "username": " "})
    assert (created["fullname"], created["username"]) == (" ", " ")
    assert api.create("/users/agent", {**body, "email": "no address"})["email"] == "no address"


def test_empty_texts_of_a_rating_are_kept(api: Api) -> None:
    created = api.create("/ratings", rating(ORDER, 5, **{"from": "", "comment": "", "ticket": ""}))
    read = api.results(f"/csat/ratings/{created['id']}")
    for shown in (created, read):
        assert (shown["from"], shown["comment"], shown["ticket"]) == ("", "", {"value": "", "link": None})


def test_a_rating_changes_no_other_record(api: Api) -> None:
    paths = (f"/customers/{CUSTOMER}", f"/users/{BOB['id']}", f"/surveys/{ORDER}")
    before = [api.results(path) for path in paths]
    api.emulator.clock.advance(60)
    api.create("/ratings", rating(ORDER, 5, customer_id=CUSTOMER, ticket="a new one"))
    assert [api.results(path) for path in paths] == before


def test_the_fields_of_users(api: Api) -> None:
    assert set(api.errors(400, "POST", "/users/agent", json={"fullname": "", "username": None, "role": "admin"})) == {
        problem("[fullname]", "This value should not be blank."),
        problem("[username]", "This value should not be null."),
        problem("[email]", "This field is missing."),
        problem("[role]", "This field was not expected."),
    }
    body = {"fullname": "A", "username": "a", "email": "a@example.com"}
    assert api.errors(400, "POST", "/users/thing-or-action", json=body) == [
        problem("[email]", "This field was not expected.")
    ]


def test_a_score_beyond_every_scale_is_told_the_limit_of_its_survey(api: Api) -> None:
    """All problems at once: the general limit of 10 would be followed by that of the survey's scale, CSAT5."""
    response = api.request("POST", "/ratings", json=rating("34b91c1c-fbe4-4b05-8780-93ac67b3b041", 11))
    assert response.status_code == 400
    assert response.json() == {"errors": [problem("[score]", "This value should be 5 or less.")]}
