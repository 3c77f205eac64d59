"""What a TCP segment does to the state of the side that sent it."""

from __future__ import annotations

from typing import Any

from ..packets.tcp import ACK, FIN, RST, SYN, Segment, seq_between
from .conn import Connection
from .tcp_endpoint import (
    CLOSED,
    CONTROL,
    ESTABLISHED,
    INACTIVE,
    ORIG_SEEN,
    PARTIAL,
    RESET,
    RESP_SEEN,
    SYN_ACK_SENT,
    SYN_SENT,
    TcpEndpoint,
)


class StateMachine(Connection):
    """The steps from state to state, and the events and weirds on the way."""

    __slots__ = ("active", "first_seen", "partial")

    active: bool
    "Whether neither an end nor a reset was told of yet."
    first_seen: int
    "Which sides a packet was seen from."
    partial: bool
    "Whether the beginning of the connection was not seen."
    orig: TcpEndpoint
    resp: TcpEndpoint

    def start_timer(
        self, delay: float, method: Any, since: float, at_exit: bool = False
    ) -> None:
        """Call a method after a delay, unless the connection closes before."""
        raise NotImplementedError

    def attempt_over(self, epoch: int) -> None:
        """The time to answer a SYN has passed."""
        raise NotImplementedError

    def reset_over(self, epoch: int) -> None:
        """The time after a reset has passed."""
        raise NotImplementedError

    def update_state(
        self, side: TcpEndpoint, peer: TcpEndpoint, segment: Segment, delta_last: int
    ) -> tuple[bool, bool]:
        """Whether the side closes now, and whether an event tells of it."""
        state, flags, length = side.state, segment.flags, segment.length
        if state in (ESTABLISHED, PARTIAL):
            if not flags & CONTROL:
                return False, False
            return self._in_established(side, peer, flags)
        if state == INACTIVE:
            return self._in_inactive(side, peer, segment)
        if state in (SYN_SENT, SYN_ACK_SENT):
            return self._in_syn_sent(side, peer, length, flags)
        if state == CLOSED:
            return self._in_closed(side, peer, delta_last, flags), False
        self._in_reset(length, flags)
        return False, False

    def _in_inactive(
        self, side: TcpEndpoint, peer: TcpEndpoint, segment: Segment
    ) -> tuple[bool, bool]:
        flags = segment.flags
        close = gen_event = False
        if flags & SYN:
            if side.is_orig:
                self._first_syn(side, flags)
            else:
                self._answering_syn(side, peer, segment)
        if flags & FIN:
            side.set_state(CLOSED)
            close = gen_event = True
            if peer.state != PARTIAL and not flags & SYN:
                self.weird("spontaneous_FIN")
        if flags & RST:
            side.set_state(RESET)
            if side.is_orig:
                # The peer sent a SYN-ACK but nobody a SYN: a scan in reverse.
                rejected = peer.state == ESTABLISHED
            else:
                rejected = peer.state in (SYN_SENT, SYN_ACK_SENT)
            close, gen_event = True, not rejected
            if rejected:
                self.event("connection_rejected")
            elif peer.state == INACTIVE:
                self.weird("spontaneous_RST")
        if side.state == INACTIVE:
            self._without_control(side, peer, segment.length, flags)
        return close, gen_event

    def _first_syn(self, side: TcpEndpoint, flags: int) -> None:
        if flags & ACK:
            self.weird("connection_originator_SYN_ack")
            side.set_state(SYN_ACK_SENT)
        else:
            side.set_state(SYN_SENT)
        delay = float(self.net.settings.tcp_attempt_delay)
        if delay:
            self.start_timer(delay, self.attempt_over, self.net.packet_time, True)

    def _answering_syn(
        self, side: TcpEndpoint, peer: TcpEndpoint, segment: Segment
    ) -> None:
        if segment.flags & ACK:
            if peer.state not in (INACTIVE, PARTIAL) and not seq_between(
                segment.ack, peer.start_seq, peer.last_seq
            ):
                self.weird("bad_SYN_ack")
        elif peer.state == SYN_ACK_SENT and segment.seq == side.start_seq:
            # SYN and SYN-ACK came in the wrong order.
            self.partial = False
            self.flip()
            peer.set_state(ESTABLISHED)
            self.first_seen |= ORIG_SEEN
        else:
            self.weird("simultaneous_open")
        if peer.state == SYN_SENT:
            peer.set_state(ESTABLISHED)
        elif peer.state == INACTIVE:
            self.weird("unsolicited_SYN_response")
        side.set_state(ESTABLISHED)
        if peer.state != PARTIAL:
            self.event("connection_established")
            self.enable_status_timer()

    def _without_control(
        self, side: TcpEndpoint, peer: TcpEndpoint, length: int, flags: int
    ) -> None:
        if not side.is_orig and length == 0 and self.orig.state == SYN_SENT:
            # Some hosts acknowledge a SYN before they answer it.
            return
        if flags & ACK and peer.state == ESTABLISHED:
            # A SYN-ACK was seen, so only the SYN was missed.
            side.set_state(ESTABLISHED)
            self.partial = False
            self.first_seen |= ORIG_SEEN if side.is_orig else RESP_SEEN
            return
        side.set_state(PARTIAL)
        self.enable_status_timer()
        if peer.state == PARTIAL:
            self.event("partial_connection")

    def _in_syn_sent(
        self, side: TcpEndpoint, peer: TcpEndpoint, length: int, flags: int
    ) -> tuple[bool, bool]:
        close = gen_event = False
        if flags & SYN:
            if side.is_orig:
                if flags & (ACK | FIN | RST) == ACK and side.state != SYN_ACK_SENT:
                    self.weird("repeated_SYN_with_ack")
            elif not flags & ACK and side.state != SYN_SENT:
                self.weird("repeated_SYN_reply_wo_ack")
        if flags & FIN:
            if peer.state in (INACTIVE, SYN_SENT):
                self.weird("inappropriate_FIN")
            side.set_state(CLOSED)
            close = gen_event = True
        if flags & RST:
            side.set_state(RESET)
            self._was_reset()
            close = True
        elif length > 0:
            self.weird("data_before_established")
        return close, gen_event

    def _in_established(
        self, side: TcpEndpoint, peer: TcpEndpoint, flags: int
    ) -> tuple[bool, bool]:
        close = gen_event = False
        if (
            flags & SYN
            and not flags & ACK
            and side.state == PARTIAL
            and peer.state == INACTIVE
        ):
            self.weird("SYN_after_partial")
            side.set_state(SYN_SENT)
        if flags & FIN and not flags & RST:
            side.set_state(CLOSED)
            if peer.state == RESET and peer.prev_state == CLOSED:
                # A FIN followed by a RST was a normal end after all.
                peer.set_state(CLOSED)
            close = gen_event = True
        if flags & RST:
            side.set_state(RESET)
            close = True
            if peer.state != RESET or peer.prev_state != ESTABLISHED:
                self._was_reset()
        return close, gen_event

    def _in_closed(
        self, side: TcpEndpoint, peer: TcpEndpoint, delta_last: int, flags: int
    ) -> bool:
        if flags & SYN:
            self.weird("SYN_after_close")
        if flags & FIN and delta_last > 0:
            self.weird("FIN_advanced_last_seq")
        if not flags & RST or peer.state == CLOSED:
            return False
        side.set_state(RESET)
        close = not side.did_close
        if self.net.handler("connection_reset").wanted:
            delay = float(self.net.settings.tcp_reset_delay)
            self.start_timer(delay, self.reset_over, self.net.packet_time, True)
        return close

    def _in_reset(self, length: int, flags: int) -> None:
        if flags & SYN:
            self.weird("SYN_after_reset")
        if flags & FIN:
            self.weird("FIN_after_reset")
        if length > 0 and not flags & RST:
            self.weird("data_after_reset")

    def _was_reset(self) -> None:
        self.event("connection_reset")
        self.tell_end("connection_reset")
        self.active = False
