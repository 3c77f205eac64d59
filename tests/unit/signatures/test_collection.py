"""The signature files of a run."""

from __future__ import annotations

import pytest

from pyzeek.library import bundled
from pyzeek.signatures.collection import SignatureFile, Signatures
from pyzeek.signatures.reading import NoNames

GOOD = r"""
signature a { payload /x/ requires-signature b }
signature b { file-magic /y/ file-mime "x/y" }
signature c { file-magic /y/ payload /z/ }
"""


class Messages(list):
    """What was said."""

    def error(self, text):
        self.append(text)

    def warning(self, text):
        self.append(f"warning: {text}")

    def report(self, level, location, text):
        self.append(f"{level} in {location}: {text}")


@pytest.fixture
def collect(tmp_path):
    def make(*texts):
        files = []
        for number, text in enumerate(texts):
            path = tmp_path / f"{number}.sig"
            path.write_text(text)
            files.append(SignatureFile(path.name, str(path)))
        out = Messages()
        return Signatures(files, NoNames(), out), out

    return make


def test_traffic_and_files(collect):
    found, out = collect(GOOD)
    assert found.check()
    assert [rule.name for rule in found.rules()] == ["a", "c"]
    assert [rule.name for rule in found.magic()] == ["b"]
    assert out == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("signature a { payload /x(/ }", "error compiling pattern /x(/"),
        (
            "signature a { payload /(.{200}){200}/ }",
            "error compiling pattern /(.{200}){200}/",
        ),
        (
            "signature a { same-ip }\nsignature a { same-ip }",
            "Error in signature (PATH:2): rule defined twice",
        ),
        (
            "\nsignature a {\nrequires-signature gone }",
            "Error in signature a (PATH:2): unknown rule referenced",
        ),
        ("signature a { nothing }", "Error in signature (PATH:1): syntax error"),
    ],
)
def test_mistakes(collect, text, message):
    found, out = collect(text)
    assert not found.check()
    assert out == [message.replace("PATH", found.files[0].path)]


def test_names_are_known_across_files(collect):
    found, _ = collect(
        "signature a { requires-signature z }", "signature z { same-ip }"
    )
    assert found.check()
    assert [rule.name for rule in found.rules()] == ["a", "z"]


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (SignatureFile("x", ""), "failed to find file associated with @load-sigs x"),
        (SignatureFile("x", "/nowhere/x"), "Can't open signature file x"),
    ],
)
def test_missing_files(file, message):
    out = Messages()
    assert not Signatures([file], NoNames(), out).check()
    assert out == [message]


def test_bundled_files_are_read_late():
    path = f"{bundled()}/base/frameworks/files/magic/image.sig"
    found = Signatures([SignatureFile("image", path)], NoNames(), Messages())
    assert found.check()
    assert found._read == {}
    assert found.rules() == []
    assert len(found.magic()) > 10


def test_offsets_are_warned_of(collect):
    found, out = collect("signature a { payload [2:3] /x/ }")
    assert found.check()
    assert out == ["warning: Offsets are currently ignored for patterns"]
