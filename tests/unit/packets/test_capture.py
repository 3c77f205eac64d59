"""Opening captures, whatever they are packed in."""

import gzip
import io
import sys

import pytest

from pyzeek.packets import CaptureError, open_capture


def test_gzip(make, opened):
    capture = opened(gzip.compress(make.pcap((1, 2, b"abc"))), "a.pcap.gz")
    assert [p.data for p in capture.packets()] == [b"abc"]
    assert capture.truncated is None


def test_cut_off_gzip_gives_its_packets_first(make, opened):
    packed = gzip.compress(make.pcap(*[(i, 0, bytes(1000)) for i in range(50)]), 0)
    capture = opened(packed[: len(packed) // 2])
    assert 10 < len(list(capture.packets())) < 50
    assert "truncated" in capture.truncated and "cut off" in capture.truncated


def test_standard_input(make, monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO(make.pcap((1, 2, b"abc"))))
    monkeypatch.setattr(sys, "stdin", stream)
    assert [p.data for p in open_capture("-").packets()] == [b"abc"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"hello, world", "unknown file format"),
        (b"\xd4\xc3\xb2\xa1", "truncated"),
    ],
)
def test_what_is_no_capture_is_told_in_one_line(opened, data, why):
    with pytest.raises(CaptureError, match=why) as caught:
        opened(data)
    assert "\n" not in str(caught.value)


def test_missing_files_and_folders(tmp_path):
    for path in (tmp_path / "none.pcap", tmp_path):
        with pytest.raises(CaptureError, match="cannot read capture"):
            open_capture(str(path))
