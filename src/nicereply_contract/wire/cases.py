"""The form of a case that a runner gets: one operation, everything written out, JSON all through."""

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict, TypeGuard

# JSON as Python has it: None, bool, int, float, str, list, dict.
Json: TypeAlias = Any
JsonObject: TypeAlias = dict[str, Any]
# A text, {"$pattern": regular expression}, or {"$instant": UTC date or list of them}.
Matcher: TypeAlias = str | JsonObject


def is_object(value: Json) -> TypeGuard[JsonObject]:
    """Whether a JSON value is an object."""
    return isinstance(value, dict)


def is_array(value: Json) -> TypeGuard[list[Json]]:
    """Whether a JSON value is an array."""
    return isinstance(value, list)


class CaseFileError(Exception):
    """A file of cases contradicts itself; the text names the case and what is wrong with it."""


class Client(TypedDict):
    """How the client is made."""

    api_key: str | None
    base_path: str
    configured_by: Literal["arguments", "environment"]
    max_retries: int
    base_url: NotRequired[str]


class Call(TypedDict):
    """What is called: parameters and body fields by their names in the document."""

    parameters: JsonObject
    body: NotRequired[JsonObject]
    read: Literal["value", "items", "pages"]
    take: NotRequired[int]


class Request(TypedDict):
    """What must be sent."""

    method: str
    path: Matcher
    query: dict[str, Matcher]
    # Parameters that a client may add by itself: page (1) and per_page (10 to 100).
    query_free: list[str]
    query_excludes: list[str]
    headers: dict[str, Matcher]
    headers_absent: list[str]
    body: NotRequired[JsonObject]


class Answer(TypedDict):
    """What the canned server answers; the body is text, or base64 where it is no text."""

    status: NotRequired[int]
    headers: dict[str, str | JsonObject]
    body: NotRequired[str]
    body_base64: NotRequired[str]
    broken: NotRequired[Literal["before-answer", "in-body"]]


class Exchange(TypedDict):
    """A request that must come, and its answer."""

    request: Request
    answer: Answer


class _Common(TypedDict):
    name: str
    topic: str
    documentation: str
    source: str
    needs: list[str]
    operation: str | None


class CallCase(_Common):
    """A call, its requests and answers, and the value or the error that it must give."""

    kind: Literal["call"]
    client: Client
    call: Call
    exchanges: list[Exchange]
    outside_document: bool
    value: NotRequired[Json]
    error: NotRequired[JsonObject]


class RefusedCase(_Common):
    """A call, or without an operation a client, that must be refused before anything is sent."""

    kind: Literal["refused"]
    client: Client
    call: NotRequired[Call]
    refusal: JsonObject


class SentRequest(TypedDict):
    """A request that is sent to a server as it stands, below its base URL."""

    method: str
    path: str
    query: str
    headers: dict[str, str | None]
    credentials: str | JsonObject
    body: NotRequired[str]
    body_base64: NotRequired[str]


class ExpectedAnswer(TypedDict):
    """What a server must answer."""

    status: list[int]
    headers: dict[str, Matcher]
    errors: NotRequired[list[str]]
    issues: NotRequired[list[JsonObject]]
    value: NotRequired[Json]
    pagination: NotRequired[JsonObject]
    absent: list[str]


class ServerCase(_Common):
    """A request to a server and the answer that it must give."""

    kind: Literal["server"]
    label: Literal["documented", "inferred", "assumed"]
    demo_data: bool
    writes: bool
    request: SentRequest
    answer: ExpectedAnswer


Case: TypeAlias = CallCase | RefusedCase | ServerCase
