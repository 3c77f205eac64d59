"""MIME types by the first bytes."""

from __future__ import annotations

import io
import tarfile
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.files.identify import Identifier, bundled, identify, one_of_each
from pyzeek.signatures.reading import read_rules


def zipped(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def tarred() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("a.txt")
        info.size = 1
        archive.addfile(info, io.BytesIO(b"x"))
    return out.getvalue()


ODT = b"application/vnd.oasis.opendocument.text"
BEST = [
    (b"%PDF-1.4 ", "application/pdf"),
    (b"GIF89a", "image/gif"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image/jpeg"),
    (b"\x1f\x8b\x08", "application/x-gzip"),
    (b"BZh9", "application/x-bzip2"),
    (b"plain ascii text\n", "text/plain"),
    (b"\xef\xbb\xbfplain ascii text", "text/plain"),
    (b"<html><body>", "text/html"),
    (b"<!-- x -->\n<?xml version='1.0'?>\n<!DOCTYPE html >", "text/html"),
    (b'<?xml version="1.0"?>\n<note/>', "application/xml"),
    (b'{"a": [1, 2]}', "text/json"),
    (b"[section]\nkey=value\n", "text/ini"),
    (b"#!/usr/bin/env python\n", "text/x-python"),
    (b"#!/bin/bash\n", "text/x-shellscript"),
    (b"@ECHO  off\r\n", "text/x-msdos-batch"),
    (b"MZ\x90" + bytes(500), "application/x-dosexec"),
    (b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\x00", "application/x-sharedlib"),
    (b"\x7fELF\x02\x02\x01" + bytes(9) + b"\x00\x02", "application/x-executable"),
    (b"\x00\x00\x00\x20ftypisom", "video/mp4"),
    (b"RIFF\x00\x00\x00\x00WAVEfmt ", "audio/x-wav"),
    (b"-----BEGIN CERTIFICATE-----\n", "application/x-pem"),
    (b"\xa7\r\r\n" + bytes(12), "application/x-python-bytecode"),
    (b"P5 12  34", "image/x-portable-greymap"),
    (tarred(), "application/x-tar"),
    (zipped(("a", b"")), "application/zip"),
    (zipped(("mimetype", ODT)), ODT.decode()),
]


@pytest.mark.parametrize(("data", "mime"), BEST, ids=[m for _, m in BEST])
def test_the_best_match(data, mime):
    assert mime in [m for s, m in identify(data) if s == identify(data)[0][0]]


def test_weaker_matches_follow():
    assert identify(b"<html><body>") == [
        (100, "text/html"),
        (20, "text/html"),
        (-20, "text/plain"),
    ]


@pytest.mark.parametrize("data", [b"", b"short", bytes(9), b"\x80" * 64])
def test_nothing_is_known(data):
    assert [m for m in identify(data) if m[0] > 0] == []


def test_of_equal_strength_scripts_see_the_last():
    matches = [(9, "a/a"), (9, "b/b"), (1, "c/c")]
    assert one_of_each(matches) == [(9, "b/b"), (1, "c/c")]


def test_own_signatures():
    text = r"""
        signature both { file-magic /ab/ file-magic /.*cd/ file-mime "x/both", 5 }
        signature near { file-magic [0:3] /.*cd/ file-mime "x/near", 4 }
        signature off { file-magic /ab/ file-mime "x/off" active false }
        signature stream { payload /ab/ file-mime "x/stream" }
        signature end { file-magic /abcd$/ file-mime "x/end" }
    """
    known = Identifier(read_rules(text, "own.sig"))
    assert known.identify(b"ab..cd") == [(5, "x/both")]
    assert known.identify(b"abcd") == [(5, "x/both")]
    assert known.identify(b"acd.....") == [(4, "x/near")]
    assert known.identify(b"xab") == []


def test_every_bundled_rule_is_there():
    assert len(bundled().rules) > 300


@given(st.binary(max_size=600))
def test_any_bytes(data):
    found = identify(data)
    assert found == sorted(found, key=lambda match: (-match[0], match[1]))


@given(st.sampled_from([data for data, _ in BEST]), st.binary(max_size=40))
def test_what_follows_does_not_hide_a_match(data, rest):
    assert set(identify(data)) <= set(identify(data + rest))
