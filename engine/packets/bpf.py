"""Packet filters in the language of tcpdump, for the parts of it that make sense here.

`compile_filter` makes of a text a function that says whether a frame is wanted. What
is known: `host`, `net`, `port`, `portrange` and `proto` with `src` and `dst` and the
names of protocols before them, `ether host`, `vlan`, `less`, `greater`, comparisons
of bytes such as `tcp[tcpflags] & tcp-syn != 0`, and `and`, `or`, `not`. As in
tcpdump, `and` and `or` bind alike and group from the left, and `vlan` shifts what
follows it.
"""

from __future__ import annotations

import operator
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import ip_network

from . import bpf_view as v
from .bpf_view import View
from .packet import Packet

Test = Callable[[View], bool]
Number = Callable[[View], int]


class FilterError(ValueError):
    """A text that is no filter, or one that is not known here."""


class _Missing(Exception):
    """A comparison asks for bytes that a frame does not have."""


TOKEN = re.compile(
    r"""\s*(?:
      (?P<mac>    [0-9a-fA-F]{1,2}(?::[0-9a-fA-F]{1,2}){5}(?![0-9a-fA-F:]))
    | (?P<ip6>    [0-9a-fA-F]*:[0-9a-fA-F]*:[0-9a-fA-F:.]*(?:/\d+)?)
    | (?P<ip4>    \d+\.\d+(?:\.\d+)*(?:/\d+)?)
    | (?P<range>  \d+-\d+)
    | (?P<number> 0[xX][0-9a-fA-F]+|\d+(?:/\d+)?)
    | (?P<sign>   &&|\|\||<<|>>|!=|==|<=|>=|[-()\[\]!=<>+*/&|^:])
    | (?P<word>   \\?[A-Za-z][\w.-]*)
    )""",
    re.VERBOSE,
)
PROTOCOLS: dict[str, tuple[int | None, int | None]] = {
    "ip": (v.IPV4, None),
    "ip6": (v.IPV6, None),
    "arp": (v.ARP, None),
    "rarp": (v.RARP, None),
    "tcp": (None, v.TCP),
    "udp": (None, v.UDP),
    "sctp": (None, v.SCTP),
    "icmp": (v.IPV4, 1),
    "icmp6": (v.IPV6, 58),
    "igmp": (v.IPV4, 2),
    "esp": (None, 50),
    "ah": (None, 51),
    "pim": (None, 103),
    "ether": (None, None),
}
"By name: the Ethernet type and the protocol inside of IP that they stand for."
CONSTANTS = {
    "tcpflags": 13,
    "tcp-fin": 1,
    "tcp-syn": 2,
    "tcp-rst": 4,
    "tcp-push": 8,
    "tcp-ack": 16,
    "tcp-urg": 32,
    "tcp-ece": 64,
    "tcp-cwr": 128,
    "icmptype": 0,
    "icmpcode": 1,
    "icmp6type": 0,
    "icmp6code": 1,
    "icmp-echoreply": 0,
    "icmp-unreach": 3,
    "icmp-redirect": 5,
    "icmp-echo": 8,
    "icmp-timxceed": 11,
}
COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    "=": operator.eq,
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}
ARITHMETIC: tuple[dict[str, Callable[[int, int], int]], ...] = (
    {"|": operator.or_},
    {"^": operator.xor},
    {"&": operator.and_},
    {"<<": operator.lshift, ">>": operator.rshift},
    {"+": operator.add, "-": operator.sub},
    {"*": operator.mul, "/": operator.floordiv},
)
"Operators from the weakest to the strongest."
DIRECTIONS = ("src", "dst")
KINDS = ("host", "net", "port", "portrange", "proto")
LIMIT = 0xFFFFFFFF
DEEPEST = 60


def compile_filter(text: str) -> Callable[[Packet], bool] | None:
    """The test that a text means; None if it takes every frame."""
    if not text.strip() or re.fullmatch(r"\s*(\(?\s*ip or not ip\s*\)?)\s*", text):
        return None
    parser = _Parser(text)
    test = parser.all()
    depths = range(parser.deepest + 1)

    def wanted(packet: Packet) -> bool:
        views = [View(packet.link, packet.data, packet.length, n) for n in depths]
        return test(views)

    return wanted


Tests = Callable[[list[View]], bool]


class _Parser:
    """Reads a filter from left to right."""

    def __init__(self, text: str):
        self.tokens = _tokens(text)
        self.at = 0
        self.tags = 0
        "How many `vlan` came so far."
        self.deepest = 0
        self.nesting = 0
        self.last: tuple[str, str, str] = ("", "", "host")
        "Protocol, direction and kind, for addresses that follow without them."

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """A level of nesting, of which there may not be too many."""
        self.nesting += 1
        if self.nesting > DEEPEST:
            raise FilterError("the filter is nested too deep")
        try:
            yield
        finally:
            self.nesting -= 1

    # ---- tokens

    def peek(self, ahead: int = 0) -> str:
        place = self.at + ahead
        return self.tokens[place] if place < len(self.tokens) else ""

    def take(self) -> str:
        token = self.peek()
        if not token:
            raise FilterError("the filter ends too early")
        self.at += 1
        return token

    def take_if(self, *wanted: str) -> str:
        if self.peek() in wanted and self.peek():
            return self.take()
        return ""

    def expect(self, wanted: str) -> None:
        found = self.peek()
        if found != wanted:
            raise FilterError(f"'{wanted}' is missing before '{found or 'the end'}'")
        self.at += 1

    # ---- and, or, not

    def all(self) -> Tests:
        """A whole filter."""
        test = self.expression()
        if self.peek():
            raise FilterError(f"syntax error at '{self.peek()}'")
        return test

    def expression(self) -> Tests:
        left = self.term()
        while word := self.take_if("and", "&&", "or", "||"):
            right = self.term()
            left = _both(left, right) if word in ("and", "&&") else _one(left, right)
        return left

    def term(self) -> Tests:
        with self.deeper():
            return self._term()

    def _term(self) -> Tests:
        if self.take_if("not", "!"):
            inner = self.term()
            return lambda views: not inner(views)
        if self.begins_comparison():
            return self.comparison()
        if self.take_if("("):
            test = self.expression()
            self.expect(")")
            return test
        return self.primitive()

    # ---- primitives

    def below_tags(self, test: Test) -> Tests:
        """A test on the frame as it is below the tags so far."""
        tags = self.tags
        return lambda views: test(views[tags])

    def primitive(self) -> Tests:
        word = self.peek()
        if word in ("less", "greater"):
            return self.size()
        if word == "vlan":
            return self.vlan()
        proto = direction = kind = ""
        if word in PROTOCOLS:
            proto = self.take()
        if self.peek() in DIRECTIONS:
            direction = self.direction()
        if self.peek() in KINDS:
            kind = self.take()
        if many := self.take_if("broadcast", "multicast"):
            return self.below_tags(_to_many(proto, many))
        if (direction or kind) and self.peek() == "(":
            self.last = (proto, direction, kind or "host")
            return self.group()
        if proto and not (direction or kind) and not self.is_operand():
            return self.below_tags(_of_protocol(proto))
        if proto or direction or kind:
            kind = kind or ("host" if direction or proto else "")
            self.last = (proto, direction, kind)
        elif not self.is_operand():
            raise FilterError(f"'{word or 'the end'}' is not known in filters here")
        return self.below_tags(self.operand(*self.last))

    def group(self) -> Tests:
        """Several operands for the same words: `port (80 or 443)`."""
        self.expect("(")
        left = self.below_tags(self.operand(*self.last))
        while word := self.take_if("and", "&&", "or", "||"):
            right = self.below_tags(self.operand(*self.last))
            left = _both(left, right) if word in ("and", "&&") else _one(left, right)
        self.expect(")")
        return left

    def direction(self) -> str:
        first = self.take()
        if self.peek() in ("or", "and") and self.peek(1) in DIRECTIONS:
            joined = f"{first} {self.take()} {self.take()}"
            return "both" if " and " in joined else ""
        return first

    def is_operand(self) -> bool:
        """Whether a number, an address or a port stands here."""
        token = self.peek()
        return bool(token) and (token[0].isdigit() or ":" in token or token[0] == "\\")

    def operand(self, proto: str, direction: str, kind: str) -> Test:
        token = self.take()
        of_protocol = _of_protocol(proto) if proto else None
        if proto == "ether" and kind == "host":
            test = _sides(direction, _has_hardware(token))
        elif kind == "proto":
            return _carries(proto, token)
        elif kind == "host":
            test = _sides(direction, _has_address(token, 32))
        elif kind == "net":
            test = _sides(direction, _has_address(self.with_mask(token), None))
        else:
            test = _sides(direction, _has_port(token, kind))
        if of_protocol is None or proto == "ether":
            return test
        return lambda view: of_protocol(view) and test(view)

    def with_mask(self, token: str) -> str:
        return f"{token}/{self.take()}" if self.take_if("mask") else token

    def size(self) -> Tests:
        word, bound = self.take(), _integer(self.take())
        if word == "less":
            return lambda views: views[0].length <= bound
        return lambda views: views[0].length >= bound

    def vlan(self) -> Tests:
        self.take()
        before = self.tags
        self.tags += 1
        self.deepest = max(self.deepest, self.tags)
        wanted = _integer(self.take()) if self.peek().isdigit() else None

        def test(views: list[View]) -> bool:
            view = views[before]
            if view.ethertype not in v.TAGS:
                return False
            found = int.from_bytes(view.data[view.l3 : view.l3 + 2], "big") & 0xFFF
            return wanted is None or found == wanted

        return test

    # ---- comparisons of numbers

    def begins_comparison(self) -> bool:
        """Whether what follows is `number = number`: tried, and taken back."""
        start, word = self.at, self.peek()
        is_number = word[:1].isdigit() and not set(word) & set(".:/")
        if not (is_number or word in ("len", "(") or self.peek(1) == "["):
            return False
        try:
            self.arithmetic()
            return self.peek() in COMPARISONS
        except FilterError:
            return False
        finally:
            self.at = start

    def comparison(self) -> Tests:
        left = self.arithmetic()
        compare = COMPARISONS[self.take()]
        right = self.arithmetic()

        def test(view: View) -> bool:
            try:
                return compare(left(view), right(view))
            except (_Missing, ZeroDivisionError):
                return False

        return self.below_tags(test)

    def arithmetic(self, level: int = 0) -> Number:
        if level == len(ARITHMETIC):
            return self.number()
        left = self.arithmetic(level + 1)
        while sign := self.take_if(*ARITHMETIC[level]):
            right = self.arithmetic(level + 1)
            left = _computed(ARITHMETIC[level][sign], left, right)
        return left

    def number(self) -> Number:
        with self.deeper():
            return self._number()

    def _number(self) -> Number:
        word = self.take()
        if word == "(":
            inner = self.arithmetic()
            self.expect(")")
            return inner
        if word == "-":
            inner = self.number()
            return lambda view: -inner(view) & LIMIT
        if word == "len":
            return lambda view: view.length
        if self.peek() == "[" and word in PROTOCOLS:
            return self.bytes_of(word)
        value = CONSTANTS[word] if word in CONSTANTS else _integer(word)
        return lambda view: value

    def bytes_of(self, proto: str) -> Number:
        """`tcp[offset:size]`"""
        self.expect("[")
        offset = self.arithmetic()
        size = _integer(self.take()) if self.take_if(":") else 1
        self.expect("]")
        if size not in (1, 2, 4):
            raise FilterError("sizes of bytes compared are 1, 2 or 4")
        is_of = _of_protocol(proto)
        layer = PROTOCOLS[proto]

        def value(view: View) -> int:
            if not is_of(view) or (layer[1] is not None and not view.first):
                raise _Missing
            start = 0 if proto == "ether" else view.l4 if layer[1] else view.l3
            begin = start + offset(view)
            found = view.data[begin : begin + size]
            if begin < 0 or len(found) < size:
                raise _Missing
            return int.from_bytes(found, "big")

        return value


# ---- parts of tests


def _tokens(text: str) -> list[str]:
    tokens, at = [], 0
    text = text.rstrip()
    while at < len(text):
        found = TOKEN.match(text, at)
        if found is None:
            raise FilterError(f"syntax error at '{text[at : at + 20].strip()}'")
        tokens.append(found[found.lastgroup or 0])
        at = found.end()
    return tokens


def _to_many(proto: str, word: str) -> Test:
    """Whether a frame is for all, or for many, by Ethernet or by IP."""
    if proto in ("", "ether"):
        if word == "broadcast":
            return lambda view: view.hardware(False) == b"\xff" * 6
        return lambda view: bool(view.hardware(False)[:1] > b"" and view.data[0] & 1)
    kind = PROTOCOLS[proto][0]
    if word == "broadcast" or proto not in ("ip", "ip6"):
        raise FilterError(f"'{proto} {word}' is not known in filters here")
    least = b"\xe0" if proto == "ip" else b"\xff"
    return lambda view: view.ethertype == kind and view.address(False)[:1] >= least


def _both(left: Tests, right: Tests) -> Tests:
    return lambda views: left(views) and right(views)


def _one(left: Tests, right: Tests) -> Tests:
    return lambda views: left(views) or right(views)


def _computed(
    compute: Callable[[int, int], int], left: Number, right: Number
) -> Number:
    def value(view: View) -> int:
        second = right(view)
        if compute in (operator.lshift, operator.rshift) and second > 31:
            return 0
        return compute(left(view), second) & LIMIT

    return value


def _integer(token: str) -> int:
    try:
        return int(token, 0) if token[:2] in ("0x", "0X") else int(token)
    except ValueError:
        raise FilterError(f"a number is needed, not '{token}'") from None


def _of_protocol(name: str) -> Test:
    ethertype, proto = PROTOCOLS[name]
    if name == "ether":
        return lambda view: view.link == v.ETHERNET
    if ethertype is None:
        return lambda view: view.proto == proto
    if proto is None:
        return lambda view: view.ethertype == ethertype
    return lambda view: view.ethertype == ethertype and view.proto == proto


def _sides(direction: str, test: Callable[[View, bool], bool]) -> Test:
    """A test of one side, of either, or of both."""
    if direction == "both":
        return lambda view: test(view, True) and test(view, False)
    if direction:
        source = direction == "src"
        return lambda view: test(view, source)
    return lambda view: test(view, True) or test(view, False)


def _has_hardware(token: str) -> Callable[[View, bool], bool]:
    parts = token.split(":")
    if len(parts) != 6:
        raise FilterError(f"'{token}' is no Ethernet address")
    wanted = bytes(int(part, 16) for part in parts)
    return lambda view, source: view.hardware(source) == wanted


def _has_address(token: str, width: int | None) -> Callable[[View, bool], bool]:
    text = token
    if ":" not in token:
        address, _, mask = token.partition("/")
        octets = address.split(".")
        if width is not None and len(octets) != 4:
            raise FilterError(f"'{token}' is no address; names are not looked up")
        if width is None and not mask:
            mask = str(8 * len(octets))
        padded = octets + ["0"] * (4 - len(octets))
        text = ".".join(padded) + (f"/{mask}" if mask else "")
    try:
        net = ip_network(text, strict=width is None)
    except ValueError:
        raise FilterError(f"'{token}' is no address or network") from None
    size, shift = net.max_prefixlen // 8, net.max_prefixlen - net.prefixlen
    wanted = int(net.network_address) >> shift

    def test(view: View, source: bool) -> bool:
        found = view.address(source)
        return len(found) == size and int.from_bytes(found, "big") >> shift == wanted

    return test


def _has_port(token: str, kind: str) -> Callable[[View, bool], bool]:
    first, _, last = token.partition("-") if kind == "portrange" else (token, "", "")
    low = _port(first)
    high = _port(last) if last else low
    return lambda view, source: low <= view.port(source) <= high


def _port(token: str) -> int:
    if not token.isdigit():
        try:
            return socket.getservbyname(token.removeprefix("\\"))
        except OSError:
            raise FilterError(f"no port is called '{token}'") from None
    number = int(token)
    if number > 0xFFFF:
        raise FilterError(f"there is no port {token}")
    return number


def _carries(proto: str, token: str) -> Test:
    """`ip proto 47`, `ether proto 0x806`: what a protocol carries."""
    name = token.removeprefix("\\")
    ethertype, number = PROTOCOLS.get(name, (None, None))
    if proto == "ether":
        wanted = _integer(name) if ethertype is None else ethertype
        return lambda view: view.ethertype == wanted
    inner = _integer(name) if number is None else number
    if proto in ("ip", "ip6"):
        outer = PROTOCOLS[proto][0]
        return lambda view: view.ethertype == outer and view.proto == inner
    return lambda view: view.proto == inner
