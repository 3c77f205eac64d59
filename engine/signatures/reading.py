"""A signature file, read into rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn, Protocol

from ..values.addr import Addr
from ..values.subnet import Subnet
from . import lexer
from .lexer import ADDRESS, ADDRESS6, BAD, COMPARE, END, INTEGER, STRING, WORD, Token
from .rules import (
    CONTENT,
    UNLIMITED,
    Condition,
    Content,
    Disable,
    Enable,
    Evaluate,
    HeaderTest,
    IpOptions,
    Masked,
    Mime,
    PayloadSize,
    RaiseEvent,
    Requirement,
    Rule,
    SameIp,
    StateIs,
)

PROTOCOLS = {"ip": 0, "ip6": 0, "icmp": 1, "icmp6": 58, "tcp": 6, "udp": 17}
"""The names that `ip-proto` takes; 0 means that it compares nothing."""
STATES = ("established", "originator", "responder", "stateless")
IP_OPTIONS = ("lsrr", "lsrre", "rr", "ssrr")
ALL_BITS = 0xFFFFFFFF


Complain = Callable[[str], None]
"""Takes a message."""


class Names(Protocol):
    """What a file may ask of the script: its variables, functions and events."""

    def value(self, name: str) -> Any:
        """A number, a string, or a list of numbers and subnets.

        KeyError if there is no such variable, TypeError if it is of another type.
        """

    def check_event(self, name: str, has_message: bool, complain: Complain) -> None:
        """Say what makes an event unfit as an action."""

    def check_function(self, name: str, complain: Complain) -> None:
        """Say what makes a function unfit as a condition."""

    def knows_analyzer(self, name: str) -> bool:
        """Whether there is an analyzer of that name."""


class NoNames:
    """A script without anything."""

    def value(self, name: str) -> Any:
        """Nothing is known."""
        raise KeyError(name)

    def check_event(self, name: str, has_message: bool, complain: Complain) -> None:
        """Nothing is wrong."""

    def check_function(self, name: str, complain: Complain) -> None:
        """Nothing is wrong."""

    def knows_analyzer(self, name: str) -> bool:
        """There may be one."""
        return True


class _Stop(Exception):
    """The rest of the file makes no sense."""


def _ignore(message: str) -> None:
    """Say nothing."""


def read_rules(
    text: str,
    file: str,
    *,
    names: Names | None = None,
    complain: Complain = _ignore,
    warn: Complain = _ignore,
    taken: set[str] | None = None,
) -> list[Rule]:
    """The signatures of a file.

    `complain` gets what is wrong with it, `warn` what is odd; `taken` are the names
    that other files have used.
    """
    reader = _Reader(text, file, names or NoNames())
    reader.complain, reader.warn = complain, warn
    return reader.rules(set() if taken is None else taken)


class _Reader:
    """Reads one file, one word ahead."""

    complain: Complain
    warn: Complain

    def __init__(self, text: str, file: str, names: Names):
        self.source = lexer.tokens(text)
        self.file = file
        self.names = names
        self.rule = Rule("", file, 0)
        self.line = 1
        self.ahead: Token | None = None

    # words

    def peek(self) -> Token:
        """The next word, which stays."""
        while self.ahead is None:
            token = next(self.source)
            self.line = token.line
            if token.kind != BAD:
                self.ahead = token
            else:
                self.error(f"unrecognized character in input ({token.text})")
        return self.ahead

    def next(self) -> Token:
        """The next word."""
        token = self.peek()
        self.ahead = None
        return token

    def take(self, kind: int) -> str:
        """The next word, which must be of that kind."""
        token = self.next()
        if token.kind != kind or (kind == WORD and token.text in _RESERVED):
            self.stop()
        return token.text

    def mark(self, text: str) -> None:
        """The next word, which must be this one."""
        if self.next().text != text:
            self.stop()

    def accept(self, text: str) -> bool:
        """Whether the next word is this one, which is then behind us."""
        token = self.peek()
        if token.text != text or token.kind == END:
            return False
        self.ahead = None
        return True

    def error(self, message: str) -> None:
        """Tell what is wrong in the line that was read last."""
        self.complain(f"Error in signature ({self.file}:{self.line}): {message}")

    def stop(self) -> NoReturn:
        """Give up."""
        self.error("syntax error")
        raise _Stop

    # rules

    def rules(self, taken: set[str]) -> list[Rule]:
        """All signatures up to the end or to an error of syntax."""
        found: list[Rule] = []
        try:
            while self.peek().kind != END:
                rule = self.signature()
                if rule.name in taken:
                    self.error("rule defined twice")
                    continue
                taken.add(rule.name)
                found.append(rule)
        except _Stop:
            pass
        return found

    def signature(self) -> Rule:
        """`signature NAME { … }`."""
        self.mark("signature")
        name = self.take(WORD)
        rule = self.rule = Rule(name, self.file, self.line)
        self.mark("{")
        while not self.accept("}"):
            token = self.next()
            take = _ATTRIBUTES.get(token.text) if token.kind == WORD else None
            if take is not None:
                take(self)
            elif token.text in CONTENT:
                self.content(CONTENT[token.text])
            else:
                self.stop()
        return rule

    def content(self, kind: str) -> None:
        """A pattern, or one with the range in which it has to match."""
        depth = UNLIMITED
        if self.accept("["):
            offset, depth = self.range_or_half()
            self.mark("]")
            if offset > 0:
                self.warn("Offsets are currently ignored for patterns")
        token = self.next()
        if token.kind == lexer.PATTERN:
            text = pattern_of(token.text)
        elif token.kind == WORD and token.text not in _RESERVED:
            text = self.string_variable(token.text)
        else:
            self.stop()
        self.rule.contents.append(Content(kind, text, depth))

    def add(self, condition: Condition) -> None:
        """Take up one condition."""
        self.rule.conditions.append(condition)

    # values

    def comparison(self) -> str:
        """One of six; `=` means `==`."""
        text = self.take(COMPARE)
        return "==" if text == "=" else text

    def integer(self) -> int:
        """A number, or a variable that is one."""
        token = self.next()
        if token.kind == INTEGER:
            return number(token.text)
        if token.kind != WORD or token.text in _RESERVED:
            self.stop()
        found = self.variable(token.text)
        if isinstance(found, int):
            return found
        if found is not None:
            self.error("Identifier must refer to integer")
        return 0

    def variable(self, name: str) -> Any:
        """The value of a variable, None and an error if there is none."""
        try:
            return self.names.value(name)
        except KeyError:
            self.error(f"unknown script-level identifier ({name})")
        except TypeError:
            self.error("Wrong type of identifier")
        return None

    def string_variable(self, name: str) -> bytes:
        """The text of a variable."""
        found = self.variable(name)
        if isinstance(found, bytes):
            return found
        if found is not None:
            self.error("Identifier must refer to string")
        return b"<error>"

    def range_or_half(self) -> tuple[int, int]:
        """`offset:length`, `:length`, `offset:` or `offset` alone."""
        if self.accept(":"):
            return 0, self.integer()
        offset = self.integer()
        if not self.accept(":"):
            return offset, 1
        if self.peek().text == "]":
            return offset, UNLIMITED
        return offset, self.integer()

    def numbers(self) -> tuple[Masked, ...]:
        """Numbers, ranges and variables with commas between them."""
        found: list[Masked] = []
        while True:
            found.extend(self.some_numbers())
            if not self.accept(","):
                return tuple(found)

    def some_numbers(self) -> list[Masked]:
        token = self.next()
        if token.kind == ADDRESS:
            return [masked_address(token.text)]
        if token.kind == INTEGER:
            low = number(token.text)
            if self.accept("-"):
                high = number(self.take(INTEGER))
                return [Masked(n) for n in range(low, high + 1)]
            return [Masked(low)]
        if token.kind != WORD or token.text in _RESERVED:
            self.stop()
        found = self.variable(token.text)
        return [] if found is None else self.masked(found)

    def masked(self, found: Any) -> list[Masked]:
        """What a variable stands for in a list of numbers."""
        if isinstance(found, (list, tuple)):
            return [m for item in found for m in self.masked(item)]
        if isinstance(found, Subnet):
            if not found.is_v4:
                self.error("IPv6 subnets not supported")
                return [Masked(0, 0)]
            mask = ALL_BITS << (32 - found.width) & ALL_BITS
            return [Masked(int.from_bytes(found.prefix[12:], "big"), mask)]
        if isinstance(found, bytes):
            self.error("Wrong type of identifier")
            return []
        return [Masked(int(found) & ALL_BITS)]

    def prefixes(self) -> tuple[Subnet, ...]:
        """Addresses, subnets and variables with commas between them."""
        found: list[Subnet] = []
        while True:
            token = self.next()
            if token.kind in (ADDRESS, ADDRESS6):
                found.append(self.prefix(token))
            elif token.kind == WORD and token.text not in _RESERVED:
                found.extend(self.subnet_variable(token.text))
            else:
                self.stop()
            if not self.accept(","):
                return tuple(found)

    def prefix(self, token: Token) -> Subnet:
        text, _, width = token.text.replace(" ", "").replace("\t", "").partition("/")
        bare = text.strip("[]")
        try:
            address = Addr.parse(bare)
            bits = int(width) if width else (32 if token.kind == ADDRESS else 128)
            if token.kind == ADDRESS:
                return Subnet.of(address, bits)
            return Subnet(address, min(bits, 128))
        except ValueError:
            self.error(f"bad address or subnet ({token.text})")
            return Subnet(Addr(16), 128)

    def subnet_variable(self, name: str) -> list[Subnet]:
        found = self.variable(name)
        if found is None:
            return []
        items = found if isinstance(found, (list, tuple)) else [found]
        if any(not isinstance(item, Subnet) for item in items):
            self.error("Wrong type of identifier")
        return [item for item in items if isinstance(item, Subnet)]

    # conditions and actions

    def addresses(self, place: str) -> None:
        """`src-ip` or `dst-ip`."""
        how = self.comparison()
        test = HeaderTest(place, 0, 0, how, prefixes=self.prefixes())
        self.rule.headers.append(test)

    def ports(self, offset: int) -> None:
        """`src-port` or `dst-port`, of TCP and UDP alike."""
        how = self.comparison()
        self.rule.headers.append(HeaderTest("tcp", offset, 2, how, self.numbers()))

    def protocol(self) -> None:
        """`ip-proto`."""
        how = self.comparison()
        token = self.peek()
        if token.kind == WORD and token.text in PROTOCOLS:
            self.next()
            protocol = PROTOCOLS[token.text]
            if not protocol:
                return
            values: tuple[Masked, ...] = (Masked(protocol),)
        else:
            values = self.numbers()
        self.rule.headers.append(HeaderTest("next", 0, 0, how, values))

    def header(self) -> None:
        """`header tcp[13] & 2 == 2`."""
        place = self.next().text
        if place not in PROTOCOLS:
            self.stop()
        self.mark("[")
        offset = self.integer()
        size = self.integer() if self.accept(":") else 1
        self.mark("]")
        mask = self.integer() if self.accept("&") else None
        how = self.comparison()
        values = self.numbers()
        if mask is not None:
            values = tuple(Masked(value, mask) for value, _ in values)
        if size not in (1, 2, 4):
            self.error("illegal HdrTest size")
        self.rule.headers.append(HeaderTest(place, offset, size, how, values))

    def event(self) -> None:
        """`event "message"`, `event name`, `event name "message"`."""
        token = self.next()
        if token.kind == STRING:
            self.rule.actions.append(RaiseEvent(unquoted(token.text)))
            return
        if token.kind != WORD or token.text in _RESERVED:
            self.stop()
        has_message = self.peek().kind == STRING
        message = unquoted(self.next().text) if has_message else None
        self.names.check_event(token.text, has_message, self.error)
        self.rule.actions.append(RaiseEvent(message, token.text))

    def evaluate(self) -> None:
        """`eval function`."""
        name = self.take(WORD)
        self.names.check_function(name, self.error)
        self.add(Evaluate(name))

    def mime(self) -> None:
        """`file-mime "type/subtype", strength`."""
        token = self.next()
        if token.kind == STRING:
            text = unquoted(token.text)
        elif token.kind == WORD and token.text not in _RESERVED:
            text = self.string_variable(token.text)
        else:
            self.stop()
        strength = 0
        if self.accept(","):
            sign = -1 if self.accept("-") else 1
            strength = sign * number(self.take(INTEGER))
        self.rule.actions.append(Mime(text.decode("latin-1"), strength))

    def requires(self, reverse: bool) -> None:
        """`requires-signature` and `requires-reverse-signature`."""
        negated = self.accept("!")
        self.rule.requirements.append(Requirement(self.take(WORD), reverse, negated))

    def states(self, transport: str) -> None:
        """`tcp-state` or `udp-state`."""
        words = self.words(STATES)
        if transport == "udp" and "established" in words:
            self.error("'established' is not a valid 'udp-state'")
        self.add(StateIs(transport, frozenset(words)))

    def words(self, allowed: tuple[str, ...]) -> list[str]:
        """Words out of a few, with commas between them."""
        found: list[str] = []
        while True:
            token = self.next()
            if token.text not in allowed:
                self.stop()
            found.append(token.text)
            if not self.accept(","):
                return found

    def options(self) -> None:
        """`ip-options`."""
        self.words(IP_OPTIONS)
        self.add(IpOptions())

    def size(self) -> None:
        """`payload-size`."""
        how = self.comparison()
        self.add(PayloadSize(how, self.integer()))

    def activity(self) -> None:
        """`active true` or `active false`."""
        word = self.next().text
        if word not in ("true", "false"):
            self.stop()
        self.rule.active = word == "true"

    def analyzer(self, cls: type[Enable] | type[Disable]) -> None:
        """`enable "NAME"`, `enable "PARENT:CHILD"`, and the same with `disable`."""
        name, _, child = unquoted(self.take(STRING)).decode("latin-1").partition(":")
        for known in (name, child):
            if known and not self.names.knows_analyzer(known):
                self.warn(f"unknown analyzer '{known}' specified in rule")
        self.rule.actions.append(cls(name, child))


def number(text: str) -> int:
    """A number as files write it, kept to 32 bits."""
    return (int(text, 16) if text.startswith("0x") else int(text)) & ALL_BITS


def unquoted(text: str) -> bytes:
    """What stands between quotation marks, as it stands there."""
    return text[1:-1].encode("latin-1")


def pattern_of(text: str) -> bytes:
    """The pattern that `/text/` or `/text/i` means."""
    if text.endswith("i"):
        return b"(?i:%s)" % text[1:-2].encode("latin-1")
    return text[1:-1].encode("latin-1")


def masked_address(text: str) -> Masked:
    """An address, or a subnet, among numbers."""
    address, _, width = text.replace(" ", "").replace("\t", "").partition("/")
    value = 0
    for part in address.split("."):
        value = value << 8 | int(part) & 0xFF
    if not width:
        return Masked(value)
    mask = ALL_BITS << (32 - min(int(width), 32)) & ALL_BITS
    return Masked(value & mask, mask)


_ATTRIBUTES: dict[str, Callable[[_Reader], None]] = {
    "active": _Reader.activity,
    "disable": lambda r: r.analyzer(Disable),
    "dst-ip": lambda r: r.addresses("dst"),
    "dst-port": lambda r: r.ports(2),
    "enable": lambda r: r.analyzer(Enable),
    "eval": _Reader.evaluate,
    "event": _Reader.event,
    "file-mime": _Reader.mime,
    "header": _Reader.header,
    "ip-options": _Reader.options,
    "ip-proto": _Reader.protocol,
    "payload-size": _Reader.size,
    "requires-reverse-signature": lambda r: r.requires(True),
    "requires-signature": lambda r: r.requires(False),
    "same-ip": lambda r: r.add(SameIp()),
    "src-ip": lambda r: r.addresses("src"),
    "src-port": lambda r: r.ports(0),
    "tcp-state": lambda r: r.states("tcp"),
    "udp-state": lambda r: r.states("udp"),
}
_RESERVED = frozenset(
    [*_ATTRIBUTES, *CONTENT, *PROTOCOLS, *STATES, *IP_OPTIONS, "true", "false"]
) | {"signature"}
"""Words that cannot be names."""
