"""Domain names in messages (RFC 1035 3.1 and 4.1.4).

A name ends with an empty label, or with a pointer to the rest of it further to the
front. Zeek takes what it can get: where a name goes wrong it says so, and the part
before that is the name.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

ROOM = 512
"How much room Zeek has for a name with its dots."

_POINTER = 0xC0
_LONGEST_LABEL = 63
# RFC 1035 2.3.4, with the dots in place of the lengths.
_TOO_LONG = 255
# So many names are remembered, most of which come again and again.
_REMEMBERED = 4096

Weird = Callable[..., None]
"Reports an oddity: its name and perhaps more about it."

_clean: dict[bytes, tuple[bytes, bytes]] = {}
"Names as their bytes up to the empty label, and their text as it is and in lower case."


class _Level(NamedTuple):
    """A part of a name in one piece."""

    text: bytes
    after: int
    "Where the piece ends."
    pointer: int
    "Where the pointer at its end stands, or -1."
    target: int


class Names:
    """Reads the names of one message."""

    __slots__ = ("data", "weird", "max_chain", "long_labels")

    def __init__(self, data: bytes, weird: Weird, max_chain: int):
        self.data = data
        self.weird = weird
        self.max_chain = max_chain
        self.long_labels = False
        "Whether labels may be longer, as those of NetBIOS."

    def read(
        self, at: int, end: int, *, lower: bool = True, room: int = ROOM
    ) -> tuple[bytes, int]:
        """The name at a place, and where it ends; it may be in lower case."""
        data = self.data
        stop = data.find(0, at, end)
        found = _clean.get(data[at:stop]) if stop >= 0 else None
        if found is not None:
            return found[lower], stop + 1
        if at + 1 < end and data[at] >= _POINTER:
            target = (data[at] & ~_POINTER) << 8 | data[at + 1]
            name = self._known(target, at, room)
            if name is not None and self.max_chain:
                return name, at + 2
        level = self._level(at, end, room)
        if level.pointer < 0:
            return self._ended(level.text, lower), level.after
        return self._follow(level, lower, room), level.after

    def _follow(self, first: _Level, lower: bool, room: int) -> bytes:
        """The name that goes on elsewhere, from its last piece to the first."""
        levels = [first]
        text = b""
        while (last := levels[-1]).pointer >= 0:
            if len(levels) > self.max_chain:
                self.weird("DNS_max_compression_chain_depth_exceeded")
                break
            room -= len(last.text)
            rest = self._known(last.target, last.pointer, room)
            if rest is not None:
                text = rest
                break
            levels.append(self._level(last.target, last.pointer, room))
        else:
            text = self._ended(levels.pop().text, True)
        for level in reversed(levels[1:]):
            text = self._ended(level.text + text, True)
        return self._ended(first.text + text, lower)

    def _known(self, at: int, end: int, room: int) -> bytes | None:
        """The name at a place in lower case, if it is remembered and there is room."""
        stop = self.data.find(0, at, end)
        found = _clean.get(self.data[at:stop]) if stop >= 0 else None
        return found[1] if found is not None and stop - at <= room else None

    def _ended(self, text: bytes, lower: bool) -> bytes:
        """A name without its last dot."""
        if len(text) >= _TOO_LONG:
            self.weird("DNS_NAME_too_long")
        if len(text) >= 2 and text[-1] == 0x2E:
            text = text[:-1]
        return text.lower() if lower else text

    def _level(self, at: int, end: int, room: int) -> _Level:
        """The labels from a place on, up to the end of the name or a pointer."""
        data, weird = self.data, self.weird
        labels: list[bytes] = []
        begin = at
        while at < end:
            length = data[at]
            at += 1
            if at >= end or not length:
                if not length:
                    _remember(data[begin : at - 1], labels)
                break
            if length >= _POINTER:
                target = (length & ~_POINTER) << 8 | data[at]
                if target < at - 1:
                    return _Level(_joined(labels), at + 1, at - 1, target)
                weird("DNS_label_forward_compress_offset")
                return _Level(_joined(labels), at + 1, -1, 0)
            if length > end - at:
                weird("DNS_label_len_gt_pkt")
                at = end
                break
            if length > _LONGEST_LABEL and not self.long_labels:
                weird("DNS_label_too_long")
                break
            # For each label there was one byte of length, as now there is a dot.
            if length >= room - (at - 1 - begin):
                weird("DNS_label_len_gt_name_len")
                break
            labels.append(data[at : at + length])
            at += length
        return _Level(_joined(labels), at, -1, 0)


def _joined(labels: list[bytes]) -> bytes:
    """Labels with a dot behind each."""
    return b".".join(labels) + b"." if labels else b""


def _remember(raw: bytes, labels: list[bytes]) -> None:
    """Remember a name in one piece in which nothing is odd."""
    if len(raw) >= _TOO_LONG or 0 in raw or raw.endswith(b"."):
        return
    if max(map(len, labels), default=0) > _LONGEST_LABEL:
        return
    if len(_clean) >= _REMEMBERED:
        _clean.clear()
    text = b".".join(labels)
    _clean[raw] = text, text.lower()
