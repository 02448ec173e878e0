"""The operations of the service, one module each, by resource. They never raise on a status."""

from importlib import import_module
from types import ModuleType
from typing import Final

RESOURCES: Final = ("ratings", "csat", "ces", "nps", "customers", "surveys", "teams", "users")
"""The resources, which are also the attributes of a client."""

METHODS: Final = {
    "createRating": "ratings.create",
    "listCsatRatings": "csat.list_ratings",
    "createCsatRating": "csat.create_rating",
    "getCsatRating": "csat.get_rating",
    "getCsatStats": "csat.get_stats",
    "getCsatHistogram": "csat.get_histogram",
    "listCsatSurveys": "csat.list_surveys",
    "listCesRatings": "ces.list_ratings",
    "createCesRating": "ces.create_rating",
    "getCesRating": "ces.get_rating",
    "getCesStats": "ces.get_stats",
    "getCesHistogram": "ces.get_histogram",
    "listCesSurveys": "ces.list_surveys",
    "listNpsRatings": "nps.list_ratings",
    "createNpsRating": "nps.create_rating",
    "getNpsRating": "nps.get_rating",
    "getNpsStats": "nps.get_stats",
    "getNpsHistogram": "nps.get_histogram",
    "listNpsSurveys": "nps.list_surveys",
    "listCustomers": "customers.list",
    "listCustomerStats": "customers.list_stats",
    "getCustomer": "customers.get",
    "listCustomerRatings": "customers.list_ratings",
    "getCustomerStats": "customers.get_stats",
    "getCustomerHistogram": "customers.get_histogram",
    "listSurveys": "surveys.list",
    "listSurveyStats": "surveys.list_stats",
    "listUnsubscribes": "surveys.list_unsubscribes",
    "getSurvey": "surveys.get",
    "listSurveyRatings": "surveys.list_ratings",
    "getSurveyStats": "surveys.get_stats",
    "getSurveyHistogram": "surveys.get_histogram",
    "listTeams": "teams.list",
    "listTeamStats": "teams.list_stats",
    "listUsersByTeam": "teams.list_users_by_team",
    "getTeam": "teams.get",
    "listTeamRatings": "teams.list_ratings",
    "getTeamStats": "teams.get_stats",
    "getTeamHistogram": "teams.get_histogram",
    "listTeamUsers": "teams.list_users",
    "listUsers": "users.list",
    "listUserStats": "users.list_stats",
    "createThingOrAction": "users.create_thing_or_action",
    "createAgent": "users.create_agent",
    "getUser": "users.get",
    "listUserRatings": "users.list_ratings",
    "getUserStats": "users.get_stats",
    "getUserHistogram": "users.get_histogram",
    "listUserTeams": "users.list_teams",
}
"""The method of a client, below it, for each operationId."""


def __getattr__(name: str) -> ModuleType:
    if name in RESOURCES:
        return import_module(f".{name}", __name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
