"""Broker's stores; more in tests/language/functions/broker-stores.zeek."""

from types import SimpleNamespace

from pyzeek.runtime.when import Answer


def ask(rt, name: str, *arguments: object) -> tuple[str, object]:
    rt.services["trigger"] = SimpleNamespace(has_timeout=True)
    found = rt.call(name, *arguments)
    assert isinstance(found, Answer)
    result = found.settled()
    return result.status, getattr(getattr(result.result, "data", None), "value", None)


def test_values_expire(rt) -> None:
    store = rt.call("Broker::__create_master", b"s")
    assert rt.call("Broker::__put", store, b"k", 1, 10.0)
    assert ask(rt, "Broker::__get", store, b"k") == ("Broker::SUCCESS", 1)
    rt.network_time = 10.0
    assert ask(rt, "Broker::__get", store, b"k") == ("Broker::FAILURE", None)
    assert ask(rt, "Broker::__put_unique", store, b"k", 2, 0.0)[1] is True
    assert ask(rt, "Broker::__exists", store, b"k")[1] is True
    assert rt.call("Broker::__clear", store)
    assert ask(rt, "Broker::__keys", store)[1] == {}


def test_clones_share_and_changes_that_do_not_fit_do_nothing(rt) -> None:
    store = rt.call("Broker::__create_master", b"s")
    clone = rt.call("Broker::__create_clone", b"s", 1.0, 1.0, 1.0)
    rt.call("Broker::__put", store, b"k", b"text", 0.0)
    assert rt.call("Broker::__increment", clone, b"k", 1, 0.0)
    assert rt.call("Broker::__pop", clone, b"none", 0.0)
    assert rt.call("Broker::__remove_from", clone, b"k", 1, 0.0)
    assert ask(rt, "Broker::__get", store, b"k")[1] == b"text"
    assert ask(rt, "Broker::__get_index_from_value", store, b"none", 0)[1] is None


def test_questions_where_nobody_waits_and_closed_stores(rt) -> None:
    sqlite = rt.enums["Broker::SQLITE"] = object()
    store = rt.call("Broker::__create_master", b"s", sqlite)
    assert "memory" in rt.said[0][1]
    assert rt.call("Broker::__get", store, b"k").status == "Broker::FAILURE"
    rt.services["trigger"] = SimpleNamespace(has_timeout=False)
    rt.call("Broker::__get", store, b"k")
    assert rt.call("Broker::__close", store) and not rt.call("Broker::__close", store)
    rt.services["trigger"] = SimpleNamespace(has_timeout=True)
    rt.call("Broker::__get", store, b"k")
    assert not rt.call("Broker::__put", store, b"k", 1, 0.0)
    said = [text for _, text in rt.said]
    assert "when-condition" in said[0] and "timeout block" in said[1]
    assert said[2:] == ["invalid Broker store handle"] * 2
