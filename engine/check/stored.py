"""Tables of a stored program, of which only what runs use is read at first.

A run reaches a tenth of a library, and reading the rest would take half of its
start. So the tables of a `Program` are stored in two parts: what an earlier run
asked for, and the rest, which is read when something else is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

MISSING = object()


class Stored(dict[str, Any]):
    """A table that notes what is asked of it, and fetches what it has not got."""

    __slots__ = ("absent", "asked", "fetch", "first")

    def __init__(
        self,
        known: dict[str, Any],
        absent: frozenset[str] = frozenset(),
        fetch: Callable[[], None] | None = None,
    ):
        super().__init__(known)
        self.absent = absent
        """Keys that were asked for before, and are not in the rest either."""
        self.asked: set[str] = set()
        self.fetch = fetch
        """Reads the rest of every table; None once that is done."""
        self.first: set[str] = set()
        """The keys that were read first, once the rest has come to them."""

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key, wherever it is."""
        self.asked.add(key)
        found = super().get(key, MISSING)
        if found is not MISSING:
            return found
        if self.fetch is None or key in self.absent:
            return default
        self.fetch()
        return super().get(key, default)

    def __getitem__(self, key: str) -> Any:
        found = self.get(key, MISSING)
        if found is MISSING:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return self.get(str(key), MISSING) is not MISSING

    def __iter__(self) -> Iterator[str]:
        self._fetch()
        return super().__iter__()

    def __len__(self) -> int:
        self._fetch()
        return super().__len__()

    def keys(self) -> Any:
        """All keys."""
        self._fetch()
        return super().keys()

    def values(self) -> Any:
        """All values."""
        self._fetch()
        return super().values()

    def items(self) -> Any:
        """All keys and values."""
        self._fetch()
        return super().items()

    def _fetch(self) -> None:
        if self.fetch is not None:
            self.fetch()

    def fill(self, rest: dict[str, Any]) -> None:
        """Take in the rest; what is here already stays as it is."""
        self.fetch = None
        self.first = set(super().keys())
        for key, value in rest.items():
            self.setdefault(key, value)

    def wanted(self) -> set[str]:
        """What this run and earlier ones asked for."""
        earlier = self.first if self.fetch is None else super().keys()
        return self.asked | self.absent | earlier

    def unforeseen(self) -> bool:
        """Whether this run asked for more than earlier ones."""
        return self.fetch is None and not self.asked <= self.first | self.absent
