"""The errors that are raised."""

from nicereply_runtime.errors import (
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
)
from nicereply_runtime.issues import ValidationIssue

__all__ = [
    "APIConnectionError",
    "APIError",
    "APITimeoutError",
    "AuthenticationError",
    "BadRequestError",
    "ConfigurationError",
    "DecodeError",
    "NicereplyError",
    "NotFoundError",
    "PaymentRequiredError",
    "RateLimitError",
    "ServerError",
    "UnexpectedStatusError",
    "ValidationIssue",
]
