"""X.509 certificates, read without a library: their fields as OpenSSL prints them.

`der` reads the encoding, `names` knows object identifiers and distinguished names,
`certificate` the fields of a certificate, `extensions` what its extensions say, `ocsp`
what responders say. `chains` leads from a certificate to a root, by `constraints` and
`signatures`; only these need a library, `cryptography`.
"""

from .certificate import X509, Certificate, parse_certificate
from .der import DerError

__all__ = ["X509", "Certificate", "DerError", "parse_certificate"]
