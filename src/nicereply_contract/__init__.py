"""Contract tests for the Nicereply API v1: the service behind any base URL is held to the OpenAPI document.

Needs the document (`nicereply_spec`) and HTTP, never client or emulator, so that the parts can judge each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nicereply_contract.suite import Outcome, Settings, run

__all__ = ["Outcome", "Settings", "run"]


def __getattr__(name: str) -> Any:
    """Import the suite when it is first used: the command tells what to install where its libraries are missing."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from nicereply_contract import suite

    return getattr(suite, name)
