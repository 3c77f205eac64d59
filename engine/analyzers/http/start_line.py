"""The first lines of requests and replies (RFC 9112 3 and 4).

Servers and clients are lenient, and what hides from Zeek must not: what is missing or
odd is told of and read as Zeek reads it, wherever it can be.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from .uri import unescape

Version = tuple[int, int]

NO_VERSION: Version = (0, 0)
HTTP_0_9: Version = (0, 9)
HTTP_1_1: Version = (1, 1)

_METHOD = re.compile(rb"[!#$%&'*+\-.0-9A-Z^_`a-z|~]+")
_SPACE = b" \t"
_URI = re.compile(rb"[\0A-Za-z0-9:/?#\[\]@!$&'()*+,;=\-_.~%]*")
"Characters of URIs, and a NUL, which Zeek takes for one."
_PREFIX = re.compile(rb"HTTP/", re.IGNORECASE)
_NAME = b"HTTP/"
_VERSION = re.compile(rb"([0-9])\.([0-9])")
_VERSION_LENGTH = 3
_CODE = re.compile(rb"[0-9]{3}")

# What ends a line whose method is none.
_AT_END = b" HTTP/"
_AT_END_LENGTH = len(b" HTTP/1.1")
# HTTP/0.9 knows nothing but GET.
_SHORTEST_METHOD = 3


class Request(NamedTuple):
    """What a request line says."""

    method: bytes
    uri: bytes
    unescaped: bytes


class Reply(NamedTuple):
    """What a status line says."""

    code: int
    reason: bytes | None


class StartLines:
    """Reads the first lines of one connection, which should agree in their version."""

    __slots__ = ("keep_alive", "reply_version", "request_version", "_odd", "_tell")

    def __init__(
        self, odd: Callable[[str], object], tell: Callable[[str, bytes], object]
    ):
        self._odd = odd
        "Takes note of what is odd."
        self._tell = tell
        "Takes note of what is wrong, with the text in question."
        self.request_version = self.reply_version = NO_VERSION
        self.keep_alive = False
        "Whether more than one request is to be expected."

    # Requests

    def request(self, line: bytes) -> Request | None:
        """What a request line says, if it is one."""
        found = _METHOD.match(line)
        if found is None:
            at_end = line[-_AT_END_LENGTH:][: len(_AT_END)].upper()
            is_http = len(line) >= _AT_END_LENGTH and at_end == _AT_END
            self._odd(
                "bad_HTTP_request_with_version" if is_http else "bad_HTTP_request"
            )
            return None
        rest = line[found.end() :].lstrip(_SPACE)
        if len(rest) == len(line) - found.end():
            self._odd("bad_HTTP_request")
            return None
        uri = self._target(rest)
        unescaped = unescape(uri, self._odd)
        if self.request_version == HTTP_0_9:
            if len(found[0]) < _SHORTEST_METHOD or not uri:
                self._odd("bad_HTTP_request")
                return None
        return Request(found[0], uri, unescaped)

    def _target(self, rest: bytes) -> bytes:
        """The URI in what follows the method; the version behind it is noted."""
        end = _end_of_uri(rest)
        has_name = self._has_name(rest, 0)
        if end == len(rest) and has_name:
            self._odd("missing_HTTP_uri")
            end = 0
        if end == len(rest):
            self.set_request_version(HTTP_0_9)
            return rest
        name = _PREFIX.search(rest, end)
        if name is None:
            self.set_request_version(HTTP_0_9)
            return rest[: _last_look(rest, end)]
        at = name.start()
        self._has_name(rest, at)
        if at + len(_NAME) + _VERSION_LENGTH <= len(rest):
            self._request_version(rest, at + len(_NAME))
        else:
            self._tell("bad_HTTP_version", rest)
        return rest[: max(len(rest[:at].rstrip(_SPACE)), end)]

    def _has_name(self, text: bytes, at: int) -> bool:
        """Whether the protocol's name is there; it should be in capitals."""
        if text.startswith(_NAME, at):
            return True
        if _PREFIX.match(text, at) is None:
            return False
        self._odd("lowercase_HTTP_keyword")
        return True

    def _request_version(self, rest: bytes, at: int) -> None:
        self.set_request_version(self._version(rest[at:]))
        if rest[at + _VERSION_LENGTH :].strip(_SPACE):
            self._tell("crud after HTTP version is ignored", rest)

    def _version(self, text: bytes) -> Version:
        found = _VERSION.match(text)
        if found is None:
            self._tell("bad_HTTP_version", text)
            return NO_VERSION
        return int(found[1]), int(found[2])

    def set_request_version(self, version: Version) -> None:
        """Note the version of a request."""
        self.request_version = self._agreed(self.request_version, version)

    def set_reply_version(self, version: Version) -> None:
        """Note the version of a reply."""
        self.reply_version = self._agreed(self.reply_version, version)

    def _agreed(self, before: Version, version: Version) -> Version:
        if before not in (NO_VERSION, version):
            self._odd("HTTP_version_mismatch")
        if version > (1, 0):
            self.keep_alive = True
        return version

    # Replies

    def reply(self, line: bytes) -> Reply | None:
        """What a status line says, if it is one."""
        if not self._has_name(line, 0):
            self._tell("bad_HTTP_reply", line)
            return None
        after = line[len(_NAME) :]
        self.set_reply_version(self._version(after))
        rest = _after_word(after)
        if len(rest) < _VERSION_LENGTH:
            self._tell("HTTP_reply_code_missing", line)
            return None
        code = int(rest[:3]) if _CODE.match(rest) else 0
        behind = rest[3:].lstrip(_NOT_SPACE)
        if not behind:
            self._tell("HTTP_reply_reason_phrase_missing", line)
            return Reply(code, None)
        return Reply(code, behind.lstrip(_SPACE))


_NOT_SPACE = bytes(set(range(256)) - set(_SPACE))


def _end_of_uri(text: bytes) -> int:
    found = _URI.match(text)
    assert found is not None
    return found.end()


def _after_word(text: bytes) -> bytes:
    """What follows the first word and the spaces behind it."""
    return text.lstrip(_NOT_SPACE).lstrip(_SPACE)


def _last_look(text: bytes, start: int) -> int:
    """Where a URI ends behind which no version was found, but more text.

    Zeek takes it to end where it looked for the version last: at the spaces at the
    end, at those before a last character, or else at the last character itself.
    """
    stripped = max(len(text.rstrip(_SPACE)), start)
    if stripped < len(text):
        return stripped
    last = len(text) - 1
    if last - 1 >= start and text[last - 1] in _SPACE:
        return max(len(text[:last].rstrip(_SPACE)), start)
    return last
