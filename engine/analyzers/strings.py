"""UTF-16 strings as Zeek gives them to scripts."""

from __future__ import annotations

from typing import Protocol


class Weirds(Protocol):
    """Takes note of what is odd in the traffic."""

    def weird(self, name: str, addl: str, source: str) -> None: ...


def utf16_to_utf8(raw: bytes, weirds: Weirds) -> bytes:
    """UTF-16 as UTF-8, up to the first NUL.

    An odd last byte counts as a character; surrogates without a partner are
    encoded as they stand, except at the end: that is an error, and the bytes are
    given as they are.
    """
    units = raw + b"\0" if len(raw) % 2 else raw
    if units and 0xD8 <= units[-1] <= 0xDB:
        weirds.weird(
            "utf16_conversion_failed",
            "utf16 conversion failed in utf16_to_utf8_val",
            "",
        )
        return raw
    text = units.decode("utf-16-le", "surrogatepass")
    return text.partition("\0")[0].encode("utf-8", "surrogatepass")
