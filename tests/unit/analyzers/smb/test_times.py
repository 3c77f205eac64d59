"""FILETIMEs."""

from __future__ import annotations

import pytest

from pyzeek.analyzers.smb.times import from_filetime, mac_times


@pytest.mark.parametrize(
    ("ticks", "seconds"),
    [
        (0, -11644473600.0),
        (116444736000000000, 0.0),
        (134397427140000000, 1795269114.0),
        (2**64 - 1, 1833029933770.9552),
    ],
)
def test_from_filetime(ticks: int, seconds: float) -> None:
    assert from_filetime(ticks) == pytest.approx(seconds, abs=1e-6)


def test_mac_times() -> None:
    values = mac_times(lambda *args: args, 1, 2, 3, 4)  # type: ignore[arg-type]
    assert values[1::2] == (1, 2, 3, 4)
