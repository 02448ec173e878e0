"""The account that the emulator plays: its keys, and whether it has been paid for."""

import base64
import binascii

from ._http import Refusal, Request

CHALLENGE = 'Basic realm="Nicereply API"'

_MOST_REMEMBERED = 1_000


class Account:
    """Who may call. `payment_required` makes every call a 402, as when a trial has ended."""

    def __init__(self, api_keys: tuple[str, ...]) -> None:
        if not api_keys or not all(api_keys):
            raise ValueError("an account needs an API key, and no key may be empty")
        self.payment_required = False
        self.api_keys = frozenset(api_keys)
        self._accepted: set[str] = set()

    def admit(self, request: Request) -> None:
        """Raise `Refusal` (401, then 402) unless the request may go on."""
        header = request.headers.get("authorization", "")
        if header not in self._accepted:
            self._authenticate(header)
        if self.payment_required:
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
        if password not in self.api_keys:
            raise unauthorized()
        if len(self._accepted) < _MOST_REMEMBERED:  # user names vary without end
            self._accepted.add(header)


def unauthorized() -> Refusal:
    return Refusal(401, ["Wrong or missing API key in basic authentication."], [("www-authenticate", CHALLENGE)])
