"""Broker's data; what scripts see is in tests/language/functions/broker-data.zeek."""

from pyzeek.values.vector import Vector


def test_what_is_not_there(rt) -> None:
    empty = rt.call("Broker::__vector_create")
    assert not hasattr(rt.call("Broker::__vector_lookup", empty, 3), "data")
    assert not hasattr(rt.call("Broker::__vector_replace", empty, 3, 1), "data")
    assert rt.call("Broker::__record_size", None) == 0
    assert not rt.call("Broker::__set_clear", 5)
    place = rt.call("Broker::__table_iterator", rt.call("Broker::__table_create"))
    assert not rt.call("Broker::__table_iterator_next", place)
    assert rt.call("Broker::__table_iterator_value", place)


def test_data_is_wrapped_once_and_copied(rt) -> None:
    items = Vector([1])
    data = rt.call("Broker::__data", items)
    assert rt.call("Broker::__data", data) is data
    items.append(2)
    assert data.data.value == [1] and data.data.describe() == b"broker::data{[1]}"
    assert data.data.clone() == data.data
    assert rt.call("Broker::__data_type", None) == "Broker::NONE"
