"""The OpenAPI 3.1 document of the Nicereply API v1, as data.

`load` gives what a client must be able to read, with an `x-discrepancy` wherever the vendor's documentation contradicts
itself or is silent. `load_strict` gives what a server should send. Generated from `spec/nicereply.yaml`.
"""

from functools import cache
from typing import Any

__all__ = ["load", "load_strict"]


@cache
def load() -> dict[str, Any]:
    """The document (`openapi.json`): what may come over the wire. The same object every time: do not change it."""
    return _read("openapi.json")


@cache
def load_strict() -> dict[str, Any]:
    """The strict document (`strict.json`): what a server should send. The same object every time: do not change it."""
    return _read("strict.json")


def _read(name: str) -> dict[str, Any]:
    # Imported here: importing this package should cost nothing.
    import json
    from importlib.resources import files

    document: dict[str, Any] = json.loads(files(__name__).joinpath(name).read_text(encoding="utf-8"))
    return document
