"""What scripts tell the analyzer of TLS on a connection."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .connections import find_connection
from .contract import bif

if TYPE_CHECKING:
    from ..runtime import Runtime


def _tell(rt: Runtime, connection: Any, act: Callable[[Any], None]) -> bool:
    """Let the analyzer of a connection do something; whether there is one."""
    found = find_connection(rt, connection.id)
    if found is None:
        return False
    analyzer = next((x for x in found.all_analyzers() if x.name == "SSL"), None)
    if analyzer is None:
        return False
    act(analyzer)
    return True


@bif("set_ssl_established", runtime=True)
def set_ssl_established(rt: Runtime, connection: Any) -> bool:
    """Take the handshake for done; whether there is an analyzer."""
    return _tell(rt, connection, lambda analyzer: analyzer.start_encryption())


@bif("set_secret", runtime=True)
def set_secret(rt: Runtime, connection: Any, secret: bytes) -> bool:
    """Decrypt with keys that follow from a secret; whether there is an analyzer."""
    return _tell(rt, connection, lambda analyzer: analyzer.set_secret(secret))


@bif("set_keys", runtime=True)
def set_keys(rt: Runtime, connection: Any, keys: bytes) -> bool:
    """Decrypt with these keys; whether there is an analyzer."""
    return _tell(rt, connection, lambda analyzer: analyzer.set_keys(keys))
