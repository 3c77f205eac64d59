"""Digests and pickling, as what runs at each start needs them.

The modules that the standard library names for this, `hashlib` and `pickle`, take
4 ms to import, a twentieth of a start; what stands behind them does not.
"""

from __future__ import annotations

try:
    from _blake2 import blake2b
    from _pickle import Pickler, Unpickler, dumps, load, loads
except ImportError:  # another Python than CPython
    from hashlib import blake2b
    from pickle import Pickler, Unpickler, dumps, load, loads

__all__ = ["Pickler", "Unpickler", "dumps", "fingerprint", "load", "loads"]


def fingerprint(data: bytes) -> str:
    """A name for what some bytes say: 32 hexadecimal digits."""
    return blake2b(data, digest_size=16).hexdigest()
