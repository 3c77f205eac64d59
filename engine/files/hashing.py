"""Digests of whole files."""

from __future__ import annotations

from hashlib import new
from typing import Any

from .contract import FileAnalyzer, FileContext


class Hash(FileAnalyzer):
    """A digest; one of a file with missing bytes would say nothing, so it stops."""

    def __init__(self, file: FileContext, tag: Any, args: Any):
        super().__init__(file, tag, args)
        self.kind = self.name.lower()
        self._digest = new(self.kind, usedforsecurity=False)
        self._fed = False

    def stream(self, data: bytes) -> bool:
        """Take in the next bytes."""
        if data:
            self._fed = True
            self._digest.update(data)
        return True

    def gap(self, offset: int, length: int) -> bool:
        """Give up."""
        return False

    def end(self) -> bool:
        """Tell the digest, unless there was nothing."""
        if self._fed:
            digest = self._digest.hexdigest().encode()
            self.file.raise_event("file_hash", self.kind.encode(), digest)
        return False


class MD5(Hash):
    """RFC 1321."""

    name = "MD5"


class SHA1(Hash):
    """FIPS 180-4."""

    name = "SHA1"


class SHA224(Hash):
    """FIPS 180-4."""

    name = "SHA224"


class SHA256(Hash):
    """FIPS 180-4."""

    name = "SHA256"


class SHA384(Hash):
    """FIPS 180-4."""

    name = "SHA384"


class SHA512(Hash):
    """FIPS 180-4."""

    name = "SHA512"
