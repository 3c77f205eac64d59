"""The objects of DNP3 by group and variation: their fields, and the events of some.

Source: IEEE 1815-2012, annex A. Group and variation are one number here, as Zeek's
`obj_type` has them: 0x1e02 is group 30, variation 2.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from typing import Any

from ..layout import Cursor

PREFIX = "dnp3_"
M64 = 2**64 - 1

_FIXED = """
0102 B
0201 B
0202 BT
0203 BH
0302 B
0401 BT
0402 BH
0a02 B
0b01 B
0b02 BT
0c01 BBIIB crob
0c02 BBIIB pcb
0c03 B
0d01 B
0d02 BT
1401 BI counter_32wFlag
1402 BH counter_16wFlag
1405 I counter_32woFlag
1406 H counter_16woFlag
1501 BI frozen_counter_32wFlag
1502 BH frozen_counter_16wFlag
1505 BIT frozen_counter_32wFlagTime
1506 BHT frozen_counter_16wFlagTime
1509 I frozen_counter_32woFlag
150a H frozen_counter_16woFlag
1601 BI
1602 BH
1605 BIT
1606 BHT
1701 BI
1702 BH
1705 BIT
1706 BHT
1e01 Bi analog_input_32wFlag
1e02 Bh analog_input_16wFlag
1e03 i analog_input_32woFlag
1e04 h analog_input_16woFlag
1e05 BI analog_input_SPwFlag
1e06 BII analog_input_DPwFlag
1f01 Bi frozen_analog_input_32wFlag
1f02 Bh frozen_analog_input_16wFlag
1f03 BiT frozen_analog_input_32wTime
1f04 BhT frozen_analog_input_16wTime
1f05 i frozen_analog_input_32woFlag
1f06 H frozen_analog_input_16woFlag
1f07 BI frozen_analog_input_SPwFlag
1f08 BII frozen_analog_input_DPwFlag
2001 Bi analog_input_event_32woTime
2002 Bh analog_input_event_16woTime
2003 BiT analog_input_event_32wTime
2004 BhT analog_input_event_16wTime
2005 BI analog_input_event_SPwoTime
2006 BII analog_input_event_DPwoTime
2007 BIT analog_input_event_SPwTime
2008 BIIT analog_input_event_DPwTime
2101 Bi frozen_analog_input_event_32woTime
2102 Bh frozen_analog_input_event_16woTime
2103 BiT frozen_analog_input_event_32wTime
2104 BiT frozen_analog_input_event_16wTime
2105 BI frozen_analog_input_event_SPwoTime
2106 BII frozen_analog_input_event_DPwoTime
2107 BIT frozen_analog_input_event_SPwTime
2108 BIIT frozen_analog_input_event_DPwTime
2201 H
2202 I
2203 I
2801 Bi
2802 Bh
2803 BI
2804 BII
2901 iB
2902 hB
2903 IB
2904 IIB
2a01 Bi
2a02 Bh
2a03 BiT
2a04 BhT
2a05 BI
2a06 BII
2a07 BIT
2a08 BIIT
2b01 Bi
2b02 Bh
2b03 BiT
2b04 BhT
2b05 BI
2b06 BII
2b07 BIT
2b08 BIIT
3201 T
3202 TI
3203 T
3301 T
3302 T
3401 H
3402 H
5001 H
5101 BBB
5501 BBBBB
5601 BBBBB
5602 B
6501 H
6502 I
6503 II
6601 B
7803 IH
7804 H
"""
"""Objects of one size, with the codes of `struct`; T are milliseconds in six bytes."""

_VARYING = {
    0x4602: ("HHHHI", (1, 3)),
    0x4603: ("HH6sHIIHHH", (1,)),
    0x4607: ("HHHIIHHH", (1,)),
    0x5301: ("IHH", (2,)),
    0x780A: ("BBIHHHHH", (5, 6, 7)),
    0x780B: ("BHH", (1, 2)),
    0x780C: ("IHHH", (3,)),
    0x780D: ("IHH", (2,)),
}
"""Objects that tell lengths in some of their fields, and end with so many bytes."""

_PREFIXED = {
    0x4604: 13,
    0x4606: 9,
    0x7801: 8,
    0x7802: 6,
    0x7806: 6,
    0x7807: 15,
    0x7808: 2,
    0x7809: 0,
    0x780E: 0,
    0x780F: 0,
}
"""Objects as long as the prefix before them says, and the least that this may be."""

_ARRAYS = {0x5201: ("IIH", 4), 0x5302: ("IHH", 4)}
"""Objects that end with a count of elements, and the size of an element."""

FLAGS = frozenset((0x0101, 0x0102, 0x0A01, 0x0A02))
"""Objects of one byte that `dnp3_response_data_object` shows."""

PACKED = frozenset((0x0101, 0x0301, 0x0A01, 0x0C03))
"""Objects of which a byte holds eight, so that there are fewer than are counted."""

ATTRIBUTES = frozenset(range(0xD3, 0x100)) - {0xF4, 0xFB, 0xFD}
"""Device attributes, which all look alike."""

TEXTS = (0x6E00, 0x6F00, 0x7000, 0x7100)
"""Groups whose variation is the length of a text."""

Read = Callable[[Cursor, int], "tuple[Any, ...]"]


class Kind:
    """How objects of a type are read, and the event that each raises, if any."""

    __slots__ = ("event", "read")

    def __init__(self, read: Read, event: str = ""):
        self.read = read
        self.event = PREFIX + event if event else ""


def kind_of(number: int) -> Kind:
    """How to read the objects of a type; of unknown ones the rest is taken."""
    known = KINDS.get(number)
    if known is not None:
        return known
    if number & 0xFF00 in TEXTS:
        length = number & 0xFF
        return Kind(lambda cursor, prefix: _skip(cursor, length))
    return REST


def _skip(cursor: Cursor, length: int) -> tuple[Any, ...]:
    cursor.skip("Response_Data_Object", length)
    return ()


def _rest(cursor: Cursor, prefix: int) -> tuple[bytes]:
    return (cursor.take("Debug_Byte", cursor.end - cursor.at),)


def _all(cursor: Cursor, prefix: int) -> tuple[Any, ...]:
    return _skip(cursor, cursor.end - cursor.at)


def _fixed(codes: str) -> Read:
    reading = struct.Struct("<" + codes.replace("T", "6s"))
    numbers = codes.replace("T", "").isupper() and "T" not in codes

    def read(cursor: Cursor, prefix: int) -> tuple[Any, ...]:
        at = cursor.reserve("Response_Data_Object", reading.size)
        values = reading.unpack_from(cursor.data, at)
        return values if numbers else tuple(map(_count, values))

    return read


def _count(value: int | bytes) -> int:
    """A number as Zeek has it in a count: negative ones wrap."""
    if isinstance(value, bytes):
        return int.from_bytes(value, "little")
    return value & M64


def _varying(codes: str, lengths: tuple[int, ...]) -> Read:
    reading = struct.Struct("<" + codes)

    def read(cursor: Cursor, prefix: int) -> tuple[Any, ...]:
        at = cursor.reserve("Request_Data_Object", reading.size)
        values = reading.unpack_from(cursor.data, at)
        return _skip(cursor, sum(values[i] for i in lengths))

    return read


def _prefixed(least: int) -> Read:
    def read(cursor: Cursor, prefix: int) -> tuple[Any, ...]:
        cursor.expect("Request_Data_Object", least)
        cursor.take("Request_Data_Object", prefix if prefix >= least else -1)
        return ()

    return read


def _array(codes: str, size: int) -> Read:
    reading = struct.Struct("<" + codes)

    def read(cursor: Cursor, prefix: int) -> tuple[Any, ...]:
        at = cursor.reserve("Response_Data_Object", reading.size)
        return _skip(cursor, reading.unpack_from(cursor.data, at)[-1] * size)

    return read


def _attribute(cursor: Cursor, prefix: int) -> tuple[Any, ...]:
    """Group 0: a code of its type, a length, and a text."""
    at = cursor.reserve("AttributeCommon", 2)
    code, length = cursor.data[at], cursor.data[at + 1]
    return code, length, cursor.take("AttributeCommon:attribute_obj", length)


def _file_transport(cursor: Cursor, prefix: int) -> tuple[Any, ...]:
    """Group 70, variation 5: a block of a file."""
    at = cursor.reserve("File_Transport", 8)
    handle, block = struct.unpack_from("<II", cursor.data, at)
    return handle, block, cursor.take("File_Transport:file_data", prefix - 8)


def _file_control(cursor: Cursor, prefix: int) -> tuple[Any, ...]:
    """Group 70, variation 1: the name of a file, and records to the end."""
    at = cursor.reserve("File_Control_ID", 34)
    _skip(cursor, struct.unpack_from("<H", cursor.data, at)[0])
    return _all(cursor, prefix)


def _status(cursor: Cursor, prefix: int) -> tuple[Any, ...]:
    """Group 91: how the activation of configurations went."""
    at = cursor.reserve("ActivateConf", 5)
    for _ in range(cursor.data[at + 4]):
        place = cursor.reserve("StatusEle", 2)
        _skip(cursor, cursor.data[place] - 1)
    return ()


def _key_status(cursor: Cursor, prefix: int) -> tuple[Any, ...]:
    """Group 120, variation 5: a challenge of a length of its own, and a MAC."""
    at = cursor.reserve("AuthSessionKeyStatus", 11)
    length = struct.unpack_from("<H", cursor.data, at + 9)[0]
    _skip(cursor, length)
    return _skip(cursor, prefix - 11 - length)


def _all_kinds() -> Iterator[tuple[int, Kind]]:
    for line in _FIXED.split("\n"):
        if line:
            digits, codes, *event = line.split()
            yield int(digits, 16), Kind(_fixed(codes), *event)
    for number, form in _VARYING.items():
        yield number, Kind(_varying(*form))
    for number, least in _PREFIXED.items():
        yield number, Kind(_prefixed(least))
    for number, array in _ARRAYS.items():
        yield number, Kind(_array(*array))
    for number in ATTRIBUTES:
        yield number, Kind(_attribute, "attribute_common")
    for number in (0x0101, 0x0A01):
        yield number, Kind(_fixed("B"))
    yield 0x0301, Kind(_all)
    yield 0x4601, Kind(_file_control)
    yield 0x4605, Kind(_file_transport, "file_transport")
    yield 0x5B01, Kind(_status)
    yield 0x7805, Kind(_key_status)


REST = Kind(_rest, "debug_byte")
"""What is unknown: an event shows all that follows."""

KINDS = dict(_all_kinds())
"""The objects of responses by their numbers."""

NOTHING = Kind(lambda cursor, prefix: ())
REQUESTED = KINDS | {0x5001: Kind(_all)}
"""The objects that requests may hold."""

IN_REQUESTS = frozenset(
    (0x0C01, 0x0C02, 0x0C03, 0x3201, 0x3202, 0x3203, 0x3301, 0x3302, 0x3401, 0x3402)
    + tuple(range(0x4601, 0x4608))
    + (0x5001,)
    + tuple(range(0x7801, 0x7810))
)
"""The objects that requests carry; of others they have only headers."""

EVENTS = tuple(sorted({k.event for k in (*KINDS.values(), REST) if k.event}))
