"""Whole runs: each folder of `runs/` has a script, its arguments and what comes out.

`args` holds the arguments, where `{traces}` stands for `tests/traces`; `out`, `err`
and `status` what the run must print and end with. A second run, which takes
everything from the cache, must do the same. `--update` renews `out` and `err`.
"""

from __future__ import annotations

import ast
import shlex
import shutil
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
RUNS = sorted(path.parent for path in (TESTS / "runs").glob("*/args"))


@pytest.mark.parametrize("folder", RUNS, ids=lambda path: path.name)
def test_run(folder, run, golden, tmp_path):
    for script in [*folder.glob("*.zeek"), *folder.glob("*.sig")]:
        shutil.copy(script, tmp_path)
    words = shlex.split((folder / "args").read_text(encoding="utf-8"))
    arguments = [word.replace("{traces}", str(TESTS / "traces")) for word in words]
    first, second = run(*arguments), run(*arguments)
    golden(folder / "out", first.out)
    golden(folder / "err", first.err)
    assert first.status == int((folder / "status").read_text())
    assert second == first


def test_packets_one_way_or_the_other(run):
    """Analyzing what nobody asks for changes nothing that is printed."""
    script = "event connection_state_remove(c: connection) { print c$id, c$orig; }"
    trace = "smb/smb3-11-change-notify.pcap"
    plain = run("-b", "-C", "base/protocols/smb", script=script, trace=trace)
    everything = run(
        "-b", "-C", "--analyze-all", "base/protocols/smb", script=script, trace=trace
    )
    assert plain.out and plain == everything


@pytest.mark.parametrize(
    "trace", ["krb-udp-failures", "krb-tcp-kinit-kvno", "smb3-11-session"]
)
def test_protocols_show_themselves(run, trace):
    """What ports tell, signatures tell as well."""
    script = """
        event analyzer_confirmation_info(atype: AllAnalyzers::Tag,
                                         info: AnalyzerConfirmationInfo)
            { print "it is", atype; }
        event krb_error(c: connection, msg: KRB::Error_Msg) { print "error", msg; }
        event krb_as_request(c: connection, msg: KRB::KDC_Request) { print msg; }
        event smb2_message(c: connection, hdr: SMB2::Header, is_orig: bool)
            { print hdr; }
    """
    scripts = ("base/protocols/smb", "base/protocols/krb")
    given = {"script": script, "trace": f"smb/{trace}.pcap"}
    by_port = run("-b", "-C", *scripts, **given)
    by_bytes = run("-b", "-C", *scripts, "dpd_ignore_ports=T", **given)
    assert by_port.out and by_port == by_bytes


def test_dump_python_is_python(run):
    code = "event new_connection(c: connection) { print c$uid; }"
    outcome = run("-b", "--dump-python", "-e", code)
    assert (outcome.status, outcome.err) == (0, "")
    handlers = [f for f in ast.parse(outcome.out).body if "new_connection" in f.name]
    assert [argument.arg for argument in handlers[-1].args.args] == ["c"]
