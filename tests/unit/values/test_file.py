"""Files that scripts print to."""

import io
from pathlib import Path

import pytest

from pyzeek.values.file import File
from pyzeek.values.vector import Vector


def test_printing_and_closing(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    f = File.open(bytes(path))
    f.print((b"tab\t", Vector([1])))
    assert f.write(b"\x00") and f.close() and f.close() and not f.write(b"x")
    assert path.read_bytes() == b"tab\\x09, [1]\n\x00"
    again = File.open(bytes(path), "ab")
    again.raw = True
    again.print((b"a\n", 5))
    again.close()
    assert path.read_bytes().endswith(b"\x00a\n5")
    assert f.describe() == b'file "%s" of string' % bytes(path)


def test_standard_output_is_not_closed() -> None:
    stream = io.BytesIO()
    f = File(b"-", stream)
    f.close()
    assert not stream.closed


def test_a_folder_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        File.open(bytes(tmp_path))
