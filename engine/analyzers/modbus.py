"""Modbus over TCP: coils and registers of controllers are read and written.

The messages are those of the Modbus Application Protocol V1.1b, whose chapters are
given with the layouts.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from ..values.vector import Vector
from .contract import Analyzer, ParseError
from .flow_buffer import Flow, FlowBuffer, Unit
from .layout import Cursor, Layout, not_allowed, out_of_bound

if TYPE_CHECKING:
    from .conn import Connection

HEADER = Layout(
    "ModbusTCP_TransportHeader", "4.1", "tid:H pid:H len:H uid:B fc:B", order=">"
)
FILE_REQUEST = Layout(
    "FileRecordRequest",
    "6.14",
    "ref_type:B file_num:H record_num:H record_len:H",
    order=">",
)
FILE_RESPONSE = Layout(
    "FileRecordResponse", "6.14", "file_len:B ref_type:B", "ref_type"
)
FILE_DATA = Layout(
    "ReferenceWithData",
    "6.15",
    "ref_type:B file_num:H record_num:H record_length:H",
    "record_length",
    ">",
)

_EXCEPTION = 0x80
# What the length in a header does not count.
_UNCOUNTED = 6
_LEAST = 2

_COIL_OFF, _COIL_ON = 0, 0xFF00

# Subfunctions of diagnostics (6.8): those whose data must be zero, and others.
_RETURN_DATA, _RESTART, _DELIMITER = 0x00, 0x01, 0x03
_WITHOUT_DATA = frozenset((2, 4, *range(0x0A, 0x13), 0x14))


class Header(NamedTuple):
    """What each message begins with (4.1)."""

    tid: int
    pid: int
    length: int
    uid: int
    code: int


class ModbusAnalyzer(Analyzer):
    """Both sides of a connection."""

    name = "MODBUS"

    def __init__(self, connection: Connection):
        super().__init__(connection)
        self._flows = {x: Flow(partial(self._unit, x)) for x in (True, False)}

    def deliver(self, data: bytes, is_orig: bool) -> None:
        """The next bytes of one side."""
        try:
            self._flows[is_orig].feed(data)
        except ParseError as error:
            self.connection.violation(self, str(error))

    def gap(self, length: int, is_orig: bool) -> None:
        """Bytes are missing: the message at hand goes on with what follows."""
        self._flows[is_orig].gap()

    def _unit(self, is_orig: bool, flow: FlowBuffer) -> Unit:
        """One message."""
        head = yield from flow.frame(HEADER.size)
        header = Header(*HEADER.unpack(head, 0))
        if header.pid:
            raise not_allowed(f"{HEADER.name}:pid")
        if header.length < _LEAST:
            raise not_allowed(f"{HEADER.name}:len")
        self._raise("modbus_message", header, lambda: (is_orig,))
        whole = yield from flow.grow(header.length + _UNCOUNTED)
        self._body(Cursor(whole, HEADER.size, len(whole)), header, is_orig)
        self.connection.confirm(self)

    def _body(self, cursor: Cursor, header: Header, is_orig: bool) -> None:
        if not is_orig and header.code & _EXCEPTION:
            code = cursor.read(Layout("ModbusTCP_ExceptResponse", "7", "code:B"))[0]
            self._raise("modbus_exception", header, lambda: (code,))
            return
        found = _MESSAGES.get((header.code, is_orig))
        if found is not None:
            event, where, read = found
            read(self, Message(event, where, header, cursor))

    def _raise(
        self, event: str, header: Header, values: Callable[[], tuple[Any, ...]]
    ) -> None:
        handler = self.connection.net.handler(event)
        if not handler.wanted:
            return
        tid, pid, length, uid, code = header
        make = self.connection.rt.record("ModbusHeaders")
        shown = make(tid, pid, uid, code, length)
        handler.queue(self.connection.record(), shown, *values())

    # Bodies

    def _numbers(self, count: int, message: Message) -> None:
        """So many numbers, all of which scripts see."""
        fields = " ".join(f"n{i}:H" for i in range(count))
        values = message.cursor.read(Layout(message.where, "6", fields, order=">"))
        self._raise(message.event, message.header, lambda: values)

    def _coil(self, message: Message) -> None:
        """6.5: one coil."""
        layout = Layout(message.where, "6.5", "address:H value:H", order=">")
        address, value = message.cursor.read(layout)
        if not self.connection.net.handler(message.event).wanted:
            return
        if value not in (_COIL_OFF, _COIL_ON):
            words = message.event.replace("_", " ")
            self.connection.violation(self, f"invalid value for {words} {value}")
            return
        is_on = value == _COIL_ON
        self._raise(message.event, message.header, lambda: (address, is_on))

    def _coils(self, message: Message) -> None:
        """6.1, 6.2: coils that were read."""
        size = message.byte("byte_count")
        bits = message.cursor.take(f"{message.where}:bits", size)
        count = len(bits) * 8
        self._raise(message.event, message.header, lambda: (_bits(bits, count),))

    def _write_coils(self, message: Message) -> None:
        """6.11: coils to be written."""
        start, count, size = message.read("start:H count:H byte_count:B")
        bits = message.cursor.take(f"{message.where}:coils", size)
        self._raise(message.event, message.header, lambda: (start, _bits(bits, count)))

    def _registers(self, words: str, message: Message) -> None:
        """6.3, 6.4, 6.17: registers that were read."""
        size = message.byte("byte_count")
        values = message.registers("registers", size // 2, size)
        if self._is_even(size, f"{words} byte count"):
            self._raise(message.event, message.header, lambda: (values,))

    def _is_even(self, size: int, words: str) -> bool:
        if size % 2:
            reason = f"invalid value for modbus {words} {size}"
            self.connection.violation(self, reason)
        return not size % 2

    def _write_registers(self, message: Message) -> None:
        """6.12: registers to be written."""
        start, count, size = message.read("start:H count:H byte_count:B")
        values = message.registers("registers", count, size)
        if self._is_even(size, "write multiple registers request byte count"):
            self._raise(message.event, message.header, lambda: (start, values))

    def _read_write(self, message: Message) -> None:
        """6.17: registers to be read and written."""
        fields = "read:H quantity:H write:H count:H write_byte_count:B"
        *known, count, size = message.read(fields)
        values = message.registers("write_register_values", count, size)
        words = "read write multiple registers request write byte count"
        if self._is_even(size, words):
            self._raise(message.event, message.header, lambda: (*known, values))

    def _fifo(self, message: Message) -> None:
        """6.18: what waits in a queue."""
        size, count = message.read("byte_count:H fifo_count:H")
        values = message.registers("register_data", count, count * 2)
        if self._is_even(size, "read FIFO queue response byte count"):
            self._raise(message.event, message.header, lambda: (values,))

    # Files (6.14, 6.15)

    def _files(
        self, kind: str, read: Callable[[Cursor], Any], message: Message
    ) -> None:
        size = message.byte("byte_count")
        cursor, begin = message.cursor, message.cursor.at
        cursor.skip(f"{message.where}:references", size)
        bounded = Cursor(cursor.data, begin, cursor.at)
        fields = [read(element) for element in _elements(bounded)]
        make = self.connection.rt.record(kind)
        self._raise(
            message.event,
            message.header,
            lambda: (size, Vector([make(*values) for values in fields])),
        )

    # Others

    def _with_data(self, first: str, message: Message) -> None:
        """A number and whatever follows it."""
        number = message.read(first)[0]
        data = message.rest()
        self._raise(message.event, message.header, lambda: (number, data))

    def _diagnostics(self, message: Message) -> None:
        """6.8: a request for diagnostics, whose data is looked at."""
        function = message.read("subfunction:H")[0]
        data = message.rest()
        if not self.connection.net.handler(message.event).wanted:
            return
        weirds = self.connection.net.weirds
        shown = _c_string(data)
        if len(data) < 2 or len(data) % 2 or (function and len(data) != 2):
            weirds.general("modbus_diag_invalid_request_data", shown)
            return
        known = function in (_RETURN_DATA, _RESTART, _DELIMITER, *_WITHOUT_DATA)
        if not known:
            name = "modbus_diag_unknown_request_subfunction"
            weirds.general(name, str(function))
        elif not _fits(function, data):
            weirds.general("modbus_diag_invalid_request_data", shown)
        self._raise(message.event, message.header, lambda: (function, data))


class Message(NamedTuple):
    """The body of one message."""

    event: str
    where: str
    "What Zeek's parser calls it."
    header: Header
    cursor: Cursor

    def read(self, fields: str) -> tuple[Any, ...]:
        """Some fields at its beginning; a shortage is noticed with the last."""
        last = fields.rpartition(" ")[2].partition(":")[0]
        return self.cursor.read(Layout(self.where, "6", fields, last, ">"))

    def byte(self, name: str) -> int:
        """One byte at its beginning."""
        return int(self.read(f"{name}:B")[0])

    def registers(self, name: str, count: int, size: int) -> Vector:
        """Numbers in so many bytes."""
        where = f"{self.where}:{name}"
        begin = self.cursor.at
        self.cursor.skip(where, size)
        if count > size // 2:
            raise out_of_bound(where, count, size)
        return Vector(struct.unpack_from(f">{count}H", self.cursor.data, begin))

    def rest(self) -> bytes:
        """All that was not read."""
        return self.cursor.data[self.cursor.at : self.cursor.end]


def _bits(data: bytes, count: int) -> Vector:
    """The coils in some bytes, lowest bit first."""
    count = min(count, len(data) * 8)
    return Vector([data[i // 8] >> i % 8 & 1 == 1 for i in range(count)])


def _elements(bounded: Cursor) -> Iterator[Cursor]:
    while bounded.at < bounded.end:
        element = bounded.nested()
        yield element
        bounded.at = element.at


def _file_request(element: Cursor) -> tuple[Any, ...]:
    return element.read(FILE_REQUEST)


def _file_response(element: Cursor) -> tuple[Any, ...]:
    size, kind = element.read(FILE_RESPONSE)
    return size, kind, element.take("FileRecordResponse:record_data", size)


def _file_data(element: Cursor) -> tuple[Any, ...]:
    fields = element.read(FILE_DATA)
    data = element.take("ReferenceWithData:record_data", fields[-1] * 2)
    return *fields, data


def _fits(function: int, data: bytes) -> bool:
    """Whether the data of a request for diagnostics is what it should be."""
    if function == _RESTART:
        return data[0] in (0, 0xFF) and not data[1]
    if function == _DELIMITER:
        return data[0] < 0x80 and not data[1]
    return function == _RETURN_DATA or data == b"\0\0"


def _c_string(data: bytes) -> str:
    """Data as the addition to a weird."""
    if b"\0" in data:
        return "<string-with-NUL>"
    return data.decode("utf-8", "surrogateescape")


_Read = Callable[[ModbusAnalyzer, Message], None]


def _numbers(count: int) -> _Read:
    return lambda analyzer, message: analyzer._numbers(count, message)


def _registers(words: str) -> _Read:
    return lambda analyzer, message: analyzer._registers(words, message)


def _files(kind: str, read: Callable[[Cursor], Any]) -> _Read:
    return lambda analyzer, message: analyzer._files(kind, read, message)


def _with_data(first: str) -> _Read:
    return lambda analyzer, message: analyzer._with_data(first, message)


# By function code: the name in events, that in Zeek's parser, readers of request and
# response.
_FUNCTIONS: dict[int, tuple[str, str, _Read, _Read]] = {
    0x01: ("read_coils", "ReadCoils", _numbers(2), ModbusAnalyzer._coils),
    0x02: (
        "read_discrete_inputs",
        "ReadDiscreteInputs",
        _numbers(2),
        ModbusAnalyzer._coils,
    ),
    0x03: (
        "read_holding_registers",
        "ReadHoldingRegisters",
        _numbers(2),
        _registers("read holding register response"),
    ),
    0x04: (
        "read_input_registers",
        "ReadInputRegisters",
        _numbers(2),
        _registers("read input register response"),
    ),
    0x05: (
        "write_single_coil",
        "WriteSingleCoil",
        ModbusAnalyzer._coil,
        ModbusAnalyzer._coil,
    ),
    0x06: ("write_single_register", "WriteSingleRegister", _numbers(2), _numbers(2)),
    0x08: (
        "diagnostics",
        "Diagnostics",
        ModbusAnalyzer._diagnostics,
        _with_data("subfunction:H"),
    ),
    0x0F: (
        "write_multiple_coils",
        "WriteMultipleCoils",
        ModbusAnalyzer._write_coils,
        _numbers(2),
    ),
    0x10: (
        "write_multiple_registers",
        "WriteMultipleRegisters",
        ModbusAnalyzer._write_registers,
        _numbers(2),
    ),
    0x14: (
        "read_file_record",
        "ReadFileRecord",
        _files("ModbusFileRecordRequest", _file_request),
        _files("ModbusFileRecordResponse", _file_response),
    ),
    0x15: (
        "write_file_record",
        "WriteFileRecord",
        _files("ModbusFileReference", _file_data),
        _files("ModbusFileReference", _file_data),
    ),
    0x16: ("mask_write_register", "MaskWriteRegister", _numbers(3), _numbers(3)),
    0x17: (
        "read_write_multiple_registers",
        "ReadWriteMultipleRegisters",
        ModbusAnalyzer._read_write,
        _registers("read write multiple registers response"),
    ),
    0x18: ("read_fifo_queue", "ReadFIFOQueue", _numbers(1), ModbusAnalyzer._fifo),
    0x2B: (
        "encap_interface_transport",
        "EncapInterfaceTransport",
        _with_data("mei_type:B"),
        _with_data("mei_type:B"),
    ),
}

_MESSAGES: dict[tuple[int, bool], tuple[str, str, _Read]] = {}
for _code, (_name, _where, _request, _response) in _FUNCTIONS.items():
    _MESSAGES[_code, True] = (f"modbus_{_name}_request", f"{_where}Request", _request)
    _MESSAGES[_code, False] = (
        f"modbus_{_name}_response",
        f"{_where}Response",
        _response,
    )

ModbusAnalyzer.EVENTS = (
    "modbus_message",
    "modbus_exception",
    *(event for event, _, _ in _MESSAGES.values()),
)
