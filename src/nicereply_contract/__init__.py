"""Contract tests for the Nicereply API v1: the service behind any base URL is held to the OpenAPI document.

Needs the document (`nicereply_spec`) and HTTP, never client or emulator, so that the parts can judge each other.
"""

from nicereply_contract.suite import Outcome, Settings, run

__all__ = ["Outcome", "Settings", "run"]
