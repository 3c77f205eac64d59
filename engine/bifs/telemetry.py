"""Metrics that scripts count: families, labels, counters, gauges, histograms."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..typesystem.types import OpaqueType
from ..values.opaque import Opaque
from ..values.table import Table
from ..values.vector import Vector
from .contract import bif

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..runtime import Runtime


class Metric(Opaque):
    """One counter, gauge or histogram with its labels."""

    __slots__ = ("value", "observations", "sum", "bounds", "labels", "source")

    def __init__(self, bounds: tuple[float, ...], labels: tuple[bytes, ...]):
        self.value = 0.0
        self.source: Callable[[], float] | None = None
        "Who is asked for the value whenever it is read."
        self.sum = 0.0
        self.bounds = bounds
        self.labels = labels
        self.observations = [0.0] * (len(bounds) + 1)

    def read(self) -> float:
        """The value as it is now."""
        if self.source is not None:
            self.value = self.source()
        return self.value

    def observe(self, measurement: float) -> None:
        """Put a measurement into its bucket."""
        place = sum(measurement > bound for bound in self.bounds)
        self.observations[place] += 1
        self.sum += measurement


class Family(Opaque):
    """All metrics of one name, one for each set of labels."""

    __slots__ = ("prefix", "name", "labels", "help", "unit", "bounds", "metrics")
    metric: ClassVar[type[Metric]] = Metric
    kind: ClassVar[str] = ""

    def __init__(self, prefix: bytes, name: bytes, labels: list[bytes], unit: bytes):
        self.prefix, self.name, self.labels = prefix, name, labels
        self.help, self.unit = b"", unit
        self.bounds: tuple[float, ...] = ()
        self.metrics: dict[tuple[bytes, ...], Metric] = {}

    @property
    def full_name(self) -> str:
        """Prefix, name, unit and what is counted, as Prometheus wants it."""
        name = f"{self.prefix.decode('latin-1')}_{self.name.decode('latin-1')}"
        name = "".join(c if c.isascii() and c.isalnum() else "_" for c in name)
        unit = self.unit.decode("latin-1")
        if unit not in ("", "1"):
            name += f"_{unit}"
        return f"{name}_total" if self.kind == "counter" else name

    def with_labels(self, values: tuple[bytes, ...]) -> Metric:
        """The metric with these values of the labels."""
        found = self.metrics.get(values)
        if found is None:
            found = self.metrics[values] = self.metric(self.bounds, values)
        return found


def _classes(kind: str) -> type[Family]:
    metric = type(
        f"{kind}_metric",
        (Metric,),
        {"__slots__": (), "opaque_type": OpaqueType(f"{kind}_metric")},
    )
    family = OpaqueType(f"{kind}_metric_family")
    return type(
        f"{kind}_metric_family",
        (Family,),
        {"__slots__": (), "metric": metric, "kind": kind, "opaque_type": family},
    )


_KINDS = {kind: _classes(kind) for kind in ("counter", "gauge", "histogram")}


def families(rt: Runtime) -> dict[tuple[bytes, bytes, bytes], Family]:
    """All there are, by prefix, name and unit."""
    found: dict[tuple[bytes, bytes, bytes], Family]
    found = rt.services.setdefault("metrics", {})
    return found


def _family(
    rt: Runtime,
    kind: str,
    prefix: bytes,
    name: bytes,
    labels: Iterable[bytes],
    help: bytes = b"",
    unit: bytes = b"",
) -> Family:
    known = families(rt)
    found = known.get((prefix, name, unit))
    if found is None:
        found = _KINDS[kind](prefix, name, list(labels), unit)
        known[prefix, name, unit] = found
    found.help = help
    return found


def own_family(
    rt: Runtime,
    kind: str,
    name: str,
    labels: tuple[str, ...],
    help: str,
    unit: str = "",
    prefix: str = "zeek",
) -> Family:
    """A family that the engine itself counts in."""
    names = [label.encode() for label in labels]
    full = prefix.encode(), name.encode()
    return _family(rt, kind, *full, names, help.encode(), unit.encode())


@bif("Telemetry::__counter_family", runtime=True)
def counter_family(
    rt: Runtime,
    prefix: bytes,
    name: bytes,
    labels: Vector,
    help: bytes = b"Zeek Script Metric",
    unit: bytes = b"",
) -> Family:
    """The counters of a name."""
    return _family(rt, "counter", prefix, name, labels, help, unit)


@bif("Telemetry::__gauge_family", runtime=True)
def gauge_family(
    rt: Runtime,
    prefix: bytes,
    name: bytes,
    labels: Vector,
    help: bytes = b"Zeek Script Metric",
    unit: bytes = b"",
) -> Family:
    """The gauges of a name."""
    return _family(rt, "gauge", prefix, name, labels, help, unit)


@bif("Telemetry::__histogram_family", runtime=True)
def histogram_family(
    rt: Runtime,
    prefix: bytes,
    name: bytes,
    labels: Vector,
    bounds: Vector,
    help: bytes = b"Zeek Script Metric",
    unit: bytes = b"",
) -> Family:
    """The histograms of a name."""
    family = _family(rt, "histogram", prefix, name, labels, help, unit)
    family.bounds = tuple(bounds)
    return family


def _metric(family: Family, labels: Table) -> Metric:
    return family.with_labels(tuple(labels.get(name, b"") for name in family.labels))


@bif("Telemetry::__counter_metric_get_or_add")
def counter_metric(family: Family, labels: Table) -> Metric:
    """The counter for some labels."""
    return _metric(family, labels)


@bif("Telemetry::__gauge_metric_get_or_add")
def gauge_metric(family: Family, labels: Table) -> Metric:
    """The gauge for some labels."""
    return _metric(family, labels)


@bif("Telemetry::__histogram_metric_get_or_add")
def histogram_metric(family: Family, labels: Table) -> Metric:
    """The histogram for some labels."""
    return _metric(family, labels)


@bif("Telemetry::__counter_inc")
def counter_inc(metric: Metric, amount: float = 1.0) -> bool:
    """Count up; False if the amount is negative."""
    if amount < 0:
        return False
    metric.value += amount
    return True


@bif("Telemetry::__counter_value")
def counter_value(metric: Metric) -> float:
    """What was counted."""
    return metric.value


@bif("Telemetry::__gauge_inc")
def gauge_inc(metric: Metric, amount: float = 1.0) -> bool:
    """Raise a gauge."""
    metric.value += amount
    return True


@bif("Telemetry::__gauge_dec")
def gauge_dec(metric: Metric, amount: float = 1.0) -> bool:
    """Lower a gauge."""
    metric.value -= amount
    return True


@bif("Telemetry::__gauge_value")
def gauge_value(metric: Metric) -> float:
    """What a gauge shows."""
    return metric.value


@bif("Telemetry::__histogram_observe")
def histogram_observe(metric: Metric, measurement: float) -> bool:
    """Put a measurement into its bucket."""
    metric.observe(measurement)
    return True


@bif("Telemetry::__histogram_sum")
def histogram_sum(metric: Metric) -> float:
    """The sum of all measurements."""
    return metric.sum
