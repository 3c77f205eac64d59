"""Lines of a network virtual terminal."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.content_line import CR_AS_EOL, LF_AS_EOL
from pyzeek.analyzers.contract import Analyzer
from pyzeek.analyzers.nvt import NVT

from .notes import Connection, Runtime

IAC, SB, SE, WILL = b"\xff", b"\xfa", b"\xf0", b"\xfb"


class Ear:
    """One direction, and what it gave."""

    def __init__(self, eol: int = LF_AS_EOL, **options: Any):
        self.connection = Connection(Runtime(None))
        owner = Analyzer(self.connection)  # type: ignore[arg-type]
        self.lines: list[bytes] = []
        self.nvt = NVT(owner, True, lambda x, _: self.lines.append(x), **options)
        self.nvt.eol = eol

    def hear(self, *pieces: bytes) -> list[bytes]:
        for piece in pieces:
            self.nvt.deliver(piece)
        return self.lines


def test_ends_of_lines() -> None:
    assert Ear().hear(b"a\nb\r\nc\rd\r", b"\ne") == [b"a", b"b", b"c\rd"]


def test_a_cr_alone_is_odd() -> None:
    ear = Ear()
    ear.hear(b"a\rb\r\0c\n")
    assert ear.lines == [b"a\rb\rc"]
    assert ear.connection.weirds == ["line_terminated_with_single_CR"]


def test_cr_as_an_end() -> None:
    assert Ear(CR_AS_EOL | LF_AS_EOL).hear(b"a\rb\r\nc\n") == [b"a", b"b", b"c"]


def test_lf_that_is_no_end() -> None:
    ear = Ear(0)
    assert ear.hear(b"a\nb\r\n") == [b"a\nb"]
    assert ear.connection.weirds == ["line_terminated_with_single_LF"]


def test_nul() -> None:
    assert Ear().hear(b"a\0b\n") == [b"a\0b"]


@pytest.mark.parametrize(
    "command",
    [
        IAC + WILL + b"\1",
        IAC + b"\xf1",
        IAC + SB + b"\x18\0xterm" + IAC + SE,
        IAC + SB + b"\x18" + IAC + IAC + b"x" + IAC + SE,
    ],
)
def test_commands_are_taken_out(command: bytes) -> None:
    whole = b"US" + command + b"ER\r\n"
    assert Ear().hear(whole) == [b"USER"]
    assert Ear().hear(*[whole[i : i + 1] for i in range(len(whole))]) == [b"USER"]


def test_a_doubled_iac_is_a_character() -> None:
    assert Ear().hear(b"a" + IAC, IAC + b"b\n") == [b"a\xffb"]


def test_a_suboption_that_ends_wrongly() -> None:
    ear = Ear()
    assert ear.hear(b"a" + IAC + SB + b"\x18" + IAC + WILL + b"\1b\n") == [b"ab"]
    assert ear.connection.rt.raised == [("bad_option_termination", "c")]


def test_lines_that_are_too_long() -> None:
    ear = Ear(max_line_length=128)
    ear.hear(b"x" * 130 + b"\n")
    assert ear.lines == [b"x" * 127, b"x"]
    assert ear.connection.weirds == ["X", "nvt_line_size_exceeded"]


def test_a_suboption_that_is_too_long() -> None:
    ear = Ear(max_line_length=128)
    ear.hear(IAC + SB + b"\1" * 130 + b"\nb\n")
    assert ear.connection.weirds == ["X", "nvt_option_size_exceeded"]


@given(st.lists(st.binary(max_size=30), max_size=6))
def test_pieces_do_not_matter(pieces: list[bytes]) -> None:
    assert Ear().hear(*pieces) == Ear().hear(b"".join(pieces))
