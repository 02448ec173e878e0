"""Ids: 16 bytes inside, UUID texts on the wire, new ones drawn from a seed."""

import re
from functools import lru_cache
from hashlib import blake2b

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)

_TOGETHER = 64
"""Records in a run whose ids begin alike."""


def id_from_text(text: str) -> bytes | None:
    """The 16 bytes of a UUID written in its usual form, in either case of letters, or None."""
    return bytes.fromhex(text.replace("-", "")) if _UUID.fullmatch(text) else None


def id_to_text(value: bytes) -> str:
    """The UUID in its usual form, in small letters."""
    text = value.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def new_id(seed: int, table: str, key: int) -> bytes:
    """The id of the record with this numeric key: the same for the same seed, table and key, in the form of a UUID 4.

    It depends on nothing else, so that a restored state hands out the same ids again. Records that follow each other
    share their first four bytes for a while: so they lie together in the index of ids, and are written together.
    """
    value = bytearray(blake2b(f"{seed}/{table}/{key}".encode(), digest_size=16).digest())
    value[:4] = _beginning(seed, table, key // _TOGETHER)
    value[6] = value[6] & 0x0F | 0x40
    value[8] = value[8] & 0x3F | 0x80
    return bytes(value)


@lru_cache(maxsize=64)
def _beginning(seed: int, table: str, run: int) -> bytes:
    return blake2b(f"{seed}/{table}/from {run * _TOGETHER}".encode(), digest_size=4).digest()
