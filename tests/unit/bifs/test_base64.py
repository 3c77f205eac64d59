"""Base64."""

import base64

from hypothesis import given
from hypothesis import strategies as st

from pyzeek.bifs import BIFS
from pyzeek.bifs.base64 import ALPHABET

OTHER = ALPHABET.swapcase()


@given(st.binary())
def test_round_trip(data: bytes) -> None:
    encode, decode = (BIFS[n].function for n in ("encode_base64", "decode_base64"))
    assert encode(None, data) == base64.b64encode(data)

    class Silent:
        reporter = None

    class Rt:
        class reporter:
            error = staticmethod(lambda text: None)

    assert decode(Rt, encode(None, data)) == data
    assert decode(Rt, encode(None, data, OTHER), OTHER) == data


def test_mistakes(rt) -> None:
    assert rt.call("decode_base64", b"a*b=") == b""
    assert rt.said[0][1] == "character 42 ignored by Base64 decoding"
    assert rt.call("decode_base64", b"YWJ") == b"ab"
    assert "padding with 6 bits of 0" in rt.said[0][1]
    assert rt.call("decode_base64", b"YQ==YQ==") == b"" and rt.said
    assert rt.call("encode_base64", b"a", b"short") == b"" and rt.said
    assert rt.call("decode_base64", b"a", b"short") == b"" and rt.said


def test_validity(rt) -> None:
    valid = [b"aGVsbG8=", b"aGV*bG8=", b"aGVsbG", b""]
    results = [rt.call("is_valid_base64", v) for v in valid]
    assert results == [True, False, True, True]
    assert not rt.call("is_valid_base64", b"a", b"short")
    assert rt.call("decode_base64_conn", None, b"YQ==") == b""
    assert "not a known connection" in rt.said[0][1]
