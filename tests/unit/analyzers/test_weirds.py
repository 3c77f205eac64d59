"""Sampling of what is odd."""


def test_a_weird_that_comes_often_is_sampled(lab):
    lab.handshake()
    for _ in range(30):
        lab.conn.weird("odd")
        lab.net.weirds.general("odd")
        lab.net.weirds.flow(bytes(4), bytes(4), "odd")
    for name in ("conn_weird", "net_weird", "flow_weird"):
        assert lab.names.count(name) == 25


def test_sampling_can_be_switched_off_for_a_name(make_lab):
    lab = make_lab(values={"Weird::sampling_whitelist": {b"odd": None}})
    for _ in range(30):
        lab.net.weirds.general("odd")
    assert lab.names.count("net_weird") == 30


def test_sampling_ends_after_a_while(lab):
    for _ in range(30):
        lab.net.weirds.general("odd")
    lab.ip(b"", step=700.0)
    lab.net.weirds.general("odd")
    assert lab.names.count("net_weird") >= 26


def test_the_uid_is_drawn_whoever_listens(make_lab):
    lab = make_lab(wanted={"connection_state_remove"})
    lab.handshake()
    assert not lab.conn.uid
    lab.conn.weird("odd")
    assert lab.conn.uid


def test_states_that_others_keep(make_lab):
    lab = make_lab(values={"Weird::sampling_whitelist": {b"liked": None}})
    states = {}
    for name, told in (("odd", 25), ("liked", 30)):
        assert sum(lab.net.weirds.permits(states, name) for _ in range(30)) == told
