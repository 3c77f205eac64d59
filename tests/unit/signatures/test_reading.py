"""Signature files as rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.signatures.reading import read_rules
from pyzeek.signatures.rules import (
    Content,
    Disable,
    Enable,
    Evaluate,
    HeaderTest,
    IpOptions,
    Masked,
    Mime,
    PayloadSize,
    RaiseEvent,
    Requirement,
    SameIp,
    StateIs,
)
from pyzeek.values.subnet import Subnet


class Script:
    """A few variables."""

    variables = {
        "nets": [Subnet.parse("10.0.0.0/8"), Subnet.parse("2001:db8::/32")],
        "M::ports": [80, 8080],
        "text": b"a.c",
        "number": 7,
    }

    def value(self, name):
        return self.variables[name]

    def check_event(self, name, has_message, complain):
        if name != "found":
            complain(f"identifier is not an event ({name})")

    def check_function(self, name, complain):
        if name != "judge":
            complain(f"unknown identifier ({name})")

    def knows_analyzer(self, name):
        return True


def read(body):
    wrong = []
    text = f"signature s {{\n{body}\n}}"
    rules = read_rules(text, "t.sig", names=Script(), complain=wrong.append)
    return rules, wrong


def only(body):
    rules, wrong = read(body)
    assert wrong == []
    return rules[0]


def header(place, offset, size, comparison, *values):
    values = tuple(v if isinstance(v, Masked) else Masked(v) for v in values)
    return HeaderTest(place, offset, size, comparison, values)


@pytest.mark.parametrize(
    ("body", "test"),
    [
        ("ip-proto == tcp", header("next", 0, 0, "==", 6)),
        ("ip-proto = 47, 50-51", header("next", 0, 0, "==", 47, 50, 51)),
        ("src-port != 80", header("tcp", 0, 2, "!=", 80)),
        ("dst-port == M::ports, 1", header("tcp", 2, 2, "==", 80, 8080, 1)),
        ("header tcp[13] & 2 == 2", header("tcp", 13, 1, "==", Masked(2, 2))),
        ("header udp[4:2] >= 0x10", header("udp", 4, 2, ">=", 16)),
        (
            "header ip[16:4] == 10.1.2.3/16, 1.2.3.4",
            header("ip", 16, 4, "==", Masked(0x0A010000, 0xFFFF0000), 0x01020304),
        ),
    ],
)
def test_header_conditions(body, test):
    assert only(body).headers == [test]


def test_addresses():
    tests = only("src-ip == 10.1.0.0/16, [2001:db8::1]\ndst-ip != nets").headers
    assert [t.place for t in tests] == ["src", "dst"]
    assert [str(p) for p in tests[0].prefixes] == ["10.1.0.0/16", "2001:db8::1/128"]
    assert list(tests[1].prefixes) == Script.variables["nets"]


def test_a_protocol_of_tunnels_tests_nothing():
    assert only("ip-proto == ip6").headers == []


@pytest.mark.parametrize(
    ("body", "content"),
    [
        (r"payload /a\/b/", Content("payload", rb"a\/b")),
        ("http /x/i", Content("http-request", b"(?i:x)")),
        ("http-body /x/", Content("http-reply-body", b"x")),
        ("ftp [:8] text", Content("ftp", b"a.c", 8)),
        ("payload [0:number] /x/", Content("payload", b"x", 7)),
    ],
)
def test_contents(body, content):
    assert only(body).contents == [content]


@pytest.mark.parametrize(
    ("body", "condition"),
    [
        ("tcp-state established,originator", {"established", "originator"}),
        ("same-ip", SameIp()),
        ("ip-options lsrr, rr", IpOptions()),
        ("payload-size > 0x20", PayloadSize(">", 32)),
        ("eval judge", Evaluate("judge")),
    ],
)
def test_conditions(body, condition):
    if isinstance(condition, set):
        condition = StateIs("tcp", frozenset(condition))
    assert only(body).conditions == [condition]


@pytest.mark.parametrize(
    ("body", "action"),
    [
        ('event "seen"', RaiseEvent(b"seen")),
        ("event found", RaiseEvent(None, "found")),
        ('event found "seen"', RaiseEvent(b"seen", "found")),
        ('file-mime "a/b", -3', Mime("a/b", -3)),
        ("file-mime text", Mime("a.c", 0)),
        ('enable "http"', Enable("http")),
        ('enable "pia_tcp:ssl"', Enable("pia_tcp", "ssl")),
        ('disable "http"', Disable("http")),
    ],
)
def test_actions(body, action):
    assert only(body).actions == [action]


def test_requirements():
    rule = only("requires-signature a\nrequires-reverse-signature !b-c")
    assert rule.requirements == [
        Requirement("a", False, False),
        Requirement("b-c", True, True),
    ]


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        ("payload 7", 2, "syntax error"),
        ("\nunheard-of", 3, "syntax error"),
        ("payload", 3, "syntax error"),
        ("dst-port == gone", 2, "unknown script-level identifier (gone)"),
        ("src-ip == number", 2, "Wrong type of identifier"),
        ("ftp number", 2, "Identifier must refer to string"),
        ("payload-size == text", 2, "Identifier must refer to integer"),
        ("udp-state established", 3, "'established' is not a valid 'udp-state'"),
        ("eval gone", 2, "unknown identifier (gone)"),
        ("event gone", 3, "identifier is not an event (gone)"),
        ("same-ip ;", 2, "unrecognized character in input (;)"),
    ],
)
def test_mistakes(body, line, message):
    _, wrong = read(body)
    assert wrong == [f"Error in signature (t.sig:{line}): {message}"]


def test_what_stands_before_a_mistake_counts():
    text = "signature a { same-ip }\nsignature b { same }\nsignature c { same-ip }"
    wrong = []
    assert [r.name for r in read_rules(text, "f", complain=wrong.append)] == ["a"]
    assert wrong == ["Error in signature (f:2): syntax error"]


@given(st.text(max_size=80))
def test_any_text(text):
    read_rules(text, "f")
    read_rules("signature a { " + text, "f")
