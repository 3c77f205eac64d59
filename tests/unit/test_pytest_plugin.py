"""Scripts as tests, and the fixture that runs scripts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

CAPTURE = Path(__file__).parents[1] / "traces" / "smb" / "smb2-02-session.pcap"
QUIET = ("-p", "no:cacheprovider")


@pytest.fixture
def project(pytester):
    """An empty folder but for a capture in `traces`."""
    (pytester.path / "traces").mkdir()
    shutil.copy(CAPTURE, pytester.path / "traces" / "a.pcap")
    return pytester


def outcomes(project, *arguments):
    result = project.runpytest_subprocess(*QUIET, *arguments)
    return result, {k: v for k, v in result.parseoutcomes().items() if k != "warnings"}


def script(project, name, text):
    project.makefile(".zeek", **{name: text})


def test_scripts_are_tests(project):
    script(project, "test_good", "event zeek_init() { assert 1 + 1 == 2; }")
    script(project, "test_bad", 'event zeek_init() { print "seen"; assert 1 > 2; }')
    script(project, "test_wrong", "event zeek_init() { print x; }")
    script(project, "other", "event zeek_init() { assert F; }")
    result, counted = outcomes(project)
    assert counted == {"passed": 1, "failed": 2}
    result.stdout.fnmatch_lines(["*line 1: assertion failure: 2 < 1*", "seen"])
    result.stdout.fnmatch_lines(["*unknown identifier x*", "exit status 1"])


def test_options_of_a_script(project):
    text = """
    # pyzeek: -C -r traces/a.pcap
    # pyzeek: wanted=3
    const wanted = 0 &redef;
    global seen = 0;
    event smb2_tree_connect_request(c: connection, hdr: SMB2::Header, path: string)
        { ++seen; }
    event zeek_done() { assert seen > 0 && wanted == 3; }
    """
    script(project, "test_options", text.replace("\n    ", "\n"))
    assert outcomes(project)[1] == {"passed": 1}
    assert not list(project.path.glob("*.log"))


def test_a_failure_after_the_start_fails(project):
    text = """# pyzeek: -C -r traces/a.pcap
    event new_connection(c: connection) { print c$smb_state; }"""
    script(project, "test_unset", text)
    result, counted = outcomes(project)
    assert counted == {"failed": 1}
    result.stdout.fnmatch_lines(["*field value missing (c$smb_state)*"])


def test_fixture(project):
    script(project, "watch", 'event new_connection(c: connection) { print "new"; }')
    project.makepyfile("""
        def test_watch(zeek, tmp_path):
            result = zeek("traces/a.pcap", "watch.zeek", ignore_checksums=True)
            assert result.output == "new\\n"
            assert result.log("conn")[0]["id.resp_p"] == 445
            assert (tmp_path / "conn.log").exists()

        def test_bundled(zeek):
            zeek(scripts=["base/utils/site"], bare=True)

        def test_fails(zeek):
            zeek(code="event zeek_init() { print x; }")

        def test_may_fail(zeek):
            assert zeek(code="event zeek_init() { print x; }", check=False).status == 1
    """)
    result, counted = outcomes(project)
    assert counted == {"passed": 3, "failed": 1}
    result.stdout.fnmatch_lines(["*unknown identifier x*"])
