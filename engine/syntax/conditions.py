"""Which text counts: the state of `@if`, `@else` and `@endif`."""

from __future__ import annotations


class Conditions:
    """Depth of conditions, and where text is left out."""

    def __init__(self) -> None:
        self.depth = 0
        self.files: list[int] = []
        "The depth at which each open file began."
        self.left_out: list[int] = []
        "The depths of conditions whose text is left out."
        self.skipping = False

    def begin(self, holds: bool) -> None:
        """An `@if…` whose condition is known."""
        self.depth += 1
        if not holds:
            self._leave_out()

    def _leave_out(self) -> None:
        self.left_out.append(self.depth)
        self.skipping = True

    def otherwise(self) -> str:
        """An `@else`; the message if it is out of place."""
        problem = "" if self.depth else "@else without @if..."
        if self.left_out and self.depth > self.left_out[-1]:
            return problem
        if self.skipping:
            self.left_out.pop()
            self.skipping = False
        else:
            self._leave_out()
        return problem

    def end(self) -> str:
        """An `@endif`; the message if it is out of place."""
        problem = ""
        if self.depth <= (self.files[-1] if self.files else 0):
            problem = "unbalanced @if... @endif"
        if self.left_out and self.depth == self.left_out[-1]:
            self.left_out.pop()
            self.skipping = False
        self.depth -= 1
        return problem

    def begin_file(self) -> None:
        """Conditions that are open belong to the file that loads this one."""
        self.files.append(self.depth)

    def end_file(self) -> bool:
        """Whether all conditions of the file are closed."""
        return self.depth <= self.files.pop()
