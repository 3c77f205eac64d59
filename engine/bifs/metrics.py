"""Metrics as scripts collect them: each with its labels, by patterns of names."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from ..values.vector import Vector
from .contract import bif
from .engine_metrics import read_engine
from .telemetry import Family, Metric, families, own_family
from .vectors import ANYS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..runtime import Runtime

RECURSION = "Telemetry::sync() hook invoked recursively"
SKIPPED = "Telemetry::sync() implementations skipped due to 'break' usage"


@bif("Telemetry::__collect_metrics", runtime=True)
def collect_metrics(rt: Runtime, prefix: bytes, name: bytes) -> Vector:
    """Counters and gauges whose names match."""
    record = rt.record("Telemetry::Metric")
    found = [
        record(opts=_options(rt, family), value=metric.read(), **_labels(rt, family, m))
        for family, m, metric in _matching(rt, prefix, name)
        if family.kind != "histogram"
    ]
    return _ordered(rt, found)


@bif("Telemetry::__collect_histogram_metrics", runtime=True)
def collect_histogram_metrics(rt: Runtime, prefix: bytes, name: bytes) -> Vector:
    """Histograms whose names match."""
    record = rt.record("Telemetry::HistogramMetric")
    found = [
        record(
            opts=_options(rt, family),
            values=Vector(metric.observations),
            observations=float(sum(metric.observations)),
            sum=float(metric.sum),
            **_labels(rt, family, m),
        )
        for family, m, metric in _matching(rt, prefix, name)
        if family.kind == "histogram"
    ]
    return _ordered(rt, found)


def _matching(
    rt: Runtime, prefix: bytes, name: bytes
) -> Iterator[tuple[Family, tuple[bytes, ...], Metric]]:
    """Families whose full name matches, the values of labels, and the metric."""
    synchronize(rt)
    pattern = f"{prefix.decode('latin-1')}_{name.decode('latin-1')}"
    if not pattern.endswith("*"):
        pattern += "*"  # the unit follows
    for family in list(families(rt).values()):
        if fnmatchcase(family.full_name, pattern):
            for values, metric in family.metrics.items():
                yield family, values, metric


def synchronize(rt: Runtime) -> None:
    """Bring all metrics up to date: those of scripts, then the engine's."""
    _ask_scripts(rt)
    _read(rt)


def _ask_scripts(rt: Runtime) -> None:
    hook = rt.names.find_hook("Telemetry::sync")
    if hook is None:
        return
    if rt.services.get("synchronizing metrics"):
        rt.reporter.warning(RECURSION)
        return
    rt.services["synchronizing metrics"] = True
    try:
        if not hook():
            rt.reporter.warning(SKIPPED)
    finally:
        rt.services["synchronizing metrics"] = False


def _read(rt: Runtime) -> None:
    """Take in what other parts of the engine count."""
    read_engine(rt)
    for readings in rt.services.get("metrics of", {}).values():
        for name, help, labels, values, value in readings():
            family = own_family(rt, "counter", name, labels, help)
            keys = tuple(v.encode("utf-8", "surrogateescape") for v in values)
            family.with_labels(keys).value = float(value)


def _options(rt: Runtime, family: Family) -> Any:
    name = family.full_name
    fields: dict[str, Any] = {}
    if family.kind == "histogram":
        fields["bounds"] = Vector((*family.bounds, float("inf")))
    return rt.record("Telemetry::MetricOpts")(
        prefix=name.partition("_")[0].encode(),
        name=name.encode(),
        help_text=family.help,
        is_total=name.endswith("_total"),
        metric_type=rt.enum(f"Telemetry::{family.kind.upper()}"),
        **fields,
    )


def _labels(rt: Runtime, family: Family, values: tuple[bytes, ...]) -> dict[str, Any]:
    pairs = dict(zip(family.labels, values, strict=True))
    own = (
        rt.value("Telemetry::metrics_endpoint_label"),
        rt.value("Telemetry::metrics_endpoint_name"),
    )
    if all(own):
        pairs.setdefault(*own)
    names = sorted(name.replace(b"-", b"_") for name in pairs)
    shown = {name.replace(b"-", b"_"): value for name, value in pairs.items()}
    return {
        "label_names": Vector(names),
        "label_values": Vector(shown[name] for name in names),
    }


def _ordered(rt: Runtime, found: list[Any]) -> Vector:
    """As they were made; tests of scripts want them by name."""
    if rt.value("running_under_test"):
        found.sort(key=_order)
    return Vector(found, ANYS)


def _order(metric: Any) -> tuple[int, bytes, list[bytes]]:
    name: bytes = metric.opts.name
    return len(name), name, list(metric.label_values)
