"""What scripts tell the analyzer of TLS on a connection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .connections import find_connection
from .contract import bif

if TYPE_CHECKING:
    from ..runtime import Runtime


def _analyzer(rt: Runtime, connection: Any) -> Any:
    """The analyzer of a connection, None if there is none."""
    found = find_connection(rt, connection.id)
    if found is None:
        return None
    return next((x for x in found.all_analyzers() if x.name == "SSL"), None)


@bif("set_ssl_established", runtime=True)
def set_ssl_established(rt: Runtime, connection: Any) -> bool:
    """Take the handshake for done; whether there is an analyzer."""
    analyzer = _analyzer(rt, connection)
    if analyzer is None:
        return False
    analyzer.start_encryption()
    return True


@bif("set_secret", runtime=True)
def set_secret(rt: Runtime, connection: Any, secret: bytes) -> bool:
    """Decrypt with keys that follow from a secret; whether there is an analyzer."""
    analyzer = _analyzer(rt, connection)
    if analyzer is None:
        return False
    analyzer.set_secret(secret)
    return True


@bif("set_keys", runtime=True)
def set_keys(rt: Runtime, connection: Any, keys: bytes) -> bool:
    """Decrypt with these keys; whether there is an analyzer."""
    analyzer = _analyzer(rt, connection)
    if analyzer is None:
        return False
    analyzer.set_keys(keys)
    return True
