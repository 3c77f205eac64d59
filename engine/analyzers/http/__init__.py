"""HTTP/0.9 to 1.1 (RFC 9110, RFC 9112), as Zeek reads it.

`analyzer` follows the requests and replies of a connection, whose first lines
`start_line` reads; a `Message` (`message`) is made of entities (`entity`), which know
where their bodies end (`ranges`, `inflate`). What follows an upgrade, or a tunnel made
by CONNECT, goes to other analyzers (`handover`).
"""

from .analyzer import EVENTS, HTTPAnalyzer

__all__ = ["EVENTS", "HTTPAnalyzer"]
