"""Hiding credentials in what the journal shows of a call."""

import base64
import binascii
import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import parse_qs, parse_qsl, quote, quote_plus, unquote_plus

from .._http import Request

REDACTED = "[redacted]"

_SHORTEST = 4
"""Characters of a credential that is none of the emulator's keys: shorter texts would be found in every answer."""

_CREDENTIAL = re.compile(
    "(authorization|cookie|api[-_]?key|access[-_]?key|private[-_]?key|token|secret|password|passwd)$|^(x[-_])?(key|auth)$",
    re.IGNORECASE,
)
"""The names of headers, query parameters and JSON fields that carry credentials."""

_JSON_TEXT = re.compile(r'"((?:[^"\\]|\\.)*+)(?:"(\s*:\s*)?|\\?\Z)', re.DOTALL)
"""A text, with a colon if it is a field's name. One that does not end takes the rest, so that none is read twice."""

_JSON_VALUE = re.compile(r'"(?:[^"\\]|\\.)*"?|\[[^][]*\]?|\{[^}{]*\}?|[^\s,"\]}{[]+', re.DOTALL)
"""A text, a number, or a flat array or object. The last one of a body may be cut off."""

_FORM_FIELD = re.compile(r"(^|&)([^=&]+)=[^&]*")

_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{6,}")


class Redaction:
    """Hides the emulator's keys, and whatever a request itself carries as a credential."""

    def __init__(self, api_keys: frozenset[str]) -> None:
        self._api_keys = api_keys
        self._own = frozenset(form for key in api_keys for form in _forms(key))
        self._own_in_order = _longest_first(self._own)

    def of(self, request: Request) -> "Redactor":
        """What hides credentials in the call that this request began."""
        found = self._own.union(*map(_forms, self._credentials(request)), self._disguised(request))
        return Redactor(self._own_in_order if found == self._own else _longest_first(found))

    def _credentials(self, request: Request) -> Iterator[str]:
        values = [value for name, value in request.headers.items() if _CREDENTIAL.search(name)]
        if request.query:
            values += [value for name, value in parse_qsl(request.query) if _CREDENTIAL.search(name)]
        for value in values:
            for credential in _parts(value, self._api_keys):
                if len(credential) >= _SHORTEST:
                    yield credential

    def _disguised(self, request: Request) -> Iterator[str]:
        """The texts of a request that are one of the emulator's keys in an encoding."""
        body = (request.body or b"").decode("utf-8", "replace")
        for text in (request.path, request.query, body, *request.headers.values()):
            if "%" in text or "\\" in text:
                yield from _encoded(self._api_keys).findall(text)
            for found in _BASE64.findall(text):
                for part in (found, *found.split("/")):  # a slash is of the alphabet, or parts a path
                    if any(key in _from_base64(part) for key in self._api_keys):
                        yield part


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
        text = body.decode("utf-8", "replace")
        if _is_form(text):
            return self.text(_FORM_FIELD.sub(_without_form_credential, text))
        return self.text(_without_credentials(text))

    def _value(self, name: str, value: str) -> str:
        return REDACTED if _CREDENTIAL.search(name) else self.text(value)


def _without_credentials(text: str) -> str:
    """A JSON text, or the beginning of one, with the values of fields hidden that are named as credentials are."""
    pieces: list[str] = []
    taken = at = 0
    while (field := _JSON_TEXT.search(text, at)) is not None:
        at = field.end()
        value = None if field[2] is None else _JSON_VALUE.match(text, at)
        if value is not None and _CREDENTIAL.search(_name(field[1])):
            pieces += [text[taken:at], f'"{REDACTED}"']
            taken = at = value.end()
    return "".join([*pieces, text[taken:]])


def _name(written: str) -> str:
    """The name of a JSON field as it is meant."""
    try:
        return str(json.loads(f'"{written}"')) if "\\" in written else written
    except ValueError:
        return written


def _without_form_credential(field: re.Match[str]) -> str:
    return f"{field[1]}{field[2]}={REDACTED}" if _CREDENTIAL.search(unquote_plus(field[2])) else field[0]


def _is_form(text: str) -> bool:
    """Whether a body looks like that of an HTML form."""
    return "=" in text and not text.lstrip().startswith(("{", "[", '"', "<"))


@lru_cache(maxsize=64)
def _encoded(keys: frozenset[str]) -> re.Pattern[str]:
    """The keys with any of their characters as URLs or JSON may write them."""
    return re.compile("|".join("".join(map(_encoded_character, key)) for key in _longest_first(keys)))


def _encoded_character(character: str) -> str:
    units = character.encode("utf-16-be").hex()
    in_url = "".join(f"%{byte:02x}" for byte in character.encode())
    in_json = "".join(rf"\\u{units[place : place + 4]}" for place in range(0, len(units), 4))
    short = rf"|\\{re.escape(character)}" if character in '"\\/' else ""
    return f"(?:(?i:{in_url}|{in_json}){short}|{re.escape(character)})"


def _from_base64(text: str) -> str:
    """What is encoded in a text, in either alphabet; nothing when it is no such text."""
    try:
        decoded = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_" if set("-_") & set(text) else None)
    except (binascii.Error, ValueError):
        return ""
    return decoded.decode("utf-8", "replace")


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
