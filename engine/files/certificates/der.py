"""DER: elements with a tag and a length before their content (X.690)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

BOOLEAN = 0x01
INTEGER = 0x02
BIT_STRING = 0x03
OCTET_STRING = 0x04
OID = 0x06
UTF8_STRING = 0x0C
T61_STRING = 0x14
IA5_STRING = 0x16
UTC_TIME = 0x17
GENERALIZED_TIME = 0x18
UNIVERSAL_STRING = 0x1C
BMP_STRING = 0x1E
SEQUENCE = 0x30
SET = 0x31

_LONG_LENGTH = 0x80
_MANY_TAGS = 0x1F
# Longer lengths than of so many bytes do not fit into anything.
_LENGTH_BYTES = 8


class DerError(ValueError):
    """The bytes are not what they should be."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element: its tag, its content, and all of its bytes."""

    tag: int
    content: bytes
    whole: bytes

    def expect(self, tag: int) -> Element:
        """The same element, which must have that tag."""
        if self.tag != tag:
            raise DerError(f"tag {self.tag:#x} where {tag:#x} should be")
        return self

    def __iter__(self) -> Iterator[Element]:
        """The elements inside."""
        return elements(self.content)

    @property
    def number(self) -> int:
        """The content as a number with a sign."""
        if not self.content:
            raise DerError("a number without bytes")
        return int.from_bytes(self.content, "big", signed=True)


def element(data: bytes, at: int = 0) -> Element:
    """The element that begins at a place."""
    try:
        tag, length = data[at], data[at + 1]
    except IndexError:
        raise DerError("too short for an element") from None
    if tag & _MANY_TAGS == _MANY_TAGS:
        raise DerError("a tag of several bytes")
    begin = at + 2
    if length & _LONG_LENGTH:
        count = length & ~_LONG_LENGTH
        if not 0 < count <= _LENGTH_BYTES:
            raise DerError("a length that cannot be")
        length = int.from_bytes(data[begin : begin + count], "big")
        begin += count
    end = begin + length
    if end > len(data):
        raise DerError("an element that is cut off")
    return Element(tag, data[begin:end], data[at:end])


def elements(data: bytes) -> Iterator[Element]:
    """Element after element, to the end of the data."""
    at = 0
    while at < len(data):
        found = element(data, at)
        at += len(found.whole)
        yield found


def sequence(data: bytes) -> list[Element]:
    """The elements of a sequence that stands at the beginning of the data."""
    return list(element(data).expect(SEQUENCE))


def oid(content: bytes) -> str:
    """An object identifier with dots."""
    if not content or content[-1] & 0x80:
        raise DerError("an object identifier that is cut off")
    parts: list[int] = []
    number = 0
    for byte in content:
        number = number << 7 | byte & 0x7F
        if not byte & 0x80:
            parts.append(number)
            number = 0
    first = min(parts[0] // 40, 2)
    return ".".join(map(str, (first, parts[0] - 40 * first, *parts[1:])))


def bits(content: bytes) -> bytes:
    """The bytes of a bit string, without the count of unused bits."""
    if not content or content[0] > 7:
        raise DerError("a bit string without its first byte")
    return content[1:]


def encoded(tag: int, content: bytes) -> bytes:
    """An element with that content."""
    size = len(content)
    if size < _LONG_LENGTH:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, _LONG_LENGTH | len(length))) + length + content
