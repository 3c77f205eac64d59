"""How logins end."""

from __future__ import annotations

import pytest

from pyzeek.analyzers.ssh.logins import Logins

from ..notes import Connection, Runtime

FAILED = ("ssh_auth_attempted", "c", False)
WORKED = ("ssh_auth_attempted", "c", True)


@pytest.mark.parametrize(
    ("lengths", "events"),
    [
        ([44], []),
        ([44, 28], [WORKED, ("ssh_auth_successful", "c", True)]),
        ([44, 52, 28], [WORKED, ("ssh_auth_successful", "c", False)]),
        ([44, 52, 52, 60, 52], [FAILED, FAILED]),
        ([44, 400, 52, 28, 28], [WORKED, ("ssh_auth_successful", "c", False)]),
        ([44, 400, 400, 400], [FAILED]),
    ],
)
def test_lengths_of_the_server(lengths: list[int], events: list[object]) -> None:
    connection = Connection(Runtime(None))
    logins = Logins(connection)  # type: ignore[arg-type]
    logins.segment(99, False)  # before the client: does not count
    logins.segment(68, True)
    for length in lengths:
        logins.segment(length, False)
    assert connection.rt.raised == events
