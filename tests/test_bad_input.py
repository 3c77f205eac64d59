"""What cannot work is told in one line, with exit status 1 and no traceback."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

TRACES = Path(__file__).parent / "traces"
GOOD = (TRACES / "smb" / "smb2-02-session.pcap").read_bytes()
OTHER_LINK = GOOD[:20] + (9999).to_bytes(4, "little") + GOOD[24:]

CAPTURES = {
    "empty": (b"", "the file is empty, not a capture"),
    "text": (b"GET / HTTP/1.1\r\n\r\n", "problem with trace file"),
    "head": (GOOD[:10], "truncated in its file header"),
    "cut": (GOOD[:5000], "truncated inside its last packet at byte 5000"),
    "cut-gzip": (gzip.compress(GOOD)[:3000], "is damaged or cut off"),
    "link": (OTHER_LINK, "unsupported link type 9999; supported are"),
}

SCRIPTS = {
    "missing-semicolon": (
        "event zeek_init() { print 1 }",
        "test.zeek, line 1: syntax error",
    ),
    "missing-at-end": ("global a = 1;\nglobal b = 2", "at end of file ./test.zeek"),
    "unknown-name": (
        "event zeek_init()\n\t{\n\tprint conection;\n\t}",
        "test.zeek, line 3: unknown identifier conection",
    ),
    "wrong-type": ("global s: string = 5;", "test.zeek, line 1: type clash"),
    "missing-load": ("@load ./nix", "test.zeek, line 1: can't find ./nix"),
}

ARGUMENTS = {
    "unknown-option": (["--nix"], "unknown option --nix; pyzeek -h lists the options"),
    "unknown-letter": (["-Z"], "unknown option -Z"),
    "no-value": (["-r"], "option -r needs a value"),
    "missing-capture": (["-r", "nix.pcap"], "capture nix.pcap: no such file"),
    "folder": (["-r", "."], "capture .: is a directory"),
    "missing-script": (["nix.zeek"], "can't find nix.zeek"),
    "unknown-constant": (["nix=1"], "unknown identifier 'nix' in command-line"),
    "code": (["-e", "print ("], "in <command line>, line"),
}


def told(outcome, text: str) -> None:
    """One line that says it, and nothing else."""
    assert outcome.status == 1
    assert text in outcome.err
    assert len(outcome.err.splitlines()) == 1
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize("name", CAPTURES)
def test_capture(name, run, tmp_path):
    data, text = CAPTURES[name]
    (tmp_path / "bad.pcap").write_bytes(data)
    told(run("-b", "-C", "-r", "bad.pcap"), text)


@pytest.mark.parametrize("name", CAPTURES)
def test_capture_on_standard_input(name, run):
    data, text = CAPTURES[name]
    told(run("-b", "-C", "-r", "-", stdin=data), text)


@pytest.mark.parametrize("name", SCRIPTS)
def test_script(name, run):
    script, text = SCRIPTS[name]
    told(run("-b", script=script), text)


@pytest.mark.parametrize("name", ARGUMENTS)
def test_argument(name, run):
    arguments, text = ARGUMENTS[name]
    told(run("-b", *arguments), text)


def test_packets_before_a_cut_are_analyzed(run, tmp_path):
    (tmp_path / "cut.pcap").write_bytes(GOOD[:5000])
    code = "event new_connection(c: connection) { print c$id$resp_p; }"
    outcome = run("-b", "-C", "-r", "cut.pcap", "-e", code)
    assert outcome.out == "445/tcp\n"
    told(outcome, "the packets before it were analyzed")


def test_all_errors_of_a_script_are_told(run):
    outcome = run(
        "-b", script='global a = x;\nglobal s: string = 5;\nglobal b = "a" + 1;'
    )
    assert [line.split(",")[1][:7] for line in outcome.err.splitlines()] == [
        " line 1",
        " line 2",
        " line 3",
    ]


def test_bad_checksums_are_counted(run):
    outcome = run("-b", trace="network/tcp-bad-checksums.pcap")
    assert outcome.status == 0
    assert "packets ignored for bad checksums" in outcome.err
    assert "-C takes them" in outcome.err
    assert len(outcome.err.splitlines()) == 1
    assert run("-b", "-C", trace="network/tcp-bad-checksums.pcap").err == ""


def test_filters_that_are_none(run):
    trace = "network/tcp-bad-checksums.pcap"
    outcome = run("-b", "-f", "port of call", trace=trace)
    assert outcome.status == 1 and "no port is called 'of'" in outcome.err
    script = 'redef restrict_filters += { ["a"] = "port of call" };'
    outcome = run("-b", "base/frameworks/packet-filter", script=script, trace=trace)
    assert outcome.status == 1 and "Invalid restrict filter named 'a'" in outcome.err


def test_random_bytes_on_the_smb_port(run, tmp_path, mutate):
    noise = mutate.noise(GOOD, seed=1)
    (tmp_path / "noise.pcap").write_bytes(noise)
    outcome = run("-C", "-r", "noise.pcap", TRACES / "events.zeek")
    assert (outcome.status, outcome.err) == (0, "")


def test_handlers_that_wait_in_vain_are_told_of(run):
    handler = "event finger_reply(c: connection, reply_line: string) {}"
    outcome = run("-b", script=handler, trace="conn/http-get.pcap")
    assert outcome.status == 0
    assert outcome.err == (
        "warning: pyzeek has no analyzer for Finger: nothing raises finger_reply\n"
    )
    assert run("-b", script=handler).err == ""


FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")
MANY = "event zeek_init() { local i = 0; while ( i < 9999 ) { print i; ++i; } }"


@needs_full
@pytest.mark.parametrize(
    "code", ["print 1;", MANY, MANY.replace("zeek_init", "zeek_done")]
)
def test_full_disk_behind_standard_output(code, environment, tmp_path):
    with FULL.open("wb") as out:
        ended = subprocess.run(
            [sys.executable, "-m", "pyzeek", "-b", "-e", code],
            stdout=out,
            stderr=subprocess.PIPE,
            env=environment,
            cwd=tmp_path,
            timeout=60,
        )
    assert ended.returncode == 1
    line = b"fatal error: standard output: No space left on device"
    assert ended.stderr.splitlines() == [line]


FULL_LOG = """
module M;
export { redef enum Log::ID += { LOG, OTHER }; type Info: record { n: count &log; }; }
event zeek_init() &priority=-5
	{
	Log::create_stream(LOG, [$columns=Info, $path="/dev/full"]);
	Log::create_stream(OTHER, [$columns=Info, $path="other"]);
	}
event new_packet(c: connection, p: pkt_hdr)
	{
	Log::write(LOG, Info($n=1));
	Log::write(OTHER, Info($n=2));
	}
"""


@needs_full
def test_full_disk_behind_a_log(run, tmp_path):
    outcome = run("-b", "-C", script=FULL_LOG, trace="smb/smb3-11-session.pcap")
    assert outcome.status == 1 and len(outcome.err.splitlines()) == 1
    assert "error writing to /dev/full: No space left on device" in outcome.err
    assert (tmp_path / "other.log").read_text().count("\n2\n2\n2\n")


@needs_full
def test_full_disk_behind_a_file_of_a_script(run):
    code = 'event zeek_init() { local f = open("/dev/full"); print f, 1; close(f); }'
    outcome = run("-b", "-e", code)
    assert outcome.status == 1 and "internal error" not in outcome.err
    assert "No space left on device" in outcome.err


def test_log_folder_that_cannot_be(run, tmp_path):
    (tmp_path / "file").write_text("")
    told(run("-l", "file", "-e", "print 1;"), "log directory file: File exists")


def test_log_that_cannot_be_opened(run, tmp_path):
    (tmp_path / "conn.log").mkdir()
    outcome = run("-C", trace="smb/smb3-11-session.pcap")
    told(outcome, "error: conn/Log::WRITER_ASCII: cannot open conn.log: Is a directory")
    assert (
        (tmp_path / "smb_files.log").read_text().splitlines()[-1].startswith("#close")
    )


def test_files_that_nobody_closes_are_written(environment, tmp_path):
    code = 'global f = open("out.txt"); event zeek_done() { print f, "said"; }'
    subprocess.run(
        [sys.executable, "-m", "pyzeek", "-b", "-e", code],
        cwd=tmp_path,
        env=environment,
        check=True,
        timeout=60,
    )
    assert (tmp_path / "out.txt").read_text() == "said\n"


@needs_full
def test_full_disk_behind_a_file_that_nobody_closes(environment, tmp_path):
    code = 'event zeek_init() { local f = open("/dev/full"); print f, 1; }'
    ended = subprocess.run(
        [sys.executable, "-m", "pyzeek", "-b", "-e", code],
        cwd=tmp_path,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        timeout=60,
    )
    assert ended.returncode == 1
    assert ended.stderr == "fatal error: /dev/full: No space left on device\n"
