"""The machine and the process: environment, commands, names, random numbers."""

from __future__ import annotations

import os
import struct
from typing import TYPE_CHECKING, Any

from ..typesystem.types import TableType
from ..values.integer import IntVal
from ..values.table import Set, Table
from ..values.time import Interval
from ..values.vector import Vector
from .contract import bif, c_string, shown
from .seeds import seeds, siphash_key
from .vectors import ADDRS, STRINGS

if TYPE_CHECKING:
    from ..runtime import Runtime


def _text(rt: Runtime, value: bytes) -> str:
    return os.fsdecode(c_string(rt, value))


@bif("getenv", runtime=True)
def getenv(rt: Runtime, name: bytes) -> bytes:
    """A variable of the environment; empty if it is not set."""
    return os.fsencode(os.environ.get(_text(rt, name), ""))


@bif("setenv", runtime=True)
def setenv(rt: Runtime, name: bytes, value: bytes) -> bool:
    """Set a variable of the environment."""
    try:
        os.environ[_text(rt, name)] = _text(rt, value)
    except (ValueError, OSError):
        return False
    return True


def _run(command: str, environment: dict[str, str] | None = None) -> int:
    # as Zeek does it: in the background, with the output on standard error
    script = f"({command}) 1>&2 &"
    import subprocess

    return subprocess.run(script, shell=True, env=environment, check=False).returncode


@bif("system", runtime=True)
def system(rt: Runtime, command: bytes) -> int:
    """Run a shell command in the background."""
    rt.flush()
    return IntVal(_run(_text(rt, command)))


@bif("system_env", runtime=True)
def system_env(rt: Runtime, command: bytes, table: Any) -> int:
    """As `system`, with `ZEEK_ARG_` variables from a table."""
    if not isinstance(table, Table):
        rt.reporter.builtin_error("system_env() requires a table argument")
        return IntVal(-1)
    extra = {f"ZEEK_ARG_{shown(k.upper())}": shown(v) for k, v in table.items()}
    rt.flush()
    return IntVal(_run(_text(rt, command), dict(os.environ) | extra))


@bif("piped_exec", runtime=True)
def piped_exec(rt: Runtime, program: bytes, data: bytes) -> bool:
    """Run a shell command with that standard input."""
    rt.flush()
    command = _text(rt, program)
    try:
        import subprocess

        subprocess.run(command, shell=True, input=data, check=False)
    except OSError:
        rt.reporter.error(f"Failed to popen {command}")
        return False
    return True


@bif("sleep")
def sleep(interval: float) -> Interval:
    """Do nothing for a while."""
    import time

    start = time.perf_counter()
    time.sleep(max(0.0, interval))
    return Interval(time.perf_counter() - start)


@bif("getpid")
def getpid() -> int:
    """The number of this process."""
    return os.getpid()


@bif("gethostname")
def gethostname() -> bytes:
    """The name of this machine."""
    import socket

    return os.fsencode(socket.gethostname())


@bif("syslog", runtime=True)
def syslog(rt: Runtime, message: bytes) -> None:
    """Write to the system log where there is one."""
    try:
        import syslog as log
    except ImportError:
        return
    log.syslog(_text(rt, message))


@bif("zeek_version")
def zeek_version() -> bytes:
    """The version of Zeek that this engine follows."""
    return b"8.2.2"


@bif("zeek_args", runtime=True)
def zeek_args(rt: Runtime) -> Vector:
    """The command line."""
    return Vector([os.fsencode(a) for a in rt.command_line], STRINGS)


_MODULUS = 2147483647


def _state(rt: Runtime) -> int:
    found = rt.services.get("random_state")
    return int(found) if found is not None else seeds(rt)[0] % _MODULUS or 1


def random_number(rt: Runtime) -> int:
    """Lehmer's generator, so that a seed gives Zeek's own numbers."""
    state = rt.services["random_state"] = _state(rt) * 16807 % _MODULUS
    return state


@bif("rand", runtime=True)
def rand(rt: Runtime, maximum: int) -> int:
    """A random number below a bound."""
    return int(float(maximum) * float(random_number(rt)) / _MODULUS)


@bif("srand", runtime=True)
def srand(rt: Runtime, seed: int) -> None:
    """Begin the random numbers anew from a seed."""
    rt.services["random_state"] = seed or 1


_SCRIPT_POOL = 2
_FIRST_POOL = 10


@bif("unique_id", runtime=True)
def unique_id(rt: Runtime, prefix: bytes) -> bytes:
    """A text that is unique in this run."""
    return _unique(rt, _SCRIPT_POOL, prefix)


@bif("unique_id_from", runtime=True)
def unique_id_from(rt: Runtime, pool: int, prefix: bytes) -> bytes:
    """A text that is unique among those of a pool."""
    return _unique(rt, pool + _FIRST_POOL, prefix)


def _unique(rt: Runtime, pool: int, prefix: bytes) -> bytes:
    from ..analyzers.uids import Uids

    pools = rt.services.setdefault("uid_pools", {})
    if pool not in pools:
        bits = int(rt.value("bits_per_uid"))
        pools[pool] = Uids(siphash_key(rt), pool, bits)
    return bytes(pools[pool].next(c_string(rt, prefix)))


_FAKE_TEXT = b"fake_lookup_result_16_"


@bif("lookup_addr", runtime=True)
def lookup_addr(rt: Runtime, host: Any) -> bytes:
    """The name of an address."""
    if os.environ.get("ZEEK_DNS_FAKE"):
        return b"fake_addr_lookup_result_" + str(host).encode()
    import socket

    try:
        return socket.gethostbyaddr(str(host))[0].encode()
    except OSError:
        return b"<???>"


@bif("lookup_hostname_txt", runtime=True)
def lookup_hostname_txt(rt: Runtime, host: bytes) -> bytes:
    """The TXT record of a name, which needs a resolver of its own."""
    if os.environ.get("ZEEK_DNS_FAKE"):
        return _FAKE_TEXT + host
    return b"<???>"


@bif("lookup_hostname", runtime=True)
def lookup_hostname(rt: Runtime, host: bytes) -> Set:
    """The addresses of a name."""
    return blocking_lookup_hostname(rt, host)


def _fake_address(rt: Runtime, host: bytes) -> bytes:
    """Sixteen bytes of a hash, whose key is made once all scripts have been read."""
    from hashlib import sha256

    from ..values.highway import highway128

    key = bytes(32)
    if not getattr(rt, "parsing", False):
        key = sha256(rt.value("digest_salt")).digest()
    return struct.pack("<QQ", *highway128(key, host))


@bif("blocking_lookup_hostname", runtime=True)
def blocking_lookup_hostname(rt: Runtime, host: bytes) -> Set:
    """The addresses of a name."""
    import socket

    from ..values.addr import Addr

    kind = TableType((ADDRS.element,), None)
    if os.environ.get("ZEEK_DNS_FAKE"):
        return Set([Addr(_fake_address(rt, host))], kind)
    try:
        found = socket.getaddrinfo(_text(rt, host), None)
    except OSError:
        return Set([Addr.from_int(0)], kind)
    return Set([Addr.parse(str(f[4][0]).partition("%")[0]) for f in found], kind)
