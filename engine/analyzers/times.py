"""Points in time of Windows protocols."""

from __future__ import annotations

from calendar import timegm
from typing import Any

from ..values.time import Time

# From 1601, where FILETIME begins, to 1970.
_EPOCH = 11644473600.0


def from_filetime(ticks: int) -> Time:
    """A FILETIME ([MS-DTYP] 2.3.3, units of 100 ns) as a time."""
    return Time(ticks / 10000000.0 - _EPOCH)


def from_dos(time: int, date: int) -> Time:
    """A time of DOS ([MS-CIFS] 2.2.1.4), taken for UTC; odd values run over."""
    months = ((date >> 5) & 0x0F) - 1
    year = 1980 + (date >> 9) + months // 12
    fields = (
        year,
        months % 12 + 1,
        date & 0x1F,
        (time >> 11) & 0x1F,
        (time >> 5) & 0x3F,
        (time & 0x1F) * 2,
    )
    return Time(timegm(fields))


def mac_times(
    cls: type[Any], modified: int, accessed: int, created: int, changed: int
) -> Any:
    """The record of a file's four times, each also as the raw number."""
    return cls(
        from_filetime(modified),
        modified,
        from_filetime(accessed),
        accessed,
        from_filetime(created),
        created,
        from_filetime(changed),
        changed,
    )
