"""The account that the emulator plays: its keys, and whether it has been paid for."""

import base64
import binascii
import unicodedata
from collections.abc import Sequence
from typing import cast

from ._http import Refusal, Request
from .controls.check import ControlError

CHALLENGE = 'Basic realm="Nicereply API"'

_MOST_REMEMBERED = 1_000


class Account:
    """Who may call. `payment_required` makes every call a 402, as when a trial has ended."""

    __slots__ = ("_accepted", "_api_keys", "_payment_required")

    def __init__(self, api_keys: Sequence[str]) -> None:
        _check_keys(api_keys)
        self._payment_required = False
        self._api_keys = frozenset(api_keys)
        self._accepted: set[str] = set()

    @property
    def api_keys(self) -> frozenset[str]:
        """The keys that are accepted."""
        return self._api_keys

    @property
    def payment_required(self) -> bool:
        return self._payment_required

    @payment_required.setter
    def payment_required(self, value: bool) -> None:
        if not isinstance(value, bool):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise ControlError([f"payment_required: {value!r}: expected True or False"])
        self._payment_required = value

    def admit(self, request: Request) -> None:
        """Raise `Refusal` (401, then 402) unless the request may go on."""
        header = request.headers.get("authorization", "")
        if header not in self._accepted:
            self._authenticate(header)
        if self._payment_required:
            raise Refusal(402, ["Payment required: the trial has ended or the service was not paid for."])

    def _authenticate(self, header: str) -> None:
        """HTTP Basic: any user name (it is left blank), the key as the password."""
        scheme, _, credentials = header.partition(" ")
        password = None
        if scheme.lower() == "basic":
            try:
                password = base64.b64decode(credentials.strip(), validate=True).decode("utf-8").partition(":")[2]
            except (binascii.Error, UnicodeDecodeError, ValueError):
                password = None
        if password not in self._api_keys:
            raise unauthorized()
        if len(self._accepted) < _MOST_REMEMBERED:  # user names vary without end
            self._accepted.add(header)


def _check_keys(keys: object) -> None:
    """Raise `ControlError` unless they are keys that a request can carry."""
    if isinstance(keys, str):
        raise ControlError([f"api_keys: {keys!r} is one text; give a list of keys, such as [{keys!r}]"])
    if not isinstance(keys, Sequence) or not keys:
        raise ControlError([f"api_keys: {keys!r}: expected a list of keys, one at least"])
    for key in cast("Sequence[object]", keys):
        if not isinstance(key, str) or not key:
            raise ControlError([f"api_keys: {key!r}: keys are texts, and no key may be empty"])
        if any(unicodedata.category(character) in ("Cc", "Cs") for character in key):
            raise ControlError([f"api_keys: {key!r}: a key has no control characters and no halves of characters"])


def unauthorized() -> Refusal:
    return Refusal(401, ["Wrong or missing API key in basic authentication."], [("www-authenticate", CHALLENGE)])
