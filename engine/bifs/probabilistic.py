"""Bloom filters, cardinality estimates and top-k."""

from __future__ import annotations

import hashlib
import struct
from typing import TYPE_CHECKING, Any

from ..diagnostics import ZeekError
from ..typesystem.coercion import same_type
from ..typesystem.types import VectorType
from ..values.bloom import BloomFilter, cells_for, hashes_for
from ..values.cardinality import Cardinality
from ..values.digesting import UNKEYED
from ..values.topk import TopK
from ..values.typeof import type_of
from ..values.vector import Vector
from .contract import bif
from .seeds import seeds

if TYPE_CHECKING:
    from ..runtime import Runtime


def _fail(rt: Runtime, message: str) -> ZeekError:
    rt.reporter.error(message)
    return ZeekError(message, silent=True)


def _seed(rt: Runtime, name: bytes) -> bytes:
    source = name or rt.value("global_hash_seed")
    if not source:
        source = struct.pack("<I", seeds(rt)[0] & 0xFFFF_FFFF)
    return hashlib.sha256(source).digest()[:16]


@bif("bloomfilter_basic_init", runtime=True)
def bloomfilter_basic_init(
    rt: Runtime, rate: float, capacity: int, name: bytes = b""
) -> BloomFilter | None:
    """A filter with that rate of false positives at a capacity."""
    if not 0 <= rate <= 1:
        rt.reporter.error("false-positive rate must take value between 0 and 1")
        return None
    cells = max(1, cells_for(rate or 1e-300, capacity))
    hashes = hashes_for(cells, max(1, capacity))
    return BloomFilter(hashes, cells, _seed(rt, name))


@bif("bloomfilter_basic_init2", runtime=True)
def bloomfilter_basic_init2(
    rt: Runtime, hashes: int, cells: int, name: bytes = b""
) -> BloomFilter | None:
    """A filter with so many hash functions and cells."""
    if hashes == 0:
        rt.reporter.error("number of hash functions must be non-negative")
        return None
    if cells == 0:
        rt.reporter.error("number of cells must be non-negative")
        return None
    return BloomFilter(hashes, cells, _seed(rt, name))


@bif("bloomfilter_counting_init", runtime=True)
def bloomfilter_counting_init(
    rt: Runtime, hashes: int, cells: int, highest: int, name: bytes = b""
) -> BloomFilter | None:
    """A filter that counts each value up to a bound."""
    if highest == 0:
        rt.reporter.error("max counter value must be greater than 0")
        return None
    limit = (1 << highest.bit_length()) - 1
    return BloomFilter(hashes, max(1, cells), _seed(rt, name), max(2, limit))


def _fits(rt: Runtime, handle: Any, value: Any, message: str) -> bool:
    kind = type_of(value)
    if handle.element is None:
        handle.element = kind
    if same_type(handle.element, kind):
        return True
    rt.reporter.error(message)
    return False


_TYPES = "incompatible Bloom filter types"


@bif("bloomfilter_add", runtime=True)
def bloomfilter_add(rt: Runtime, handle: BloomFilter, value: Any) -> None:
    """Add a value."""
    if _fits(rt, handle, value, _TYPES):
        handle.add(value)


@bif("bloomfilter_decrement", runtime=True)
def bloomfilter_decrement(rt: Runtime, handle: BloomFilter, value: Any) -> bool:
    """Take a value back from a counting filter."""
    return _fits(rt, handle, value, _TYPES) and handle.decrement(value)


@bif("bloomfilter_lookup", runtime=True)
def bloomfilter_lookup(rt: Runtime, handle: BloomFilter, value: Any) -> int:
    """How often a value was added; 1 at most for a basic filter."""
    if handle.element is None or not _fits(rt, handle, value, _TYPES):
        return 0
    return handle.count(value)


@bif("bloomfilter_clear")
def bloomfilter_clear(handle: BloomFilter) -> None:
    """Forget all values."""
    handle.clear()


def _joinable(rt: Runtime, a: BloomFilter, b: BloomFilter, what: str) -> None:
    if a.element and b.element and not same_type(a.element, b.element):
        raise _fail(rt, _TYPES)
    if (a.limit > 1) != (b.limit > 1):
        raise _fail(rt, f"cannot {what} different Bloom filter types")
    problem = a.like(b)
    if problem:
        kind = "BasicBloomFilter" if a.limit == 1 else "CountingBloomFilter"
        rt.reporter.error(f"{problem} in {kind} {what}")
        raise _fail(rt, f"failed to {what} Bloom filter")


@bif("bloomfilter_merge", runtime=True)
def bloomfilter_merge(rt: Runtime, a: BloomFilter, b: BloomFilter) -> BloomFilter:
    """A filter of the values of either."""
    _joinable(rt, a, b, "merge")
    return a.merge(b)


@bif("bloomfilter_intersect", runtime=True)
def bloomfilter_intersect(rt: Runtime, a: BloomFilter, b: BloomFilter) -> BloomFilter:
    """A filter of the values of both."""
    _joinable(rt, a, b, "intersect")
    return a.intersect(b)


@bif("bloomfilter_internal_state")
def bloomfilter_internal_state(handle: BloomFilter) -> bytes:
    """A text that tells filters of different content apart."""
    return handle.state()


@bif("hll_cardinality_init")
def hll_cardinality_init(error: float, confidence: float) -> Cardinality:
    """A counter of distinct values with that error at a confidence."""
    return Cardinality(error, confidence)


@bif("hll_cardinality_add", runtime=True)
def hll_cardinality_add(rt: Runtime, handle: Cardinality, value: Any) -> bool:
    """See a value."""
    if not _fits(rt, handle, value, "incompatible HLL data type"):
        return False
    handle.add(value, rt.services.get("hash key", UNKEYED))
    return True


@bif("hll_cardinality_estimate")
def hll_cardinality_estimate(handle: Cardinality) -> float:
    """About how many different values there were."""
    return handle.estimate()


@bif("hll_cardinality_copy")
def hll_cardinality_copy(handle: Cardinality) -> Cardinality:
    """A copy that counts on its own."""
    return handle.clone()


@bif("hll_cardinality_merge_into", runtime=True)
def hll_cardinality_merge_into(rt: Runtime, a: Cardinality, b: Cardinality) -> bool:
    """See in the first what the second has seen."""
    if a.element and b.element and not same_type(a.element, b.element):
        rt.reporter.error("incompatible HLL types")
        return False
    if not a.merge(b):
        problem = "Cardinality counters with different parameters cannot be merged"
        rt.reporter.error(problem)
        return False
    return True


@bif("topk_init")
def topk_init(size: int) -> TopK:
    """A counter of the most frequent values."""
    return TopK(size)


@bif("topk_add", runtime=True)
def topk_add(rt: Runtime, handle: TopK, value: Any) -> None:
    """Count a value."""
    problem = "Trying to add element to topk with differing type from other elements"
    if _fits(rt, handle, value, problem):
        handle.add(value)


@bif("topk_get_top", runtime=True)
def topk_get_top(rt: Runtime, handle: TopK, k: int) -> Vector:
    """The k most frequent values."""
    if not handle.counts or handle.element is None:
        raise _fail(rt, "Cannot return topk of empty")
    return Vector(handle.top(k), VectorType(handle.element))


@bif("topk_count", runtime=True)
def topk_count(rt: Runtime, handle: TopK, value: Any) -> int:
    """How often a value was counted."""
    if value not in handle.counts:
        rt.reporter.error("GetCount for element that is not in top-k")
        return 0
    return handle.counts[value]


@bif("topk_epsilon", runtime=True)
def topk_epsilon(rt: Runtime, handle: TopK, value: Any) -> int:
    """By how much the count of a value may be too high."""
    if value not in handle.epsilons:
        rt.reporter.error("GetEpsilon for element that is not in top-k")
        return 0
    return handle.epsilons[value]


@bif("topk_size")
def topk_size(handle: TopK) -> int:
    """How many values are kept."""
    return handle.size


@bif("topk_sum", runtime=True)
def topk_sum(rt: Runtime, handle: TopK) -> int:
    """How often values were counted."""
    if handle.pruned:
        rt.reporter.warning(
            "TopkVal::GetSum() was used on a pruned data structure. Result values do "
            "not represent total element count"
        )
    return handle.sum()


def _merge(rt: Runtime, a: TopK, b: TopK, prune: bool) -> None:
    if b.element is None:
        return
    if a.element is None:
        a.element = b.element
    if not same_type(a.element, b.element):
        rt.reporter.error("Cannot merge top-k elements of differing types.")
        return
    a.merge(b, prune)


@bif("topk_merge", runtime=True)
def topk_merge(rt: Runtime, a: TopK, b: TopK) -> None:
    """Count in the first what the second has counted."""
    _merge(rt, a, b, False)


@bif("topk_merge_prune", runtime=True)
def topk_merge_prune(rt: Runtime, a: TopK, b: TopK) -> None:
    """As `topk_merge`, but keep no more values than the first is made for."""
    _merge(rt, a, b, True)
