"""Storage: what scripts see is in tests/language/functions/storage-*.zeek."""

from types import SimpleNamespace

import pytest

from pyzeek.bifs.storage import FORMAT, Backend, StorageError, _restored, _stored
from pyzeek.runtime.when import Answer
from pyzeek.typesystem.types import COUNT, STRING


def test_values_are_stored_with_their_format(rt) -> None:
    text = _stored(STRING, b"a", "KEY_TYPE_MISMATCH")
    assert text == b'JSONv1;"a"' and _restored(rt, text, STRING) == b"a"
    with pytest.raises(StorageError) as problem:
        _stored(COUNT, b"a", "KEY_TYPE_MISMATCH")
    assert problem.value.code == "KEY_TYPE_MISMATCH"


@pytest.mark.parametrize("text", [b"1", b"JSONv9;1", FORMAT + b"{", FORMAT + b'"x"'])
def test_damaged_values_are_told(rt, text: bytes) -> None:
    with pytest.raises(StorageError) as problem:
        _restored(rt, text, COUNT)
    assert problem.value.code == "OPERATION_FAILED" and problem.value.why


def test_operations_on_what_is_not_open(rt) -> None:
    closed = Backend(STRING, STRING, forced_sync=True)
    for handle in (closed, None):
        result = rt.call("Storage::Sync::__get", handle, b"a")
        assert result.code != "Storage::SUCCESS" and result.error_str
        assert not rt.call("Storage::is_open", handle)
        assert not rt.call("Storage::is_forced_sync", handle)


def test_asynchronous_ones_need_a_when_with_a_timeout(rt) -> None:
    closed = Backend(STRING, STRING, forced_sync=True)
    rt.call("Storage::Async::__get", closed, b"a")
    rt.services["trigger"] = SimpleNamespace(has_timeout=False)
    rt.call("Storage::Async::__get", closed, b"a")
    said = [text for _, text in rt.said]
    assert "when-condition" in said[0] and "timeout block" in said[1]
    rt.services["trigger"] = SimpleNamespace(has_timeout=True)
    answer = rt.call("Storage::Async::__get", closed, b"a")
    assert isinstance(answer, Answer)
    assert answer.settled().code == "Storage::NOT_CONNECTED"
