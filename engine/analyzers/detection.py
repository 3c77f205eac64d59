"""Signatures at work on connections: events, and protocols told by their bytes.

A `Detector` stands among the analyzers of a connection, behind those that ports
attached. It shows what either side sends to the signatures and keeps it for a while,
so that an analyzer which a signature enables gets everything from the beginning.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from ..signatures.headers import Headers, may_hold
from ..signatures.matcher import ALL_BITS, Match, Matcher, Side
from ..signatures.patterns import PatternSet
from ..signatures.rules import (
    PAYLOAD,
    Action,
    Enable,
    Evaluate,
    RaiseEvent,
    Rule,
    StateIs,
)
from .contract import Analyzer

if TYPE_CHECKING:
    from ..packets.ip import IPv4, IPv6
    from .conn import Connection
    from .network import Network

LIMITED = ("TCP", "UDP")
"The transports of which Zeek keeps the beginning, to look for protocols."

HANDSHAKE = (0, 1, 2)
"States of a TCP endpoint before the connection is established."


class Detection:
    """The signatures of a run, as far as anybody is interested in what they do."""

    def __init__(self, net: Network, rules: Iterable[Rule]):
        self.net = net
        settings = net.settings
        self.max_bytes = int(settings.dpd_buffer_size)
        self.max_chunks = int(settings.dpd_max_packets)
        self.only_beginning = bool(settings.dpd_match_only_beginning)
        self.stops_late = bool(settings.dpd_late_match_stop)
        known = list(rules)
        kept = self._relevant(known)
        self.matcher = Matcher(kept)
        self.only_enables = not any(self._is_telling(rule) for rule in kept)
        "Whether nothing matters but which analyzers are enabled."
        self._watched: dict[int, bool] = {}
        self.kinds = {content.kind for rule in kept for content in rule.contents}
        "What patterns look at."
        self.first: PatternSet | None = None
        "All patterns: where none fits, no signature does. None if some have none."
        if self.only_enables and all(payloads(rule) for rule in kept):
            texts = [text for rule in kept for text in payloads(rule)]
            self.first = PatternSet(texts)
        self._enabled = {
            name_of(action)
            for rule in kept
            for action in rule.actions
            if isinstance(action, Enable)
        }

    def _relevant(self, rules: list[Rule]) -> list[Rule]:
        """The rules that do something, those they require, or all.

        A pattern that matches nothing at all is judged when any other one matches, so
        no rule is without effect where there is such a pattern.
        """
        by_name = {rule.name: rule for rule in rules}
        found = {rule.name for rule in rules if self._matters(rule)}
        if any(by_name[name].may_match_nothing for name in found):
            return rules
        waiting = list(found)
        while waiting:
            for required in by_name[waiting.pop()].requirements:
                if required.name not in found:
                    found.add(required.name)
                    waiting.append(required.name)
        return [rule for rule in rules if rule.name in found]

    def _matters(self, rule: Rule) -> bool:
        return rule.active and (
            self._is_telling(rule)
            or any(
                isinstance(action, Enable)
                and self.net.analyzer(name_of(action)) is not None
                for action in rule.actions
            )
        )

    def _is_telling(self, rule: Rule) -> bool:
        """Whether a script would notice that it matches."""
        return any(isinstance(c, Evaluate) for c in rule.conditions) or any(
            isinstance(action, RaiseEvent) and self.net.handler(action.name).wanted
            for action in rule.actions
        )

    @property
    def may_tell(self) -> bool:
        """Whether it can do anything for a connection.

        An analyzer that is attached already may be taken off, and then be found anew.
        """
        if not self.only_enables:
            return True
        return any(self.net.analyzer(name) is not None for name in self._enabled)

    def watches(self, protocol: int) -> bool:
        """Whether any signature may match connections of that protocol."""
        found = self._watched.get(protocol)
        if found is None:
            rules = self.matcher.rules
            found = any(may_hold(rule.headers, protocol) for rule in rules)
            self._watched[protocol] = found
        return found


class Host(Protocol):
    """Where the analyzers are among which a `Detector` stands: as a connection is."""

    @property
    def analyzers(self) -> Sequence[Analyzer]:
        """All of them."""

    def attach(self, analyzer: Analyzer) -> None:
        """Add one, which gets what comes after the data now being delivered."""

    def detach(self, analyzer: Analyzer) -> None:
        """Take one off."""

    def deliver_to(self, analyzer: Analyzer, data: bytes, is_orig: bool) -> None:
        """Bytes for one of them that others have had already."""


class Detector(Analyzer):
    """Shows the bytes of one connection to the signatures."""

    name = "PIA"

    def __init__(
        self, connection: Connection, detection: Detection, host: Host | None = None
    ):
        super().__init__(connection)
        self.detection = detection
        self.host: Host = connection if host is None else host
        self.headers: dict[bool, Headers] = {}
        self.sides: dict[bool, Side] = {}
        "Only as long as something may match."
        self.hopeless: set[bool] = set()
        "Sides that have sent too much for anything to match."
        self.chunks: list[tuple[bytes | int, bool]] = []
        "What has come; a number stands for a gap of that length."
        self.count = self.held = 0
        self.is_matching = True
        self.is_limited = connection.name in LIMITED
        "Whether only the beginning counts."
        self.keeps_everything = self.is_limited

    # Sides

    def first_packet(self, ip: IPv4 | IPv6, above: bytes, is_orig: bool) -> None:
        """The first packet of a direction, which conditions on headers look at."""
        head = ip.data[ip.start : ip.start + ip.header_length]
        self.headers[is_orig] = Headers(
            ip.version, head, above, ip.proto, ip.header_src, ip.header_dst
        )
        if self.detection.first is None:
            self._begin(is_orig)

    def adopt_headers(self, other: Detector) -> None:
        """Look at the packets that another one has looked at first."""
        self.headers = dict(other.headers)
        if self.detection.first is None:
            for is_orig in self.headers:
                self._begin(is_orig)

    def _begin(self, is_orig: bool) -> Side:
        headers = self.headers.get(is_orig)
        side = Side(self.detection.matcher, self, is_orig, headers)
        self.sides[is_orig] = side
        side.begin(self.sides.get(not is_orig))
        return side

    # Data

    def deliver(self, data: bytes, is_orig: bool) -> None:
        """What one side sent: kept first, so that whom it enables gets it, too."""
        if not self.is_matching:
            return
        if not self.keeps_everything:
            self._look(data, is_orig)
        elif self._keep(data, len(data), is_orig):
            self._look_or_wait(data, is_orig)
        else:
            self._look_or_wait(data, is_orig)
            self._stop_keeping()

    def _look_or_wait(self, data: bytes, is_orig: bool) -> None:
        """Look at the data unless nothing can have matched so far."""
        first = self.detection.first
        if first is None or is_orig in self.sides:
            self._look(data, is_orig)
        elif self.connection.is_packetwise:
            if first.match(data):
                self._look(data, is_orig)
        else:
            self._wait(first, is_orig)

    def _wait(self, first: PatternSet, is_orig: bool) -> None:
        """Look at all data of one side as soon as any pattern fits it."""
        pieces = [p for p, side in self.chunks if side == is_orig]
        data = [piece for piece in pieces if isinstance(piece, bytes)]
        whole = data[0] if len(data) == 1 else b"".join(data)
        if first.match(whole):
            for piece in data:
                self._look(piece, is_orig)
        elif len(whole) > first.longest:
            self.hopeless.add(is_orig)
            if len(self.hopeless) == 2:
                self.is_matching = False
                self.host.detach(self)

    def _look(self, data: bytes, is_orig: bool) -> None:
        side = self.sides.get(is_orig) or self._begin(is_orig)
        if not self.is_limited:
            side.restart(PAYLOAD)
        side.feed(PAYLOAD, data)
        if self.is_limited and self.connection.is_packetwise:
            side.next_packet()

    def gap(self, length: int, is_orig: bool) -> None:
        """A gap is handed on in its place."""
        if self.keeps_everything and not self._keep(length, 0, is_orig):
            self._stop_keeping()

    def _keep(self, chunk: bytes | int, length: int, is_orig: bool) -> bool:
        """Keep what came; whether there is room for more."""
        self.chunks.append((chunk, is_orig))
        self.held += length
        self.count += 1
        limits = self.detection
        return self.held <= limits.max_bytes and self.count <= limits.max_chunks

    def _stop_keeping(self) -> None:
        """There was enough for every protocol to show itself."""
        self.keeps_everything = False
        chunks, self.chunks = self.chunks, []
        if self.detection.only_beginning:
            self.is_matching = False
            if self.detection.only_enables:
                self.host.detach(self)
            return
        waiting = {True, False} - self.sides.keys()
        for chunk, is_orig in chunks:
            if is_orig in waiting and isinstance(chunk, bytes):
                self._look(chunk, is_orig)

    def match(
        self, kind: str, data: bytes, is_orig: bool, *, first: bool, last: bool
    ) -> None:
        """Show content of another kind, which an analyzer found in the data."""
        side = self.sides.get(is_orig) or self._begin(is_orig)
        if first:
            side.restart(kind)
        side.feed(kind, data, at_end=last)

    def finish(self) -> None:
        """The connection is over: judge what had to wait for that."""
        for is_orig in (True, False):
            if is_orig in self.sides:
                self.sides[is_orig].finish()

    # What rules ask for

    def in_state(self, state: StateIs, is_orig: bool) -> bool:
        """Whether the connection is in such a state."""
        if self.connection.name.lower() != state.transport:
            return False
        words = state.words
        if "stateless" in words:
            return True
        if ("responder" if is_orig else "originator") in words:
            return False
        return "established" not in words or self._is_established()

    def _is_established(self) -> bool:
        conn = self.connection
        return not {conn.orig.state_code(), conn.resp.state_code()} & {*HANDSHAKE}

    def has_same_ip(self) -> bool:
        """Whether both ends have the same address."""
        return self.connection.orig.addr == self.connection.resp.addr

    def evaluate(self, name: str, side: Side, rule: Rule, data: bytes) -> bool:
        """What a script's function or variable says."""
        rt = self.connection.rt
        found = rt.value(name)
        if not callable(found):
            return bool(found)
        try:
            return bool(found(self._state(side, rule), data))
        except Exception as e:
            rt.fault(e)
            return False

    def _state(self, side: Side, rule: Rule) -> Any:
        return self.connection.rt.record("signature_state")(
            sig_id=rule.name.encode(),
            conn=self.connection.record(),
            is_orig=side.is_orig,
            payload_size=side.payload_size & ALL_BITS,
        )

    # What rules do

    def act(self, action: Action, side: Side, rule: Rule, match: Match) -> None:
        """Do what a rule that matched says."""
        if isinstance(action, Enable):
            self._enable(action)
        elif isinstance(action, RaiseEvent):
            self._raise(action, self._state(side, rule), match)

    def _raise(self, action: RaiseEvent, state: Any, match: Match) -> None:
        handler = self.connection.net.handler(action.name)
        if handler.wanted:
            message = () if action.message is None else (action.message,)
            arguments = (state, *message, match.data, match.end)
            handler.queue(*arguments[: len(handler.type.params.fields)])

    def _enable(self, action: Enable) -> None:
        """Attach an analyzer, with all that has come."""
        conn = self.connection
        name = name_of(action)
        if not self.keeps_everything:
            if self.is_limited and self.is_matching:
                self._tell_late(name)
            return
        cls = conn.net.analyzer(name)
        if cls is None or name in conn.prevented:
            return
        host = self.host
        if any(isinstance(analyzer, cls) for analyzer in host.analyzers):
            return
        analyzer = cls(conn)
        host.attach(analyzer)
        for chunk, is_orig in self.chunks:
            if isinstance(chunk, int):
                analyzer.gap(chunk, is_orig)
            else:
                host.deliver_to(analyzer, chunk, is_orig)

    def _tell_late(self, name: str) -> None:
        """The signature matched too late for its analyzer."""
        tag = self.connection.net.tag(name)
        self.connection.event("protocol_late_match", tag)
        self.is_matching = not self.detection.stops_late


def name_of(action: Enable) -> str:
    """The short name of the analyzer that is enabled."""
    return (action.child or action.analyzer).upper()


def payloads(rule: Rule) -> list[bytes]:
    """The patterns of a rule for what packets carry."""
    return [content.text for content in rule.contents if content.kind == PAYLOAD]
