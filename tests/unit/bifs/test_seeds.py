"""Where random values come from."""

from pathlib import Path

import pytest

from pyzeek.bifs.seeds import hmac_key, read_seeds, seed_bytes, seeds, siphash_key
from pyzeek.diagnostics import UserError

CAPTURE = "smb/smb3-11-port1445.pcap"


def test_files(rt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "random.seed"
    path.write_text("\n".join(map(str, range(21))) + "\n")
    assert read_seeds(str(path)) == tuple(range(21))
    monkeypatch.setenv("ZEEK_SEED_FILE", str(path))
    assert seeds(rt) == tuple(range(21))
    assert seed_bytes(rt)[:8] == b"\1\0\0\0\2\0\0\0" and len(siphash_key(rt)) == 16
    assert (len(hmac_key(rt, "md5")), len(hmac_key(rt, "sha256"))) == (16, 32)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("1 2 3", "seed file .*: has 3 numbers, not 21"),
        ("one two", "seed file .*: holds something else than numbers"),
        (None, "seed file .*: No such file or directory"),
    ],
)
def test_files_that_are_none(rt, tmp_path, monkeypatch, text, problem) -> None:
    path = tmp_path / "random.seed"
    if text is not None:
        path.write_text(text)
    monkeypatch.setenv("ZEEK_SEED_FILE", str(path))
    with pytest.raises(UserError, match=problem):
        seeds(rt)


def test_a_run_without_its_file_ends_with_one_line(run) -> None:
    outcome = run("-b", trace=CAPTURE, env={"ZEEK_SEED_FILE": "none.seed"})
    assert outcome.status == 1
    assert outcome.err.splitlines()[-1].endswith("No such file or directory")
    assert "Traceback" not in outcome.err


def test_random_ones_last_for_the_run(rt, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ZEEK_SEED_FILE", raising=False)
    assert seeds(rt) == seeds(rt) and len(seeds(rt)) == 21
