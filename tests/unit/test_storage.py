"""What is stored comes back, under a name of its own."""

from __future__ import annotations

import io
import subprocess
import sys

from pyzeek.storage import Pickler, Unpickler, dumps, fingerprint, loads


def test_what_is_stored_comes_back():
    assert loads(dumps({"a": [1, b"x"]}, 5)) == {"a": [1, b"x"]}


def test_parts_share_their_objects():
    shared: list[int] = []
    stream = io.BytesIO()
    pickler = Pickler(stream, 5)
    pickler.dump([shared])
    pickler.dump([shared])
    unpickler = Unpickler(io.BytesIO(stream.getvalue()))
    assert unpickler.load()[0] is unpickler.load()[0]


def test_other_bytes_have_another_name():
    assert fingerprint(b"a") == fingerprint(b"a") != fingerprint(b"b")
    assert len(fingerprint(b"")) == 32


def test_it_works_without_the_modules_of_cpython():
    code = "\n".join(
        [
            "import sys",
            "sys.modules['_blake2'] = sys.modules['_pickle'] = None",
            "import hashlib",
            "from pyzeek.storage import fingerprint, loads, dumps",
            "print(fingerprint(b'a'), loads(dumps(7)))",
        ]
    )
    command = [sys.executable, "-c", code]
    said = subprocess.run(command, capture_output=True, text=True)
    if "unsupported hash type" not in said.stderr:  # OpenSSL has it as well
        assert said.stdout == f"{fingerprint(b'a')} 7\n", said.stderr
