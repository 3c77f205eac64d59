"""What SMB brings to others."""

from __future__ import annotations

from typing import Any

from pyzeek.analyzers.smb.carried import Carried

from .conftest import Session

WRITE = "3100700003000000" + "05" + "00" * 7 + "01" + "00" * 7 + "02" + "00" * 23
READ = "3100000003000000" + "09" + "00" * 7 + "01" + "00" * 7 + "02" + "00" * 23
PIPE_IN = "3900000017c01100" + "00" * 20 + "03000000" + "00" * 24 + "616263"


class Taker(Carried):
    """Notes down what it is brought."""

    def __init__(self) -> None:
        self.wants_pipes = self.wants_files = True
        self.got: list[Any] = []

    def login(self, *args: Any) -> None:
        self.got.append(("login", *args))

    def pipe_data(self, *args: Any) -> None:
        self.got.append(("pipe", *args))

    def close_pipe(self, *args: Any) -> None:
        self.got.append(("close", *args))

    def file_data(self, *args: Any) -> None:
        self.got.append(("file", *args))

    def end_of_file(self, *args: Any) -> None:
        self.got.append(("end", *args))


def taker(session: Session) -> list[Any]:
    found = Taker()
    session.analyzer._state.carried = found
    return found.got


def test_logins(session: Session) -> None:
    got = taker(session)
    session.message(1, "1900" + "00" * 10 + "58000300" + "00" * 8 + "616263")
    assert got == [("login", b"abc", True)]


def test_files(session: Session) -> None:
    got = taker(session)
    session.message(9, WRITE + "616263")
    session.message(8, READ)
    session.message(8, "1100500002000000" + "00" * 8 + "7879", is_orig=False)
    assert got == [("file", 5, b"abc", True), ("file", 9, b"xy", False)]


def test_pipes(session: Session) -> None:
    got = taker(session)
    session.message(3, "10000200" + "00" * 12, is_orig=False)
    session.message(9, WRITE + "616263")
    session.message(8, READ)
    session.message(8, "1100500002000000" + "00" * 8 + "7879", is_orig=False)
    session.message(11, PIPE_IN)
    session.message(6, "18000000" + "00" * 4 + "01" + "00" * 7 + "02" + "00" * 7)
    assert got == [
        ("pipe", 3, b"abc", True),
        ("pipe", 3, b"xy", False),
        ("pipe", 0, b"abc", True),
        ("end", True),
        ("close", 3),
    ]


def test_to_the_file_framework(session: Session) -> None:
    given = session.rt.services["file_analysis"].given
    session.message(9, WRITE + "616263")
    session.message(6, "18000000" + "00" * 4 + "01" + "00" * 7 + "02" + "00" * 7)
    assert given == [(b"abc", "SMB", True, {"offset": 5}), ("SMB", True)]


def test_nobody_wants_files() -> None:
    session = Session({"smb2_message"})
    assert not session.analyzer._state.carried.wants_files
    session.message(9, WRITE + "616263")
    session.message(6, "18000000" + "00" * 4 + "01" + "00" * 7 + "02" + "00" * 7)
    assert session.rt.services["file_analysis"].given == []
