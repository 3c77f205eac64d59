"""Modbus messages, and what is malformed."""

from __future__ import annotations

import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.modbus import ModbusAnalyzer

from .notes import Connection, Conversation, Runtime


def message(code: int, body: bytes, pid: int = 0) -> bytes:
    return struct.pack(">HHHBB", 1, pid, len(body) + 2, 9, code) + body


class Talk(Conversation):
    """An analyzer, and what came of what it was given."""

    def __init__(self, wanted: set[str] | None = None):
        self.connection = Connection(Runtime(wanted))
        self.analyzer = ModbusAnalyzer(self.connection)  # type: ignore[arg-type]

    def send(self, data: bytes, is_orig: bool = True) -> list[Any]:
        """The events of these bytes, without `c` and headers."""
        raised = self.connection.rt.raised
        before = len(raised)
        self.analyzer.deliver(data, is_orig)
        return [
            (event[0].removeprefix("modbus_"), *event[3:]) for event in raised[before:]
        ]


@pytest.fixture
def talk() -> Talk:
    return Talk()


def pack(form: str, *values: Any) -> bytes:
    return struct.pack(">" + form, *values)


@pytest.mark.parametrize(
    ("code", "is_orig", "body", "event"),
    [
        (1, True, pack("HH", 5, 6), ("read_coils_request", 5, 6)),
        (1, False, b"\1\5", ("read_coils_response", [True, False, True] + [False] * 5)),
        (2, True, pack("HH", 5, 6), ("read_discrete_inputs_request", 5, 6)),
        (3, True, pack("HH", 5, 6), ("read_holding_registers_request", 5, 6)),
        (3, False, b"\4\0\1\0\2", ("read_holding_registers_response", [1, 2])),
        (4, False, b"\2\0\7", ("read_input_registers_response", [7])),
        (5, True, pack("HH", 5, 0xFF00), ("write_single_coil_request", 5, True)),
        (5, False, pack("HH", 5, 0), ("write_single_coil_response", 5, False)),
        (6, True, pack("HH", 5, 6), ("write_single_register_request", 5, 6)),
        (8, True, b"\0\0ab", ("diagnostics_request", 0, b"ab")),
        (8, False, b"\0\1ab", ("diagnostics_response", 1, b"ab")),
        (
            15,
            True,
            pack("HHB", 5, 3, 1) + b"\6",
            ("write_multiple_coils_request", 5, [False, True, True]),
        ),
        (15, False, pack("HH", 5, 3), ("write_multiple_coils_response", 5, 3)),
        (
            16,
            True,
            pack("HHBHH", 5, 2, 4, 8, 9),
            ("write_multiple_registers_request", 5, [8, 9]),
        ),
        (
            20,
            True,
            pack("BBHHH", 7, 6, 1, 2, 3),
            ("read_file_record_request", 7, [(6, 1, 2, 3)]),
        ),
        (20, False, b"\5\3\6abc", ("read_file_record_response", 5, [(3, 6, b"abc")])),
        (
            21,
            False,
            pack("BBHHH", 9, 6, 1, 2, 1) + b"ab",
            ("write_file_record_response", 9, [(6, 1, 2, 1, b"ab")]),
        ),
        (22, True, pack("HHH", 1, 2, 3), ("mask_write_register_request", 1, 2, 3)),
        (
            23,
            True,
            pack("HHHHBH", 1, 2, 3, 1, 2, 7),
            ("read_write_multiple_registers_request", 1, 2, 3, [7]),
        ),
        (24, True, pack("H", 4), ("read_fifo_queue_request", 4)),
        (24, False, pack("HHH", 4, 1, 9), ("read_fifo_queue_response", [9])),
        (43, True, b"\x0erest", ("encap_interface_transport_request", 14, b"rest")),
    ],
)
def test_messages(
    talk: Talk, code: int, is_orig: bool, body: bytes, event: tuple[Any, ...]
) -> None:
    assert talk.send(message(code, body), is_orig) == [("message", is_orig), event]
    assert talk.violations == [] and talk.connection.confirmed == 1


def test_an_exception(talk: Talk) -> None:
    assert talk.send(message(0x83, b"\2"), False)[1] == ("exception", 2)


def test_what_is_unknown(talk: Talk) -> None:
    assert talk.send(message(0x41, b"any")) == [("message", True)]


@pytest.mark.parametrize("size", [1, 7, 8, 9, 100])
def test_in_pieces(size: int) -> None:
    talk, data = Talk(), message(1, pack("HH", 5, 6)) * 3
    for at in range(0, len(data), size):
        talk.send(data[at : at + size])
    assert len(talk.connection.rt.raised) == 6


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            message(1, b"\0\0\0\0", 7),
            "&enforce violation : ModbusTCP_TransportHeader:pid",
        ),
        (
            pack("HHHBB", 1, 0, 1, 9, 1),
            "&enforce violation : ModbusTCP_TransportHeader:len",
        ),
        (message(1, b"\0"), "out_of_bound: ReadCoilsRequest: 4 > 1"),
        (
            message(5, pack("HH", 1, 2)),
            "invalid value for modbus write single coil request 2",
        ),
        (
            message(16, pack("HHBHH", 5, 9, 4, 8, 9)),
            "out_of_bound: WriteMultipleRegistersRequest:registers: 9 > 4",
        ),
        (
            message(16, pack("HHBB", 5, 0, 1, 8)),
            "invalid value for modbus write multiple registers request byte count 1",
        ),
        (message(20, b"\3abc"), "out_of_bound: FileRecordRequest: 7 > 3"),
    ],
)
def test_malformed(talk: Talk, data: bytes, reason: str) -> None:
    talk.send(data)
    assert talk.violations == [reason]


@pytest.mark.parametrize(
    ("body", "weird"),
    [
        (b"\0\1a", "modbus_diag_invalid_request_data"),
        (b"\0\1ab", "modbus_diag_invalid_request_data"),
        (b"\0\3\xff\0", "modbus_diag_invalid_request_data"),
        (b"\0\x0aab", "modbus_diag_invalid_request_data"),
        (b"\0\x50ab", "modbus_diag_unknown_request_subfunction"),
    ],
)
def test_odd_diagnostics(talk: Talk, body: bytes, weird: str) -> None:
    talk.send(message(8, body))
    assert [name for name, _ in talk.connection.net.odd] == [weird]


@given(st.lists(st.tuples(st.integers(0, 255), st.binary(max_size=20), st.booleans())))
def test_any_bytes(messages: list[tuple[int, bytes, bool]]) -> None:
    talk = Talk()
    for code, body, is_orig in messages:
        talk.send(message(code % 48, body), is_orig)
        talk.send(body, is_orig)
