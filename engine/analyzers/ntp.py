"""NTP: what hosts tell each other of the time (RFC 5905).

Modes 1 to 5 hold times; mode 6 (RFC 1119, appendix B) and mode 7 control and monitor
a server.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..values.addr import Addr
from ..values.record import UNSET
from ..values.time import Interval, Time
from .datagrams import SessionAnalyzer
from .layout import Cursor, Layout, not_allowed

if TYPE_CHECKING:
    from .conn import Connection

FIRST = Layout("NTP_PDU", "RFC 5905 7.3", "first_byte:B", ends="first_byte", order=">")
STANDARD = Layout(
    "NTP_std_msg",
    "RFC 5905 7.3",
    "stratum:B poll:b precision:b"
    " delay_seconds:h delay_fraction:h dispersion_seconds:h root_dispersion:h"
    " reference_id:4s"
    " reference_seconds:I reference_fraction:I origin_seconds:I origin_fraction:I"
    " receive_seconds:I receive_fraction:I transmit_seconds:I transmit_ts:I",
    ends="root_dispersion reference_id transmit_ts",
    order=">",
)
CONTROL = Layout(
    "NTP_control_msg",
    "RFC 1119 B.1",
    "second_byte:B sequence:H status:H association_id:H offs:H c:H",
    ends="c",
    order=">",
)
PRIVATE = Layout(
    "NTP_mode7_msg",
    "ntp_request.h of the reference implementation",
    "second_byte:B implementation:B request_code:B err_and_data_len:H",
    ends="err_and_data_len",
    order=">",
)
EXTENSION = Layout(
    "Extension_Field",
    "RFC 5906 10",
    "first_byte_ext:B field_type:B len:H association_id:H timestamp:I filestamp:I"
    " value_len:I",
    ends="value_len",
    order=">",
)
SIGNATURE = Layout("Extension_Field", "RFC 5906 10", "sig_len:I", order=">")
KEY = Layout("NTP_MAC", "RFC 5905 7.3", "key_id:I digest:16s", order=">")
LONG_KEY = Layout("NTP_MAC_ext", "RFC 5906 9", "key_id:I digest:20s", order=">")
CHECKSUM = Layout("NTP_CONTROL_MAC", "RFC 1119", "key_id:I checksum:8s", order=">")

CLIENT, SERVER, CONTROL_MODE, PRIVATE_MODE = 3, 4, 6, 7

# From 1900, where NTP's time begins, to 1970.
_EPOCH = 2208988800
_LONG_FRACTION, _SHORT_FRACTION = 2.0**-32, 2.0**-16

# Lengths of a message authentication code; what is longer begins with extensions.
_MACS = {KEY.size: KEY, LONG_KEY.size: LONG_KEY}
_MAC_LIMIT = LONG_KEY.size


class NTPAnalyzer(SessionAnalyzer):
    """Messages of both sides."""

    name = "NTP"
    EVENTS = ("ntp_message", "udp_session_done")

    def __init__(self, connection: Connection):
        super().__init__(connection)
        self._flipped: set[bool] = set()
        "Directions that showed to be the other ones."

    def message(self, data: bytes, is_orig: bool) -> None:
        """One message."""
        cursor = Cursor(data, 0, len(data))
        first = cursor.read(FIRST)[0]
        mode = first & 7
        body = cursor.nested()
        shown: tuple[Any, ...] = ()
        if mode == CONTROL_MODE:
            shown = UNSET, self._control(body)
        elif mode == PRIVATE_MODE:
            shown = UNSET, UNSET, self._private(body)
        elif mode:
            shown = (self._standard(body),)
        self.connection.confirm(self)
        self._check_direction(mode, is_orig)
        handler = self.connection.rt.event("ntp_message")
        if handler.wanted:
            message = self._make("Message", first >> 3 & 7, mode, *shown)
            handler.queue(self.connection.record(), is_orig, message)

    def _make(self, name: str, *values: Any) -> Any:
        return self.connection.rt.record(f"NTP::{name}")(*values)

    def _check_direction(self, mode: int, is_orig: bool) -> None:
        """A server's answer that comes first shows who is the client."""
        if mode == (SERVER if is_orig else CLIENT) and is_orig not in self._flipped:
            self._flipped.add(is_orig)
            self.connection.flip()

    def _standard(self, cursor: Cursor) -> Any:
        """Modes 1 to 5."""
        stratum, poll, precision, *times = cursor.read(STANDARD)
        extensions = _extensions(cursor)
        key: tuple[Any, Any] = (UNSET, UNSET)
        if layout := _MACS.get(cursor.end - cursor.at):
            key_id, digest = cursor.read(layout)
            key = key_id, digest
        return self._make(
            "StandardMessage",
            stratum,
            Interval(2.0**poll),
            Interval(2.0**precision),
            _short(*times[0:2]),
            _short(*times[2:4]),
            *_reference(stratum, times[4]),
            *[_time(*times[at : at + 2]) for at in (5, 7, 9, 11)],
            *key,
            extensions,
        )

    def _control(self, cursor: Cursor) -> Any:
        """Mode 6."""
        second, sequence, status, association, _, count = cursor.read(CONTROL)
        data = cursor.take("NTP_control_msg:data", count)
        key: tuple[Any, Any] = (UNSET, UNSET)
        if cursor.end - cursor.at == CHECKSUM.size:
            key_id, checksum = cursor.read(CHECKSUM)
            key = key_id, checksum
        return self._make(
            "ControlMessage",
            second & 0x1F,
            second & 0x80 > 0,
            second & 0x40 > 0,
            second & 0x20 > 0,
            sequence,
            status,
            association,
            data if count else UNSET,
            *key,
        )

    def _private(self, cursor: Cursor) -> Any:
        """Mode 7."""
        second, implementation, request, rest = cursor.read(PRIVATE)
        data = cursor.take("NTP_mode7_msg:data", rest & 0x0FFF)
        authenticated = second & 0x80 > 0
        if authenticated:
            cursor.read(KEY)
        return self._make(
            "Mode7Message",
            request,
            authenticated,
            second & 0x7F,
            implementation,
            rest >> 12,
            data or UNSET,
        )


def _extensions(cursor: Cursor) -> int:
    """How many there are; as in Zeek they last to the end of the message."""
    count = 0
    if cursor.end - cursor.at > _MAC_LIMIT:
        while cursor.at < cursor.end:
            _extension(cursor)
            count += 1
    return count


def _extension(cursor: Cursor) -> None:
    """One extension field (RFC 5906 10); the cursor moves behind it."""
    inner = cursor.nested()
    if inner.end - inner.at < EXTENSION.size:
        raise EXTENSION.shortage(inner.end - inner.at)
    _, _, length, _, _, _, value_length = inner.read(EXTENSION)
    if length < 16:
        raise not_allowed("Extension_Field:len")
    if length < 18 or value_length > length - 18:
        raise not_allowed("Extension_Field:value_len")
    inner.skip("Extension_Field:value", value_length)
    signature_length = inner.count(SIGNATURE)
    # Zeek compares the length of the value here, too.
    if length < 22 or value_length > length - 22:
        raise not_allowed("Extension_Field:sig_len")
    inner.skip("Extension_Field:signature", signature_length)
    inner.pad_to("Extension_Field:pad", length)
    cursor.at = inner.at


def _reference(stratum: int, raw: bytes) -> tuple[Any, Any, Any]:
    """Kiss code, name of a clock, or address of a server, by the stratum."""
    if stratum == 0:
        return raw, UNSET, UNSET
    return (UNSET, raw, UNSET) if stratum == 1 else (UNSET, UNSET, Addr.v4(raw))


def _short(seconds: int, fraction: int) -> Interval:
    """A time in the short format (RFC 5905 6), both halves with a sign as in Zeek."""
    return Interval(seconds + fraction * _SHORT_FRACTION)


def _time(seconds: int, fraction: int) -> Time:
    """A time stamp (RFC 5905 6); zero is none."""
    if not (seconds or fraction):
        return Time(0.0)
    return Time(seconds - _EPOCH + fraction * _LONG_FRACTION)
