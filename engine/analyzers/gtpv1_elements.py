"""Information elements of GTPv1 (3GPP TS 29.060, 7.7) and who has which."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from .conn import address
from .contract import ParseError

if TYPE_CHECKING:
    from .network import Network

LENGTHS = {
    1: 1,
    2: 8,
    3: 6,
    4: 4,
    5: 4,
    8: 1,
    9: 28,
    11: 1,
    12: 3,
    13: 1,
    14: 1,
    15: 1,
    16: 4,
    17: 4,
    18: 5,
    19: 1,
    20: 1,
    21: 1,
    22: 9,
    23: 1,
    24: 1,
    25: 2,
    26: 2,
    27: 2,
    28: 2,
    29: 1,
    127: 4,
}
"Of elements without a length of their own."

HAS_LENGTH = 0x80
"Types from here on say how long they are."

IPV4_USER, IPV6_USER = 0x21, 0x57


def elements(data: bytes, position: int) -> Iterator[tuple[int, bytes]]:
    """Type and value of each element from a position on."""
    while position < len(data):
        kind = data[position]
        position += 1
        if kind & HAS_LENGTH:
            if len(data) - position < 2:
                short = f"2 > {len(data) - position}"
                raise ParseError(f"out_of_bound: InformationElement:len: {short}")
            size = (data[position] << 8) | data[position + 1]
            position += 2
        elif kind in LENGTHS:
            size = LENGTHS[kind]
        else:
            raise ParseError(f"invalid index for case: Get_IE_Len: {kind}")
        if len(data) - position < size:
            short = f"{size} > {len(data) - position}"
            raise ParseError(f"out_of_bound: InformationElement:value: {short}")
        value = data[position : position + size]
        if size < SMALLEST.get(kind, 0):
            raise ParseError(f"out_of_bound: InformationElement:value: {size} > 0")
        yield kind, value
        position += size


def _number(net: Network, value: bytes) -> int:
    return int.from_bytes(value, "big")


def _flag(net: Network, value: bytes) -> bool:
    return bool(value[0] & 1)


def _bit(net: Network, value: bytes) -> int:
    return value[0] & 1


def _nibble(net: Network, value: bytes) -> int:
    return value[0] & 0x0F


def _text(net: Network, value: bytes) -> bytes:
    return value


def _imsi(net: Network, value: bytes) -> int:
    """Decimal digits, the lower half of a byte first, 15 is a filler."""
    number = 0
    for byte in value:
        for digit in (byte & 0x0F, byte >> 4):
            if digit != 0x0F:
                number = number * 10 + digit
    return number


def _routing_area(net: Network, value: bytes) -> Any:
    first, second, third = value[0] & 0x0F, value[0] >> 4, value[1] & 0x0F
    network = [value[2] & 0x0F, value[2] >> 4, value[1] >> 4]
    mnc = network[0] * 10 + network[1]
    if not network[2]:
        # Zeek takes the longer form where the third digit is zero.
        mnc *= 10
    return net.types.gtp_rai(
        mcc=first * 100 + second * 10 + third,
        mnc=mnc,
        lac=(value[3] << 8) | value[4],
        rac=value[5],
    )


def _end_user(net: Network, value: bytes) -> Any:
    kind, rest = value[1], value[2:]
    fields: dict[str, Any] = {}
    if kind == IPV4_USER:
        if len(rest) >= 4:
            fields["pdp_ip"] = address(rest[:4])
    elif kind == IPV6_USER:
        if len(rest) >= 16:
            fields["pdp_ip"] = address(rest[:16])
    elif rest:
        fields["pdp_other_addr"] = rest
    return net.types.gtp_end_user_addr(
        pdp_type_org=value[0] & 0x0F, pdp_type_num=kind, **fields
    )


def _gsn(net: Network, value: bytes) -> Any:
    if len(value) in (4, 16):
        return net.types.gtp_gsn_addr(ip=address(value))
    return net.types.gtp_gsn_addr(other=value)


def _gateway(net: Network, value: bytes) -> Any:
    return address(value) if len(value) in (4, 16) else None


def _quality(net: Network, value: bytes) -> Any:
    return net.types.gtp_qos_profile(priority=value[0], data=value[1:])


def _private(net: Network, value: bytes) -> Any:
    number = (value[0] << 8) | value[1]
    return net.types.gtp_private_extension(id=number, value=value[2:])


SMALLEST = {128: 2, 135: 1, 255: 2}
"Shortest possible values of elements with a length of their own."

Make = Callable[["Network", bytes], Any]

MAKERS: dict[int, Make] = {
    1: _number,
    2: _imsi,
    3: _routing_area,
    8: _flag,
    14: _number,
    15: _bit,
    16: _number,
    17: _number,
    19: _flag,
    20: _nibble,
    26: _number,
    27: _number,
    28: _number,
    127: _number,
    128: _end_user,
    131: _text,
    132: _text,
    133: _gsn,
    134: _text,
    135: _quality,
    137: _text,
    142: _text,
    143: _text,
    251: _gateway,
    255: _private,
}


class Message(NamedTuple):
    """A message: its event, the record with its elements, and their fields."""

    event: str
    type_name: str
    fields: dict[int, tuple[str, ...]]
    "Fields by element; a second one of its kind fills the second field."

    def record(self, net: Network, found: list[tuple[int, bytes]]) -> Any:
        """The record of the elements found in a message."""
        values: dict[str, Any] = {}
        for kind, value in found:
            names = self.fields.get(kind)
            if names is None:
                net.weirds.general("gtp_invalid_info_element", str(kind), "GTPV1")
                continue
            name = names[0] if names[0] not in values else names[-1]
            made = MAKERS[kind](net, value)
            if made is not None:
                values[name] = made
        return net.rt.record(self.type_name)(**values)


def _message(name: str, fields: dict[int, tuple[str, ...]]) -> Message:
    return Message(f"gtpv1_{name}", f"gtp_{name}_elements", fields)


MESSAGES = {
    16: _message(
        "create_pdp_ctx_request",
        {
            2: ("imsi",),
            3: ("rai",),
            14: ("recovery",),
            15: ("select_mode",),
            16: ("data1",),
            17: ("cp",),
            20: ("nsapi", "linked_nsapi"),
            26: ("charge_character",),
            27: ("trace_ref",),
            28: ("trace_type",),
            128: ("end_user_addr",),
            131: ("ap_name",),
            132: ("opts",),
            133: ("signal_addr", "user_addr"),
            134: ("msisdn",),
            135: ("qos_prof",),
            137: ("tft",),
            142: ("trigger_id",),
            143: ("omc_id",),
            255: ("ext",),
        },
    ),
    17: _message(
        "create_pdp_ctx_response",
        {
            1: ("cause",),
            8: ("reorder_req",),
            14: ("recovery",),
            16: ("data1",),
            17: ("cp",),
            127: ("charging_id",),
            128: ("end_user_addr",),
            132: ("opts",),
            133: ("cp_addr", "user_addr"),
            135: ("qos_prof",),
            251: ("charge_gateway",),
            255: ("ext",),
        },
    ),
    18: _message(
        "update_pdp_ctx_request",
        {
            2: ("imsi",),
            3: ("rai",),
            14: ("recovery",),
            16: ("data1",),
            17: ("cp",),
            20: ("nsapi",),
            27: ("trace_ref",),
            28: ("trace_type",),
            128: ("end_user_addr",),
            133: ("cp_addr", "user_addr"),
            135: ("qos_prof",),
            137: ("tft",),
            142: ("trigger_id",),
            143: ("omc_id",),
            255: ("ext",),
        },
    ),
    19: _message(
        "update_pdp_ctx_response",
        {
            1: ("cause",),
            14: ("recovery",),
            16: ("data1",),
            17: ("cp",),
            127: ("charging_id",),
            133: ("cp_addr", "user_addr"),
            135: ("qos_prof",),
            251: ("charge_gateway",),
            255: ("ext",),
        },
    ),
    20: _message(
        "delete_pdp_ctx_request",
        {19: ("teardown_ind",), 20: ("nsapi",), 255: ("ext",)},
    ),
    21: _message("delete_pdp_ctx_response", {1: ("cause",), 255: ("ext",)}),
}
"Messages with events, by their type."
