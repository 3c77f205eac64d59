"""Contents of connections in files."""

import io

import pytest

from pyzeek.analyzers.contents import BOTH, NONE, ORIG, RESP, Contents
from pyzeek.values.file import File


@pytest.fixture
def file():
    return File(b"f", io.BytesIO())


def test_what_a_side_sends_is_written(lab, file):
    lab.handshake()
    lab.conn.contents = Contents(lab.conn)
    lab.conn.contents.set(ORIG, file)
    lab.client(101, 101, 0x10, b"abc")
    lab.server(101, 104, 0x10, b"xyz")
    lab.client(110, 104, 0x10, b"def")
    lab.server(104, 113, 0x10)
    assert file.stream.getvalue() == b"abc\n<<gap 6>>\ndef"


def test_files_by_direction(lab, file):
    contents = Contents(lab)
    contents.set(BOTH, file)
    assert contents.get(ORIG) is contents.get(RESP) is contents.get(BOTH) is file
    contents.set(RESP, File(b"g", io.BytesIO()))
    assert contents.get(BOTH) is None
    contents.set(NONE, None)
    assert contents.get(ORIG) is None


def test_a_failure_is_told(lab, file):
    lab.handshake()
    lab.conn.contents = Contents(lab.conn)
    lab.conn.contents.set(ORIG, file)
    file.close()
    lab.client(101, 101, 0x10, b"abc")
    (args,) = [a for _, n, a in lab.rt.seen if n == "contents_file_write_failure"]
    assert args[1:] == (True, b"TCP reassembler content write failure")


def test_files_are_closed_at_the_end(lab, file):
    lab.handshake()
    lab.conn.contents = Contents(lab.conn)
    lab.conn.contents.set(BOTH, file)
    lab.finish()
    assert not file.is_open
