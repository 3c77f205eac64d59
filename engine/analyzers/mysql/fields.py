"""What packets are made of: integers and strings of varying length."""

from __future__ import annotations

from ..layout import Cursor, Layout, invalid_case, mismatch, not_allowed

LENGTH = Layout("LengthEncodedInteger", "Protocol::LengthEncodedInteger", "length:B",
                "length")  # fmt: skip
_I2 = Layout("LengthEncodedIntegerLookahead", "Protocol::LengthEncodedInteger", "i2:H")
_I8 = Layout("LengthEncodedIntegerLookahead", "Protocol::LengthEncodedInteger", "i4:Q")
_I3 = Layout("LengthEncodedIntegerLookahead", "Protocol::LengthEncodedInteger", "i3:3s")
_ATTRIBUTE = Layout("AttributeTypeAndName", "COM_QUERY", "type:B unsigned_flag:B",
                    "unsigned_flag")  # fmt: skip
_ENFORCED = Layout("Attributes", "COM_QUERY", "send_types_to_server:B")
_BYTE = Layout("BinaryDate", "Binary Protocol Resultset", "len:B", "len")

# Types of values in the binary protocol by how many bytes they take.
_SIZES = {0x01: 1, 0x02: 2, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 0, 0x08: 8, 0x09: 4,
          0x0D: 2}  # fmt: skip
_DATES = (0x07, 0x0A, 0x0C, 0x11)
_TIME, _DECIMAL = 0x0B, 0x00
_STRINGS = (0x0F, 0x10, *range(0xF5, 0x100))
_DATE_SIZES, _TIME_SIZES = (0, 4, 7, 11), (0, 8, 12)

_INT = 0x7FFFFFFF


def integer(cursor: Cursor) -> int:
    """A number whose first byte tells how long it is."""
    return integer_after(cursor, cursor.count(LENGTH))


def integer_after(cursor: Cursor, first: int) -> int:
    """The same where the first byte was read."""
    if first < 0xFB:
        return first
    if first == 0xFC:
        return int(cursor.count(_I2))
    if first == 0xFD:
        raw = cursor.nested().read(_I3)[0]
        cursor.at += len(raw)
        return int.from_bytes(raw, "little")
    return int(cursor.count(_I8)) & 0xFFFFFFFF if first == 0xFE else 0


def string(cursor: Cursor) -> bytes:
    """A string with its length before it."""
    return string_after(cursor, cursor.count(LENGTH))


def string_after(cursor: Cursor, first: int) -> bytes:
    """The same where the first byte of its length was read."""
    length = integer_after(cursor, first)
    return cursor.take("LengthEncodedString:val", length)


def text(cursor: Cursor) -> bytes:
    """A string up to a NUL, which must be there."""
    end = cursor.data.find(b"\0", cursor.at, cursor.end)
    if end < 0:
        rest = cursor.data[cursor.at : cursor.end]
        raise mismatch("mysql/mysql-protocol.pac:283", r"[^\0]*\0", rest)
    found = cursor.data[cursor.at : end]
    cursor.at = end + 1
    return found


def optional_text(cursor: Cursor) -> bytes:
    """The same where there may be none."""
    end = cursor.data.find(b"\0", cursor.at, cursor.end)
    return text(cursor) if end >= 0 else b""


def rest(cursor: Cursor) -> bytes:
    """Everything that was not read."""
    found = cursor.data[cursor.at : cursor.end]
    cursor.at = cursor.end
    return found


def skip_attributes(cursor: Cursor) -> None:
    """The attributes of a query."""
    count = integer(cursor)
    integer(cursor)
    if not count:
        return
    nulls = cursor.take("Attributes:null_bitmap", (count + 7) // 8)
    if cursor.count(_ENFORCED) != 1:
        raise not_allowed("Attributes:send_types_to_server")
    kinds = [_attribute(cursor) for _ in range(count)]
    for place, kind in enumerate(kinds):
        if not nulls[place // 8] >> place % 8 & 1:
            _skip_value(cursor, kind)


def _attribute(cursor: Cursor) -> int:
    inner = cursor.nested()
    kind = int(inner.read(_ATTRIBUTE)[0])
    string(inner)
    cursor.at = inner.at
    return kind


def _skip_value(cursor: Cursor, kind: int) -> None:
    """A value of the binary protocol."""
    if kind in _SIZES:
        cursor.skip("BinaryValue:value", _SIZES[kind])
    elif kind == _DECIMAL:
        integer(cursor)
    elif kind in _STRINGS:
        string(cursor)
    elif kind in _DATES or kind == _TIME:
        length = cursor.count(_BYTE)
        if length not in (_TIME_SIZES if kind == _TIME else _DATE_SIZES):
            raise not_allowed("BinaryTime:len" if kind == _TIME else "BinaryDate:len")
        cursor.skip("BinaryValue:value", length)
    else:
        raise invalid_case("BinaryValue", kind)


def skip_connection_attributes(cursor: Cursor) -> None:
    """Names and values with which a client describes itself."""
    inner = cursor.nested()
    length = inner.count(LENGTH)
    begin = inner.at
    inner.skip("Handshake_Connection_Attributes", length)
    bounded = Cursor(inner.data, begin, inner.at)
    while bounded.at < bounded.end:
        string(bounded)
        string(bounded)
    cursor.at = inner.at
