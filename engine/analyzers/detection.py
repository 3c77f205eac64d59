"""Protocols told by their first bytes: `.sig` signatures that enable analyzers.

A signature file has blocks of conditions, `signature NAME { condition … }`. Those
that enable an analyzer for TCP are tried on what either side of a connection
sends first; when one matches, the analyzer is attached and gets what has come so
far. A signature with a condition that cannot be judged here never matches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..values.pattern import Pattern
from .contract import Analyzer

if TYPE_CHECKING:
    from .conn import Connection

_BLOCK = re.compile(r"^\s*signature\s+([\w:.-]+)\s*\{(.*?)^\s*\}", re.M | re.S)
_COMMENT = re.compile(r"^\s*#.*$", re.M)
_CONDITION = re.compile(r"^\s*([a-z-]+)\s*(.*?)\s*$", re.M)
_PAYLOAD = re.compile(r"/(.*)/([is]*)$")


@dataclass(slots=True)
class Signature:
    """What must hold of one side of a connection, and what is then enabled."""

    name: str
    payloads: list[Pattern] = field(default_factory=list)
    side: str = ""
    "`originator` or `responder` if only that side counts."
    reverse: list[str] = field(default_factory=list)
    "Signatures that the other side must have matched."
    enables: str = ""
    "Short name of the analyzer."
    possible: bool = True
    "Whether every condition can be judged."

    def add(self, word: str, value: str) -> None:
        """Take up one condition."""
        take = _CONDITIONS.get(word)
        if take is None or not take(self, value):
            self.possible = False

    def holds(self, data: bytes, is_orig: bool, reverse: set[str]) -> bool:
        """Whether it matches one side, given what the other side matched."""
        if self.side and is_orig != (self.side == "originator"):
            return False
        if any(name not in reverse for name in self.reverse):
            return False
        return all(pattern.embedded(data) for pattern in self.payloads)


def _protocol(signature: Signature, value: str) -> bool:
    return value.replace(" ", "") == "==tcp"


def _payload(signature: Signature, value: str) -> bool:
    found = _PAYLOAD.fullmatch(value)
    if found is None:
        return False
    signature.payloads.append(Pattern.of(found[1].encode(), found[2]))
    return True


def _state(signature: Signature, value: str) -> bool:
    for state in value.replace(" ", "").split(","):
        if state in ("originator", "responder"):
            signature.side = state
        elif state != "established":
            return False
    return True


def _reverse(signature: Signature, value: str) -> bool:
    signature.reverse.append(value)
    return not value.startswith("!")


def _enable(signature: Signature, value: str) -> bool:
    signature.enables = value.strip('"').upper()
    return True


_CONDITIONS = {
    "ip-proto": _protocol,
    "payload": _payload,
    "tcp-state": _state,
    "requires-reverse-signature": _reverse,
    "enable": _enable,
}


def parse_signatures(text: str) -> Iterator[Signature]:
    """The signatures of a file that can match."""
    for name, body in _BLOCK.findall(_COMMENT.sub("", text)):
        signature = Signature(name)
        for word, value in _CONDITION.findall(body):
            signature.add(word, value)
        if signature.possible:
            yield signature


@dataclass(frozen=True, slots=True)
class Detection:
    """The signatures of a run, and how much of a connection they may see."""

    signatures: tuple[Signature, ...]
    buffer_size: int
    max_chunks: int

    @classmethod
    def of(
        cls,
        signatures: Iterable[Signature],
        analyzers: dict[str, type[Analyzer]],
        *,
        buffer_size: int,
        max_chunks: int,
    ) -> Detection | None:
        """Those that matter when these analyzers can be enabled, if any do."""
        known = list(signatures)
        enabling = [s for s in known if s.enables in analyzers]
        if not enabling:
            return None
        needed = {name for s in enabling for name in s.reverse}
        kept = [s for s in known if s in enabling or s.name in needed]
        return cls(tuple(kept), buffer_size, max_chunks)


class Detector(Analyzer):
    """Watches the begin of a TCP connection until a protocol is known."""

    name = "PIA_TCP"

    def __init__(
        self,
        connection: Connection,
        detection: Detection,
        analyzers: dict[str, type[Analyzer]],
    ):
        super().__init__(connection)
        self.detection = detection
        self.analyzers = analyzers
        self.chunks: list[tuple[bytes | int, bool]] = []
        self.seen = {True: b"", False: b""}
        self.matched: dict[bool, set[str]] = {True: set(), False: set()}

    def deliver(self, data: bytes, is_orig: bool) -> None:
        """Try the signatures on what one side has sent so far."""
        self.chunks.append((data, is_orig))
        self.seen[is_orig] += data
        sent = self.seen[is_orig]
        mine, others = self.matched[is_orig], self.matched[not is_orig]
        for signature in self.detection.signatures:
            if signature.name in mine or not signature.holds(sent, is_orig, others):
                continue
            mine.add(signature.name)
            if signature.enables in self.analyzers:
                self._enable(self.analyzers[signature.enables])
                return
        self._give_up_if_full()

    def gap(self, length: int, is_orig: bool) -> None:
        """A gap is handed on in its place."""
        self.chunks.append((length, is_orig))
        self._give_up_if_full()

    def _give_up_if_full(self) -> None:
        held = len(self.seen[True]) + len(self.seen[False])
        limits = self.detection
        if held > limits.buffer_size or len(self.chunks) > limits.max_chunks:
            self.connection.detach(self)

    def _enable(self, cls: type[Analyzer]) -> None:
        """Attach the analyzer in this one's place, with all that has come."""
        connection = self.connection
        connection.detach(self)
        analyzer = cls(connection)
        connection.attach(analyzer)
        for chunk, is_orig in self.chunks:
            if isinstance(chunk, int):
                analyzer.gap(chunk, is_orig)
            else:
                connection.deliver_to(analyzer, chunk, is_orig)
