"""Broker's key-value stores, as a single node has them: in memory, for this run."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..runtime.when import Answer
from ..typesystem.types import OpaqueType
from ..values.broker import unwrapped
from ..values.copying import deep_copy
from ..values.opaque import Opaque
from ..values.table import Set, Table
from ..values.time import Interval, Time
from ..values.vector import Vector
from .broker_data import nothing, wrap
from .contract import bif, shown

if TYPE_CHECKING:
    from ..runtime import Runtime

NEVER = float("inf")


class Store(Opaque):
    """A store; clones share what it holds."""

    __slots__ = ("name", "entries", "is_open")
    opaque_type = OpaqueType("Broker::Store")

    def __init__(self, name: bytes, entries: dict[Any, tuple[Any, float]]):
        self.name = name
        self.entries = entries
        "By key, the value and when it expires."
        self.is_open = True

    def find(self, key: Any, now: float) -> Any:
        """The value of a key; KeyError if there is none, or no more."""
        value, until = self.entries[key]
        if until <= now:
            del self.entries[key]
            raise KeyError(key)
        return value

    def keys(self, now: float) -> list[Any]:
        """The keys of values that have not expired."""
        return [key for key, (_, until) in self.entries.items() if until > now]


def _stores(rt: Runtime) -> dict[bytes, dict[Any, tuple[Any, float]]]:
    found: dict[bytes, dict[Any, tuple[Any, float]]]
    found = rt.services.setdefault("broker stores", {})
    return found


@bif("Broker::__create_master", runtime=True)
def create_master(
    rt: Runtime, name: bytes, backend: Any = None, options: Any = None
) -> Store:
    """A store of a name."""
    if backend is rt.enum("Broker::SQLITE"):
        rt.reporter.warning(
            f"Broker store {shown(name)} is kept in memory; the storage framework"
            " keeps values in files"
        )
    return Store(name, _stores(rt).setdefault(name, {}))


@bif("Broker::__create_clone", runtime=True)
def create_clone(rt: Runtime, name: bytes, *intervals: float) -> Store:
    """The same store once more."""
    return Store(name, _stores(rt).setdefault(name, {}))


@bif("Broker::__is_closed")
def is_closed(store: Any) -> bool:
    """Whether a store was closed."""
    return not (isinstance(store, Store) and store.is_open)


@bif("Broker::__close")
def close(store: Any) -> bool:
    """Close a store; F if it was closed already."""
    if is_closed(store):
        return False
    store.is_open = False
    return True


@bif("Broker::__store_name")
def store_name(store: Any) -> bytes:
    """What a store is called."""
    return store.name if isinstance(store, Store) else b""


# ---- questions, for conditions of `when`


def _ask(name: str, answer: Callable[..., Any]) -> None:
    def call(rt: Runtime, store: Any, *arguments: Any) -> Any:
        """Ask a store."""
        trigger = rt.services.get("trigger")
        problem = ""
        if trigger is None:
            problem = "Broker queries can only be called inside when-condition"
        elif not trigger.has_timeout:
            problem = "Broker queries must specify a timeout block"
        elif is_closed(store):
            problem = "invalid Broker store handle"
        if problem:
            rt.reporter.builtin_error(problem)
            return _result(rt, "FAILURE")
        try:
            found = answer(store, rt.network_time, *map(unwrapped, arguments))
        except (KeyError, IndexError, TypeError):
            return Answer(_result(rt, "FAILURE"))
        return Answer(_result(rt, "SUCCESS", found))

    bif(name, runtime=True)(call)


def _result(rt: Runtime, status: str, value: Any = None) -> Any:
    result = nothing(rt) if value is None else wrap(rt, value)
    return rt.record("Broker::QueryResult")(
        status=rt.enum(f"Broker::{status}"), result=result
    )


def _get(store: Store, now: float, key: Any) -> Any:
    return deep_copy(store.find(key, now))


def _exists(store: Store, now: float, key: Any) -> bool:
    try:
        store.find(key, now)
    except KeyError:
        return False
    return True


def _put_unique(store: Store, now: float, key: Any, value: Any, expiry: float) -> bool:
    if _exists(store, now, key):
        return False
    _set(store, now, key, value, expiry)
    return True


def _element(store: Store, now: float, key: Any, index: Any) -> Any:
    value = store.find(key, now)
    if isinstance(value, Set):
        return index in value
    return deep_copy(value[index])


_ask("Broker::__get", _get)
_ask("Broker::__exists", _exists)
_ask("Broker::__put_unique", _put_unique)
_ask("Broker::__get_index_from_value", _element)
_ask("Broker::__keys", lambda store, now: Set(store.keys(now)))


# ---- changes


def _change(name: str, change: Callable[..., None]) -> None:
    def call(rt: Runtime, store: Any, *arguments: Any) -> bool:
        """Change a store; what does not fit its value is left alone."""
        if is_closed(store):
            rt.reporter.builtin_error("invalid Broker store handle")
            return False
        try:
            change(store, rt.network_time, *map(unwrapped, arguments))
        except (KeyError, IndexError, TypeError, AttributeError):
            pass  # nobody hears of it, as in a cluster
        return True

    bif(name, runtime=True)(call)


def _set(store: Store, now: float, key: Any, value: Any, expiry: float) -> None:
    until = now + expiry if expiry > 0 else NEVER
    store.entries[deep_copy(key)] = deep_copy(value), until


def _updated(
    store: Store, now: float, key: Any, empty: Any, expiry: float, update: Any
) -> None:
    """Change the value of a key, or an empty one."""
    value = store.find(key, now) if _exists(store, now, key) else empty
    _set(store, now, key, update(value), expiry)


def _add(store: Store, now: float, key: Any, amount: Any, expiry: float) -> None:
    def update(value: Any) -> Any:
        total = value + amount
        kind = type(value) if isinstance(value, Time | Interval) else None
        return kind(total) if kind else total

    _updated(store, now, key, type(amount)(0), expiry, update)


def _subtract(store: Store, now: float, key: Any, amount: Any, expiry: float) -> None:
    _add(store, now, key, type(amount)(-amount), expiry)


def _append(store: Store, now: float, key: Any, text: bytes, expiry: float) -> None:
    _updated(store, now, key, b"", expiry, lambda value: value + text)


def _insert(store: Store, now: float, key: Any, index: Any, *rest: Any) -> None:
    *value, expiry = rest
    empty = Table() if value else Set()

    def update(container: Any) -> Any:
        container[deep_copy(index)] = deep_copy(value[0]) if value else None
        return container

    _updated(store, now, key, empty, expiry, update)


def _remove(store: Store, now: float, key: Any, index: Any, expiry: float) -> None:
    value = store.find(key, now)
    del value[index]
    _set(store, now, key, value, expiry)


def _push(store: Store, now: float, key: Any, value: Any, expiry: float) -> None:
    def update(items: Any) -> Any:
        items.append(deep_copy(value))
        return items

    _updated(store, now, key, Vector(), expiry, update)


def _pop(store: Store, now: float, key: Any, expiry: float) -> None:
    value = store.find(key, now)
    value.pop()
    _set(store, now, key, value, expiry)


_change("Broker::__put", _set)
_change("Broker::__erase", lambda store, now, key: store.entries.pop(key, None))
_change("Broker::__clear", lambda store, now: store.entries.clear())
_change("Broker::__increment", _add)
_change("Broker::__decrement", _subtract)
_change("Broker::__append", _append)
_change("Broker::__insert_into_set", _insert)
_change("Broker::__insert_into_table", _insert)
_change("Broker::__remove_from", _remove)
_change("Broker::__push", _push)
_change("Broker::__pop", _pop)
