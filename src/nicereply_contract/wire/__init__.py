"""Wire cases: what a call must send, what an answer must become, and what a server must answer, as data.

The cases are in ``spec/conformance/``; ``docs/conformance.md`` says what they mean and how to write a runner. Here they
are read (:func:`load_cases`), written as one JSON document for runners in other languages (:func:`bundle`), played to a
client by a server of canned answers (:class:`CannedServer`), and asked of any server (:func:`ask_server`).
"""

from .canned import CannedServer, SeenRequest
from .cases import CallCase, Case, CaseFileError, RefusedCase, ServerCase
from .loading import bundle, load_cases
from .matching import request_problems, value_problems
from .server import Outcome, ask_server, case_outcome

__all__ = [
    "CallCase",
    "CannedServer",
    "Case",
    "CaseFileError",
    "Outcome",
    "RefusedCase",
    "SeenRequest",
    "ServerCase",
    "ask_server",
    "bundle",
    "case_outcome",
    "load_cases",
    "request_problems",
    "value_problems",
]
