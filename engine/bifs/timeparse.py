"""Reading times by a format, as C's strptime does: the text may go on."""

from __future__ import annotations

import calendar
import re
from time import mktime

_MONTHS = [m.lower() for m in calendar.month_name]
_DAYS = [d.lower() for d in calendar.day_name]
_NUMBERS = {
    "Y": ("year", 4),
    "m": ("month", 2),
    "d": ("day", 2),
    "e": ("day", 2),
    "H": ("hour", 2),
    "k": ("hour", 2),
    "I": ("hour12", 2),
    "l": ("hour12", 2),
    "M": ("minute", 2),
    "S": ("second", 2),
    "y": ("short_year", 2),
    "j": ("yearday", 3),
    "s": ("epoch", 20),
    "U": ("week", 2),
    "W": ("week", 2),
    "w": ("weekday", 1),
    "u": ("weekday", 1),
    "C": ("century", 2),
}
_SHORT = {
    "D": "%m/%d/%y",
    "F": "%Y-%m-%d",
    "R": "%H:%M",
    "T": "%H:%M:%S",
    "r": "%I:%M:%S %p",
    "c": "%a %b %e %H:%M:%S %Y",
    "x": "%m/%d/%y",
    "X": "%H:%M:%S",
}
_LIMITS = {"month": 12, "day": 31, "hour": 23, "hour12": 12, "minute": 59}
_LIMITS |= {"second": 61, "yearday": 366}


def parse_time(form: str, text: str) -> float | None:
    """Seconds since the epoch, in the local zone; None if the text does not fit."""
    for letter, long in _SHORT.items():
        form = form.replace(f"%{letter}", long)
    found = _Reader(text).read(form)
    return None if found is None else _seconds(found)


class _Reader:
    def __init__(self, text: str):
        self.text = text
        self.at = 0
        self.found: dict[str, int] = {}

    def read(self, form: str) -> dict[str, int] | None:
        """The numbers that the format names, None if the text does not fit."""
        for part in re.findall(r"%[EO]?.|\s+|[^%\s]", form, re.S):
            if not self.take(part):
                return None
        return self.found

    def take(self, part: str) -> bool:
        if part.isspace():
            self.skip_space()
            return True
        if not part.startswith("%") or part == "%%":
            return self.literal(part[-1])
        letter = part[-1]
        if letter in _NUMBERS:
            return self.number(*_NUMBERS[letter])
        if letter in "bBh":
            return self.word(_MONTHS[1:], "month", 1)
        if letter in "aA":
            return self.word(_DAYS, "weekday", 0)
        if letter in "pP":
            return self.word(["am", "pm"], "afternoon", 0)
        if letter == "z":
            return self.zone()
        if letter in "nt":
            self.skip_space()
            return True
        return letter == "Z"

    def skip_space(self) -> None:
        while self.text[self.at : self.at + 1].isspace():
            self.at += 1

    def literal(self, char: str) -> bool:
        if self.text[self.at : self.at + 1] != char:
            return False
        self.at += 1
        return True

    def number(self, name: str, width: int) -> bool:
        self.skip_space()
        match = re.compile(rf"[+-]?[0-9]{{1,{width}}}").match(self.text, self.at)
        if match is None or int(match.group()) > _LIMITS.get(name, 1 << 62):
            return False
        if name in ("month", "day", "hour12") and int(match.group()) < 1:
            return False
        self.found[name] = int(match.group())
        self.at = match.end()
        return True

    def word(self, words: list[str], name: str, base: int) -> bool:
        rest = self.text[self.at :].lower()
        for i, word in enumerate(words):
            for form in (word, word[:3]):
                if rest.startswith(form):
                    self.found[name] = i + base
                    self.at += len(form)
                    return True
        return False

    def zone(self) -> bool:
        self.skip_space()
        match = re.compile(r"Z|[+-]\d\d:?(\d\d)?").match(self.text, self.at)
        if match is None:
            return False
        self.at = match.end()
        return True


def _seconds(found: dict[str, int]) -> float:
    if "epoch" in found:
        return float(found["epoch"])
    year = found.get("year", 1970)
    if "short_year" in found:
        short = found["short_year"]
        year = short + (2000 if short < 69 else 1900)
    hour = found.get("hour", 0)
    if "hour12" in found:
        hour = found["hour12"] % 12 + 12 * found.get("afternoon", 0)
    month, day = found.get("month", 1), found.get("day", 1)
    if "yearday" in found and "month" not in found:
        month, day = 1, found["yearday"]
    clock = (hour, found.get("minute", 0), found.get("second", 0))
    try:
        return mktime((year, month, day, *clock, 0, 0, -1))
    except (OverflowError, ValueError):
        return -1.0
