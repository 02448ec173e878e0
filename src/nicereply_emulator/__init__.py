"""The Nicereply API v1 on your own machine: it keeps state, and says no where the service would.

    with nicereply_emulator.run() as emulator:
        ...  # emulator.base_url, emulator.api_key

`Emulator` is the same without a server, for the in-process transports. The command is `nicereply-emulator serve`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ._data import DataError
    from ._emulator import DEMO_KEY, Emulator, run
    from ._store import StoreError
    from .controls.check import ControlError
    from .controls.verify import VerificationError

__all__ = ["DEMO_KEY", "ControlError", "DataError", "Emulator", "StoreError", "VerificationError", "run"]

_HOMES = {
    "ControlError": ".controls.check",
    "DEMO_KEY": "._emulator",
    "DataError": "._data",
    "Emulator": "._emulator",
    "StoreError": "._store",
    "VerificationError": ".controls.verify",
    "run": "._emulator",
}


def __getattr__(name: str) -> Any:
    """The public names, imported when they are first asked for: the package itself costs nothing and needs no extra."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        return getattr(import_module(_HOMES[name], __name__), name)
    except ModuleNotFoundError as error:
        from ._extra import needs_extra

        raise ModuleNotFoundError(needs_extra(error), name=error.name) from None
