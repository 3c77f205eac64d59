"""What came in so far, also in the middle of a batch."""

from types import SimpleNamespace
from typing import Any

from pyzeek.analyzers.received import Received


class Batch:
    """Ten packets of ten bytes, at the places 0 to 9."""

    def received(self, last: int = 9) -> tuple[int, int]:
        return last + 1, 10 * (last + 1)


def test_batches_count_when_they_end_or_when_somebody_asks() -> None:
    present: Any = SimpleNamespace(record=3)
    batch: Any = Batch()
    received = Received(present)
    received.add(60)
    assert received.so_far() == (1, 60)
    received.begin(batch)
    received.add(10)  # one of the batch that went the long way
    assert received.so_far() == (5, 100)
    received.end(early=False)
    assert received.so_far() == (11, 160)
    received.begin(batch)
    received.end(early=True)
    assert received.so_far() == (15, 200)
