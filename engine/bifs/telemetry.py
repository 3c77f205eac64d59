"""Metrics that scripts count: families, labels, counters, gauges, histograms."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..typesystem.types import OpaqueType
from ..values.opaque import Opaque
from ..values.table import Table
from ..values.vector import Vector
from .contract import bif

if TYPE_CHECKING:
    from ..runtime import Runtime


class Metric(Opaque):
    """One counter, gauge or histogram with its labels."""

    __slots__ = ("value", "observations", "sum", "bounds", "labels")

    def __init__(self, bounds: tuple[float, ...], labels: tuple[bytes, ...]):
        self.value = 0.0
        self.sum = 0.0
        self.bounds = bounds
        self.labels = labels
        self.observations = [0.0] * (len(bounds) + 1)


class Family(Opaque):
    """All metrics of one name, one for each set of labels."""

    __slots__ = ("prefix", "name", "labels", "help", "unit", "bounds", "metrics")
    metric: ClassVar[type[Metric]] = Metric
    kind: ClassVar[str] = ""

    def __init__(self, prefix: bytes, name: bytes, labels: list[bytes]):
        self.prefix, self.name, self.labels = prefix, name, labels
        self.help = self.unit = b""
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


def families(rt: Runtime) -> dict[tuple[bytes, bytes], Family]:
    found: dict[tuple[bytes, bytes], Family]
    found = rt.services.setdefault("metrics", {})
    return found


def _family(
    rt: Runtime, kind: str, prefix: bytes, name: bytes, labels: Vector
) -> Family:
    known = families(rt)
    found = known.get((prefix, name))
    if found is None:
        found = known[prefix, name] = _KINDS[kind](prefix, name, list(labels))
    return found


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
    return _described(_family(rt, "counter", prefix, name, labels), help, unit)


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
    return _described(_family(rt, "gauge", prefix, name, labels), help, unit)


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
    family = _family(rt, "histogram", prefix, name, labels)
    family.bounds = tuple(bounds)
    return _described(family, help, unit)


def _described(family: Family, help: bytes, unit: bytes) -> Family:
    family.help, family.unit = help, unit
    return family


def _metric(family: Family, labels: Table) -> Metric:
    key = tuple(labels.get(name, b"") for name in family.labels)
    found = family.metrics.get(key)
    if found is None:
        found = family.metrics[key] = family.metric(family.bounds, key)
    return found


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
    place = sum(measurement > bound for bound in metric.bounds)
    metric.observations[place] += 1
    metric.sum += measurement
    return True


@bif("Telemetry::__histogram_sum")
def histogram_sum(metric: Metric) -> float:
    """The sum of all measurements."""
    return metric.sum
