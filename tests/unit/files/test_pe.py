"""Windows executables."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.files.manager import FileManager
from pyzeek.files.pe import PE32, PE32_PLUS, bits

from .conftest import Run, attach

DOS = struct.pack("<2s13H8x2H20xI", b"MZ", *range(1, 16), 72)
FILE = struct.pack("<2H3I2H", 0x14C, 2, 1600000000, 3, 4, 0, 0x0102)
SECTION = struct.pack("<8s6I2HI", b".text\0xx", *range(1, 9), 0x80000020)


def optional(magic: int, directories: int = 2) -> bytes:
    """An optional header of either width."""
    base = (7, 8) if magic == PE32 else (8,)
    form = "<H2B5I" + ("II" if magic == PE32 else "Q") + "2I6H4I2H"
    head = struct.pack(form, magic, *range(1, 8), *base, *range(11, 24), 0x8140)
    word = "I" if magic == PE32 else "Q"
    return (
        head
        + struct.pack(f"<4{word}2I", 0, 0, 0, 0, 0, directories)
        + struct.pack(f"<{2 * directories}I", *range(2 * directories))
    )


def executable(body: bytes = b"") -> bytes:
    head = FILE[:16] + struct.pack("<H", len(body)) + FILE[18:]
    return DOS + b"dos code" + b"PE\0\0" + head + body + 2 * SECTION + b"rest" * 100


def events(data: bytes, size: int) -> Run:
    """What is raised for a file in pieces of that size."""
    rt = Run()
    rt.services["identify"] = lambda data: []
    manager = FileManager(rt)
    manager.local_data(b"", b"F1", "test")
    attach(manager, b"F1", "PE")
    for at in range(0, len(data), size):
        manager.local_data(data[at : at + size], b"F1", "test")
    manager.remove(b"F1")
    rt.raised = [event for event in rt.raised if not event[0].startswith("file_")]
    rt.drain()
    return rt


def pe_events(rt: Run) -> list[str]:
    return [name for name in rt.names() if name.startswith("pe_")]


@pytest.mark.parametrize("size", [1, 7, 64, 10000])
def test_headers(size: int) -> None:
    rt = events(executable(optional(PE32)), size)
    names = ["pe_dos_header", "pe_dos_code", "pe_file_header", "pe_optional_header"]
    assert pe_events(rt) == [*names, "pe_section_header", "pe_section_header"]
    assert rt.args("pe_dos_code") == [(b"dos code",)]
    ((header,),) = rt.args("pe_file_header")
    assert (header.machine, header.ts) == (0x14C, 1600000000.0)
    assert set(header.characteristics) == {2, 0x100}
    assert [h.name for (h,) in rt.args("pe_section_header")] == [b".text", b".text"]


@pytest.mark.parametrize("magic", [PE32, PE32_PLUS])
def test_optional_header(magic: int) -> None:
    ((header,),) = events(executable(optional(magic)), 100).args("pe_optional_header")
    values = header.__dict__
    assert [values[f"f{i}"] for i in range(8)] == [magic, *range(1, 8)]
    assert values.get("base_of_data") == (7 if magic == PE32 else None)
    assert [values[f"f{i}"] for i in range(9, 18)] == [8, *range(11, 19)]
    assert [values[f"f{i}"] for i in range(18, 22)] == [20, 21, 22, 23]
    assert set(values["f22"]) == {0x40, 0x100, 0x8000}
    assert values["f23"] == [1, 3]


def test_object_without_optional_header() -> None:
    rt = events(executable(), 100)
    assert "pe_optional_header" not in pe_events(rt)
    assert pe_events(rt)[-1] == "pe_section_header"


def test_unknown_magic() -> None:
    assert "pe_optional_header" not in pe_events(events(executable(b"??" * 80), 100))


@pytest.mark.parametrize(
    "data",
    [
        DOS[:-4] + struct.pack("<I", 8),
        DOS[:-4] + struct.pack("<I", 0xFFFFFFFF),
        executable(optional(PE32)[:50]),
        executable(optional(PE32)[:-1]),
    ],
)
def test_contradictions(data: bytes) -> None:
    rt = events(data, 100)
    assert rt.names().count("analyzer_violation_info") == 1
    assert "pe_section_header" not in rt.names()


@given(st.binary(max_size=300), st.integers(1, 90), st.booleans())
def test_anything(data: bytes, size: int, head: bool) -> None:
    events((DOS if head else b"") + data, size)


def test_bits() -> None:
    assert list(bits(0x80000001, 32)) == [1, 0x80000000]
    assert list(bits(0xFFFF0001, 16)) == [1]
