"""Whether a signature is good: what needs the package `cryptography`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .der import OID, SEQUENCE, DerError, Element, element, oid

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.hashes import HashAlgorithm

# What signatures are made with: the kind of key, and the digest.
_ALGORITHMS = {
    "1.2.840.113549.1.1.4": ("rsa", "MD5"),
    "1.2.840.113549.1.1.5": ("rsa", "SHA1"),
    "1.2.840.113549.1.1.11": ("rsa", "SHA256"),
    "1.2.840.113549.1.1.12": ("rsa", "SHA384"),
    "1.2.840.113549.1.1.13": ("rsa", "SHA512"),
    "1.2.840.113549.1.1.14": ("rsa", "SHA224"),
    "1.3.14.3.2.29": ("rsa", "SHA1"),
    "1.2.840.10045.4.1": ("ec", "SHA1"),
    "1.2.840.10045.4.3.1": ("ec", "SHA224"),
    "1.2.840.10045.4.3.2": ("ec", "SHA256"),
    "1.2.840.10045.4.3.3": ("ec", "SHA384"),
    "1.2.840.10045.4.3.4": ("ec", "SHA512"),
    "1.2.840.10040.4.3": ("dsa", "SHA1"),
    "2.16.840.1.101.3.4.3.1": ("dsa", "SHA224"),
    "2.16.840.1.101.3.4.3.2": ("dsa", "SHA256"),
    "1.3.101.112": ("edwards", ""),
    "1.3.101.113": ("edwards", ""),
}
_PSS = "1.2.840.113549.1.1.10"
_HASHES = {
    "1.3.14.3.2.26": "SHA1",
    "2.16.840.1.101.3.4.2.1": "SHA256",
    "2.16.840.1.101.3.4.2.2": "SHA384",
    "2.16.840.1.101.3.4.2.3": "SHA512",
    "2.16.840.1.101.3.4.2.4": "SHA224",
}
# Kinds of keys, by how they are encoded.
_KEYS = {
    "1.2.840.113549.1.1.1": "rsa",
    _PSS: "rsa",
    "1.2.840.10045.2.1": "ec",
    "1.2.840.10040.4.1": "dsa",
    "1.3.101.112": "1.3.101.112",
    "1.3.101.113": "1.3.101.113",
}
_MD2 = "1.2.840.113549.1.1.2"
_PSS_HASH = 0xA0
_PSS_SALT = 0xA2
_PSS_USUAL_SALT = 20


def may_have_made(key: str, signature: str) -> bool:
    """Whether a kind of key makes signatures of a kind, both by object identifier."""
    kind = _KEYS.get(key)
    if signature in (_PSS, _MD2):
        return kind == "rsa"
    if signature in _KEYS:
        return kind == signature
    return kind is not None and kind == _ALGORITHMS.get(signature, ("", ""))[0]


class NoKeyError(ValueError):
    """A key that cannot be read."""


def load_key(spki: bytes) -> Any:
    """The public key of an encoded one."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        return load_der_public_key(spki)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise NoKeyError(str(error)) from None


def is_signed(key: Any, algorithm: Element, signature: bytes, data: bytes) -> bool:
    """Whether a key made a signature, which names its algorithm (RFC 5280 4.1.1.2)."""
    try:
        inside = list(algorithm.expect(SEQUENCE))
        number = oid(inside[0].expect(OID).content)
        if number == _PSS:
            return _is_pss(key, inside[1:], signature, data)
        kind, digest = _ALGORITHMS[number]
    except (DerError, IndexError, KeyError):
        return False
    return _verifies(key, kind, digest, signature, data)


def is_signed_with(key: Any, digest: str, signature: bytes, data: bytes) -> bool:
    """Whether a key made a signature with a digest, in the way of its kind."""
    return any(
        _verifies(key, kind, digest, signature, data)
        for kind in ("ec", "rsa", "dsa")
        if _is_of(key, kind)
    )


def _is_of(key: Any, kind: str) -> bool:
    from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, rsa

    kinds: dict[str, tuple[type, ...]] = {
        "rsa": (rsa.RSAPublicKey,),
        "ec": (ec.EllipticCurvePublicKey,),
        "dsa": (dsa.DSAPublicKey,),
        "edwards": (ed25519.Ed25519PublicKey, ed448.Ed448PublicKey),
    }
    return isinstance(key, kinds[kind])


def _hash(name: str) -> HashAlgorithm:
    from cryptography.hazmat.primitives import hashes

    found: HashAlgorithm = getattr(hashes, name)()
    return found


def _verifies(key: Any, kind: str, digest: str, signature: bytes, data: bytes) -> bool:
    from cryptography.hazmat.primitives.asymmetric import ec, padding

    if not _is_of(key, kind):
        return False
    if kind == "edwards":
        return _try(key, signature, data)
    if kind == "ec":
        return _try(key, signature, data, ec.ECDSA(_hash(digest)))
    if kind == "dsa":
        return _try(key, signature, data, _hash(digest))
    return _try(key, signature, data, padding.PKCS1v15(), _hash(digest))


def _is_pss(key: Any, rest: list[Element], signature: bytes, data: bytes) -> bool:
    """RSASSA-PSS with its parameters (RFC 4055 3.1)."""
    from cryptography.hazmat.primitives.asymmetric import padding

    if not _is_of(key, "rsa"):
        return False
    digest, salt = "SHA1", _PSS_USUAL_SALT
    for part in rest[0].expect(SEQUENCE) if rest else ():
        if part.tag == _PSS_HASH:
            name = next(iter(element(part.content)))
            digest = _HASHES[oid(name.expect(OID).content)]
        elif part.tag == _PSS_SALT:
            salt = element(part.content).number
    hashing = _hash(digest)
    form = padding.PSS(padding.MGF1(hashing), salt) if salt >= 0 else None
    return form is not None and _try(key, signature, data, form, hashing)


def _try(key: Any, signature: bytes, data: bytes, *how: Any) -> bool:
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

    try:
        key.verify(signature, data, *how)
    except (InvalidSignature, UnsupportedAlgorithm, ValueError):
        return False
    return True
