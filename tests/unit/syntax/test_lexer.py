"""Tokens: longest matches, what stands before, directives, comments."""

from __future__ import annotations

import pytest

from pyzeek.syntax.parse import as_latin, lexer


def symbols(text: str) -> list[str]:
    return [token[0] for token in lexer(as_latin(text)).batch()]


def texts(text: str) -> list[str]:
    return [token[1] for token in lexer(as_latin(text)).batch()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a::b ::c d", "ID GLOBAL_ID ID"),
        ("if table T global1", "if table T ID"),
        ("1 1.5 .5 1e5 0x1f", "NUMBER REAL REAL REAL HEX_NUMBER"),
        ("1day 1.5 hrs 3 secs 5usec", "DURATION DURATION DURATION DURATION"),
        ("1.2.3.4 1.2.3.4/8 1.2.3.4 / 8", "IPV4 NET4 NET4"),
        ("[::1] [fe80::1]/64 [2001:db8:0:0:0:0:0:1]", "IPV6 NET6 IPV6"),
        ("80/tcp 53/udp 8/icmp 1/unknown", "PORT_NUMBER " * 4),
        ("a -1", "ID - NUMBER"),
        ("a--b ++c", "ID -- ID ++ ID"),
        ("a !in b !inside", "ID NOT_IN ID ! ID"),
        ("a?$b a?b", "ID ?$ ID ID ? ID"),
        ("&log & log", "&log & ID"),
        ("&default_insert &default", "&default_insert &default"),
        ("<<= >=", "<< = >="),
        ('"a\\"b" "c"', "TEXT TEXT"),
        ("x[1:2] y", "ID [ NUMBER : NUMBER ] ID"),
        ("# comment\na # more", "ID"),
        ("a\r\n  b", "ID ID"),
        ("print0.5", "ID REAL"),
    ],
)
def test_symbols(text, expected):
    assert symbols(text) == expected.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("|a|", "SIZE_OPEN ID SIZE_CLOSE"),
        ("|a|-|b|", "SIZE_OPEN ID SIZE_CLOSE - SIZE_OPEN ID SIZE_CLOSE"),
        ("|a | b|", "SIZE_OPEN ID | ID SIZE_CLOSE"),
        ("a | |b|", "ID | SIZE_OPEN ID SIZE_CLOSE"),
        ("|a[b | c]|", "SIZE_OPEN ID [ ID | ID ] SIZE_CLOSE"),
        ("|a| in b", "SIZE_OPEN ID SIZE_CLOSE in ID"),
        ("return |a|", "return SIZE_OPEN ID SIZE_CLOSE"),
        ("if (a) |b|", "if ( ID ) SIZE_OPEN ID SIZE_CLOSE"),
        ("f(a) | b", "ID ( ID ) | ID"),
    ],
)
def test_bars(text, expected):
    assert symbols(text) == expected.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/a/", "REGEX"),
        ("/a b/is == c", "REGEX == ID"),
        ("a / b / c", "ID / ID / ID"),
        ("f(/a/, 1 / 2)", "ID ( REGEX , NUMBER / NUMBER )"),
        ("case /a/:", "case REGEX :"),
        (r"/a\/b/ in c", "REGEX in ID"),
        ("//", "/ /"),
    ],
)
def test_slashes(text, expected):
    assert symbols(text) == expected.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("when ( local x = a && local y = b )", 2),
        ("when [a, copy b] ( (local x = a) )", 1),
        ("when ( a ) { local x = 1; }", 0),
        ("if ( local x )", 0),
        ("local x = 1; local y", 0),
    ],
)
def test_local_in_when(text, expected):
    assert symbols(text).count("WHEN_LOCAL") == expected


def test_places_count_bytes():
    tokens = lexer(as_latin('a\n\tprint "\u00e9", b;')).batch()
    assert [token[2:] for token in tokens] == [
        (1, 0, 1),
        (2, 1, 6),
        (2, 7, 11),
        (2, 11, 12),
        (2, 13, 14),
        (2, 14, 15),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a @ b", "unrecognized character: '@'"),
        ("\x01", "unrecognized character: '\\x01'"),
        ('"abc', "unrecognized character: '\"'"),
        ("a = www.example.com;", "DNS lookup of host literal 'www.example.com'"),
        ("/a/ii", "pattern has duplicate mode i"),
        ("/abc\nd", "pattern not terminated before end of line"),
    ],
)
def test_messages(text, message):
    tokens = lexer(as_latin(text)).batch()
    assert message in [t[1] for t in tokens if t[0] == "error"][0]


def test_a_batch_ends_at_a_directive():
    text = lexer("a @load b/c.zeek\n@if ( x == (1) ) y\n@else @endif\nz")
    assert texts_of(text.batch()) == ["a"]
    assert text.directive == "@load b/c.zeek"
    assert texts_of(text.batch()) == ["@if"]
    assert texts_of(text.header()) == ["(", "x", "==", "(", "1", ")", ")"]
    assert texts_of(text.batch()) == ["y", "@else"]
    assert (texts_of(text.batch()), text.directive) == ([], "@endif")
    assert (texts_of(text.batch()), text.directive) == (["z"], "")


def texts_of(tokens):
    return [token[1] for token in tokens]


def test_skipped_text_needs_no_sense():
    text = lexer('@else " ( # @endif\n @@ @ifdef\nx')
    text.batch()
    found = [text.skip() for _ in range(3)]
    assert [token and (token[0], token[2]) for token in found] == [
        ("@endif", 1),
        ("@ifdef", 2),
        None,
    ]


def test_documentation_comments_know_their_tokens():
    text = lexer("##! sum\n## a\nb; ##< c\n## e\nf, ##< g\n##< h\n")
    text.batch()
    assert text.summary == ["sum"]
    assert text.docs_before == {(3, 0): "a", (5, 0): "e"}
    assert text.docs_after == {(3, 2): "c", (5, 1): "g\nh"}


def test_excerpt():
    from pyzeek.diagnostics import Location

    text = lexer("a b\nc d")
    assert text.excerpt(Location("f", 2, 2, 2, 3)) == "d"
    assert text.excerpt(Location("f", 1, 2, 2, 1)) == "b"


@pytest.mark.parametrize(
    "text",
    ['"' + r"\x41\101" * 5000, "/" + r"\x41\101" * 5000, "9" * 50000, "1." * 5000],
)
def test_long_text_takes_no_long_time(text):
    assert lexer(text).batch()
