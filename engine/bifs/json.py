"""`to_json` and `from_json`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..typesystem.types import (
    ADDR,
    BOOL,
    COUNT,
    DOUBLE,
    INT,
    INTERVAL,
    PATTERN,
    PORT,
    STRING,
    SUBNET,
    TIME,
    EnumType,
    RecordType,
    TableType,
    Type,
    VectorType,
)
from ..values import json as writer
from ..values.addr import UNSPECIFIED, Addr
from ..values.integer import IntVal
from ..values.pattern import Pattern, PatternError
from ..values.port import ICMP, TCP, UDP, Port
from ..values.subnet import Subnet
from ..values.table import table_class
from ..values.time import SECONDS, Interval, Time
from ..values.vector import Vector
from .contract import bif, named_type

if TYPE_CHECKING:
    from ..runtime import Runtime

_UNDERSCORE = Pattern.of(b"^_")
_MASKS = {"tcp": TCP, "udp": UDP, "icmp": ICMP, "unknown": 0}


@bif("to_json")
def to_json(
    value: Any,
    only_loggable: bool = False,
    field_escape_pattern: Pattern = _UNDERSCORE,
    interval_as_double: bool = False,
) -> bytes:
    """The JSON text of a value."""
    style = writer.Style(only_loggable, field_escape_pattern, interval_as_double)
    return writer.to_json(value, style)


class Mismatch(Exception):
    """The JSON value does not fit the type."""


@bif("from_json", runtime=True)
def from_json(
    rt: Runtime, text: bytes, kind: Any, key_func: Callable[..., Any] | None = None
) -> Any:
    """The value of a type that a JSON text means, in a `from_json_result`."""
    result = rt.record("from_json_result")
    wanted = named_type(kind)
    if wanted is None:
        rt.reporter.builtin_error("from_json() requires a type argument")
        return result(valid=False)
    if key_func is not None and _is_default(key_func):
        key_func = None
    try:
        value = value_of_json(rt, text, wanted, key_func)
    except Mismatch as error:
        return result(valid=False, err=str(error).encode("utf-8", "surrogateescape"))
    if value is None:
        return result(valid=True)
    return result(v=value, valid=True)


def value_of_json(
    rt: Runtime, text: bytes, kind: Type, key_func: Callable[..., Any] | None = None
) -> Any:
    """The value of a type that a JSON text means; `Mismatch` if it means none."""
    return _Builder(rt, key_func).build(_parse(text), kind)


def _is_default(function: Callable[..., Any]) -> bool:
    info = getattr(function, "__zeek__", None)
    return getattr(info, "name", "") == "from_json_default_key_mapper"


def _parse(text: bytes) -> Any:
    from .json_syntax import JsonError, check

    try:
        check(text)
    except JsonError as error:
        raise Mismatch(f"JSON parse error: {error}") from None
    return json.loads(text.decode("utf-8", "surrogateescape"), strict=False)


def _json_type(item: Any) -> str:
    if isinstance(item, bool):
        return "bool"
    names = {str: "string", list: "array", dict: "object", type(None): "null"}
    return names.get(type(item), "number")


class _Builder:
    """Turns parsed JSON into values of a type."""

    def __init__(self, rt: Runtime, key_func: Callable[..., Any] | None):
        self.rt = rt
        self.key_func = key_func

    def build(self, item: Any, kind: Type) -> Any:
        """The value; None for null."""
        if item is None:
            return None
        if isinstance(kind, RecordType):
            return self.record(item, kind)
        if isinstance(kind, VectorType):
            return self.vector(item, kind)
        if isinstance(kind, TableType):
            return self.table(item, kind)
        if isinstance(kind, EnumType):
            return self.enum(item, kind)
        make = _ATOMS.get(kind.tag)
        if make is None:
            raise Mismatch(f"type '{kind.tag}' unsupported")
        value = make(item)
        if value is None:
            raise self.mismatch(item, kind)
        return value

    def mismatch(self, item: Any, kind: Type) -> Mismatch:
        # Zeek calls sets tables here
        tag = "table" if kind.tag == "set" else kind.tag
        what = f"JSON type '{_json_type(item)}' to Zeek type '{tag}'"
        return Mismatch(f"cannot convert {what}")

    def enum(self, item: Any, kind: EnumType) -> Any:
        if not isinstance(item, str):
            raise self.mismatch(item, kind)
        if item not in kind.members:
            raise Mismatch(f"'{item}' is not a valid enum for '{kind.name}'.")
        return self.rt.enum(item)

    def vector(self, item: Any, kind: VectorType) -> Vector:
        if not isinstance(item, list):
            raise self.mismatch(item, kind)
        built = (self.build(x, kind.element) for x in item)
        return Vector((x for x in built if x is not None), kind)

    def table(self, item: Any, kind: TableType) -> Any:
        if not isinstance(item, list if kind.is_set else dict):
            raise self.mismatch(item, kind)
        made = table_class(kind, managed=False, default=False)((), kind)
        for key in item:
            index = self.index(key, kind)
            if index is None:
                continue
            value = None if kind.value is None else self.build(item[key], kind.value)
            if kind.is_set or value is not None:
                made[index] = value
        return made

    def index(self, key: Any, kind: TableType) -> Any:
        one = kind.index[0] if len(kind.index) == 1 else None
        if not kind.is_set and not (one is not None and _quoted(one)):
            key = json.loads(key)
        if one is not None:
            return self.build(key, one)
        if not isinstance(key, list):
            raise Mismatch(
                f"cannot convert JSON type '{_json_type(key)}' to Zeek type 'list'"
            )
        if len(key) < len(kind.index):
            raise Mismatch("index type doesn't match")
        pairs = zip(key, kind.index, strict=False)
        return tuple(self.build(k, t) for k, t in pairs)

    def record(self, item: Any, kind: RecordType) -> Any:
        if not isinstance(item, dict):
            raise self.mismatch(item, kind)
        if self.key_func is not None:
            item = {self.mapped(k): v for k, v in item.items()}
        cls = self.rt.names.record_of(kind)
        given = {}
        for field, slot in zip(kind.fields, cls.__zeek_slots__, strict=True):
            value = item.get(field.name)
            if value is not None:
                given[slot] = self.build(value, field.type)
            elif not (field.optional or field.has_default):
                how = "null" if field.name in item else "missing"
                name = f"{kind.name}${field.name}"
                raise Mismatch(f"required field {name} is {how} in JSON")
        return cls(**given)

    def mapped(self, key: str) -> str:
        assert self.key_func is not None
        found = self.key_func(key.encode("utf-8", "surrogateescape"))
        if found is None:
            raise Mismatch("key function error")
        return str(found.decode("utf-8", "surrogateescape"))


def _quoted(kind: Type) -> bool:
    atoms = (ADDR, INTERVAL, PATTERN, STRING, SUBNET)
    return kind in atoms or kind.tag in ("enum", "file", "func", "opaque")


def _number(item: Any) -> float | None:
    if isinstance(item, bool) or not isinstance(item, int | float):
        return None
    return float(item)


def _bool(item: Any) -> Any:
    return item if isinstance(item, bool) else None


def _count(item: Any) -> Any:
    whole = isinstance(item, int) and not isinstance(item, bool)
    return item if whole and 0 <= item < 1 << 64 else None


def _int(item: Any) -> Any:
    whole = isinstance(item, int) and not isinstance(item, bool)
    return IntVal(item) if whole and -(1 << 63) <= item < 1 << 63 else None


def _time(item: Any) -> Any:
    number = _number(item)
    return None if number is None else Time(number)


def _string(item: Any) -> Any:
    return item.encode("utf-8", "surrogateescape") if isinstance(item, str) else None


def _interval(item: Any) -> Any:
    number = _number(item)
    if number is not None:
        return Interval(number)
    if not isinstance(item, str):
        return None
    parts = [p for p in item.split(" ") if p]
    if len(parts) % 2:
        raise Mismatch("wrong interval format, must be pairs of values with units")
    total = 0.0
    for value, unit in zip(parts[::2], parts[1::2], strict=True):
        seconds = SECONDS.get(unit.removesuffix("s"))
        if seconds is None:
            raise Mismatch(f"wrong interval format, invalid unit type {unit}")
        match = re.match(r"[+-]?\d*\.?\d*(?:[eE][+-]?\d+)?", value)
        total += float(match.group() if match and match.group() else 0) * seconds
    return Interval(total)


def _port(item: Any) -> Any:
    if isinstance(item, str):
        match = re.match(r"(\d+).(tcp|udp|icmp|unknown)$", item)
        if match is None or len(item) >= 10:
            problem = r"string must be /[0-9]{1,5}\/(tcp|udp|icmp|unknown)/"
            raise Mismatch(f"wrong port format, {problem}")
        return Port(int(match[1]) | _MASKS[match[2]])
    if not isinstance(item, dict):
        raise Mismatch("wrong port format, must be string or object")
    return _port_object(item)


def _port_object(item: dict[str, Any]) -> Port:
    problem = ""
    if "port" not in item or "proto" not in item:
        problem = "object must have 'port' and 'proto' members"
    elif _number(item["port"]) is None:
        problem = "port must be a number"
    elif not isinstance(item["proto"], str):
        problem = "protocol must be a string"
    elif item["proto"] not in _MASKS:
        problem = "invalid protocol string"
    if problem:
        raise Mismatch(f"wrong port format, {problem}")
    return Port(int(item["port"]) | _MASKS[item["proto"]])


def _pattern(item: Any) -> Any:
    if not isinstance(item, str):
        return None
    text = item
    if len(text) > 2 and text[0] == text[-1] == "/":
        text = text[1:-1]
    if len(text) > 6 and text.startswith("^?(") and text.endswith(")$?"):
        text = text[3:-3]
    pattern = Pattern.of(text.encode("utf-8", "surrogateescape"))
    try:
        pattern.check()
    except PatternError:
        raise Mismatch("error compiling pattern") from None
    return pattern


def _addr(item: Any) -> Any:
    if not isinstance(item, str):
        return None
    try:
        return Addr.parse(item.removeprefix("[").removesuffix("]"))
    except ValueError:
        return UNSPECIFIED


def _subnet(item: Any) -> Any:
    if not isinstance(item, str):
        return None
    addr, slash, width = item.partition("/")
    if not slash or not re.match(r"\s*[+-]?\d", width):
        raise Mismatch(f"invalid value for subnet: '{item}'")
    digits = re.match(r"\s*([+-]?\d+)", width)
    prefix = addr.removeprefix("[").removesuffix("]")
    try:
        return Subnet.parse(f"{prefix}/{digits[1] if digits else 0}")
    except ValueError:
        return Subnet(UNSPECIFIED, 0)


_ATOMS: dict[str, Callable[[Any], Any]] = {
    BOOL.tag: _bool,
    COUNT.tag: _count,
    INT.tag: _int,
    DOUBLE.tag: _number,
    TIME.tag: _time,
    INTERVAL.tag: _interval,
    STRING.tag: _string,
    PORT.tag: _port,
    PATTERN.tag: _pattern,
    ADDR.tag: _addr,
    SUBNET.tag: _subnet,
}
