"""Types of what functions return."""

from pyzeek.bifs import vectors


def test_names() -> None:
    kinds = (vectors.STRINGS, vectors.ANYS, vectors.COUNTS, vectors.ADDRS)
    names = [str(k) for k in (*kinds, vectors.SUBNETS)]
    assert names == [f"vector of {t}" for t in "string any count addr subnet".split()]
