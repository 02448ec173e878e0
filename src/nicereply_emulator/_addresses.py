"""IPv4 addresses: whole numbers inside, dotted texts on the wire."""

from functools import lru_cache


@lru_cache(maxsize=4096)
def address_from_text(text: str) -> int | None:
    """The number of an address in four decimal parts, or None when it is not one."""
    parts = text.split(".")
    if len(parts) != 4 or not all(part.isdecimal() and part.isascii() and int(part) < 256 for part in parts):
        return None
    return int.from_bytes(bytes(map(int, parts)), "big")


@lru_cache(maxsize=4096)
def address_to_text(address: int) -> str:
    """The address in its usual form."""
    return f"{address >> 24}.{address >> 16 & 255}.{address >> 8 & 255}.{address & 255}"
