"""Digests and hashes."""

import hashlib

import pytest

from pyzeek.values.addr import Addr
from pyzeek.values.opaque import DIGESTS
from pyzeek.values.vector import Vector


@pytest.mark.parametrize("name", DIGESTS)
def test_digests(rt, name: str) -> None:
    expected = hashlib.new(name, b"abc").hexdigest().encode()
    assert rt.call(f"{name}_hash", b"a", b"bc") == expected
    handle = rt.call(f"{name}_hash_init")
    assert rt.call(f"{name}_hash_update", handle, b"abc")
    assert rt.call(f"{name}_hash_finish", handle) == expected
    assert rt.call(f"{name}_hash_finish", handle) == b""


def test_keyed_digests_stay_in_a_run(rt) -> None:
    for name, size in (("md5_hmac", 32), ("sha256_hmac", 64)):
        assert rt.call(name, b"a") == rt.call(name, b"a") != rt.call(name, b"b")
        assert len(rt.call(name, b"a")) == size
    assert rt.call("md5_hash", 5) != rt.call("md5_hash", b"5")


def test_fnv_and_weights(rt) -> None:
    values = [b"abc", b"", 5, Addr.parse("1.2.3.4")]
    expected = [440920331, 2166136261, 2644817283, 2736400296]
    assert [rt.call("fnv1a32", v) for v in values] == expected
    assert rt.call("fnv1a64", b"abc") == 16654208175385433931
    weights = [rt.call("hrw_weight", *p) for p in ((12345, 1), (12345, 2), (0, 0))]
    assert weights == [459152364, 1889978139, 1406932606]


def test_entropy(rt) -> None:
    handle = rt.call("entropy_test_init")
    assert rt.call("entropy_test_add", handle, b"abab")
    one, other = (
        rt.call("entropy_test_finish", handle),
        rt.call("find_entropy", b"abab"),
    )
    assert one.values == other.values and one.values[0] == 1.0


def test_paraglobs(rt) -> None:
    handle = rt.call("paraglob_init", Vector([b"*.com", b"x"]))
    assert rt.call("paraglob_match", handle, b"a.com") == [b"*.com"]
    assert rt.call(
        "paraglob_equals", handle, rt.call("paraglob_init", Vector([b"x", b"*.com"]))
    )
    with pytest.raises(Exception, match="vector of strings"):
        rt.call("paraglob_init", Vector([1]))
