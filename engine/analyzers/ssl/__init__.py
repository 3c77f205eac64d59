"""SSL, TLS and DTLS.

`tls` and `dtls` read records, `records` what both do with them until they are
encrypted. `handshake` collects the messages inside and reads the hellos, `extensions`
and `key_exchange` their parts; `certificates` gives what they carry to the file
framework. `reading` has the forms of numbers and lists, `numbers` the registries.
`decryption` reads what comes after the handshake, if a script has the keys.

Scripts take the analyzer off a connection when the handshake is done, so what follows
costs nothing.
"""

from .dtls import DTLSAnalyzer
from .records import EVENTS
from .tls import SSLAnalyzer

__all__ = ["EVENTS", "DTLSAnalyzer", "SSLAnalyzer"]
