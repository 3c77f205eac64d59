"""Bodies that are compressed with gzip or deflate (RFC 1950 to 1952)."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

PIECE = 4096
"Length of what is handed on at once."

_GZIP_OR_ZLIB = zlib.MAX_WBITS + 32
_RAW = -zlib.MAX_WBITS
_DATA_ERROR = "Error -3 "


class Inflater:
    """One compressed body, in pieces."""

    __slots__ = ("_began", "_odd", "_over", "_zlib")

    def __init__(self, odd: Callable[[str], object]):
        self._zlib = zlib.decompressobj(_GZIP_OR_ZLIB)
        self._odd = odd
        self._over = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What the next bytes are, in pieces."""
        may_restart = True
        rest = data
        while not self._over:
            try:
                piece = self._zlib.decompress(rest, PIECE)
            except zlib.error as error:
                if not may_restart or not str(error).startswith(_DATA_ERROR):
                    self._over = True
                    self._odd("inflate_failed")
                    return
                # Some servers leave out the header.
                self._zlib = zlib.decompressobj(_RAW)
                may_restart = False
                continue
            may_restart = False
            rest = self._zlib.unconsumed_tail
            self._over = self._zlib.eof
            if piece:
                yield piece
            if not rest:
                # As in Zeek, what zlib still has in hand waits for more.
                return
