"""FILETIMEs."""

from __future__ import annotations

import pytest

from pyzeek.analyzers.times import from_dos, from_filetime, mac_times


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


@pytest.mark.parametrize(
    ("time", "date", "seconds"),
    [
        (0x6000, 0x5D75, 1795262400.0),
        (0x0021, 0x0021, 315532862.0),
        (0, 0, 312768000.0),
        (0, 0x01FF, 354844800.0),
    ],
)
def test_from_dos(time: int, date: int, seconds: float) -> None:
    """Months and days that there are not run over into their neighbours."""
    assert from_dos(time, date) == seconds
