"""The numbers from which a run's random values come.

`ZEEK_SEED_FILE` names a file of 21 numbers that makes them the same in every
run, `ZEEK_SEED_VALUES` has the numbers themselves; the driver may put them into
`rt.services["seeds"]` instead.
"""

from __future__ import annotations

import os
import struct
from typing import TYPE_CHECKING

from ..diagnostics import UserError

if TYPE_CHECKING:
    from ..runtime import Runtime

COUNT = 21
_SIZE = 4 * (COUNT - 1)


def read_seeds(path: str) -> tuple[int, ...]:
    """The numbers of a seed file."""
    try:
        with open(path, encoding="ascii", errors="replace") as file:
            return _numbers(file.read(), f"seed file {path}")
    except OSError as error:
        raise UserError(f"seed file {path}: {error.strerror}") from None


def _numbers(text: str, source: str) -> tuple[int, ...]:
    try:
        numbers = tuple(int(word) for word in text.split()[:COUNT])
    except ValueError:
        raise UserError(f"{source}: holds something else than numbers") from None
    if len(numbers) < COUNT:
        raise UserError(f"{source}: has {len(numbers)} numbers, not {COUNT}")
    return numbers


def save_seeds(rt: Runtime, path: str) -> None:
    """Write the numbers of this run to a file that `-G` takes."""
    try:
        with open(path, "w", encoding="ascii") as file:
            file.writelines(f"{number}\n" for number in seeds(rt))
    except OSError as error:
        raise UserError(f"seed file {path}: {error.strerror}") from None


def seeds(rt: Runtime) -> tuple[int, ...]:
    """The numbers of this run, random ones if none are given."""
    found = rt.services.get("seeds")
    if found is None:
        path = os.environ.get("ZEEK_SEED_FILE")
        values = os.environ.get("ZEEK_SEED_VALUES")
        if values:
            found = _numbers(values, "ZEEK_SEED_VALUES")
        elif path:
            found = read_seeds(path)
        else:
            found = struct.unpack("<21I", os.urandom(84))
        rt.services["seeds"] = found
    return tuple(found)


def seed_bytes(rt: Runtime) -> bytes:
    """Eighty bytes from which keys are made."""
    words = [n & 0xFFFF_FFFF for n in seeds(rt)[1:]]
    return struct.pack("<20I", *words)[:_SIZE]


def siphash_key(rt: Runtime) -> bytes:
    """The key of uids."""
    return seed_bytes(rt)[64:80]


def hmac_key(rt: Runtime, name: str) -> bytes:
    """The key of `md5_hmac` and `sha256_hmac`."""
    import hashlib  # slow to import, and most runs need no key

    data = seed_bytes(rt)
    part = data[:64] if name == "md5" else data[8:]
    return hashlib.new(name, part, usedforsecurity=False).digest()
