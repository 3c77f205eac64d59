"""Types of the vectors that built-in functions return."""

from __future__ import annotations

from ..typesystem.types import ADDR, ANY, COUNT, STRING, SUBNET, VectorType

STRINGS = VectorType(STRING)
ANYS = VectorType(ANY)
COUNTS = VectorType(COUNT)
ADDRS = VectorType(ADDR)
SUBNETS = VectorType(SUBNET)
