"""Keys of flows."""

from hypothesis import given
from hypothesis import strategies as st

from pyzeek.packets.flows import (
    flow_key,
    high_port,
    low_port,
    removal_order,
    vlan_suffix,
)

V4 = st.binary(min_size=4, max_size=4)
V6 = st.binary(min_size=16, max_size=16)
PORT = st.integers(0, 65535)


@given(st.one_of(st.tuples(V4, V4), st.tuples(V6, V6)), PORT, PORT, st.integers(0, 255))
def test_both_directions_have_one_key(hosts, sport, dport, proto):
    one, forward = flow_key(hosts[0], sport, hosts[1], dport, proto)
    two, backward = flow_key(hosts[1], dport, hosts[0], sport, proto)
    assert one == two
    assert forward != backward or (hosts[0], sport) == (hosts[1], dport)


def test_one_way_flows_have_two_keys():
    one, _ = flow_key(b"aaaa", 3, b"bbbb", 1, 1, True)
    two, _ = flow_key(b"bbbb", 3, b"aaaa", 1, 1, True)
    assert one != two != flow_key(b"aaaa", 3, b"bbbb", 1, 1)[0]


def test_the_order_of_removal_is_by_address_then_port():
    keys = [flow_key(b"aaaa", 5, b"bbbb", p, 17)[0] for p in (9, 7)]
    keys.append(flow_key(bytes(15) + b"\1", 1, bytes(15) + b"\2", 1, 6)[0])
    assert sorted(keys, key=removal_order) == [keys[2], keys[1], keys[0]]


def test_vlans_make_other_keys_of_the_same_ports():
    for src, dst in ((b"aaaa", b"bbbb"), (bytes(15) + b"\1", bytes(15) + b"\2")):
        key, _ = flow_key(src, 5, dst, 7, 6)
        keys = [key + vlan_suffix(*tags) for tags in ((None, None), (5, None), (5, 6))]
        assert len({key, *keys}) == 4
        assert all((low_port(k), high_port(k)) == (5, 7) for k in keys)
        assert all(removal_order(k)[:5] == removal_order(key)[:5] for k in keys)


def test_vlans_end_in_their_order_those_without_first():
    key, _ = flow_key(b"aaaa", 5, b"bbbb", 7, 6)
    tags = [(None, None), (10, 20), (42, None), (42, 1), (256, None)]
    keys = [key + vlan_suffix(*pair) for pair in tags]
    # as numbers in memory: the low byte counts first
    order = [keys[0], keys[4], keys[1], keys[2], keys[3]]
    assert sorted(keys, key=removal_order) == order
