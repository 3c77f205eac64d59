"""What is counted of an open store, as `Telemetry::collect_metrics` shows it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from .storage import StorageError
from .telemetry import Family, Metric, own_family

if TYPE_CHECKING:
    from ..runtime import Runtime
    from .storage_sqlite import Database

OPERATIONS = ("put", "get", "erase")
RESULTS = ("success", "fail", "error", "timeout")
FAILURES = {"KEY_EXISTS": "fail", "KEY_NOT_FOUND": "fail", "TIMEOUT": "timeout"}
"""What a failure counts as; all others are errors."""


class Metrics:
    """The metrics of one store."""

    def __init__(self, rt: Runtime, tag: str, database: Database):
        self.rt = rt
        config = f"{database.path}-{database.name}".encode("utf-8", "surrogateescape")
        self.labels = {"type": tag.encode(), "config": config}
        self._count_opened()
        self.results = self._results()
        self.latencies = self._latencies()
        self.written = self._counter("data_written", "data written", "bytes")
        self.read = self._counter("data_read", "data read", "bytes")
        self.expired = self._counter("expired_entries", "entries that expired")
        self.sizes = [
            self._size("pages", "in the database", database.pages),
            self._size("bytes", "of the file", database.size),
        ]

    def _count_opened(self) -> None:
        name, help = "storage_backends_opened", "Stores opened so far"
        own_family(self.rt, "counter", name, (), help).with_labels(()).value += 1

    def _results(self) -> dict[tuple[str, str], Metric]:
        labels = ("operation", "type", "config", "result")
        name, help = "storage_backend_operation_results", "Operations by their result"
        family = own_family(self.rt, "counter", name, labels, help)
        return {
            (verb, result): self._labelled(family, operation=verb, result=result)
            for verb in OPERATIONS
            for result in RESULTS
        }

    def _latencies(self) -> dict[str, Metric]:
        labels = ("operation", "type", "config")
        name, help = "storage_backend_operation_latency", "Time that operations took"
        family = own_family(self.rt, "histogram", name, labels, help, "seconds")
        family.bounds = tuple(self.rt.value("Storage::latency_metric_bounds"))
        return {verb: self._labelled(family, operation=verb) for verb in OPERATIONS}

    def _counter(self, name: str, what: str, unit: str = "") -> Metric:
        name, labels = f"storage_backend_{name}", ("type", "config")
        help = f"Storage: {what}"
        return self._labelled(own_family(self.rt, "counter", name, labels, help, unit))

    def _size(self, unit: str, what: str, source: Callable[[], float]) -> Metric:
        name, help = "storage_sqlite_database_size", f"Storage: {unit} {what}"
        family = own_family(self.rt, "gauge", name, ("config",), help, unit)
        metric = self._labelled(family)
        metric.source = source
        return metric

    def _labelled(self, family: Family, **more: str) -> Metric:
        values = self.labels | {name: value.encode() for name, value in more.items()}
        return family.with_labels(tuple(values[n.decode()] for n in family.labels))

    @contextmanager
    def measuring(self, verb: str) -> Iterator[None]:
        """Count how an operation goes and how long it takes."""
        start = time.time()
        result = "success"
        try:
            yield
        except StorageError as e:
            result = FAILURES.get(e.code, "error")
            raise
        finally:
            self.results[verb, result].value += 1
            self.latencies[verb].observe(time.time() - start)

    def close(self) -> None:
        """Keep the last values of what can no longer be asked."""
        for metric in self.sizes:
            metric.read()
            metric.source = None
