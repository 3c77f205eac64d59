"""The server's certificate ([MS-RDPBCGR] 2.2.1.4.3.1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .. import certificate_files
from ..layout import Cursor, Layout, not_allowed, out_of_bound

if TYPE_CHECKING:
    from .analyzer import RDPAnalyzer

VERSION = Layout(
    "Server_Certificate", "[MS-RDPBCGR] 2.2.1.4.3.1", "version:I", "version"
)
KEY = Layout(
    "Server_Proprietary_Cert",
    "[MS-RDPBCGR] 2.2.1.4.3.1.1",
    "signature_algorithm:I key_algorithm:I public_key_blob_type:H"
    " public_key_blob_length:H",
    "public_key_blob_length",
)
SIGNATURE = Layout(
    "Server_Proprietary_Cert",
    "[MS-RDPBCGR] 2.2.1.4.3.1.1",
    "signature_blob_type:H signature_blob_length:H",
    "signature_blob_length",
)
BLOB = Layout(
    "Public_Key_Blob",
    "[MS-RDPBCGR] 2.2.1.4.3.1.1.1",
    "magic:4s key_length:I bit_length:I public_exponent:I",
    "magic public_exponent",
)
COUNT = Layout("X509", "[MS-RDPELE] 2.2.1.4.2", "num_of_certs:I", "num_of_certs")
LENGTH = Layout("X509_Cert_Data", "[MS-RDPELE] 2.2.1.4.2", "cert_len:I", "cert_len")

PROPRIETARY, X509 = 1, 2
MIME_TYPE = b"application/x-x509-user-cert"

_MAX_DATA = 262144
_MAX_COUNT = 1000


def skip_proprietary(cursor: Cursor) -> None:
    """A key of RSA with a signature."""
    length = cursor.read(KEY)[-1]
    begin = cursor.at
    cursor.skip("Server_Proprietary_Cert:public_key_blob", length)
    blob = Cursor(cursor.data, begin, cursor.at)
    key_length = blob.read(BLOB)[1]
    if key_length > _MAX_DATA:
        raise not_allowed("Public_Key_Blob:key_length")
    blob.skip("Public_Key_Blob:modulus", key_length)
    given = cursor.end - cursor.at
    if given < SIGNATURE.size:
        needed = cursor.at - cursor.start + SIGNATURE.size
        whole = cursor.end - cursor.start
        raise out_of_bound(
            "Server_Proprietary_Cert:signature_blob_length", needed, whole
        )
    length = cursor.read(SIGNATURE)[-1]
    cursor.skip("Server_Proprietary_Cert:signature_blob", length)


def x509(cursor: Cursor) -> Iterator[bytes]:
    """The certificates of a chain."""
    inner = cursor.nested()
    count = inner.read(COUNT)[0]
    if count > _MAX_COUNT:
        raise not_allowed("X509:num_of_certs")
    for _ in range(count):
        element = inner.nested()
        length = element.read(LENGTH)[0]
        if length > _MAX_DATA:
            raise not_allowed("X509_Cert_Data:cert_len")
        yield element.take("X509_Cert_Data:cert", length)
        inner.at = element.at


def give(analyzer: RDPAnalyzer, certificate: bytes) -> None:
    """A whole certificate as a file; those of a connection have one name."""
    name = certificate_files.connection_handle(analyzer.connection, b"RDP")
    certificate_files.give(analyzer, certificate, False, name, MIME_TYPE)
