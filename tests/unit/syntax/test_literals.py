"""What literals mean."""

from __future__ import annotations

import pytest

from pyzeek.syntax import literals

V4 = bytes(10) + b"\xff\xff"


def test_counts_stop_at_the_largest():
    assert literals.count("18446744073709551616") == 2**64 - 1
    assert literals.count("9" * 5000) == 2**64 - 1
    assert literals.count("0xff") == 255
    assert literals.count("007") == 7


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("1 usec", 1e-6), ("2msecs", 2e-3), ("1.5 hr", 5400.0), ("1e2 days", 8640000.0)],
)
def test_intervals(text, seconds):
    assert literals.interval(text) == pytest.approx(seconds, rel=1e-15)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0/tcp", 0x10000),
        ("65535/udp", 0x2FFFF),
        ("255/icmp", 0x300FF),
        ("3/unknown", 3),
    ],
)
def test_ports(text, value):
    assert literals.port(text) == value


@pytest.mark.parametrize(
    "text", ["65536/tcp", "256/icmp", "256/unknown", "9" * 5000 + "/tcp"]
)
def test_bad_ports(text):
    with pytest.raises(literals.LiteralError, match=f"bad port number - {text}"):
        literals.port(text)


@pytest.mark.parametrize(
    ("text", "packed"),
    [
        ("1.2.3.4", V4 + b"\1\2\3\4"),
        ("[::]", bytes(16)),
        ("[0x2001:db8::1]", b"\x20\x01\x0d\xb8" + bytes(11) + b"\1"),
        ("[::ffff:1.2.3.4]", V4 + b"\1\2\3\4"),
    ],
)
def test_addresses(text, packed):
    assert literals.addr(text) == packed


@pytest.mark.parametrize("text", ["300.1.2.3", "[::1::]"])
def test_bad_addresses(text):
    with pytest.raises(literals.LiteralError, match="Bad IP address"):
        literals.addr(text)


@pytest.mark.parametrize(
    ("text", "prefix", "width"),
    [
        ("10.1.2.3/8", V4 + b"\x0a\0\0\0", 104),
        ("10.1.2.3 / 32", V4 + b"\x0a\1\2\3", 128),
        ("0.0.0.0/0", V4 + bytes(4), 96),
        ("[2001:db8::1]/32", b"\x20\x01\x0d\xb8" + bytes(12), 32),
    ],
)
def test_subnets(text, prefix, width):
    assert literals.subnet(text) == (prefix, width)


def test_bad_subnets():
    with pytest.raises(literals.LiteralError, match="v6.*length : 129"):
        literals.subnet("[::]/129")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r'"a\tb\n"', b"a\tb\n"),
        (r'"\"\\\e\q"', b'"\\eq'),
        (r'"\x0ddir\xFfg"', b"\rdir\xffg"),
        (r'"\0\101\1012"', b"\0AA2"),
        (r'"\a\b\f\v\r"', b"\a\b\f\v\r"),
        ('"\u00e9"', b"\xe9"),
    ],
)
def test_strings(text, value):
    assert literals.string(text) == value


def test_bad_strings():
    with pytest.raises(literals.LiteralError, match="bad hexadecimal escape: gg"):
        literals.string(r'"\xgg"')
    with pytest.raises(literals.LiteralError, match="NUL"):
        literals.string('"\0"')


def test_patterns():
    assert literals.pattern(r"/a\/b/is") == (r"a\/b", "is")
