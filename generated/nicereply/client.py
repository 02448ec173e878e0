"""The clients."""

from __future__ import annotations

from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from nicereply_runtime.async_client import AsyncCoreClient
from nicereply_runtime.calls import Operation
from nicereply_runtime.sync_client import SyncClient

if TYPE_CHECKING:
    from .api.ces import AsyncCesResource, CesResource
    from .api.csat import AsyncCsatResource, CsatResource
    from .api.customers import AsyncCustomersResource, CustomersResource
    from .api.nps import AsyncNpsResource, NpsResource
    from .api.ratings import AsyncRatingsResource, RatingsResource
    from .api.surveys import AsyncSurveysResource, SurveysResource
    from .api.teams import AsyncTeamsResource, TeamsResource
    from .api.users import AsyncUsersResource, UsersResource

_DEFAULT_BASE_URL = "https://api.nicereply.com/v1"
_USER_AGENT = "nicereply-python/0.1.0"

# The modules of the operations that answer with lists.
_LISTS = {
    "listCsatRatings": ".api.csat.list_csat_ratings",
    "listCsatSurveys": ".api.csat.list_csat_surveys",
    "listCesRatings": ".api.ces.list_ces_ratings",
    "listCesSurveys": ".api.ces.list_ces_surveys",
    "listNpsRatings": ".api.nps.list_nps_ratings",
    "listNpsSurveys": ".api.nps.list_nps_surveys",
    "listCustomers": ".api.customers.list_customers",
    "listCustomerStats": ".api.customers.list_customer_stats",
    "listCustomerRatings": ".api.customers.list_customer_ratings",
    "listSurveys": ".api.surveys.list_surveys",
    "listSurveyStats": ".api.surveys.list_survey_stats",
    "listUnsubscribes": ".api.surveys.list_unsubscribes",
    "listSurveyRatings": ".api.surveys.list_survey_ratings",
    "listTeams": ".api.teams.list_teams",
    "listTeamStats": ".api.teams.list_team_stats",
    "listUsersByTeam": ".api.teams.list_users_by_team",
    "listTeamRatings": ".api.teams.list_team_ratings",
    "listTeamUsers": ".api.teams.list_team_users",
    "listUsers": ".api.users.list_users",
    "listUserStats": ".api.users.list_user_stats",
    "listUserRatings": ".api.users.list_user_ratings",
    "listUserTeams": ".api.users.list_user_teams",
}


def _find_list(operation_id: str) -> Operation[Any] | None:
    if operation_id not in _LISTS:
        return None
    operation: Operation[Any] = import_module(_LISTS[operation_id], __package__).OPERATION
    return operation


class Client(SyncClient):
    """The service, one resource per attribute.

    Safe to use from several threads. Close it, or use it in a ``with`` statement, to close its connections::

        with nicereply.Client() as client:
            print(client.nps.get_stats().nps_score)
    """

    __module__ = "nicereply"

    _default_base_url = _DEFAULT_BASE_URL
    _user_agent = _USER_AGENT
    _find_list = staticmethod(_find_list)

    @cached_property
    def ratings(self) -> RatingsResource:
        """Create a rating for a survey of any metric."""
        from .api.ratings import RatingsResource

        return RatingsResource(self)

    @cached_property
    def csat(self) -> CsatResource:
        """Customer satisfaction. Scores run from 1 to 10 at most; the survey's scale may be shorter."""
        from .api.csat import CsatResource

        return CsatResource(self)

    @cached_property
    def ces(self) -> CesResource:
        """Customer effort. Scores run from 1 to 7."""
        from .api.ces import CesResource

        return CesResource(self)

    @cached_property
    def nps(self) -> NpsResource:
        """Net promoter. Scores run from 0 to 10; 9 and 10 are promoters, 7 and 8 passives, 0 to 6 detractors."""
        from .api.nps import NpsResource

        return NpsResource(self)

    @cached_property
    def customers(self) -> CustomersResource:
        """The people who rate, with their ratings and figures."""
        from .api.customers import CustomersResource

        return CustomersResource(self)

    @cached_property
    def surveys(self) -> SurveysResource:
        """The questions that are asked, with their ratings and figures, and the addresses that want no more surveys."""
        from .api.surveys import SurveysResource

        return SurveysResource(self)

    @cached_property
    def teams(self) -> TeamsResource:
        """Groups of users, with the ratings and figures of their members."""
        from .api.teams import TeamsResource

        return TeamsResource(self)

    @cached_property
    def users(self) -> UsersResource:
        """Agents and other things that can be rated, with their ratings, figures and teams."""
        from .api.users import UsersResource

        return UsersResource(self)


class AsyncClient(AsyncCoreClient):
    """The service, one resource per attribute, for asyncio and trio.

    Close it, or use it in an ``async with`` statement, to close its connections::

        async with nicereply.AsyncClient() as client:
            print((await client.nps.get_stats()).nps_score)
    """

    __module__ = "nicereply"

    _default_base_url = _DEFAULT_BASE_URL
    _user_agent = _USER_AGENT
    _find_list = staticmethod(_find_list)

    @cached_property
    def ratings(self) -> AsyncRatingsResource:
        """Create a rating for a survey of any metric."""
        from .api.ratings import AsyncRatingsResource

        return AsyncRatingsResource(self)

    @cached_property
    def csat(self) -> AsyncCsatResource:
        """Customer satisfaction. Scores run from 1 to 10 at most; the survey's scale may be shorter."""
        from .api.csat import AsyncCsatResource

        return AsyncCsatResource(self)

    @cached_property
    def ces(self) -> AsyncCesResource:
        """Customer effort. Scores run from 1 to 7."""
        from .api.ces import AsyncCesResource

        return AsyncCesResource(self)

    @cached_property
    def nps(self) -> AsyncNpsResource:
        """Net promoter. Scores run from 0 to 10; 9 and 10 are promoters, 7 and 8 passives, 0 to 6 detractors."""
        from .api.nps import AsyncNpsResource

        return AsyncNpsResource(self)

    @cached_property
    def customers(self) -> AsyncCustomersResource:
        """The people who rate, with their ratings and figures."""
        from .api.customers import AsyncCustomersResource

        return AsyncCustomersResource(self)

    @cached_property
    def surveys(self) -> AsyncSurveysResource:
        """The questions that are asked, with their ratings and figures, and the addresses that want no more surveys."""
        from .api.surveys import AsyncSurveysResource

        return AsyncSurveysResource(self)

    @cached_property
    def teams(self) -> AsyncTeamsResource:
        """Groups of users, with the ratings and figures of their members."""
        from .api.teams import AsyncTeamsResource

        return AsyncTeamsResource(self)

    @cached_property
    def users(self) -> AsyncUsersResource:
        """Agents and other things that can be rated, with their ratings, figures and teams."""
        from .api.users import AsyncUsersResource

        return AsyncUsersResource(self)
