"""Metrics as text for Prometheus and those who read its files (`--metrics`).

Source: the text-based exposition format of Prometheus, version 0.0.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .metrics import synchronize
from .telemetry import Family, Metric, families

if TYPE_CHECKING:
    from ..runtime import Runtime

INFINITE = float("inf")


def exposition(rt: Runtime) -> str:
    """All metrics as they are now, a family after the other."""
    synchronize(rt)
    return "".join(
        f"{line}\n" for family in list(families(rt).values()) for line in _lines(family)
    )


def _lines(family: Family) -> Iterator[str]:
    name = family.full_name
    if family.help:
        yield f"# HELP {name} {_escaped(family.help)}"
    yield f"# TYPE {name} {family.kind}"
    names = [_name(label) for label in family.labels]
    for values, metric in family.metrics.items():
        texts = [_escaped(value).replace('"', r"\"") for value in values]
        labels = dict(zip(names, texts, strict=True))
        if family.kind == "histogram":
            yield from _histogram(name, labels, metric)
        else:
            yield f"{name}{_braces(labels)} {_number(metric.read())}"


def _histogram(name: str, labels: dict[str, str], metric: Metric) -> Iterator[str]:
    """Buckets count what is as large as their bound or smaller."""
    total = 0.0
    for bound, count in zip(
        (*metric.bounds, INFINITE), metric.observations, strict=True
    ):
        total += count
        within = labels | {"le": _number(bound)}
        yield f"{name}_bucket{_braces(within)} {_number(total)}"
    yield f"{name}_sum{_braces(labels)} {_number(metric.sum)}"
    yield f"{name}_count{_braces(labels)} {_number(total)}"


def _name(label: bytes) -> str:
    """Labels are made of letters, digits and underscores."""
    text = label.decode("latin-1")
    return "".join(c if c.isascii() and c.isalnum() else "_" for c in text)


def _escaped(value: bytes) -> str:
    text = value.decode("utf-8", "backslashreplace")
    return text.replace("\\", r"\\").replace("\n", r"\n")


def _braces(labels: dict[str, str]) -> str:
    if not labels:
        return ""
    return "{" + ",".join(f'{name}="{value}"' for name, value in labels.items()) + "}"


def _number(value: float) -> str:
    if value == INFINITE:
        return "+Inf"
    return str(int(value)) if value == int(value) else repr(float(value))
