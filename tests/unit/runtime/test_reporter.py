"""Messages of a running program, and what ends it instead."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest

from pyzeek.runtime import Runtime


def test_messages_have_zeeks_form():
    rt = Runtime()
    rt.reporter.stream = stream = io.StringIO()
    rt.reporter.report("error", "a.zeek, line 1", "wrong")
    rt.reporter.warning("strange")
    assert stream.getvalue() == "error in a.zeek, line 1: wrong\nwarning: strange\n"
    assert rt.reporter.errors == 1


def test_network_time_stands_before_a_message():
    rt = Runtime()
    rt.reporter.stream = stream = io.StringIO()
    rt.network_time, rt.stamp_messages = 12.5, True
    rt.reporter.line("x")
    assert stream.getvalue() == "12.500000 x\n"


def test_a_closed_pipe_is_no_fault_of_the_script():
    with pytest.raises(BrokenPipeError):
        Runtime().reporter.fault(BrokenPipeError())


def test_a_reader_that_goes_away_ends_the_run(environment):
    code = "local i = 0; while ( i < 200000 ) { print i; ++i; }"
    with subprocess.Popen(
        [sys.executable, "-m", "pyzeek", "-b", "-e", code],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout.readline() == b"0\n"
        process.stdout.close()
        assert process.stderr.read() == b""
