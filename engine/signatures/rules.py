"""What a signature consists of."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from ..values.subnet import Subnet

FILE_MAGIC = "file-magic"
PAYLOAD = "payload"
HTTP_REQUEST = "http-request"
HTTP_REQUEST_BODY = "http-request-body"
HTTP_REQUEST_HEADER = "http-request-header"
HTTP_REPLY_BODY = "http-reply-body"
HTTP_REPLY_HEADER = "http-reply-header"
FTP = "ftp"
FINGER = "finger"

CONTENT = {
    "file-magic": FILE_MAGIC,
    "payload": PAYLOAD,
    "http": HTTP_REQUEST,
    "http-request": HTTP_REQUEST,
    "http-request-body": HTTP_REQUEST_BODY,
    "http-request-header": HTTP_REQUEST_HEADER,
    "http-body": HTTP_REPLY_BODY,
    "http-reply-body": HTTP_REPLY_BODY,
    "http-reply-header": HTTP_REPLY_HEADER,
    "ftp": FTP,
    "finger": FINGER,
}
"""The words that stand before a pattern, and the kind of content that it is for."""

COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}

UNLIMITED = 0x7FFFFFFF
"""The depth of a pattern that may match anywhere."""


class Content(NamedTuple):
    """A pattern that some kind of content must match."""

    kind: str
    text: bytes
    depth: int = UNLIMITED
    "How far from the begin of the content the match must have ended."


class Masked(NamedTuple):
    """A number, compared with what a mask leaves of the field."""

    value: int
    mask: int = 0xFFFFFFFF


class HeaderTest(NamedTuple):
    """A comparison with a field of the first packet of one direction."""

    place: str
    "`ip ip6 icmp icmp6 tcp udp`, or `next src dst` for protocol and addresses."
    offset: int
    size: int
    comparison: str
    values: tuple[Masked, ...] = ()
    prefixes: tuple[Subnet, ...] = ()


class Requirement(NamedTuple):
    """Another signature that must, or must not, have matched."""

    name: str
    reverse: bool
    "Whether in the other direction."
    negated: bool


class StateIs(NamedTuple):
    """`tcp-state` or `udp-state`."""

    transport: str
    words: frozenset[str]


class SameIp(NamedTuple):
    """Both ends have the same address."""


class IpOptions(NamedTuple):
    """`ip-options`, which never holds, as in Zeek."""


class PayloadSize(NamedTuple):
    """The size of the first packet that carries data."""

    comparison: str
    size: int

    def holds(self, size: int) -> bool:
        """Whether a packet of that size will do."""
        return COMPARISONS[self.comparison](size, self.size)


class Evaluate(NamedTuple):
    """A script function, or variable, that must say yes."""

    name: str


Condition = StateIs | SameIp | IpOptions | PayloadSize | Evaluate


class RaiseEvent(NamedTuple):
    """Raise `signature_match`, or the named event."""

    message: bytes | None
    name: str = "signature_match"


class Mime(NamedTuple):
    """Say what type a file is of."""

    mime: str
    strength: int


class Enable(NamedTuple):
    """Attach an analyzer."""

    analyzer: str
    child: str = ""


class Disable(NamedTuple):
    """Take an analyzer away."""

    analyzer: str
    child: str = ""


Action = RaiseEvent | Mime | Enable | Disable


@dataclass(slots=True, eq=False)
class Rule:
    """One signature."""

    name: str
    file: str
    line: int
    active: bool = True
    headers: list[HeaderTest] = field(default_factory=list)
    contents: list[Content] = field(default_factory=list)
    requirements: list[Requirement] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)

    @property
    def may_match_nothing(self) -> bool:
        """Whether some pattern of it fits no data at all, which starts nothing."""
        from .patterns import fits_nothing

        return any(fits_nothing(content.text) for content in self.contents)
