"""A walk over the elements of a table in Zeek's order while they come and go."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .clustered import Clusters, Entry


class Walk:
    """Gives each element once, those that come in between perhaps.

    True as long as there is another one, which `pop` gives. What moves from behind
    the walk's place to before it comes first; what moves the other way is left out
    when its turn comes.
    """

    __slots__ = ("clusters", "refresh", "place", "came", "seen", "ready")

    def __init__(self, clusters: Clusters, refresh: Callable[[], object]):
        self.clusters: Clusters | None = clusters
        self.refresh = refresh
        """Brings the clusters up to date."""
        self.place = -1
        self.came: list[Entry] = []
        self.seen: list[Entry] = []
        self.ready: Entry | None = None
        clusters.walks.append(self)

    def __bool__(self) -> bool:
        if self.ready is None and self.clusters is not None:
            self.refresh()
            self.ready = self._next(self.clusters)
            if self.ready is None:
                self.clusters.walks.remove(self)
                self.clusters = None
                self.refresh = bool
        return self.ready is not None

    def pop(self) -> Any:
        """The key of the next element."""
        if not self:
            raise IndexError("no element is left")
        entry, self.ready = self.ready, None
        assert entry is not None
        return entry.key

    def _next(self, clusters: Clusters) -> Entry | None:
        if self.came:
            return self.came.pop()
        places = clusters.places
        if self.place < 0 or self.place < len(places) and places[self.place] is None:
            self.place = clusters.next_taken(self.place)
        while self.seen and self.place < len(places):
            entry = places[self.place]
            if entry is None or entry not in self.seen:
                break
            self.seen.remove(entry)
            self.place = clusters.next_taken(self.place)
        if self.place >= len(places):
            return None
        entry = places[self.place]
        self.place = clusters.next_taken(self.place)
        return entry

    def on_insert(self, entry: Entry, place: int, last: int) -> None:
        """An element came to a place, and moved others up to the last one."""
        assert self.clusters is not None
        self._forget(entry)
        if place < self.place:
            self.came.append(entry)
            if self.place <= last:
                moved = self.clusters.end_of_cluster(self.place) - 1
                at_end = self.clusters.places[moved]
                assert at_end is not None
                self.seen.append(at_end)

    def on_remove(self, entry: Entry, place: int, last: int) -> None:
        """An element went from a place, and others moved back up to the last one."""
        assert self.clusters is not None
        self._forget(entry)
        places = self.clusters.places
        if place < self.place <= last:
            bucket = self.clusters.bucket_at(self.place - 1)
            head = self.place - 1
            while head > bucket and self._in_bucket(head - 1, bucket):
                head -= 1
            moved = places[max(head, place)]
            assert moved is not None
            self.came.append(moved)
        if self.place < len(places) and places[self.place] is None:
            self.place = self.clusters.next_taken(self.place)

    def _in_bucket(self, place: int, bucket: int) -> bool:
        assert self.clusters is not None
        if self.clusters.places[place] is None:
            return False
        return self.clusters.bucket_at(place) == bucket

    def _forget(self, entry: Entry) -> None:
        for entries in (self.came, self.seen):
            if entry in entries:
                entries.remove(entry)
