"""The order in which Zeek goes through a table, for runs with given seeds.

Without seeds Zeek's order is another in each run, and tables are the dicts that
they are: in the order in which their elements came. `hashed_order` is for runs
with seeds. Within it tables give their elements in the order of Zeek's clusters,
which `Clusters` follows from the order of coming, that a dict keeps, and from what
went. So only what goes has to be written down; hashes are computed when somebody
looks at the order.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterator, KeysView
from contextlib import contextmanager
from itertools import islice
from typing import Any

from .clustered import Clusters
from .clustered_walk import Walk
from .digesting import Hashing
from .table import Table

_GONE_AT_MOST = 1000
"How many changes of a table may wait for somebody to look at its order."
_MISSING: Any = object()


class _Gone:
    """A key that went."""

    __slots__ = ("key",)

    def __init__(self, key: Any):
        self.key = key


class History:
    """What came to a table and went again."""

    __slots__ = ("hashing", "clusters", "waiting", "known", "listed")

    def __init__(self, hashing: Hashing):
        self.hashing = hashing
        self.clusters = Clusters()
        self.waiting: list[Any] = []
        """Keys that came, and those `_Gone`, since the clusters were looked at."""
        self.known = 0
        """How many of the table's elements have been seen to come."""
        self.listed: list[Any] | None = None

    def meet(self, table: Table) -> None:
        """See what came since the last time: it stands at the table's end."""
        new = len(table) - self.known
        if new > 0:
            came = list(islice(reversed(table), new))
            self.waiting += reversed(came)
            self.known = len(table)

    def lose(self, table: Table, key: Any) -> None:
        """A key of the table is about to go."""
        self.meet(table)
        self.waiting.append(_Gone(key))
        self.known -= 1
        if self.clusters.walks or len(self.waiting) > _GONE_AT_MOST:
            self.settle(table)

    def settle(self, table: Table) -> None:
        """Bring the clusters up to date."""
        if not self.waiting:
            return
        number_of, clusters = self.hashing.number_of(table), self.clusters
        for change in self.waiting:
            if type(change) is _Gone:
                clusters.remove(change.key, number_of(change.key))
            else:
                clusters.insert(change, number_of(change))
        self.waiting.clear()
        self.listed = None

    def hold(self, table: Table) -> None:
        """The last change was made while a loop went over the table."""
        self.meet(table)
        last = self.waiting[-1:]
        del self.waiting[-1:]
        self.settle(table)
        self.waiting, self.clusters.held = last, True
        self.settle(table)
        self.clusters.held = False

    def order(self, table: Table) -> list[Any]:
        """The keys in Zeek's order."""
        self.meet(table)
        self.settle(table)
        if self.listed is None:
            self.listed = self.clusters.keys()
        return self.listed


@contextmanager
def hashed_order(key: bytes) -> Iterator[None]:
    """Let tables give their elements in Zeek's order under a key of SipHash."""
    before = {name: Table.__dict__.get(name, _MISSING) for name in _METHODS}
    for name, method in methods(Hashing(key)).items():
        setattr(Table, name, method)
    try:
        yield
    finally:
        for name, method in before.items():
            if method is _MISSING:
                delattr(Table, name)
            else:
                setattr(Table, name, method)


_METHODS = (
    "__iter__",
    "keys",
    "values",
    "items",
    "__delitem__",
    "pop",
    "clear",
    "walk",
    "changed_in_loop",
)


def methods(hashing: Hashing) -> dict[str, Any]:
    """What tables do in place of a dict's own."""

    def history(table: Table) -> History:
        found = getattr(table, "history", None)
        if found is None:
            found = table.history = History(hashing)
        return found

    def order(table: Table) -> list[Any]:
        if len(table) < 2 or table.state is not None and table.state.ordered:
            return list(dict.__iter__(table))
        return history(table).order(table)

    def iterate(table: Table) -> Iterator[Any]:
        return iter(order(table))

    def keys(table: Table) -> KeysView[Any]:
        return KeysView(table)

    def values(table: Table) -> list[Any]:
        element = dict.__getitem__
        return [element(table, key) for key in order(table)]

    def items(table: Table) -> list[tuple[Any, Any]]:
        element = dict.__getitem__
        return [(key, element(table, key)) for key in order(table)]

    def delete(table: Table, key: Any) -> None:
        if dict.__contains__(table, key):
            history(table).lose(table, key)
        dict.__delitem__(table, key)

    def pop(table: Table, key: Any, *default: Any) -> Any:
        if dict.__contains__(table, key):
            history(table).lose(table, key)
        return dict.pop(table, key, *default)

    def clear(table: Table) -> None:
        # Zeek makes a new dictionary, which is not ordered either
        table.history = None
        if table.state is not None:
            table.state.ordered = False
        dict.clear(table)

    def walk(table: Table) -> Any:
        if table.state is not None and table.state.ordered:
            return list(dict.__iter__(table))[::-1]
        seen = history(table)
        seen.order(table)
        ref = weakref.ref(table)

        def refresh() -> None:
            alive = ref()
            if alive is not None and alive.history is seen:
                seen.order(alive)

        return Walk(seen.clusters, refresh)

    def changed_in_loop(table: Table) -> None:
        history(table).hold(table)

    made = (
        iterate,
        keys,
        values,
        items,
        delete,
        pop,
        clear,
        walk,
        changed_in_loop,
    )
    return dict(zip(_METHODS, made, strict=True))
