"""Where random values come from."""

from pathlib import Path

import pytest

from pyzeek.bifs.seeds import hmac_key, read_seeds, seed_bytes, seeds, siphash_key


def test_files(rt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "random.seed"
    path.write_text("\n".join(map(str, range(21))) + "\n")
    assert read_seeds(str(path)) == tuple(range(21))
    monkeypatch.setenv("ZEEK_SEED_FILE", str(path))
    assert seeds(rt) == tuple(range(21))
    assert seed_bytes(rt)[:8] == b"\1\0\0\0\2\0\0\0" and len(siphash_key(rt)) == 16
    assert (len(hmac_key(rt, "md5")), len(hmac_key(rt, "sha256"))) == (16, 32)
    path.write_text("1 2 3")
    with pytest.raises(ValueError, match="has 3 numbers"):
        read_seeds(str(path))


def test_random_ones_last_for_the_run(rt, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ZEEK_SEED_FILE", raising=False)
    assert seeds(rt) == seeds(rt) and len(seeds(rt)) == 21
