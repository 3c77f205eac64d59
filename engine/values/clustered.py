"""The places of a table's elements in memory, as Zeek lays them out.

Zeek keeps a table in clustered buckets: an element stands in its bucket or behind
it, the elements of one bucket side by side and the buckets in order. A new element
goes to the end of its cluster; what stands there moves to the end of its own. So
the order depends on the elements, and within a cluster on what came and went.
Only the order is followed here: which elements there are, the table itself knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .clustered_walk import Walk

_PHI = 11400714819323198485
"2^64 divided by the golden ratio: spreads hashes over the buckets."
_MASK = 0xFFFF_FFFF_FFFF_FFFF

_REMAPPED = 16
"Elements moved into place in one go after the buckets have doubled."
_FULL_BITS = 3
"Up to so many bits of buckets, a table grows only when it is full."
_LOAD = 75
_LEAST_LOAD = 25
"Percentages of places taken: when a table grows, and when it may not yet."
_DISTANCE = 32
_SAMPLES = 128
"A table whose insertions move more than so many elements on average grows, too."


class Entry:
    """An element at its place."""

    __slots__ = ("key", "mixed", "distance")

    def __init__(self, key: Any, number: int):
        self.key = key
        self.mixed = number * _PHI & _MASK
        self.distance = 0
        """How far behind its bucket it stands."""


class Clusters:
    """The elements of one table in their places."""

    __slots__ = (
        "places",
        "bits",
        "count",
        "remaps",
        "remap_end",
        "moved",
        "samples",
        "held",
        "walks",
    )

    def __init__(self) -> None:
        self.places: list[Entry | None] = [None]
        """One for each bucket, and one more for each bit of their number."""
        self.bits = 0
        self.count = 0
        self.remaps = 0
        """How often the buckets doubled since all elements stood right."""
        self.remap_end = -1
        """The last place whose element may still stand as before that."""
        self.moved = 0
        self.samples = 0
        self.held = False
        """Whether a loop goes over the table: then elements stay where they are."""
        self.walks: list[Walk] = []

    def keys(self) -> list[Any]:
        """The elements in order."""
        return [entry.key for entry in self.places if entry is not None]

    def insert(self, key: Any, number: int) -> None:
        """Add an element that is not there, with the low 32 bits of its hash."""
        entry = Entry(key, number)
        bucket = self._bucket(entry)
        place = self._end_of_bucket(bucket)
        entry.distance = place - bucket
        self._insert_and_tell(entry, place)
        self.count += 1
        if self.count > self._threshold() or self._too_far():
            self._grow()
        if self.remap_end >= 0:
            self._remap()

    def remove(self, key: Any, number: int) -> None:
        """Take an element out, if it is there."""
        place = self._find(key, Entry(key, number))
        if place >= 0:
            entry, last = self._take(place)
            for walk in self.walks:
                walk.on_remove(entry, place, last)
            self.count -= 1

    # ---- where elements stand

    def _bucket(self, entry: Entry, fewer: int = 0) -> int:
        return entry.mixed & ((1 << (self.bits - fewer)) - 1)

    def bucket_at(self, place: int) -> int:
        """The bucket of the element at a place."""
        entry = self.places[place]
        assert entry is not None
        return place - entry.distance

    def end_of_cluster(self, place: int) -> int:
        """The place behind the elements of the bucket that one belongs to."""
        bucket = self.bucket_at(place)
        while self._taken(place) and self.bucket_at(place) == bucket:
            place += 1
        return place

    def next_taken(self, place: int) -> int:
        """The next place with an element, or the end of all places."""
        place += 1
        while place < len(self.places) and self.places[place] is None:
            place += 1
        return place

    def _taken(self, place: int) -> bool:
        return place < len(self.places) and self.places[place] is not None

    def _end_of_bucket(self, bucket: int) -> int:
        """The place behind the elements of a bucket."""
        place = bucket
        while self._taken(place) and self.bucket_at(place) <= bucket:
            place += 1
        return place

    def _find(self, key: Any, sought: Entry) -> int:
        found = self._find_in(key, self._bucket(sought), len(self.places))
        fewer = 0
        while found < 0 and fewer < self.remaps:
            fewer += 1
            bucket = self._bucket(sought, fewer)
            if bucket > self.remap_end:
                continue
            found = self._find_in(key, bucket, self.remap_end + 1)
            if found >= 0 and not (self.held or self.walks):
                found = self._put_right(found)
        return found

    def _find_in(self, key: Any, bucket: int, end: int) -> int:
        place = bucket
        while place < end and self._taken(place) and self.bucket_at(place) <= bucket:
            entry = self.places[place]
            if entry is not None and entry.key == key:
                return place
            place += 1
        return -1

    # ---- coming and going

    def _insert_and_tell(self, entry: Entry, place: int) -> None:
        # as in Zeek, walks hear of the element that moved last
        entry, last = self._put(entry, place)
        self.moved += last - place
        self.samples += 1
        if place <= self.remap_end < last:
            self.remap_end = last
        for walk in self.walks:
            walk.on_insert(entry, place, last)

    def _put(self, entry: Entry, place: int) -> tuple[Entry, int]:
        """Put an element there; each in the way goes to the end of its cluster.

        Gives the last that moved and where it stands.
        """
        while True:
            if place >= len(self.places):
                self._grow()
            there = self.places[place]
            if there is None:
                self.places[place] = entry
                return entry, place
            end = self.end_of_cluster(place)
            there.distance += end - place
            self.places[place] = entry
            entry, place = there, end

    def _take(self, place: int) -> tuple[Entry, int]:
        """Take the element out; the ends of the next clusters fill the gap.

        Tells, too, which place is empty now.
        """
        taken = self.places[place]
        assert taken is not None
        while True:
            after = self.places[place + 1] if self._taken(place + 1) else None
            if after is None or after.distance == 0:
                self.places[place] = None
                return taken, place
            last = self.end_of_cluster(place + 1) - 1
            filler = self.places[place] = self.places[last]
            assert filler is not None
            filler.distance -= last - place
            place = last

    # ---- growing

    def _threshold(self) -> int:
        places = len(self.places)
        return places if self.bits <= _FULL_BITS else places * _LOAD // 100

    def _too_far(self) -> bool:
        return (
            self.samples > _SAMPLES
            and self.moved > self.samples * _DISTANCE
            and self.count > _LEAST_LOAD * len(self.places) // 100
        )

    def _grow(self) -> None:
        self.remap_end = len(self.places)
        self.bits += 1
        size = (1 << self.bits) + self.bits
        self.places += [None] * (size - len(self.places))
        self.remaps += 1
        self.moved = self.samples = 0

    def _remap(self) -> None:
        """Move some elements to where the doubled buckets want them."""
        if self.held or self.walks:
            return
        left = _REMAPPED
        while self.remap_end >= 0 and left > 0:
            if self._taken(self.remap_end) and self._put_right(self.remap_end) >= 0:
                left -= 1
            else:
                self.remap_end -= 1
        if self.remap_end < 0:
            self.remaps = 0

    def _put_right(self, place: int) -> int:
        """Move an element into its present bucket; -1 if it stands there."""
        there = self.places[place]
        assert there is not None
        bucket = self._bucket(there)
        if bucket == place - there.distance:
            return -1
        entry, _ = self._take(place)
        new = self._end_of_bucket(bucket)
        entry.distance = new - bucket
        self._put(entry, new)
        return new
