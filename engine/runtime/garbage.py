"""How often Python looks for garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """Look for no garbage where much is made and nearly all of it stays."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@contextmanager
def patient_collector() -> Iterator[None]:
    """Let Python look for garbage rarely while a run lasts.

    Packets and scripts make and drop many objects, of which few refer to each
    other in circles; looking for such circles after every thousand, among all
    that the program consists of, is wasted time.
    """
    thresholds, collecting = gc.get_threshold(), gc.isenabled()
    gc.freeze()
    gc.set_threshold(50_000, 20, 10)
    gc.enable()
    try:
        yield
    finally:
        if not collecting:
            gc.disable()
        gc.set_threshold(*thresholds)
        gc.unfreeze()
