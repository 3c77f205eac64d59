"""The application layer: a header, then object headers, each with its objects."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from ..layout import Cursor, out_of_bound
from .objects import FLAGS, IN_REQUESTS, M64, NOTHING, PACKED, REQUESTED, kind_of

if TYPE_CHECKING:
    from ..conn import Connection

WITHOUT_OBJECTS = frozenset((0x00, 0x0D, 0x0E, 0x0F, 0x13, 0x17, 0x18))
"""Requests that are nothing but a header, such as CONFIRM and the restarts."""
LAST_REQUEST = 0x21
RESPONSES = frozenset((0x81, 0x82, 0x83))
AUTHENTICATE_FILE = 0x1D
FILE_AUTHENTICATION = 0x4602
UNTOLD = 0xFF
"""The value that `dnp3_response_data_object` shows of objects that are no flags."""

MOST_EMPTY = 65_536
"""So many objects without a byte of their own are shown of one header."""

_RANGES = {0: "BB", 1: "<HH", 2: "<II", 3: "BB", 4: ">HH", 5: ">II"}
"""Qualifiers with a first and a last index or address."""
_COUNTS = {7: "B", 8: ">H", 9: ">I", 11: "B"}
"""Qualifiers with a number of objects, which Zeek shows in this order of bytes."""
_PREFIXES = {0x10: "B", 0x20: "<H", 0x30: "<I", 0x40: "B", 0x50: "<H", 0x60: "<I"}
"""What stands before each object, by the upper half of the qualifier."""


class Message:
    """One message of one side, read from its application header on."""

    def __init__(self, connection: Connection, data: bytes, is_orig: bool):
        self.connection = connection
        self.is_orig = is_orig
        self.cursor = Cursor(data, 0, len(data))
        self.function = 0

    def read(self) -> None:
        """Raise the events of the whole message."""
        if self.is_orig:
            self._request()
        else:
            self._response()

    def event(self, name: str, *values: object) -> None:
        """An event with the connection and the direction."""
        self.connection.event(name, self.is_orig, *values)

    def _request(self) -> None:
        at = self.cursor.reserve("DNP3_Application_Request_Header", 2)
        control, self.function = self.cursor.data[at : at + 2]
        self.event("dnp3_application_request_header", control, self.function)
        if self.function > LAST_REQUEST or self.function in WITHOUT_OBJECTS:
            return
        while self.cursor.at < self.cursor.end:
            self._requested()

    def _response(self) -> None:
        at = self.cursor.reserve("DNP3_Application_Response_Header", 4)
        control, self.function, iin = struct.unpack_from(">BBH", self.cursor.data, at)
        self.event("dnp3_application_response_header", control, self.function, iin)
        if self.function not in RESPONSES:
            rest = self.cursor.take("Debug_Byte", self.cursor.end - self.cursor.at)
            self.event("dnp3_debug_byte", rest)
            return
        while self.cursor.at < self.cursor.end:
            self._responded()

    def _requested(self) -> None:
        number, qualifier, count = self._header()
        if number not in IN_REQUESTS:
            return
        kind = REQUESTED[number]
        if number == FILE_AUTHENTICATION and self.function != AUTHENTICATE_FILE:
            kind = NOTHING
        for _ in self._each(number, count):
            values = kind.read(self.cursor, self._prefix(qualifier))
            if kind.event:
                self.event(kind.event, *values)

    def _responded(self) -> None:
        number, qualifier, count = self._header()
        kind = kind_of(number)
        for _ in self._each(number, count):
            values = kind.read(self.cursor, self._prefix(qualifier))
            if kind.event:
                self.event(kind.event, *values)
            shown = values[0] if number in FLAGS else UNTOLD
            self.event("dnp3_response_data_object", shown)

    def _each(self, number: int, count: int) -> range:
        """As often as there are objects, which take up bytes or are not too many."""
        if number in PACKED:
            count = (count + 7) // 8
        if count < 0:
            raise out_of_bound("Object_Header", count, self.cursor.end)
        return range(min(count, self.cursor.end - self.cursor.at + MOST_EMPTY))

    def _header(self) -> tuple[int, int, int]:
        """Type, qualifier and number of the objects that follow."""
        cursor = self.cursor
        at = cursor.reserve("Object_Header", 3)
        number, qualifier = struct.unpack_from(">HB", cursor.data, at)
        count, low, high = self._range(qualifier & 0x0F)
        counts = [value & M64 for value in (count, low, high)]
        self.event("dnp3_object_header", number, qualifier, *counts)
        return number, qualifier, count

    def _range(self, code: int) -> tuple[int, int, int]:
        """How many objects, and the first and last index or address, if told."""
        cursor = self.cursor
        if code in _RANGES:
            size = struct.calcsize(_RANGES[code])
            at = cursor.reserve("Object_Header:range_field", size)
            low, high = struct.unpack_from(_RANGES[code], cursor.data, at)
            count = high - low + 1 if code < 3 else 0
            return _int(count), _int(low), _int(high)
        if code in _COUNTS:
            size = struct.calcsize(_COUNTS[code])
            at = cursor.reserve("Object_Header:range_field", size)
            count = int.from_bytes(cursor.data[at : at + size], "little")
            (shown,) = struct.unpack_from(_COUNTS[code], cursor.data, at)
            return _int(count), _int(shown), 0
        if code == 6:
            return 0, 0xFFFF, 0xFFFF
        cursor.skip("Object_Header:unknown", cursor.end - cursor.at)
        return 0, 0, 0

    def _prefix(self, qualifier: int) -> int:
        """The index or the size before an object, 0 if there is none."""
        form = _PREFIXES.get(qualifier & 0xF0)
        value = 0
        if form:
            at = self.cursor.reserve("Prefix_Type", struct.calcsize(form))
            (value,) = struct.unpack_from(form, self.cursor.data, at)
        self.event("dnp3_object_prefix", value)
        return value


def _int(value: int) -> int:
    """A number as a C int."""
    return (value + 2**31) % 2**32 - 2**31
