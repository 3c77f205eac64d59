"""SSH: who the sides are, what they agree on, and how logins end (RFC 4251 to 4254).

`analyzer` cuts the stream: a line of each side with its version, packets in the clear
until the keys are new, and then lengths of what is encrypted, by which `logins` tells
how logins end. `key_exchange` reads the packets in the clear, also those of SSH 1.
"""

from .analyzer import SSHAnalyzer

__all__ = ["SSHAnalyzer"]
