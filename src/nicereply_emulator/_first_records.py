"""The records that an emulator begins with: the demo account, none, those of a JSON file or of a dict."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ._collector import collector_paused
from ._data import load
from ._store import MEMORY, Store
from .controls.data import checked

if TYPE_CHECKING:
    from ._data_format import Data
    from ._document import Document

Source = str | PathLike[str] | Mapping[str, Any]
"""What the first records come from."""


def is_demo(source: Source | None) -> bool:
    """Whether they are those of the demo account."""
    return source is None or source == "demo"


def fill(store: Store, source: Source | None, document: Document) -> None:
    """Put the first records into a store, in place of all that it has."""
    if is_demo(source) and store.path == MEMORY:
        store.restore(demo_image())
    else:
        load(store, _records(source, document))


@cache
def demo_image() -> bytes:
    """The image of a store in memory with the demo account: it takes a fraction of the time that loading takes."""
    store = Store()
    load(store, _demo())
    image = store.image()
    store.close()
    return image


def _records(source: Source | None, document: Document) -> Data:
    if source == "empty":
        return {}
    if source is None or source == "demo":
        return _demo()
    if isinstance(source, Mapping):
        return checked(dict(source), document)
    path = Path(source)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"data {source!r}: expected demo, empty or a JSON file that can be read ({error})") from error
    try:
        with collector_paused():
            value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"data {source!r}: not JSON ({error})") from error
    return checked(value, document)


def _demo() -> Data:
    from .demo import demo_data

    return demo_data()
