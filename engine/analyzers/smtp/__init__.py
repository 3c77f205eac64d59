"""SMTP (RFC 5321): commands, replies and mails.

`analyzer` reads the lines of both sides, `session` guesses from commands and replies
what is going on, and `bdat` has the mails that come in chunks.
"""

from .analyzer import EVENTS, SMTPAnalyzer

__all__ = ["EVENTS", "SMTPAnalyzer"]
