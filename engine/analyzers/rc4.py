"""RC4, with which Windows wraps session keys and seals old tickets."""

from __future__ import annotations


def rc4(key: bytes, data: bytes) -> bytes:
    """The data with the key's stream laid over it, which both seals and opens."""
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) & 0xFF
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) & 0xFF
        j = (j + state[i]) & 0xFF
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) & 0xFF])
    return bytes(out)
