"""The document says what the vendor's documentation says, no less and no more."""

from __future__ import annotations

import pytest

from . import checks, documented
from .document import Document

# The names that the design settles. The client's methods and everyone's scripts stand on them.
OPERATION_IDS = (
    *("createRating",),
    *("listCsatRatings", "getCsatRating", "getCsatStats", "getCsatHistogram", "listCsatSurveys", "createCsatRating"),
    *("listCesRatings", "getCesRating", "getCesStats", "getCesHistogram", "listCesSurveys", "createCesRating"),
    *("listNpsRatings", "getNpsRating", "getNpsStats", "getNpsHistogram", "listNpsSurveys", "createNpsRating"),
    *("listCustomers", "listCustomerStats", "getCustomer", "listCustomerRatings"),
    *("getCustomerStats", "getCustomerHistogram"),
    *("listSurveys", "listSurveyStats", "getSurvey", "listSurveyRatings"),
    *("getSurveyStats", "getSurveyHistogram", "listUnsubscribes"),
    *("listTeams", "listTeamStats", "listUsersByTeam", "getTeam", "listTeamRatings"),
    *("getTeamStats", "getTeamHistogram", "listTeamUsers"),
    *("createThingOrAction", "createAgent", "listUsers", "listUserStats", "getUser", "listUserRatings"),
    *("getUserStats", "getUserHistogram", "listUserTeams"),
)


def test_the_inventory_has_the_49_operations_of_the_design() -> None:
    """Otherwise the tests below would judge by an incomplete inventory."""
    assert len(OPERATION_IDS) == 49
    assert sorted(documented.operations()) == sorted(OPERATION_IDS)


def test_every_model_and_body_of_the_inventory_is_used() -> None:
    """A table that no operation leads to would never be compared."""
    operations = documented.operations().values()
    used = {"Pagination", "ErrorBody", *(model for operation in operations for model in operation["returns"].values())}
    used |= {operation["body"] for operation in operations if "body" in operation}
    tables = {**documented.models(), **documented.bodies()}
    pending = list(used)
    while pending:
        for fact in tables[pending.pop()].values():
            named = {fact.get("model"), fact.get("items")} if isinstance(fact, dict) else set(fact)
            new = {name for name in named if name in tables} - used
            used |= new
            pending += new
    assert tables.keys() - used == set(), "tables of the inventory that no operation uses"


def test_every_example_of_the_inventory_is_used() -> None:
    """A file that no operation names would never be compared."""
    files = {path.stem for path in (documented.FOLDER / "examples").iterdir()}
    named = {name for operation in documented.operations().values() for name in operation["examples"]}
    assert files == named | {"pagination", "errors"}


def test_no_operation_is_undocumented(document: Document) -> None:
    """The other direction of the test below."""
    found = [operation.get("operationId") for _, _, operation, _ in document.operations()]
    assert sorted(found) == sorted(OPERATION_IDS)


@pytest.mark.parametrize("operation_id", OPERATION_IDS)
def test_an_operation_is_as_documented(document: Document, operation_id: str) -> None:
    """Address, parameters, body, answer and errors, in both directions."""
    problems = checks.operation_problems(document, operation_id)
    assert not problems, "\n".join(problems)


def test_the_enumerations_have_as_many_values_as_documented() -> None:
    """A slip while copying a list of 28 names would show here."""
    user = documented.models()["User"]
    assert len(documented.models()["IntegrationUsername"]["type"]["enum"]) == 28
    assert user["role"]["enum"] == ["admin", "leader", "team_member", "restricted", ""]
    assert len(user["type"]["enum"]) == 3
    survey = documented.models()["Survey"]
    assert [len(survey[name]["enum"]) for name in ("metric", "scale", "distribution", "rating_scale")] == [3, 6, 3, 6]


def test_the_three_date_formats_are_accepted_and_others_are_not(document: Document) -> None:
    """Every date in a query: the documented formats have no fractions and always an offset."""
    others = ("2017-10-24T13:37:00", "2017-10-24", "2017-10-24T13:37:00.5Z", "2017-10-24 13:37:00Z", "1508844000")
    tried = 0
    for _, _, operation, item in document.operations():
        for name, chain in document.parameters(operation, item, "query").items():
            if not name.endswith(("period_start", "period_end")):
                continue
            judge = checks.judge(document, chain[-1]["schema"])
            where = f"{operation['operationId']} {name}"
            assert [date for date in documented.DATES if not judge.is_valid(date)] == [], where
            assert [date for date in others if judge.is_valid(date)] == [], where
            tried += 1
    assert tried == 2 * 25 + 2 * 7  # 25 operations have a period of creation, 7 lists of ratings one of updates


def test_numeric_ids_are_still_accepted_in_paths(document: Document) -> None:
    """The documentation supports them as URL parameters for a short time."""
    tried = 0
    for _, _, operation, item in document.operations():
        for chain in document.parameters(operation, item, "path").values():
            judge = checks.judge(document, chain[-1]["schema"])
            for value in ("32", "904e0950-959b-4a90-93ad-4fdc62a4a14c"):
                assert judge.is_valid(value), f"{operation['operationId']} refuses {value}"
            for value in ("", "x", "-1"):
                assert not judge.is_valid(value), f"{operation['operationId']} accepts {value!r}"
            tried += 1
    assert tried == sum("<ID>" in operation["path"] for operation in documented.operations().values()) > 0


def test_server_and_authentication(document: Document) -> None:
    """One server, which includes the version, and the Basic scheme."""
    assert [server["url"] for server in document.tree["servers"]] == [documented.SERVER]
    schemes = document.tree["components"]["securitySchemes"]
    assert {(scheme["type"], scheme["scheme"]) for scheme in schemes.values()} == {("http", "basic")}
