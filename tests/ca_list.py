"""Writes the list of root certificates, `base/protocols/ssl/mozilla-ca-list.zeek`.

    python tests/ca_list.py BUNDLE.pem ... > mozilla-ca-list.zeek

A bundle is a file of certificates in PEM, such as the `cacert.pem` of the package
certifi, which has those that Mozilla trusts for servers.
"""

from __future__ import annotations

import base64
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from pyzeek.files.certificates import parse_certificate
from pyzeek.files.certificates.names import rfc2253

PEM = re.compile(r"-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----", re.S)

HEAD = """\
##! The certificates that Mozilla trusts for servers, by subject, in DER. They are data
##! of Mozilla under the MPL 2.0 (https://mozilla.org/MPL/2.0/), written by
##! tests/ca_list.py.

@load ./main

module SSL;

redef root_certs += {
"""


def literal(data: bytes) -> str:
    """Bytes as a string of Zeek; what can be printed stands for itself."""
    return '"' + "".join(map(_shown, data)) + '"'


def _shown(byte: int) -> str:
    plain = 0x20 <= byte < 0x7F and byte not in b'"\\\\'
    return chr(byte) if plain else f"\\x{byte:02x}"


def certificates(bundles: list[str]) -> Iterator[bytes]:
    """The certificates of all bundles, each once."""
    seen = set()
    for bundle in bundles:
        for body in PEM.findall(Path(bundle).read_text(encoding="utf-8")):
            der = base64.b64decode(body)
            if der not in seen:
                seen.add(der)
                yield der


def main() -> None:
    print(HEAD, end="")
    for der in certificates(sys.argv[1:]):
        subject = rfc2253(parse_certificate(der).certificate.subject).decode()
        print(f'\t["{subject}"] = {literal(der)},')
    print("};")


if __name__ == "__main__":
    main()
