"""Hiding credentials in what the journal shows of a call."""

import base64
import binascii
import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import parse_qs, parse_qsl, quote, quote_plus

from .._http import Request

REDACTED = "[redacted]"

_SHORTEST = 4
"""Characters of a credential that is none of the emulator's keys: shorter texts would be found in every answer."""

_CREDENTIAL = re.compile(
    "(authorization|cookie|api[-_]?key|access[-_]?key|private[-_]?key|token|secret|password|passwd)$|^(x[-_])?(key|auth)$",
    re.IGNORECASE,
)
"""The names of headers, query parameters and JSON fields that carry credentials."""

_JSON_FIELD = re.compile(r'("([^"\\]*)"\s*:\s*)"(?:[^"\\]|\\.)*"')


class Redaction:
    """Hides the emulator's keys, and whatever a request itself carries as a credential."""

    def __init__(self, api_keys: frozenset[str]) -> None:
        self._api_keys = api_keys
        self._own = frozenset(form for key in api_keys for form in _forms(key))
        self._own_in_order = _longest_first(self._own)

    def of(self, request: Request) -> "Redactor":
        """What hides credentials in the call that this request began."""
        found = self._own.union(*map(_forms, self._credentials(request)))
        return Redactor(self._own_in_order if found == self._own else _longest_first(found))

    def _credentials(self, request: Request) -> Iterator[str]:
        values = [value for name, value in request.headers.items() if _CREDENTIAL.search(name)]
        if request.query:
            values += [value for name, value in parse_qsl(request.query) if _CREDENTIAL.search(name)]
        for value in values:
            for credential in _parts(value, self._api_keys):
                if len(credential) >= _SHORTEST:
                    yield credential


class Redactor:
    """Hides the credentials of one call, in all its parts."""

    def __init__(self, secrets: list[str]) -> None:
        self._secrets = secrets

    def text(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, REDACTED)
        return text

    def headers(self, headers: Iterable[tuple[str, str]]) -> dict[str, str]:
        return {name: self._value(name, value) for name, value in headers}

    def query(self, query: str) -> dict[str, list[str]]:
        return {
            self.text(name): [self._value(name, value) for value in values]
            for name, values in parse_qs(self.text(query), keep_blank_values=True).items()
        }

    def body(self, body: bytes) -> str:
        return self.text(_JSON_FIELD.sub(_without_credential, body.decode("utf-8", "replace")))

    def _value(self, name: str, value: str) -> str:
        return REDACTED if _CREDENTIAL.search(name) else self.text(value)


def _without_credential(field: re.Match[str]) -> str:
    return f'{field[1]}"{REDACTED}"' if _CREDENTIAL.search(field[2]) else field[0]


@lru_cache(maxsize=64)
def _parts(value: str, api_keys: frozenset[str]) -> tuple[str, ...]:
    """What is a credential in a value such as `Bearer abc` or `Basic OmFiYw==`.

    The user name of the latter is one too, unless one of the emulator's keys follows it: some write the key there.
    """
    scheme, _, rest = value.strip().partition(" ")
    credentials = rest.strip() or scheme
    if scheme.lower() != "basic":
        return (credentials,)
    try:
        user, _, password = base64.b64decode(credentials).decode("utf-8").partition(":")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return (credentials,)
    return (credentials,) if password in api_keys else (credentials, password, user)


@lru_cache(maxsize=64)
def _forms(key: str) -> frozenset[str]:
    """A key as it may stand in a request: plain, in a URL, in JSON, in the Authorization header."""
    in_json = [json.dumps(key, ensure_ascii=ascii_alone)[1:-1] for ascii_alone in (True, False)]
    in_basic = base64.b64encode(f":{key}".encode()).decode()
    return frozenset((key, quote(key), quote(key, safe=""), quote_plus(key), *in_json, in_basic))


def _longest_first(secrets: frozenset[str]) -> list[str]:
    """In an order in which none is replaced in a part of itself alone."""
    return sorted(secrets, key=len, reverse=True)
