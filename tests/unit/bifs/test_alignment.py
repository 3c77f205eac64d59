"""Common substrings."""

from types import SimpleNamespace

from pyzeek.bifs.alignment import Matrix, Part


def test_the_longest_common_part(rt) -> None:
    params = SimpleNamespace(min_strlen=4, sw_variant=0)
    found = rt.call("str_smith_waterman", b"the common part", b"a common thing", params)
    assert [p.values[0] for p in found] == [b" common "]
    assert [a.values[1] for a in found[0].values[1]] == [3, 1] and found[0].values[2]
    params.min_strlen = 2
    assert rt.call("str_smith_waterman", b"abc", b"xyz", params) == []
    assert rt.call("str_smith_waterman", b"a", b"a", params) == []


def test_all_parts() -> None:
    parts = Matrix(b"abcXdef", b"defYabc").walk_all(3)
    assert {p.text for p in parts} == {b"abc", b"def"}


def test_covering() -> None:
    whole, part = Part(b"abcd", (0, 0)), Part(b"bc", (1, 1))
    assert whole.covers(part) and not part.covers(whole)
    assert not whole.covers(Part(b"bc", (1, 9)))
