"""What commands and replies mean for the state."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.smtp.session import COMMANDS, CONNECT, END_OF_DATA, Session, State


class Owner:
    """Does what the analyzer does, and notes it."""

    def __init__(self):
        self.notes = []
        self.session = Session(self)

    def begin_data(self, is_orig):
        self.session.state = State.IN_DATA
        self.notes.append("begin")

    def end_data(self):
        self.notes.append("end")

    def turn(self):
        self.notes.append("turn")

    def start_tls(self):
        self.notes.append("tls")

    def unexpected_command(self, command, code):
        self.notes.append(("command", command, code))

    def unexpected_reply(self, command, code):
        self.notes.append(("reply", command, code))

    def states(self, *steps):
        found = []
        for command, code in steps:
            self.session.update(command, code, True)
            found.append(self.session.state)
        return found


def test_one_mail():
    owner = Owner()
    steps = [(CONNECT, 220)]
    for command, code in [("EHLO", 250), ("MAIL", 250), ("RCPT", 250), ("DATA", 354)]:
        steps += [(command, 0), (command, code)]
    steps += [(END_OF_DATA, 0), (END_OF_DATA, 250), ("QUIT", 0), ("QUIT", 221)]
    found = owner.states(*steps)
    assert [int(state) for state in found] == [1, 3, 3, 4, 4, 5, 5, 6, 6, 7, 3, 10, 10]
    assert owner.notes == ["begin", "end"]


def test_refusals():
    owner = Owner()
    assert owner.states(("EHLO", 0), ("EHLO", 500)) == [State.READY, State.INITIATED]
    assert owner.states(("MAIL", 0), ("MAIL", 550))[1] == State.READY
    assert owner.states(("DATA", 0), ("DATA", 421))[1] == State.QUIT
    assert owner.states(("QUIT", 0), ("QUIT", 500))[1] == State.QUIT
    assert owner.notes == [
        ("command", "MAIL", 0),
        ("command", "DATA", 0),
        "begin",
        "end",
        ("command", "QUIT", 0),
        ("reply", "QUIT", 500),
    ]


def test_logins_and_encryption():
    owner = Owner()
    owner.states(("EHLO", 0))
    assert owner.states(("AUTH", 0), ("AUTH", 334)) == [State.READY, State.IN_AUTH]
    assert owner.states(("AUTH_ANSWER", 235)) == [State.INITIATED]
    owner.states(("EHLO", 0))
    assert owner.states(("STARTTLS", 0), ("STARTTLS", 220))[1] == State.IN_TLS
    assert owner.notes == ["tls"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(COMMANDS)),
            st.sampled_from([0, 220, 250, 334, 354, 421, 500, 554, 599]),
        )
    )
)
def test_anything(steps):
    owner = Owner()
    assert all(isinstance(state, State) for state in owner.states(*steps))
