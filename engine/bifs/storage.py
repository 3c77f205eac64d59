"""The storage framework: values that outlive a run, in an SQLite file.

Operations are done at once, also those of `Storage::Async`; their `when` goes on at
the next look at its condition, as in Zeek.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..runtime.when import Answer
from ..typesystem.coercion import same_type
from ..typesystem.types import OpaqueType, Type
from ..values.json import to_json
from ..values.opaque import Opaque
from ..values.typeof import type_of
from .contract import bif, named_type
from .json import Mismatch, value_of_json

if TYPE_CHECKING:
    from ..runtime import Runtime
    from .storage_metrics import Metrics
    from .storage_sqlite import Database

FORMAT = b"JSONv1;"
"""What stands before each stored text: how it was written."""


class StorageError(Exception):
    """An operation that failed: a member of `Storage::ReturnCode`, and why."""

    def __init__(self, code: str, why: str = ""):
        super().__init__(why)
        self.code = code
        self.why = why


class Backend(Opaque):
    """A store that is open, or was: `opaque of Storage::BackendHandle`."""

    __slots__ = ("database", "key", "value", "forced_sync", "metrics")
    opaque_type = OpaqueType("Storage::BackendHandle")

    def __init__(self, key: Type, value: Type, *, forced_sync: bool):
        self.database: Database | None = None
        self.key = key
        self.value = value
        self.forced_sync = forced_sync
        self.metrics: Metrics | None = None

    def describe(self) -> bytes:
        """What `print` shows."""
        return b"<opaque of BackendHandleVal>"


def _opened(handle: Any) -> Database:
    if not isinstance(handle, Backend):
        raise StorageError("OPERATION_FAILED", "Invalid storage handle type")
    if handle.database is None:
        raise StorageError("NOT_CONNECTED", "Backend is closed")
    return handle.database


def _stored(kind: Type, value: Any, failure: str) -> bytes:
    """The text that is stored for a value, which must be of the store's type."""
    have = type_of(value)
    # a container made from nothing does not know its type
    if getattr(value, "type", have) is not None and not same_type(have, kind):
        raise StorageError(failure)
    return FORMAT + to_json(value)


# ---- operations


def _open(rt: Runtime, tag: Any, options: Any, key: Any, value: Any) -> Any:
    kinds = (named_type(key), named_type(value))
    if kinds[0] is None or kinds[1] is None:
        raise StorageError("INITIALIZATION_FAILED", "types of keys and values needed")
    backend = Backend(kinds[0], kinds[1], forced_sync=options.forced_sync)
    try:
        backend.database = _database(rt, options)
    except StorageError as e:
        why = f"Failed to open backend {tag.name}: {e.why}"
        return _result(rt, e.code, why, backend)
    backend.metrics = _watched(rt, tag.name, backend.database)
    handler = rt.find_event("Storage::backend_opened")
    if handler is not None and handler.wanted:
        handler.queue(tag, options)
    return _result(rt, "SUCCESS", "", backend)


def _database(rt: Runtime, options: Any) -> Database:
    from .storage_sqlite import Database

    given = getattr(options, "sqlite", None)
    if given is None:
        raise StorageError(
            "INITIALIZATION_FAILED", "sqlite backend options not provided"
        )
    return Database(given, rt.value("Storage::expire_interval"))


def _watched(rt: Runtime, tag: str, database: Database) -> Metrics:
    from .storage_metrics import Metrics

    metrics = Metrics(rt, tag, database)
    _expire_regularly(rt, database, metrics)
    return metrics


def _expire_regularly(rt: Runtime, database: Database, metrics: Metrics) -> None:
    def expire() -> None:
        if database.is_open:
            metrics.expired.value += database.expire(rt.network_time)
            rt.schedule(rt.network_time + database.interval, expire)

    rt.schedule(rt.network_time + database.interval, expire)


def _close(rt: Runtime, backend: Any) -> Any:
    database = _opened(backend)
    backend.metrics.close()
    database.close()
    backend.database = None
    return _result(rt, "SUCCESS")


def _put(
    rt: Runtime, backend: Any, key: Any, value: Any, overwrite: bool, expire: float
) -> Any:
    database = _opened(backend)
    stored = (
        _stored(backend.key, key, "KEY_TYPE_MISMATCH"),
        _stored(backend.value, value, "VAL_TYPE_MISMATCH"),
    )
    until = rt.network_time + expire if expire > 0 else float(expire)
    if overwrite:
        database.replace(*stored, until)
    elif not database.insert(*stored, until, rt.network_time):
        raise StorageError("KEY_EXISTS")
    backend.metrics.written.value += len(stored[1])
    return _result(rt, "SUCCESS")


def _get(rt: Runtime, backend: Any, key: Any) -> Any:
    database = _opened(backend)
    stored = _stored(backend.key, key, "KEY_TYPE_MISMATCH")
    found = database.find(stored, rt.network_time)
    if found is None:
        raise StorageError("KEY_NOT_FOUND")
    backend.metrics.read.value += len(found)
    return _result(rt, "SUCCESS", "", _restored(rt, found, backend.value))


def _restored(rt: Runtime, text: bytes, kind: Type) -> Any:
    version, mark, body = text.partition(b";")
    if not mark:
        raise StorageError("OPERATION_FAILED", "Version string missing")
    if version + mark != FORMAT:
        why = f"Version doesn't match: {version.decode('latin-1')} vs JSONv1"
        raise StorageError("OPERATION_FAILED", why)
    try:
        return value_of_json(rt, body, kind)
    except Mismatch as e:
        raise StorageError("OPERATION_FAILED", str(e)) from None


def _erase(rt: Runtime, backend: Any, key: Any) -> Any:
    database = _opened(backend)
    database.erase(_stored(backend.key, key, "KEY_TYPE_MISMATCH"))
    return _result(rt, "SUCCESS")


# ---- what scripts call


def _result(rt: Runtime, code: str, why: str = "", value: Any = None) -> Any:
    fields: dict[str, Any] = {"code": rt.enum(f"Storage::{code}")}
    if why:
        fields["error_str"] = why.encode("utf-8", "surrogateescape")
    if value is not None:
        fields["value"] = value
    return rt.record("Storage::OperationResult")(**fields)


def _sync(operation: Callable[..., Any]) -> Callable[..., Any]:
    def call(rt: Runtime, *arguments: Any) -> Any:
        """Do it and tell how it went."""
        try:
            return operation(rt, *arguments)
        except StorageError as e:
            return _result(rt, e.code, e.why)

    return call


def _measured(verb: str, operation: Callable[..., Any]) -> Callable[..., Any]:
    def call(rt: Runtime, backend: Any, *arguments: Any) -> Any:
        """Do it and count how it went."""
        metrics = getattr(backend, "metrics", None)
        if metrics is None or backend.database is None:
            return operation(rt, backend, *arguments)
        with metrics.measuring(verb):
            return operation(rt, backend, *arguments)

    return call


def _async(operation: Callable[..., Any]) -> Callable[..., Any]:
    done = _sync(operation)

    def call(rt: Runtime, *arguments: Any) -> Any:
        """Do it, for a `when` that gets to know later how it went."""
        trigger = rt.services.get("trigger")
        problem = ""
        if trigger is None:
            problem = "be called via a when-condition"
        elif not trigger.has_timeout:
            problem = "specify a timeout block"
        if problem:
            why = f"Asynchronous storage operations must {problem}"
            rt.reporter.builtin_error(why)
            return _result(rt, "OPERATION_FAILED", why)
        return Answer(done(rt, *arguments))

    return call


for _verb, _operation in (
    ("open_backend", _open),
    ("close_backend", _close),
    ("put", _measured("put", _put)),
    ("get", _measured("get", _get)),
    ("erase", _measured("erase", _erase)),
):
    bif(f"Storage::Sync::__{_verb}", runtime=True)(_sync(_operation))
    bif(f"Storage::Async::__{_verb}", runtime=True)(_async(_operation))


@bif("Storage::is_open")
def is_open(backend: Any) -> bool:
    """Whether a store was opened and not closed yet."""
    return isinstance(backend, Backend) and backend.database is not None


@bif("Storage::is_forced_sync")
def is_forced_sync(backend: Any) -> bool:
    """Whether a store was asked to do everything at once."""
    return is_open(backend) and bool(backend.forced_sync)
