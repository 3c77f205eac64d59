"""MySQL: logins, queries and what comes of them (the client/server protocol).

`analyzer` cuts the stream into packets; `client` and `server` read those of either
side, by the state that both share (`states`), and `fields` what they are made of.
"""

from .analyzer import MySQLAnalyzer

__all__ = ["MySQLAnalyzer"]
