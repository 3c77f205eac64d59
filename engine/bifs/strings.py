"""Strings: case, stripping, searching, joining, tests of their bytes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..values.printing import describe_raw, escape
from ..values.table import Set
from ..values.vector import Vector
from .contract import bif, c_string
from .vectors import STRINGS

if TYPE_CHECKING:
    from ..runtime import Runtime

SPACE = b" \t\n\r\v\f"


@bif("to_lower")
def to_lower(text: bytes) -> bytes:
    """ASCII letters in lower case."""
    return text.lower()


@bif("to_upper")
def to_upper(text: bytes) -> bytes:
    """ASCII letters in upper case."""
    return text.upper()


@bif("swap_case")
def swap_case(text: bytes) -> bytes:
    """Lower case letters in upper case and the reverse."""
    return text.swapcase()


@bif("to_title")
def to_title(text: bytes) -> bytes:
    """The first letter after each run of spaces in upper case."""
    return re.sub(rb"(?:^|(?<= ))[^ ]", lambda m: m.group().upper(), text)


@bif("starts_with")
def starts_with(text: bytes, part: bytes) -> bool:
    """Whether the text begins with the part."""
    return text.startswith(part)


@bif("ends_with")
def ends_with(text: bytes, part: bytes) -> bool:
    """Whether the text ends with the part."""
    return text.endswith(part)


@bif("remove_prefix")
def remove_prefix(text: bytes, part: bytes) -> bytes:
    """The text without the part at its beginning, however often it stands there."""
    if not part or not text.startswith(part):
        return text
    # as in Zeek, one that overlaps itself is only taken off once
    end, at = len(part), text.find(part, 1)
    while at == end < len(text):
        end += len(part)
        at = text.find(part, at + 1)
    return text[end:]


@bif("remove_suffix")
def remove_suffix(text: bytes, part: bytes) -> bytes:
    """The text without the part at its end, however often it stands there."""
    if not part or not text.endswith(part):
        return text
    at = end = len(text) - len(part)
    while at == end:
        end -= len(part)
        # before the beginning, Zeek's search starts again at the end
        at = text.rfind(part, 0, at - 1 + len(part) if at > 0 else len(text))
    return text[: end + len(part)] if end + len(part) >= 0 else text


@bif("strip")
def strip(text: bytes) -> bytes:
    """The text without white space at both ends."""
    return text.strip(SPACE)


@bif("lstrip")
def lstrip(text: bytes, chars: bytes = SPACE) -> bytes:
    """The text without the given characters at its beginning."""
    return text.lstrip(chars) if chars else text


@bif("rstrip")
def rstrip(text: bytes, chars: bytes = SPACE) -> bytes:
    """The text without the given characters at its end."""
    return text.rstrip(chars) if chars else text


@bif("ljust", runtime=True)
def ljust(rt: Runtime, text: bytes, width: int, fill: bytes = b" ") -> bytes | None:
    """The text filled up on the right."""
    if len(fill) != 1:
        rt.reporter.error("Fill string passed to ljust() must be a single character")
        return None
    if width <= len(text):
        return text
    return text.ljust(width, c_string(rt, fill)[:1])


@bif("rjust", runtime=True)
def rjust(rt: Runtime, text: bytes, width: int, fill: bytes = b" ") -> bytes | None:
    """The text filled up on the left."""
    if len(fill) != 1:
        rt.reporter.error("Fill string passed to rjust() must be a single character")
        return None
    return text.rjust(width, c_string(rt, fill)[:1])


@bif("zfill")
def zfill(text: bytes, width: int) -> bytes:
    """The text filled up with zeros on the left."""
    return text.rjust(width, b"0")


@bif("sub_bytes")
def sub_bytes(text: bytes, start: int, count: int) -> bytes:
    """`count` bytes from `start`, counted from 1; all that follow if negative."""
    at = start - 1 if start > 0 else start
    if at < 0 or at > len(text):
        return b""
    return text[at:] if count < 0 else text[at : at + count]


@bif("strstr")
def strstr(text: bytes, part: bytes) -> int:
    """Where the part stands, counted from 1; 0 if nowhere."""
    return text.find(part) + 1


def _find(
    rt: Runtime, text: bytes, part: bytes, start: int, end: int, fold: bool, last: bool
) -> int:
    if start > len(text):
        return -1
    if end != -1 and end < start:
        message = "find_str: end position must be greater than start position"
        rt.reporter.error(message)
        return -1
    stop = end if 0 <= end < len(text) else len(text)
    if stop - start + 1 < len(part):
        return -1
    # the second bound is a length in Zeek, so it reaches too far on purpose
    piece = text[start : start + stop]
    if fold:
        piece, part = piece.lower(), part.lower()
    at = piece.rfind(part) if last else piece.find(part)
    return -1 if at < 0 else at + start


@bif("find_str", runtime=True)
def find_str(
    rt: Runtime,
    text: bytes,
    part: bytes,
    start: int = 0,
    end: int = -1,
    case_sensitive: bool = True,
) -> int:
    """Where the part stands first, counted from 0; -1 if nowhere."""
    return _find(rt, text, part, start, end, not case_sensitive, False)


@bif("rfind_str", runtime=True)
def rfind_str(
    rt: Runtime,
    text: bytes,
    part: bytes,
    start: int = 0,
    end: int = -1,
    case_sensitive: bool = True,
) -> int:
    """Where the part stands last, counted from 0; -1 if nowhere."""
    return _find(rt, text, part, start, end, not case_sensitive, True)


@bif("strcmp")
def strcmp(a: bytes, b: bytes) -> int:
    """-1, 0 or 1 as the first sorts before, with or after the second."""
    return (a > b) - (a < b)


@bif("subst_string")
def subst_string(text: bytes, old: bytes, new: bytes) -> bytes:
    """The text with every occurrence of one string replaced by another."""
    return text.replace(old, new) if old else text


@bif("count_substr")
def count_substr(text: bytes, part: bytes) -> int:
    """How often the part stands in the text, without overlap."""
    return text.count(part)


@bif("reverse")
def reverse(text: bytes) -> bytes:
    """The bytes from the last to the first."""
    return text[::-1]


@bif("string_cat", runtime=True)
def string_cat(rt: Runtime, *parts: bytes) -> bytes:
    """The strings one after the other."""
    try:
        return b"".join(parts)
    except TypeError:
        rt.reporter.error("string_cat() requires string arguments")
        return b""


@bif("join_string_vec")
def join_string_vec(items: Vector, separator: bytes) -> bytes:
    """The elements with a separator between; holes count as empty."""
    return separator.join([b"" if x is None else describe_raw(x) for x in items])


@bif("join_string_set")
def join_string_set(items: Set, separator: bytes) -> bytes:
    """The elements of a set with a separator between."""
    return separator.join(items)


@bif("string_fill")
def string_fill(length: int, source: bytes) -> bytes:
    """The source repeated up to a length; the last byte is NUL."""
    if length <= 0 or not source:
        return b""
    return (source * (length // len(source) + 1))[: length - 1] + b"\0"


@bif("edit", runtime=True)
def edit(rt: Runtime, text: bytes, key: bytes) -> bytes:
    """The text as typed, where one character deletes the one before it."""
    if len(key) != 1:
        rt.reporter.builtin_error("not exactly one edit character", key)
    out = bytearray()
    for byte in text:
        if key and byte == key[0]:
            del out[-1:]
        else:
            out.append(byte)
    return bytes(out)


@bif("is_ascii")
def is_ascii(text: bytes) -> bool:
    """Whether all bytes are below 128."""
    return text.isascii()


@bif("is_num", runtime=True)
def is_num(rt: Runtime, text: bytes) -> bool:
    """Whether there are digits and nothing else."""
    return text.isdigit() or _other(rt, text)


@bif("is_alpha", runtime=True)
def is_alpha(rt: Runtime, text: bytes) -> bool:
    """Whether there are ASCII letters and nothing else."""
    return text.isalpha() or _other(rt, text)


@bif("is_alnum", runtime=True)
def is_alnum(rt: Runtime, text: bytes) -> bool:
    """Whether there are ASCII letters and digits and nothing else."""
    return text.isalnum() or _other(rt, text)


def _other(rt: Runtime, text: bytes) -> bool:
    c_string(rt, text)
    return False


@bif("clean")
def clean(text: bytes) -> bytes:
    """The text as it prints."""
    return escape(text)


@bif("escape_string")
def escape_string(text: bytes) -> bytes:
    """The text as it prints, with backslashes doubled."""
    return escape(text.replace(b"\\", b"\\\\"))


@bif("to_string_literal")
def to_string_literal(text: bytes) -> bytes:
    """The text as a script would write it."""
    quoted = text.replace(b"\\", b"\\\\")
    return escape(quoted.replace(b"'", b"\\'").replace(b'"', b'\\"'))


@bif("string_to_ascii_hex")
def string_to_ascii_hex(text: bytes) -> bytes:
    """Each byte as two hexadecimal digits."""
    return text.hex().encode()


@bif("safe_shell_quote")
def safe_shell_quote(text: bytes) -> bytes:
    """The text in double quotes that a shell takes as it is."""
    return b'"%s"' % re.sub(rb'([`"\\$])', rb"\\\1", text)


@bif("str_split_indices")
def str_split_indices(text: bytes, indices: Vector) -> Vector:
    """The text cut at the given places."""
    if not indices:
        return Vector((), STRINGS)
    cuts = sorted({0, *(i for i in indices if 0 < i < len(text))})
    ends = [*cuts[1:], len(text)]
    pieces = [text[a:b] for a, b in zip(cuts, ends, strict=True)]
    return Vector(pieces, STRINGS)


@bif("hexdump")
def hexdump(text: bytes) -> bytes:
    """The bytes in hexadecimal and as characters, sixteen to a line."""
    lines = []
    for at in range(0, len(text), 16):
        piece = text[at : at + 16]
        digits = [f"{b:02x}" for b in piece]
        hexes = f"{' '.join(digits[:8]):<23}  {' '.join(digits[8:]):<23}"
        chars = "".join(chr(b) if 32 <= b < 127 else "." for b in piece)
        ascii_part = chars if len(chars) < 8 else f"{chars[:8]} {chars[8:]}"
        lines.append(f"{at:04x}  {hexes}  {ascii_part}\n")
    return "".join(lines).encode() or b"\n".rjust(51)


@bif("levenshtein_distance")
def levenshtein_distance(a: bytes, b: bytes) -> int:
    """How many insertions, deletions and changes lead from one to the other."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            best = min(row[j] + 1, row[j - 1] + 1, before + (x != y))
            before, row[j] = row[j], best
    return row[-1]
