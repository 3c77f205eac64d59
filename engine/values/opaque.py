"""Opaque values that are small: digests, entropy tests and paraglobs.

The probabilistic ones stand in bloom.py, cardinality.py and topk.py.
"""

from __future__ import annotations

from typing import Any, ClassVar

from ..typesystem.types import OpaqueType


class Opaque:
    """Base of all opaque values."""

    __slots__ = ()
    opaque_type: ClassVar[OpaqueType] = OpaqueType("unknown")

    def describe(self) -> bytes:
        """What `print` shows."""
        return f"<opaque of {self.opaque_type.name}>".encode()

    def clone(self) -> Opaque:
        """What `copy` makes."""
        return self


class Digest(Opaque):
    """A hash that is being computed, `opaque of md5` and its like."""

    __slots__ = ("state",)
    algorithm: ClassVar[str] = ""

    def __init__(self, state: Any = None):
        if state is None:
            import hashlib

            state = hashlib.new(self.algorithm, usedforsecurity=False)
        self.state = state

    def update(self, data: bytes) -> bool:
        """Take in data; False once finished."""
        if self.state is None:
            return False
        self.state.update(data)
        return True

    def finish(self) -> bytes:
        """The digest in hexadecimal; empty the second time."""
        if self.state is None:
            return b""
        text: str = self.state.hexdigest()
        self.state = None
        return text.encode()

    def clone(self) -> Digest:
        made = type(self).__new__(type(self))
        made.state = None if self.state is None else self.state.copy()
        return made


def _digest_class(name: str) -> type[Digest]:
    return type(
        name.upper(),
        (Digest,),
        {"__slots__": (), "algorithm": name, "opaque_type": OpaqueType(name)},
    )


DIGESTS: dict[str, type[Digest]] = {
    name: _digest_class(name)
    for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")
}
"""The class for each algorithm."""


class Paraglob(Opaque):
    """Many globs that are matched against one string."""

    __slots__ = ("globs", "matchers")
    opaque_type = OpaqueType("paraglob")

    def __init__(self, globs: list[bytes]):
        self.globs = globs
        self.matchers: list[Any] | None = None

    def match(self, text: bytes) -> list[bytes]:
        """The globs that match the whole text, sorted."""
        if self.matchers is None:
            import fnmatch
            import re

            self.matchers = [
                re.compile(fnmatch.translate(g.decode("latin-1")).encode("latin-1"))
                for g in self.globs
            ]
        pairs = zip(self.globs, self.matchers, strict=True)
        return sorted(g for g, m in pairs if m.match(text))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Paraglob) and sorted(self.globs) == sorted(other.globs)

    def __hash__(self) -> int:
        return hash(tuple(self.globs))
