"""The Nicereply API v1 on your own machine: it keeps state, and says no where the service would.

    with nicereply_emulator.run() as emulator:
        ...  # emulator.base_url, emulator.api_key

`Emulator` is the same without a server, for the in-process transports. The command is `nicereply-emulator serve`.
"""

from ._data import DataError
from ._emulator import DEMO_KEY, Emulator, run
from ._store import StoreError

__all__ = ["DEMO_KEY", "DataError", "Emulator", "StoreError", "run"]
