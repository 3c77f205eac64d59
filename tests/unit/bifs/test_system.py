"""The machine and the process."""

import os
import time
from pathlib import Path

import pytest

from pyzeek.values.addr import Addr
from pyzeek.values.table import Table


def test_environment(rt, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYZEEK_TEST", raising=False)
    assert rt.call("getenv", b"PYZEEK_TEST") == b""
    assert rt.call("setenv", b"PYZEEK_TEST", b"v") and os.environ["PYZEEK_TEST"] == "v"
    assert rt.call("getenv", b"PYZEEK_TEST") == b"v"


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
def test_commands(rt, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert rt.call("piped_exec", b"cat > %s" % bytes(out), b"in")
    assert out.read_bytes() == b"in"
    script = f'echo "$ZEEK_ARG_A" > {out}'.encode()
    assert rt.call("system_env", script, Table({b"a": b"value"})) == 0
    for _ in range(100):
        if out.read_bytes() == b"value\n":
            break
        time.sleep(0.02)
    assert out.read_bytes() == b"value\n"
    assert rt.call("system", b"exit 0") == 0
    assert rt.call("system_env", b"true", 5) == -1 and rt.said


def test_random_numbers_follow_the_seed(rt) -> None:
    rt.call("srand", 575)
    first = [rt.call("rand", 1000) for _ in range(3)]
    assert first == [4, 634, 473]
    assert all(rt.call("rand", 3) < 3 for _ in range(50)) and rt.call("rand", 1) == 0


def test_unique_ids(rt) -> None:
    ids = {rt.call("unique_id", b"A-") for _ in range(20)}
    assert len(ids) == 20 and all(i.startswith(b"A-") for i in ids)
    assert rt.call("unique_id_from", 5, b"B").startswith(b"B")


def test_seeds_fix_random_values(rt) -> None:
    rt.services["seeds"] = (0, *range(20))
    assert [rt.call("rand", 1000) for _ in range(3)] == [0, 131, 755]
    first = rt.call("unique_id_from", 5, b"E-")
    rt.services["uid_pools"].clear()
    assert rt.call("unique_id_from", 5, b"E-") == first


def test_facts(rt) -> None:
    assert rt.call("zeek_version") == b"8.2.2" and rt.call("getpid") == os.getpid()
    assert rt.call("gethostname") and rt.call("zeek_args") == [b"pyzeek", b"-b"]
    assert rt.call("sleep", 0.001) >= 0.001


def test_made_up_names(rt, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZEEK_DNS_FAKE", "1")
    assert rt.call("lookup_addr", Addr.parse("1.2.3.4")).endswith(b"1.2.3.4")
    assert rt.call("lookup_hostname_txt", b"h").endswith(b"h")
    rt.values["digest_salt"] = b"Please change this value."
    found = rt.call("lookup_hostname", b"example.com")
    assert [str(a) for a in found] == ["ce06:236:f21f:587:8c10:121d:c47d:b412"]
    found = rt.call("lookup_hostname", b"h")
    assert len(found) == 1 and found == rt.call("blocking_lookup_hostname", b"h")
