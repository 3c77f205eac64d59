"""Windows executables: the headers of a portable executable ([MS PE/COFF]).

Read as they come: a header is told as soon as all of it is there, and after the
section headers the rest of the file is not looked at.
"""

from __future__ import annotations

from collections.abc import Generator
from struct import Struct
from typing import Any

from ..values.table import Set
from ..values.time import Time
from ..values.vector import Vector
from .contract import FileAnalyzer, FileContext

_DOS_HEADER = Struct("<2s13H8x2H20xI")
_FILE_HEADER = Struct("<2H3I2H")
_SECTION = Struct("<8s6I2HI")
# The optional header of 32 bits, that of 64 bits, and that of a ROM image: what comes
# before the table of directories, beginning behind the magic number.
_OPTIONAL_32 = Struct("<2B5III2I6H4I2H4I2I")
_OPTIONAL_64 = Struct("<2B5IQ2I6H4I2H4Q2I")
_OPTIONAL_ROM = Struct("<2B5II2I6H4I2H2I")
_DIRECTORY = Struct("<4xI")

_MAGIC = Struct("<H")
PE32 = 0x10B
PE32_PLUS = 0x20B
ROM_IMAGE = 0x107

# The programs for DOS before the real header are short; longer ones are not believed.
_LONGEST_DOS_CODE = 4 * 1024 * 1024
_SIGNATURE_LENGTH = 4


class _Malformed(Exception):
    """The header contradicts itself."""


# Asks for so many bytes of the file and gets them.
_Reading = Generator[int, bytes, None]


class PEAnalyzer(FileAnalyzer):
    """Raises an event for each header."""

    name = "PE"

    def __init__(self, file: FileContext, tag: Any, args: Any):
        super().__init__(file, tag, args)
        self._held = bytearray()
        self._reading = self._headers()
        self._needed = next(self._reading)

    def stream(self, data: bytes) -> bool:
        """Take in the next bytes; false when the headers are over."""
        self._held += data
        try:
            while len(self._held) >= self._needed:
                piece = bytes(self._held[: self._needed])
                del self._held[: self._needed]
                self._needed = self._reading.send(piece)
        except StopIteration:
            return False
        except _Malformed as error:
            reason = f"Binpac exception: binpac exception: {error}"
            self.file.violation(self, reason)
            return False
        return True

    def end(self) -> bool:
        """Nothing is told that has not been."""
        return False

    def _record(self, name: str, *fields: Any, **named: Any) -> Any:
        return self.file.rt.record(f"PE::{name}")(*fields, **named)

    def _headers(self) -> _Reading:
        """The headers, one after the other."""
        *fields, new_header = _DOS_HEADER.unpack((yield _DOS_HEADER.size))
        length = new_header - _DOS_HEADER.size
        if not 0 <= length < _LONGEST_DOS_CODE:
            raise _Malformed("&enforce violation : DOS_Header:AddressOfNewExeHeader")
        raise_event = self.file.raise_event
        raise_event("pe_dos_header", self._record("DOSHeader", *fields, new_header))
        raise_event("pe_dos_code", (yield length))
        yield _SIGNATURE_LENGTH
        header = _FILE_HEADER.unpack((yield _FILE_HEADER.size))
        machine, sections, *numbers, optional_length, flags = header
        time, symbols, symbol_count = numbers
        stamped = Time(time), symbols, symbol_count, optional_length
        raise_event(
            "pe_file_header",
            self._record("FileHeader", machine, *stamped, bits(flags, 16)),
        )
        if optional_length:
            self._optional((yield optional_length))
        table = yield sections * _SECTION.size
        for section in _SECTION.iter_unpack(table):
            self._section(*section)

    def _optional(self, data: bytes) -> None:
        """The header that only executables have."""
        (magic,) = _unpack(_MAGIC, data, 0)
        layout = {PE32: _OPTIONAL_32, PE32_PLUS: _OPTIONAL_64}.get(magic, _OPTIONAL_ROM)
        fields = list(_unpack(layout, data, _MAGIC.size))
        sizes = _directories(data, _MAGIC.size + layout.size, fields[-1])
        if magic not in (PE32, PE32_PLUS, ROM_IMAGE):
            return
        named: dict[str, Any] = {}
        if magic == PE32:
            named["base_of_data"] = fields.pop(7)
        # Behind the versions stands a number that nobody uses.
        before, after = fields[8:16], fields[17:21]
        header = self._record("OptionalHeader", magic, *fields[:7], **named)
        names = header.__zeek_slots__
        values = (fields[7], *before, *after, bits(fields[21], 16), sizes)
        for name, value in zip(names[9:], values, strict=True):
            setattr(header, name, value)
        self.file.raise_event("pe_optional_header", header)

    def _section(self, name: bytes, *fields: int) -> None:
        *numbers, flags = fields
        name = name.partition(b"\0")[0]
        header = self._record("SectionHeader", name, *numbers, bits(flags, 32))
        self.file.raise_event("pe_section_header", header)


def _unpack(layout: Struct, data: bytes, at: int) -> tuple[Any, ...]:
    if at + layout.size > len(data):
        raise _short(at + layout.size, data)
    return layout.unpack_from(data, at)


def _short(needed: int, data: bytes) -> _Malformed:
    return _Malformed(f"out_of_bound: Optional_Header: {needed} > {len(data)}")


def _directories(data: bytes, at: int, count: int) -> Vector:
    """The sizes of so many directories."""
    end = at + count * _DIRECTORY.size
    if end > len(data):
        raise _short(end, data)
    return Vector([size for (size,) in _DIRECTORY.iter_unpack(data[at:end])])


def bits(number: int, width: int) -> Set:
    """The bits that are set, each as the number that it stands for."""
    return Set([1 << i for i in range(width) if number >> i & 1])
