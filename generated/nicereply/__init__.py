"""A client for the Nicereply API v1. Unofficial, and not affiliated with the vendor.

::

    import nicereply

    with nicereply.Client() as client:  # NICEREPLY_API_KEY from the environment
        for rating in client.csat.list_ratings(sort_order="asc"):
            print(rating.score, rating.survey.metric, rating.created_at)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .client import AsyncClient, Client
    from .errors import (
        APIConnectionError,
        APIError,
        APITimeoutError,
        AuthenticationError,
        BadRequestError,
        ConfigurationError,
        DecodeError,
        NicereplyError,
        NotFoundError,
        PaymentRequiredError,
        RateLimitError,
        ServerError,
        UnexpectedStatusError,
        ValidationIssue,
    )
    from .models import (
        AverageStats,
        Customer,
        CustomerRef,
        CustomerStats,
        Distribution,
        ExtraQuestion,
        ExtraQuestionScore,
        Histogram,
        IntegrationType,
        IntegrationUsername,
        Metric,
        MetricHistograms,
        MetricStats,
        NewAgent,
        NewCesRating,
        NewCsatRating,
        NewNpsRating,
        NewRating,
        NewThingOrAction,
        NpsGroups,
        NpsStats,
        Rating,
        RatingLinks,
        RatingScale,
        RatingStatus,
        SelfLinks,
        SortOrderValue,
        Survey,
        SurveyRef,
        SurveyScale,
        SurveyStats,
        Team,
        TeamStats,
        TeamUsers,
        Ticket,
        Unsubscribe,
        User,
        UserById,
        UserByUsername,
        UserRef,
        UserRole,
        UserStats,
        UserType,
    )
    from .types import UNSET, AsyncPager, Page, Pager, Response, Unset

__version__ = "0.1.0"

__all__ = [
    "UNSET",
    "APIConnectionError",
    "APIError",
    "APITimeoutError",
    "AsyncClient",
    "AsyncPager",
    "AuthenticationError",
    "AverageStats",
    "BadRequestError",
    "Client",
    "ConfigurationError",
    "Customer",
    "CustomerRef",
    "CustomerStats",
    "DecodeError",
    "Distribution",
    "ExtraQuestion",
    "ExtraQuestionScore",
    "Histogram",
    "IntegrationType",
    "IntegrationUsername",
    "Metric",
    "MetricHistograms",
    "MetricStats",
    "NewAgent",
    "NewCesRating",
    "NewCsatRating",
    "NewNpsRating",
    "NewRating",
    "NewThingOrAction",
    "NicereplyError",
    "NotFoundError",
    "NpsGroups",
    "NpsStats",
    "Page",
    "Pager",
    "PaymentRequiredError",
    "RateLimitError",
    "Rating",
    "RatingLinks",
    "RatingScale",
    "RatingStatus",
    "Response",
    "SelfLinks",
    "ServerError",
    "SortOrderValue",
    "Survey",
    "SurveyRef",
    "SurveyScale",
    "SurveyStats",
    "Team",
    "TeamStats",
    "TeamUsers",
    "Ticket",
    "UnexpectedStatusError",
    "Unset",
    "Unsubscribe",
    "User",
    "UserById",
    "UserByUsername",
    "UserRef",
    "UserRole",
    "UserStats",
    "UserType",
    "ValidationIssue",
    "__version__",
]

# Modules are loaded when a name of theirs is first used, so that `import nicereply` is light.
_HOMES = {
    "AsyncClient": "client",
    "Client": "client",
    "APIConnectionError": "errors",
    "APIError": "errors",
    "APITimeoutError": "errors",
    "AuthenticationError": "errors",
    "BadRequestError": "errors",
    "ConfigurationError": "errors",
    "DecodeError": "errors",
    "NicereplyError": "errors",
    "NotFoundError": "errors",
    "PaymentRequiredError": "errors",
    "RateLimitError": "errors",
    "ServerError": "errors",
    "UnexpectedStatusError": "errors",
    "ValidationIssue": "errors",
    "AverageStats": "models",
    "Customer": "models",
    "CustomerRef": "models",
    "CustomerStats": "models",
    "Distribution": "models",
    "ExtraQuestion": "models",
    "ExtraQuestionScore": "models",
    "Histogram": "models",
    "IntegrationType": "models",
    "IntegrationUsername": "models",
    "Metric": "models",
    "MetricHistograms": "models",
    "MetricStats": "models",
    "NewAgent": "models",
    "NewCesRating": "models",
    "NewCsatRating": "models",
    "NewNpsRating": "models",
    "NewRating": "models",
    "NewThingOrAction": "models",
    "NpsGroups": "models",
    "NpsStats": "models",
    "Rating": "models",
    "RatingLinks": "models",
    "RatingScale": "models",
    "RatingStatus": "models",
    "SelfLinks": "models",
    "SortOrderValue": "models",
    "Survey": "models",
    "SurveyRef": "models",
    "SurveyScale": "models",
    "SurveyStats": "models",
    "Team": "models",
    "TeamStats": "models",
    "TeamUsers": "models",
    "Ticket": "models",
    "Unsubscribe": "models",
    "User": "models",
    "UserById": "models",
    "UserByUsername": "models",
    "UserRef": "models",
    "UserRole": "models",
    "UserStats": "models",
    "UserType": "models",
    "UNSET": "types",
    "AsyncPager": "types",
    "Page": "types",
    "Pager": "types",
    "Response": "types",
    "Unset": "types",
}
_MODULES = frozenset({"api", *_HOMES.values()})


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return import_module(f".{name}", __name__)
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, *_MODULES})
