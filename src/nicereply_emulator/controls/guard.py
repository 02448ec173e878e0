"""Who may use the controls over HTTP: programs on this machine, and no web page."""

import re
from ipaddress import IPv6Address, ip_address

from .._http import Refusal, Request

_HOST = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([0-9A-Za-z.-]+))(?::[0-9]*)?")
"""An address of IPv6 in brackets, or a name or address without; and a port."""

_OWN_FETCHES = ("same-origin", "none")


def admit(request: Request, *, is_open: bool) -> None:
    """Raise `Refusal` with 403 unless the caller and the names that it uses are this machine's own.

    `is_open` is False while the emulator's server can be reached from other machines: then nobody is admitted.
    A web page of another origin may make a browser send requests here. They carry an `Origin` or `Sec-Fetch-Site`
    header, or, where the page's name was made to lead here, a `Host` that is not this machine's.
    """
    if not is_open:
        raise Refusal(403, ["There are no controls while the emulator listens at an address that others can reach."])
    if not is_loopback(request.client):
        raise Refusal(403, [f"The controls are for callers on this machine, and {request.client} is not on it."])
    host = request.headers.get("host", "")
    if not is_loopback(_name(host)):
        raise Refusal(403, [f"Host {host!r} is foreign to the controls; use 127.0.0.1, [::1] or localhost."])
    origin = request.headers.get("origin")
    if origin is not None and origin.lower() != f"http://{host}".lower():
        raise Refusal(403, [f"Origin {origin!r} is foreign to the controls; no web page but their own may use them."])
    fetch = request.headers.get("sec-fetch-site", "none")
    if fetch not in _OWN_FETCHES:
        raise Refusal(403, [f"Sec-Fetch-Site {fetch!r}: no web page but their own may use the controls."])


def is_loopback(name: str | None) -> bool:
    """Whether a host's name or address always means this machine."""
    if name is None:
        return False
    if name.lower() == "localhost":
        return True
    try:
        address = ip_address(name)
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped.is_loopback
    return address.is_loopback


def _name(host: str) -> str:
    """The name in a `Host` header, without the port; nothing when it is malformed."""
    found = _HOST.fullmatch(host)
    return "" if found is None else found[1] or found[2]
