"""From a certificate to a root: which way, and whether it may be gone (RFC 5280 6).

As OpenSSL does it with the settings of Zeek: roots are looked for first, then what came
with the certificate. A certificate that signed itself and is a root ends the way;
others of the store do not. The first thing that is wrong is told by OpenSSL's number
and words, in this order: the way, then extensions from the certificate up, then
signatures and times from the root down, then names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from . import constraints, names
from .certificate import X509, Extension
from .der import (
    BIT_STRING,
    INTEGER,
    OID,
    SEQUENCE,
    DerError,
    Element,
    bits,
    element,
    oid,
)
from .extensions import BASIC_CONSTRAINTS, basic_constraints
from .signatures import NoKeyError, is_signed, load_key, may_have_made
from .times import exact_seconds

OK = 0
NO_ISSUER = 2
NO_KEY = 6
BAD_SIGNATURE = 7
NOT_YET_VALID = 9
EXPIRED = 10
BAD_NOT_BEFORE = 13
BAD_NOT_AFTER = 14
SELF_SIGNED = 18
SELF_SIGNED_IN_CHAIN = 19
NO_LOCAL_ISSUER = 20
NOT_VERIFIED = 21
TOO_LONG = 22
PATH_TOO_LONG = 25
MAY_NOT_SIGN = 32
UNKNOWN_CRITICAL = 34
NOT_PERMITTED = 47
EXCLUDED = 48
NO_AUTHORITY = 79

MESSAGES = {
    OK: "ok",
    NO_ISSUER: "unable to get issuer certificate",
    NO_KEY: "unable to decode issuer public key",
    BAD_SIGNATURE: "certificate signature failure",
    NOT_YET_VALID: "certificate is not yet valid",
    EXPIRED: "certificate has expired",
    BAD_NOT_BEFORE: "format error in certificate's notBefore field",
    BAD_NOT_AFTER: "format error in certificate's notAfter field",
    # Zeek keeps the older words.
    SELF_SIGNED: "self signed certificate",
    SELF_SIGNED_IN_CHAIN: "self-signed certificate in certificate chain",
    NO_LOCAL_ISSUER: "unable to get local issuer certificate",
    NOT_VERIFIED: "unable to verify the first certificate",
    TOO_LONG: "certificate chain too long",
    PATH_TOO_LONG: "path length constraint exceeded",
    MAY_NOT_SIGN: "key usage does not include certificate signing",
    UNKNOWN_CRITICAL: "unhandled critical extension",
    NOT_PERMITTED: "permitted subtree violation",
    EXCLUDED: "excluded subtree violation",
    NO_AUTHORITY: "invalid CA certificate",
}

_LONGEST = 100
_KEY_USAGE = "2.5.29.15"
_SUBJECT_KEY = "2.5.29.14"
_AUTHORITY_KEY = "2.5.29.35"
_NETSCAPE_TYPE = "2.16.840.1.113730.1.1"
_CERT_SIGN = 0x04
_NETSCAPE_AUTHORITY = 0x07

# Extensions that may be critical since somebody heeds them.
_HEEDED = frozenset(
    (
        _KEY_USAGE,
        _SUBJECT_KEY,
        _AUTHORITY_KEY,
        _NETSCAPE_TYPE,
        BASIC_CONSTRAINTS,
        "2.5.29.17",  # alternative names
        "2.5.29.30",  # name constraints
        "2.5.29.31",  # distribution points
        "2.5.29.32",  # policies
        "2.5.29.33",
        "2.5.29.36",
        "2.5.29.37",  # extended key usage
        "2.5.29.54",
        "1.3.6.1.5.5.7.1.7",  # addresses
        "1.3.6.1.5.5.7.1.8",  # autonomous systems
        "1.3.6.1.5.5.7.1.14",  # proxies
        "1.3.6.1.5.5.7.48.1.5",  # of an OCSP responder that needs no check
    )
)


class Link:
    """A certificate on the way."""

    def __init__(self, value: X509):
        self.value = value
        self.certificate = value.certificate
        self._extensions = {e.oid: e for e in value.certificate.extensions}

    def extension(self, number: str) -> Extension | None:
        """An extension by its object identifier."""
        return self._extensions.get(number)

    @cached_property
    def subject(self) -> names.Canonical:
        """The subject in a form that can be compared."""
        return names.canonical(self.certificate.subject)

    @cached_property
    def issuer(self) -> names.Canonical:
        """The issuer in a form that can be compared."""
        return names.canonical(self.certificate.issuer)

    @cached_property
    def is_self_issued(self) -> bool:
        """Whether subject and issuer are the same."""
        return self.subject == self.issuer

    @cached_property
    def is_self_signed(self) -> bool:
        """Whether it looks as though it signed itself."""
        return self.may_have_issued(self)

    @cached_property
    def key_usage(self) -> int | None:
        """The first bits of what the key is for, None if that is left open."""
        return self._bits(_KEY_USAGE)

    def _bits(self, number: str) -> int | None:
        found = self.extension(number)
        if found is None:
            return None
        try:
            raw = bits(element(found.value).expect(BIT_STRING).content)
        except DerError:
            return 0
        return raw[0] if raw else 0

    @cached_property
    def constraints(self) -> tuple[bool, int | None] | None:
        """Whether it is an authority and how long chains may be, if it says so."""
        found = self.extension(BASIC_CONSTRAINTS)
        if found is None:
            return None
        try:
            return basic_constraints(found.value)
        except DerError:
            return False, None

    @property
    def is_authority(self) -> bool:
        """Whether it may be one, as old ones are that do not say it."""
        usage = self.key_usage
        if usage is not None and not usage & _CERT_SIGN:
            return False
        if self.constraints is not None:
            return self.constraints[0]
        if self.certificate.version == 1 and self.is_self_signed:
            return True
        kinds = self._bits(_NETSCAPE_TYPE)
        return usage is not None or bool(kinds and kinds & _NETSCAPE_AUTHORITY)

    def may_have_issued(self, other: Link) -> bool:
        """Whether names, identifiers and kinds of keys fit."""
        return (
            self.subject == other.issuer
            and other._fits_authority_key(self)
            and may_have_made(self._key_kind, other._signature_kind)
        )

    def _fits_authority_key(self, issuer: Link) -> bool:
        """Whether what this says of its issuer's key fits (RFC 5280 4.2.1.1)."""
        found = self.extension(_AUTHORITY_KEY)
        if found is None:
            return True
        try:
            parts = {part.tag: part for part in element(found.value).expect(SEQUENCE)}
        except DerError:
            return True
        own = issuer.extension(_SUBJECT_KEY)
        if 0x80 in parts and own is not None:
            try:
                if element(own.value).content != parts[0x80].content:
                    return False
            except DerError:
                pass
        if 0x82 in parts and parts[0x82].content != issuer.serial:
            return False
        return 0xA1 not in parts or issuer._is_named(parts[0xA1])

    def _is_named(self, general: Element) -> bool:
        """Whether the first directory name among others is the issuer's of this."""
        try:
            for name in general:
                if name.tag == 0xA4:
                    return names.canonical(element(name.content)) == self.issuer
        except DerError:
            pass
        return True

    @property
    def serial(self) -> bytes:
        """The serial number as it is encoded."""
        return self._fields[0].expect(INTEGER).content

    @cached_property
    def _parts(self) -> list[Element]:
        return list(element(self.value.der))

    @cached_property
    def _fields(self) -> list[Element]:
        """What is signed, without the version."""
        return [part for part in self._parts[0] if part.tag != 0xA0]

    @cached_property
    def _signature_kind(self) -> str:
        return oid(next(iter(self._fields[1])).expect(OID).content)

    @cached_property
    def _key_kind(self) -> str:
        algorithm = next(iter(element(self.certificate.spki)))
        return oid(next(iter(algorithm)).expect(OID).content)

    def is_signed_by(self, key: object) -> bool:
        """Whether a key signed it."""
        body, algorithm, signature = self._parts
        return is_signed(key, algorithm, bits(signature.content), body.whole)

    def time_error(self, now: float) -> int:
        """What is wrong with it at a time."""
        certificate = self.certificate
        begin = exact_seconds(certificate.not_before)
        if begin is None:
            return BAD_NOT_BEFORE
        if begin > now:
            return NOT_YET_VALID
        end = exact_seconds(certificate.not_after)
        if end is None:
            return BAD_NOT_AFTER
        return EXPIRED if end <= now else OK

    @property
    def end(self) -> float:
        """When it expires."""
        return exact_seconds(self.certificate.not_after) or 0.0

    @property
    def unknown_critical(self) -> bool:
        """Whether it has an extension that must be heeded and is not."""
        extensions = self.certificate.extensions
        return any(e.critical and e.oid not in _HEEDED for e in extensions)


class Roots:
    """Certificates that are trusted, by their subjects."""

    def __init__(self, certificates: Iterable[X509]):
        self._found: dict[names.Canonical, list[Link]] = {}
        for certificate in certificates:
            link = Link(certificate)
            self._found.setdefault(link.subject, []).append(link)

    def named(self, subject: names.Canonical) -> Link | None:
        """The first of a subject."""
        return next(iter(self._found.get(subject, ())), None)

    def issuer(self, link: Link, now: float) -> Link | None:
        """The likeliest issuer of a certificate."""
        return _likeliest(self._found.get(link.issuer, ()), link, now)


def _likeliest(candidates: Iterable[Link], link: Link, now: float) -> Link | None:
    """The first issuer that is valid at the time, else the one valid longest."""
    best = None
    for candidate in candidates:
        if candidate.may_have_issued(link):
            if candidate.time_error(now) == OK:
                return candidate
            if best is None or candidate.end > best.end:
                best = candidate
    return best


def verify(
    certificate: X509, others: Iterable[X509], roots: Roots, now: float
) -> tuple[int, list[X509]]:
    """What is wrong with a certificate, and the certificates up to the root."""
    # OpenSSL compares whole seconds.
    way = _Way(Link(certificate), map(Link, others), roots, float(int(now)))
    chain = way.chain
    error = way.find()
    if not error:
        error = _extensions(chain) or _signatures(chain, way.now) or _names(chain)
    return error, [link.value for link in chain]


class _Way:
    """A chain while it is built."""

    def __init__(self, first: Link, others: Iterable[Link], roots: Roots, now: float):
        self.chain = [first]
        self.others = list(others)
        self.roots = roots
        self.now = now
        self.untrusted = 1
        "How many certificates from the first on are no roots."

    def find(self) -> int:
        """Build it; what is wrong with it."""
        chain = self.chain
        tries_others = True
        while len(chain) <= _LONGEST:
            last = chain[-1]
            root = self.roots.issuer(last, self.now)
            if root is not None and self._add_root(last, root):
                tries_others = False
                if chain[-1].is_self_signed:
                    return OK
                continue
            other = self._other(last) if tries_others else None
            if other is None:
                break
            self.others.remove(other)
            chain.append(other)
            self.untrusted += 1
        return self._failure()

    def _add_root(self, last: Link, root: Link) -> bool:
        """Go on with a root; one that mimics a root is none."""
        if not last.is_self_signed:
            self.chain.append(root)
            return True
        if last.value.der != root.value.der:
            return False
        self.chain[-1] = root
        self.untrusted -= self.untrusted == len(self.chain)
        return True

    def _other(self, last: Link) -> Link | None:
        if last.is_self_signed:
            return None
        chained = {link.value.der for link in self.chain}
        candidates = [x for x in self.others if x.value.der not in chained]
        return _likeliest(candidates, last, self.now)

    def _failure(self) -> int:
        chain = self.chain
        if len(chain) > _LONGEST:
            return TOO_LONG
        if chain[-1].is_self_signed:
            return SELF_SIGNED if len(chain) == 1 else SELF_SIGNED_IN_CHAIN
        return NO_ISSUER if self.untrusted < len(chain) else NO_LOCAL_ISSUER


def _extensions(chain: list[Link]) -> int:
    """What extensions forbid, from the first certificate up."""
    length = 0
    for i, link in enumerate(chain):
        if link.unknown_critical:
            return UNKNOWN_CRITICAL
        says_so = link.constraints is not None
        if i and not (link.is_authority and (says_so or i == len(chain) - 1)):
            return NO_AUTHORITY
        most = link.constraints[1] if link.constraints is not None else None
        if i > 1 and most is not None and length > most:
            return PATH_TOO_LONG
        if i and not link.is_self_issued:
            length += 1
    return OK


def _signatures(chain: list[Link], now: float) -> int:
    """What is wrong with signatures and times, from the root down."""
    for subject, issuer in _pairs(chain):
        if issuer is not None:
            usage = issuer.key_usage
            if usage is not None and not usage & _CERT_SIGN:
                return MAY_NOT_SIGN
            try:
                key = load_key(issuer.certificate.spki)
            except NoKeyError:
                return NO_KEY
            if not subject.is_signed_by(key):
                return BAD_SIGNATURE
        if error := subject.time_error(now):
            return error
    return OK


def _pairs(chain: list[Link]) -> Iterator[tuple[Link, Link | None]]:
    """Each certificate with its issuer; nobody verifies the root's own signature."""
    issuer = None
    for link in reversed(chain):
        yield link, issuer
        issuer = link


def _names(chain: list[Link]) -> int:
    """What constraints of names forbid, from the root down."""
    for i in range(len(chain) - 1, 0, -1):
        found = chain[i].extension(constraints.NAME_CONSTRAINTS)
        if found is None:
            continue
        for j in range(i - 1, -1, -1):
            link = chain[j]
            if j and link.is_self_issued:
                continue
            refusal = constraints.refusal(found.value, link.certificate, leaf=not j)
            if refusal is not None:
                return EXCLUDED if refusal else NOT_PERMITTED
    return OK
