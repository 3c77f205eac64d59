"""How a TCP connection ends: closing, what is delivered before, and timers."""

from __future__ import annotations

from typing import Any

from .tcp_endpoint import CLOSED, INACTIVE, RESET, SYN_ACK_SENT, SYN_SENT, TcpEndpoint
from .tcp_states import StateMachine


class Closing(StateMachine):
    """What happens at the end of a connection and after it."""

    __slots__ = ("close_deferred", "deferred_event", "timer_epoch")

    close_deferred: bool
    "Whether data has to be delivered before the connection closes."
    deferred_event: bool
    "Whether an event tells of it when it finally does."
    timer_epoch: int
    "Raised to cancel all timers."

    def check_eof(self, side: TcpEndpoint) -> None:
        """Tell once that a closing side has delivered everything."""
        if not (side.fin_count or side.state in (CLOSED, RESET)):
            return
        stream = side.get_stream()
        if stream.saw_eof or not side.delivered_all():
            return
        stream.saw_eof = True
        self.event("connection_EOF", side.is_orig)
        if self.analyzers or self.leaving:
            self.deliver_end(side.is_orig)
        if self.close_deferred:
            if self._pending(side) and self._both_closed():
                self.weird("pending_data_when_closed")
            self.side_closed(side, side.peer, self.deferred_event)
            self.close_deferred = False

    def _pending(self, side: TcpEndpoint) -> bool:
        return not self.skipping and not side.delivered_all()

    def _both_closed(self) -> bool:
        return self.orig.did_close and self.resp.did_close

    def side_closed(
        self, side: TcpEndpoint, peer: TcpEndpoint, gen_event: bool
    ) -> None:
        """A side sent a FIN or a RST: close once its data was delivered."""
        if self.analyzers or self.leaving:
            self.deliver_closed(side.is_orig)
        if self._pending(side):
            # There is still data to deliver.
            self.close_deferred = True
            self.deferred_event = self.deferred_event or gen_event
            return
        self.close_deferred = False
        if side.did_close:
            return
        side.did_close = True
        settings = self.net.settings
        if not (side.state == RESET or peer.did_close or peer.state == INACTIVE):
            self._half_closed(side)
            return
        if side.prev_state != INACTIVE or peer.state != INACTIVE:
            if self.deferred_event:
                gen_event, self.deferred_event = True, False
            if gen_event:
                half = peer.state == INACTIVE
                self.tell_end("connection_finished", half)
                name = "connection_half_finished" if half else "connection_finished"
                self.event(name)
                self.active = False
        self.timer_epoch += 1
        delay = float(settings.tcp_close_delay)
        self.start_timer(delay, self._delete, self.last)

    def _half_closed(self, side: TcpEndpoint) -> None:
        settings = self.net.settings
        if side.prev_state == INACTIVE:
            if self.net.handler("connection_partial_close").wanted:
                delay = float(settings.tcp_partial_close_delay)
                self.start_timer(delay, self._partial_close, self.last)
        else:
            self.start_timer(float(settings.tcp_session_timer), self.expire, self.last)

    def done(self) -> None:
        """The connection ends."""
        super().done()
        if self.net.terminating and self.active and not self._both_closed():
            self.event("connection_pending")

    def start_timer(
        self, delay: float, method: Any, since: float, at_exit: bool = False
    ) -> None:
        """Call a method after a delay, unless the connection closes before."""
        self.later(since + delay, method, self.timer_epoch, at_exit=at_exit)

    def _stale(self, epoch: int) -> bool:
        return self.removed or epoch != self.timer_epoch

    def attempt_over(self, epoch: int) -> None:
        """The time to answer a SYN has passed."""
        if self._stale(epoch) or not self.active:
            return
        if self.orig.state in (SYN_SENT, SYN_ACK_SENT) and self.resp.state == INACTIVE:
            self.event("connection_attempt")
            self.active = False
            self.remove()

    def _partial_close(self, epoch: int) -> None:
        if self._stale(epoch) or not self.active or self.net.terminating:
            return
        orig, resp = self.orig, self.resp
        if INACTIVE in (orig.state, resp.state) or self._both_closed():
            return
        if RESET not in (orig.state, resp.state):
            self.event("connection_partial_close")
            self.remove()

    def expire(self, epoch: int) -> None:
        """Look now and then whether the connection is over."""
        if self._stale(epoch) or not self.active or self.net.terminating:
            return
        orig, resp = self.orig, self.resp
        now = self.net.rt.network_time
        states = (orig.state, resp.state)
        if self.last + float(self.net.settings.tcp_connection_linger) < now:
            over = (orig.did_close or resp.did_close) and (
                self._both_closed() or RESET in states or INACTIVE in states
            )
            if over or states == (INACTIVE, INACTIVE):
                self.event("connection_timeout")
                self.active = not over
                self.remove()
                return
        self.start_timer(float(self.net.settings.tcp_session_timer), self.expire, now)

    def reset_over(self, epoch: int) -> None:
        """The time after a reset has passed."""
        if self._stale(epoch) or not self.active:
            return
        if not self._both_closed():
            self._was_reset()
        self.remove()

    def _delete(self, epoch: int) -> None:
        if self._stale(epoch) or self.net.terminating:
            return
        # As in Zeek this asks whether the flow timed out, not whether TCP closed.
        if self.net.settings.tcp_close_delay:
            self.event("connection_timeout")
        self.remove()
