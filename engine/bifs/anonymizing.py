"""Addresses made anonymous, by the methods of `IPAddrAnonymization`.

Each method keeps its mapping for the run. The prefix-preserving ones give two
addresses that share their first bits new ones that share as many: either by a
keyed digest of each prefix, or (`A50`) by random bits kept in a tree.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import TYPE_CHECKING

from ..values.addr import Addr
from ..values.enum import EnumVal
from ..values.subnet import Subnet
from .contract import bif
from .hashes import keyed_digest
from .seeds import hmac_key
from .system import random_number

if TYPE_CHECKING:
    from ..runtime import Runtime

Method = Callable[[int], int]

_ALL = 0xFFFF_FFFF


class Node:
    """An address and its new one; an inner node repeats its second child's."""

    __slots__ = ("address", "output", "children")

    def __init__(
        self, address: int, output: int, children: tuple[Node, Node] | None = None
    ):
        self.address = address
        self.output = output
        self.children = children

    @property
    def split(self) -> int:
        """In how many of the last bits the leaves below differ."""
        if self.children is None:
            return 0
        return (self.children[0].address ^ self.children[1].address).bit_length()


class Tree:
    """The addresses seen so far, by their bits (`PREFIX_PRESERVING_A50`)."""

    def __init__(self, random: Callable[[], int]):
        self.random = random
        self.root: Node | None = None
        self.begun = False

    def __call__(self, address: int) -> int:
        """The new address for one."""
        self.begun = True
        return self._find(address).output

    def preserve(self, address: int, width: int) -> None:
        """Let the first bits of an address stay as they are."""
        rest = _ALL >> width
        address &= ~rest
        node = self._find(address)
        if width:
            node.output = address | (self._random() & rest if rest else 0)

    def _random(self) -> int:
        high = self.random() & 0xFFFF
        return high << 16 | self.random() & 0xFFFF

    def _find(self, address: int) -> Node:
        if address in (0, _ALL):
            return Node(address, address)
        if self.root is None:
            self.root = Node(address, self._random())
        node = self.root
        while node.address != address:
            if (address ^ node.address).bit_length() > node.split:
                return self._add(node, address)
            assert node.children is not None
            node = node.children[address >> node.split - 1 & 1]
        return node

    def _add(self, node: Node, address: int) -> Node:
        """Put a new address beside the ones below a node."""
        bit = (address ^ node.address).bit_length() - 1
        output = (node.output >> bit ^ 1) << bit
        if bit:
            output |= (self._random() & 0x7FFF_FFFF) >> 32 - bit
        new, old = Node(address, output), Node(node.address, node.output, node.children)
        node.children = (old, new) if address >> bit & 1 else (new, old)
        node.address, node.output = node.children[1].address, node.children[1].output
        return new


def _numbered() -> Method:
    count = 1

    def method(address: int) -> int:
        nonlocal count
        count += 1
        return count

    return method


def _random_digest(name: str, key: bytes) -> Method:
    def method(address: int) -> int:
        digest = keyed_digest(name, key, address.to_bytes(4, "big"))
        return int.from_bytes(digest[:4], "little")

    return method


def _prefix_digest(name: str, key: bytes) -> Method:
    def method(address: int) -> int:
        output = address
        for i in range(32):
            bit = 1 << 31 - i
            prefix = address & ~(_ALL >> i) | bit
            digest = keyed_digest(name, key, struct.pack(">II", i + 1, prefix))
            output ^= (digest[0] & 1) * bit
        return output

    return method


def _make(rt: Runtime, name: str) -> Method:
    algorithm = "md5" if name.endswith("MD5") else "sha256"
    if name == "SEQUENTIALLY_NUMBERED":
        return _numbered()
    if name == "PREFIX_PRESERVING_A50":
        return Tree(lambda: random_number(rt))
    if name.startswith("RANDOM_"):
        return _random_digest(algorithm, hmac_key(rt, algorithm))
    return _prefix_digest(algorithm, hmac_key(rt, algorithm))


def _method(rt: Runtime, name: str) -> tuple[Method, dict[int, int]]:
    """A method and the addresses it has made so far."""
    methods = rt.services.setdefault("anonymizers", {})
    if name not in methods:
        methods[name] = (_make(rt, name), {})
    found: tuple[Method, dict[int, int]] = methods[name]
    return found


def _setting(rt: Runtime, name: str) -> object:
    """A global of the script, None if it has none of that name."""
    return rt.value(name) if rt.names.symbol(name) is not None else None


@bif("anonymize_addr", runtime=True)
def anonymize_addr(rt: Runtime, addr: Addr, kind: EnumVal) -> Addr | None:
    """The new address for one, by the method chosen for its class."""
    if not addr.is_v4:
        rt.reporter.builtin_error("anonymize_addr() not supported for IPv6 addresses")
        return None
    role = kind.name.partition("_")[0].lower()
    chosen = _setting(rt, f"{role}_addr_anonymization")
    kept = _setting(rt, f"preserve_{role}_addr")
    if not isinstance(chosen, EnumVal) or chosen.name == "KEEP_ORIG_ADDR":
        return addr
    if isinstance(kept, dict) and addr in kept:
        return addr
    method, made = _method(rt, chosen.name)
    number = int.from_bytes(addr[12:], "big")
    if number not in made:
        made[number] = method(number)
    return Addr.v4(made[number].to_bytes(4, "big"))


def _preserve(rt: Runtime, addr: Addr, width: int, function: str) -> None:
    if not addr.is_v4:
        rt.reporter.builtin_error(f"{function}() not supported for IPv6 addresses")
        return
    tree = _method(rt, "PREFIX_PRESERVING_A50")[0]
    assert isinstance(tree, Tree)
    if tree.begun:
        rt.reporter.error("prefix preservation specified after anonymization begun")
    else:
        tree.preserve(int.from_bytes(addr[12:], "big"), width)


@bif("preserve_prefix", runtime=True)
def preserve_prefix(rt: Runtime, addr: Addr, width: int) -> None:
    """Keep the first bits of an address when addresses are made anonymous."""
    _preserve(rt, addr, width, "preserve_prefix")


@bif("preserve_subnet", runtime=True)
def preserve_subnet(rt: Runtime, net: Subnet) -> None:
    """Keep a subnet when addresses are made anonymous."""
    _preserve(rt, net.prefix, net.width, "preserve_subnet")
