"""What the command line says about logs in JSON, beyond what Zeek's scripts can."""

from __future__ import annotations

from ..structure import Structure


class JsonWishes(Structure):
    """How JSON is written."""

    tagged: bool = False
    "Each record says, as `_path`, in which log it belongs."
    nested: bool = False
    "Names with dots become objects inside of objects."
    beside: bool = False
    "Text is written, and JSON beside it."
