"""What is wrong with a JSON text, in the words that Zeek's users know."""

from __future__ import annotations

import re

_SPACE = b" \n\r\t"
_NUMBER = re.compile(rb"-?(?:0|[1-9]\d*)")
_DEPTH = 300


class JsonError(ValueError):
    """A message with the offset of the error."""

    def __init__(self, message: str, offset: int):
        super().__init__(f"{message} Offset: {offset}")


def check(text: bytes) -> None:
    """JsonError if the text is not one JSON value."""
    scanner = _Scanner(text)
    scanner.space()
    if scanner.at == len(text):
        raise JsonError("The document is empty.", scanner.at)
    scanner.value(0)
    scanner.space()
    if scanner.at < len(text):
        message = "The document root must not be followed by other values."
        raise JsonError(message, scanner.at)


class _Scanner:
    def __init__(self, text: bytes):
        self.text = text
        self.at = 0

    def space(self) -> None:
        text = self.text
        while self.at < len(text) and text[self.at] in _SPACE:
            self.at += 1

    def peek(self) -> bytes:
        return self.text[self.at : self.at + 1]

    def value(self, depth: int) -> None:
        char = self.peek()
        if depth > _DEPTH:
            raise JsonError("Terminate parsing due to Handler error.", self.at)
        if char == b"{":
            self.object(depth)
        elif char == b"[":
            self.array(depth)
        elif char == b'"':
            self.string()
        elif char in (b"t", b"f", b"n"):
            self.word()
        else:
            self.number()

    def word(self) -> None:
        for word in (b"true", b"false", b"null"):
            if self.text.startswith(word[:1], self.at):
                for i, byte in enumerate(word):
                    if self.text[self.at + i : self.at + i + 1] != bytes((byte,)):
                        raise JsonError("Invalid value.", self.at + i)
                self.at += len(word)
                return

    def number(self) -> None:
        match = _NUMBER.match(self.text, self.at)
        if match is None:
            skip = self.peek() == b"-"
            raise JsonError("Invalid value.", self.at + skip)
        self.at = match.end()
        if self.peek() == b".":
            self.digits("Miss fraction part in number.", rb"\.\d+")
        if self.peek() in (b"e", b"E"):
            self.digits("Miss exponent in number.", rb"[eE][+-]?\d+")

    def digits(self, message: str, form: bytes) -> None:
        match = re.compile(form).match(self.text, self.at)
        if match is None:
            raise JsonError(message, self.at + 1)
        self.at = match.end()

    def string(self) -> None:
        self.at += 1
        while (char := self.peek()) != b'"':
            if not char:
                message = "Missing a closing quotation mark in string."
                raise JsonError(message, self.at)
            if char < b" ":
                if char == b"\0":
                    message = "Missing a closing quotation mark in string."
                    raise JsonError(message, self.at)
                raise JsonError("Invalid encoding in string.", self.at)
            self.at += 1
            if char == b"\\":
                self.escape()
        self.at += 1

    def escape(self) -> None:
        char = self.peek()
        if char == b"u":
            digits = self.text[self.at + 1 : self.at + 5]
            if not re.fullmatch(rb"[0-9a-fA-F]{4}", digits):
                message = "Incorrect hex digit after \\u escape in string."
                raise JsonError(message, self.at - 1)
            self.at += 5
        elif char and char in b'"\\/bfnrt':
            self.at += 1
        else:
            raise JsonError("Invalid escape character in string.", self.at - 1)

    def array(self, depth: int) -> None:
        self.at += 1
        self.space()
        if self.peek() == b"]":
            self.at += 1
            return
        while True:
            self.value(depth + 1)
            self.space()
            if self.peek() == b"]":
                self.at += 1
                return
            if self.peek() != b",":
                message = "Missing a comma or ] after an array element."
                raise JsonError(message, self.at)
            self.at += 1
            self.space()

    def object(self, depth: int) -> None:
        self.at += 1
        self.space()
        if self.peek() == b"}":
            self.at += 1
            return
        while True:
            self.member(depth)
            if self.peek() == b"}":
                self.at += 1
                return
            if self.peek() != b",":
                message = "Missing a comma or } after an object member."
                raise JsonError(message, self.at)
            self.at += 1
            self.space()

    def member(self, depth: int) -> None:
        if self.peek() != b'"':
            raise JsonError("Missing a name for object member.", self.at)
        self.string()
        self.space()
        if self.peek() != b":":
            message = "Missing a colon after a name of object member."
            raise JsonError(message, self.at)
        self.at += 1
        self.space()
        self.value(depth + 1)
        self.space()
