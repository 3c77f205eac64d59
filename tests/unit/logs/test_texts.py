"""Texts that are kept."""

from pyzeek.logs import texts
from pyzeek.logs.texts import Texts


def test_each_text_is_made_once(monkeypatch) -> None:
    made = []
    kept = Texts(lambda v: made.append(v) or b"%d" % v)
    assert [kept[1], kept[1]] == [b"1", b"1"]
    assert made == [1]


def test_not_too_many_are_kept(monkeypatch) -> None:
    monkeypatch.setattr(texts, "LIMIT", 3)
    kept = Texts(lambda v: b"%d" % v)
    for i in range(10):
        assert kept[i] == b"%d" % i
    assert len(kept) <= 3
