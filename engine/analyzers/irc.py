"""IRC: users who talk in channels, and their servers (RFC 2812).

Each line is a command with its parameters, or the numbered reply of a server. What
nobody asks for by its own event is told by a general one, as Zeek does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ..typesystem.types import STRING, TableType
from ..values.addr import Addr
from ..values.table import Set
from .content_line import ContentLine
from .text_protocol import TextProtocol

if TYPE_CHECKING:
    from .conn import Connection

MAX_LINE = 512
"Longest line that is looked at (RFC 2812 2.3)."

_CONTENT_LINE = 1000
_MAX_COMMAND = 20
_MAX_INVALID = 20
_LEAST = 3

CLIENT_COMMANDS = frozenset(
    b"ADMIN AWAY CNOTICE CPRIVMSG CONNECT DIE ENCAP ERROR INFO INVITE ISON JOIN KICK"
    b" KILL KNOCK LINKS LIST LUSERS MODE MOTD NAMES NICK NOTICE OPER PART PASS PING"
    b" PONG PRIVMSG QUIT REHASH RULES SERVER SERVICE SERVLIST SETNAME SILENCE SQUERY"
    b" SQUIT STATS SUMMON TIME TOPIC TRACE USER USERHOST USERS VERSION WALLOPS WHO"
    b" WHOIS WHOWAS STARTTLS".split()
)
"Commands by which a client shows that this is IRC."

_NUMBER = re.compile(rb"[ \t\n\v\f\r]*([+-]?[0-9]+)")
_DIGITS = re.compile(rb"-?[0-9]+")
_CODE = re.compile(rb"([0-9]{3}) ")
_STRINGS = TableType((STRING,), None)

_NICK_ERRORS = (431, 432, 433, 436)
_IS_OPERATOR, _IS_NO_OPERATOR = 381, 491
_STARTTLS = 670


def words(text: bytes, separator: bytes = b" ") -> list[bytes]:
    """The words of a text."""
    return [word for word in text.split(separator) if word]


def cut(text: bytes) -> bytes:
    """A text up to its first NUL, where Zeek ends it."""
    return text.partition(b"\0")[0]


def bare(text: bytes) -> bytes:
    """A text without the colon that the last parameter begins with."""
    return text[1:] if text.startswith(b":") else text


def number(text: bytes) -> int:
    """The number that a text begins with, as a count."""
    found = _NUMBER.match(text)
    return int(found[1]) & 0xFFFFFFFFFFFFFFFF if found else 0


def nick_of(prefix: bytes) -> bytes:
    """The nick in a prefix that has a user's name, too."""
    nick, mark, _ = prefix.partition(b"!")
    return nick if mark else b""


def string_set(items: list[bytes]) -> Set:
    """The value of a set of strings."""
    return Set(dict.fromkeys(items), type=_STRINGS)


class IRCAnalyzer(TextProtocol):
    """Both sides of a connection."""

    name = "IRC"

    def __init__(self, connection: Connection):
        super().__init__(connection)
        self._invalid = 0

    def _new_lines(self, is_orig: bool) -> ContentLine:
        return ContentLine(self, is_orig, self._line, max_line_length=_CONTENT_LINE)

    # Lines

    def _weird(self, name: str, addl: str = "") -> None:
        self.connection.weird(name, addl, self.name)

    def _odd(self, name: str) -> None:
        """Something that is odd only if this is IRC for sure."""
        if self.confirmed:
            self._weird(name)

    def _line(self, line: bytes, is_orig: bool) -> None:
        if self._is_encrypted:
            self._to_child(line, is_orig)
            return
        if len(line) > MAX_LINE:
            self._odd("irc_line_size_exceeded")
            return
        text = line.lstrip(b" ")
        if len(text) < _LEAST:
            self._odd("irc_line_too_short")
            return
        if text.startswith(b"@"):  # tags of IRCv3
            _, blank, text = text.partition(b" ")
            if not blank:
                return
        prefix = b""
        if text.startswith(b":"):
            prefix, blank, text = text[1:].partition(b" ")
            if not blank:
                self._odd("irc_invalid_line")
                return
            text = text.lstrip(b" ")
        self._message(prefix, text, is_orig)

    def _message(self, prefix: bytes, text: bytes, is_orig: bool) -> None:
        if len(text) < _LEAST:
            self._odd("irc_invalid_line")
            self.connection.violation(self, "line too short")
            return
        if text[:1].isdigit():
            found = _CODE.match(text)
            if found is None:
                self._odd("irc_invalid_reply_number")
                self.connection.violation(self, "invalid reply number")
            elif int(found[1]):
                self._reply(prefix, int(found[1]), text[4:], is_orig)
            else:
                self._command(prefix, b"", text[4:], is_orig)
            return
        command, _, params = text.partition(b" ")
        command = command.upper()
        if is_orig and command in CLIENT_COMMANDS:
            self.connection.confirm(self)
        if command != b"STARTTLS":
            self._command(prefix, command, params.lstrip(b" "), is_orig)

    def _wants(self, event: str) -> bool:
        return self.connection.net.handler(event).wanted

    def _event(self, event: str, *args: Any) -> None:
        self.connection.event(event, *args)

    # Replies

    def _reply(self, prefix: bytes, code: int, params: bytes, is_orig: bool) -> None:
        if code in _REPLIES:
            event, read = _REPLIES[code]
            if self._wants(event):
                read(self, params, is_orig)
        elif code in _NICK_ERRORS:
            self._event("irc_invalid_nick", is_orig)
        elif code in (_IS_OPERATOR, _IS_NO_OPERATOR):
            self._event("irc_oper_response", is_orig, code == _IS_OPERATOR)
        elif code == _STARTTLS:
            self._start_tls()
            self._event("irc_starttls")
        else:
            self._event("irc_reply", is_orig, cut(prefix), code, cut(params))

    def _network_info(self, params: bytes, is_orig: bool) -> None:
        """RPL_LUSERCLIENT."""
        found = _counts(params, {b"users": 0, b"services": 1, b"servers": 2})
        self._event("irc_network_info", is_orig, *found)

    def _server_info(self, params: bytes, is_orig: bool) -> None:
        """RPL_LUSERME."""
        names = {b"users,": 0, b"clients": 0, b"services": 1, b"servers": 2}
        self._event("irc_server_info", is_orig, *_counts(params, names))

    def _channel_info(self, params: bytes, is_orig: bool) -> None:
        """RPL_LUSERCHANNELS."""
        found = _counts(params, {b":channels": 0})
        self._event("irc_channel_info", is_orig, found[0])

    def _global_users(self, params: bytes, is_orig: bool) -> None:
        """RPL_GLOBALUSERS."""
        first, blank, rest = cut(params).partition(b" ")
        _, colon, message = rest.partition(b":")
        if not colon:
            self._weird("invalid_irc_global_users_reply")
            return
        self._event("irc_global_users", is_orig, first + blank, message)

    def _names(self, params: bytes, is_orig: bool) -> None:
        """RPL_NAMREPLY."""
        parts = words(params)
        if len(parts) < 3:
            self._weird("irc_invalid_names_line")
            return
        kind, channel, *users = parts[1:]
        if users:
            users[0] = bare(users[0])
        names = [x[1:] if x.startswith(b"@") else x for x in users]
        self._event(
            "irc_names_info", is_orig, cut(kind), cut(channel), string_set(names)
        )

    def _whois_user(self, params: bytes, is_orig: bool) -> None:
        """RPL_WHOISUSER."""
        parts = words(params)
        if len(parts) > 1:
            del parts[0]
        if len(parts) < 5:
            self._weird("irc_invalid_whois_user_line")
            return
        name = bare(b" ".join(parts[4:]))
        shown = [cut(x) for x in (*parts[:3], name)]
        self._event("irc_whois_user_line", is_orig, *shown)

    def _whois_operator(self, params: bytes, is_orig: bool) -> None:
        """RPL_WHOISOPERATOR."""
        parts = words(params)
        if len(parts) > 1:
            del parts[0]
        if len(parts) < 2:
            self._weird("irc_invalid_whois_operator_line")
            return
        self._event("irc_whois_operator_line", is_orig, cut(parts[0]))

    def _whois_channel(self, params: bytes, is_orig: bool) -> None:
        """RPL_WHOISCHANNELS."""
        parts = words(params)
        if len(parts) < 2:
            self._weird("irc_invalid_whois_channel_line")
            return
        nick, *channels = parts
        channels[0] = bare(channels[0])
        shown = string_set(channels)
        self._event("irc_whois_channel_line", is_orig, cut(nick), shown)

    def _topic(self, params: bytes, is_orig: bool) -> None:
        """RPL_TOPIC."""
        parts = words(params)
        _, colon, topic = params.partition(b":")
        if len(parts) < 4 or not colon:
            self._weird("irc_invalid_topic_reply")
            return
        self._event("irc_channel_topic", is_orig, cut(parts[1]), bare(cut(topic)))

    def _who_line(self, params: bytes, is_orig: bool) -> None:
        """RPL_WHOREPLY."""
        parts = words(params)
        if len(parts) < 9:
            self._weird("irc_invalid_who_line")
            return
        parts[2] = parts[2].removeprefix(b"~")
        shown = [cut(x) for x in parts[:7]]
        hops = number(bare(parts[7]))
        self._event("irc_who_line", is_orig, *shown, hops, cut(parts[8]))

    # Commands

    def _command(
        self, prefix: bytes, command: bytes, params: bytes, is_orig: bool
    ) -> None:
        if len(command) > _MAX_COMMAND:
            self._weird("irc_invalid_command")
            self._invalid += 1
            if self._invalid > _MAX_INVALID:
                self._weird("irc_too_many_invalid")
                self.connection.violation(self, "too many long lines")
            return
        events, read = _COMMANDS.get(command, ((), None))
        if read is not None and any(self._wants(event) for event in events):
            read(self, prefix, params, is_orig)
            return
        event = "irc_request" if is_orig else "irc_message"
        self._event(event, is_orig, cut(prefix), cut(command), cut(params))

    def _privmsg(self, prefix: bytes, params: bytes, is_orig: bool) -> None:
        target, blank, text = params.partition(b" ")
        if not blank:
            self._weird("irc_invalid_privmsg_message_format")
            return
        text = bare(text.lstrip(b" "))
        if text.startswith(b"\1"):
            text = text[1:]
        if len(text) > 3 and text.startswith(b"DCC"):
            self._dcc(prefix, target, text, is_orig)
            return
        shown = [cut(x) for x in (prefix, target, text)]
        self._event("irc_privmsg_message", is_orig, *shown)

    def _dcc(self, prefix: bytes, target: bytes, text: bytes, is_orig: bool) -> None:
        """A connection between two clients is announced."""
        parts = words(text.removesuffix(b"\1"))
        is_turbo = len(parts) == 7 and parts[6] == b"T"
        if len(parts) not in (5, 6) and not is_turbo:
            self._weird("irc_invalid_dcc_message_format")
            return
        host, port = _number32(parts[3]), _number32(parts[4])
        if host is None:
            self._weird("irc_invalid_dcc_host")
        elif port is None or port > 0xFFFF:
            shown = (port or 0) - (1 << 32 if (port or 0) >> 31 else 0)
            self._weird("irc_invalid_dcc_port", str(shown))
        else:
            known = [cut(x) for x in (prefix, target, parts[1], parts[2])]
            address = Addr.v4(host.to_bytes(4, "big"))
            size = number(parts[5]) if len(parts) > 5 else 0
            self._event("irc_dcc_message", is_orig, *known, address, port, size)

    def _notice(self, prefix: bytes, params: bytes, is_orig: bool) -> None:
        self._to_target("notice", prefix, params, is_orig)

    def _squery(self, prefix: bytes, params: bytes, is_orig: bool) -> None:
        self._to_target("squery", prefix, params, is_orig)

    def _to_target(
        self, kind: str, prefix: bytes, params: bytes, is_orig: bool
    ) -> None:
        target, blank, text = params.partition(b" ")
        if not blank:
            self._weird(f"irc_invalid_{kind}_message_format")
            return
        shown = [cut(x) for x in (prefix, target, bare(text.lstrip(b" ")))]
        self._event(f"irc_{kind}_message", is_orig, *shown)

    def _user(self, prefix: bytes, params: bytes, is_orig: bool) -> None:
        parts = words(params)
        # Zeek puts the first two words of a name together.
        first, *more = parts[3:] or [b""]
        name = first + b"".join(x + b" " for x in more)
        known = [*parts[:3], *[b""] * (3 - len(parts[:3]))]
        shown = [*[cut(x) for x in known], bare(cut(name))]
        self._event("irc_user_message", is_orig, *shown)

    def _oper(self, prefix: bytes, params: bytes, is_orig: bool) -> None:
        parts = words(params)
        if len(parts) != 2:
            self._weird("irc_invalid_oper_message_format")
            return
        self._event("irc_oper_message", is_orig, *[cut(x) for x in parts])

    def _kick(self, prefix: bytes, params: bytes, is_orig: bool) -> None:
        parts = words(params)
        if len(parts) <= 1:
            self._weird("irc_invalid_kick_message_format")
            return
        comment = bare(b" ".join(parts[2:]))
        shown = [cut(x) for x in (prefix, *parts[:2], comment)]
        self._event("irc_kick_message", is_orig, *shown)

    def _join(self, prefix: bytes, params: bytes, is_orig: bool) -> None:
        parts = words(bare(params))
        if not parts:
            self._weird("irc_invalid_join_line")
            return
        nick, channels = nick_of(prefix), words(parts[0], b",")
        keys = words(parts[1], b",") if len(parts) > 1 else []
        keys += [b""] * (len(channels) - len(keys))
        joined = [(nick, x, key, b"") for x, key in zip(channels, keys, strict=False)]
        self._joined(joined, is_orig)

    def _njoin(self, prefix: bytes, params: bytes, is_orig: bool) -> None:
        """A server tells of several users."""
        parts = words(params)
        if len(parts) != 2:
            self._weird("irc_invalid_njoin_line")
            return
        channel, users = parts[0], words(bare(parts[1]), b",")
        modes = ((b"@@", b"creator"), (b"@", b"operator"), (b"+", b"voice"))
        joined = []
        for user in users:
            found = [(mark, x) for mark, x in modes if user.startswith(mark)]
            mark, mode = (*found, (b"", b"none"))[0]
            joined.append((user[len(mark) :], channel, b"", mode))
        self._joined(joined, is_orig)

    def _joined(self, joined: Sequence[tuple[bytes, ...]], is_orig: bool) -> None:
        rt = self.connection.rt
        make = rt.record("irc_join_info")
        kind = rt.event("irc_join_message").type.params.fields[2].type
        listed = Set({make(*fields): None for fields in joined}, type=kind)
        self._event("irc_join_message", is_orig, listed)

    def _part(self, prefix: bytes, params: bytes, is_orig: bool) -> None:
        channels, _, text = params.partition(b" ")
        nick = prefix.partition(b"!")[0]
        listed = string_set(words(channels, b","))
        shown = cut(nick), listed, cut(bare(text.lstrip(b" ")))
        self._event("irc_part_message", is_orig, *shown)

    def _quit(self, prefix: bytes, params: bytes, is_orig: bool) -> None:
        nick = cut(nick_of(prefix))
        self._event("irc_quit_message", is_orig, nick, bare(params))

    def _nick(self, prefix: bytes, params: bytes, is_orig: bool) -> None:
        self._event("irc_nick_message", is_orig, cut(prefix), bare(params))

    def _who(self, prefix: bytes, params: bytes, is_orig: bool) -> None:
        parts = words(params)
        if len(parts) > 2:
            self._weird("irc_invalid_who_message_format")
            return
        mask = cut(bare(parts[0])) if parts else b""
        self._event("irc_who_message", is_orig, mask, parts[1:] == [b"o"])

    def _whois(self, prefix: bytes, params: bytes, is_orig: bool) -> None:
        parts = words(params)
        if len(parts) not in (1, 2):
            self._weird("irc_invalid_whois_message_format")
            return
        server = parts[0] if len(parts) == 2 else b""
        self._event("irc_whois_message", is_orig, cut(server), cut(parts[-1]))

    def _error(self, prefix: bytes, params: bytes, is_orig: bool) -> None:
        self._event("irc_error_message", is_orig, cut(prefix), cut(bare(params)))

    def _invite(self, prefix: bytes, params: bytes, is_orig: bool) -> None:
        parts = words(params)
        if len(parts) != 2:
            self._weird("irc_invalid_invite_message_format")
            return
        shown = [cut(x) for x in (prefix, parts[0], bare(parts[1]))]
        self._event("irc_invite_message", is_orig, *shown)

    def _mode(self, prefix: bytes, params: bytes, is_orig: bool) -> None:
        if not params:
            self._weird("irc_invalid_mode_message_format")
            return
        self._event("irc_mode_message", is_orig, cut(prefix), cut(params))

    def _pass(self, prefix: bytes, params: bytes, is_orig: bool) -> None:
        self._event("irc_password_message", is_orig, cut(params))

    def _squit(self, prefix: bytes, params: bytes, is_orig: bool) -> None:
        server, blank, text = params.partition(b" ")
        known = (server, bare(text.lstrip(b" "))) if blank else (b"", b"")
        shown = [cut(x) for x in (prefix, *known)]
        self._event("irc_squit_message", is_orig, *shown)


def _counts(params: bytes, names: dict[bytes, int]) -> list[int]:
    """The numbers that stand before certain words."""
    found = [0, 0, 0]
    parts = words(params)
    for before, word in zip(parts, parts[1:], strict=False):
        if word in names:
            found[names[word]] = number(before)
    return found


def _number32(text: bytes) -> int | None:
    """The number of 32 bits that a text begins with."""
    found = _DIGITS.match(text)
    return int(found[0]) & 0xFFFFFFFF if found else None


_Reply = Callable[[IRCAnalyzer, bytes, bool], None]
_Command = Callable[[IRCAnalyzer, bytes, bytes, bool], None]

# Replies by their numbers (RFC 2812 5.1).
_REPLIES: dict[int, tuple[str, _Reply]] = {
    251: ("irc_network_info", IRCAnalyzer._network_info),
    254: ("irc_channel_info", IRCAnalyzer._channel_info),
    255: ("irc_server_info", IRCAnalyzer._server_info),
    266: ("irc_global_users", IRCAnalyzer._global_users),
    311: ("irc_whois_user_line", IRCAnalyzer._whois_user),
    313: ("irc_whois_operator_line", IRCAnalyzer._whois_operator),
    319: ("irc_whois_channel_line", IRCAnalyzer._whois_channel),
    332: ("irc_channel_topic", IRCAnalyzer._topic),
    352: ("irc_who_line", IRCAnalyzer._who_line),
    353: ("irc_names_info", IRCAnalyzer._names),
}
_COMMANDS: dict[bytes, tuple[tuple[str, ...], _Command]] = {
    b"PRIVMSG": (("irc_privmsg_message", "irc_dcc_message"), IRCAnalyzer._privmsg),
    b"NOTICE": (("irc_notice_message",), IRCAnalyzer._notice),
    b"SQUERY": (("irc_squery_message",), IRCAnalyzer._squery),
    b"USER": (("irc_user_message",), IRCAnalyzer._user),
    b"OPER": (("irc_oper_message",), IRCAnalyzer._oper),
    b"KICK": (("irc_kick_message",), IRCAnalyzer._kick),
    b"JOIN": (("irc_join_message",), IRCAnalyzer._join),
    b"NJOIN": (("irc_join_message",), IRCAnalyzer._njoin),
    b"PART": (("irc_part_message",), IRCAnalyzer._part),
    b"QUIT": (("irc_quit_message",), IRCAnalyzer._quit),
    b"NICK": (("irc_nick_message",), IRCAnalyzer._nick),
    b"WHO": (("irc_who_message",), IRCAnalyzer._who),
    b"WHOIS": (("irc_whois_message",), IRCAnalyzer._whois),
    b"ERROR": (("irc_error_message",), IRCAnalyzer._error),
    b"INVITE": (("irc_invite_message",), IRCAnalyzer._invite),
    b"MODE": (("irc_mode_message",), IRCAnalyzer._mode),
    b"PASS": (("irc_password_message",), IRCAnalyzer._pass),
    b"SQUIT": (("irc_squit_message",), IRCAnalyzer._squit),
}

IRCAnalyzer.EVENTS = (
    *(event for event, _ in _REPLIES.values()),
    *(event for events, _ in _COMMANDS.values() for event in events),
    "irc_invalid_nick",
    "irc_oper_response",
    "irc_reply",
    "irc_request",
    "irc_message",
    "irc_starttls",
)
