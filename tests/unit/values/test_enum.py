"""Enum members are one object each."""

from copy import copy, deepcopy

from pyzeek.typesystem.types import EnumType
from pyzeek.values.enum import EnumPool


def colours() -> EnumType:
    kind = EnumType("Colour")
    kind.members.update({"RED": 0, "CRIMSON": 0, "BLUE": 5})
    return kind


def test_a_member_is_one_object() -> None:
    pool, kind = EnumPool(), colours()
    red = pool.member(kind, "RED")
    assert pool.member(kind, "RED") is red
    assert copy(red) is red and deepcopy(red) is red
    assert (str(red), red.value, int(pool.member(kind, "BLUE"))) == ("RED", 0, 5)


def test_members_by_number() -> None:
    pool, kind = EnumPool(), colours()
    assert pool.of_value(kind, 0).name == "RED"
    assert pool.of_value(kind, 7).name == "<undefined>"
    assert sorted([pool.member(kind, "BLUE"), pool.member(kind, "RED")])[0].value == 0
