"""Text files."""

import gzip
import io
from pathlib import Path

import pytest

from pyzeek.logs.ascii import Gzip, Sink, escaped

ONE = "Log::write(LOG, Info($n=1));"


def test_header_and_footer(run, logs, tmp_path: Path) -> None:
    logs(ONE)
    lines = (tmp_path / "m.log").read_text().splitlines()
    assert lines[0] == "#separator \\x09"
    assert [x.split("\t")[0] for x in lines[1:6]] == [
        "#set_separator",
        "#empty_field",
        "#unset_field",
        "#path",
        "#open",
    ]
    assert lines[6:8] == ["#fields\tn\ts", "#types\tcount\tstring"]
    assert lines[-1].startswith("#close\t")


def test_nothing_written_means_no_file(logs) -> None:
    assert logs("") == {}


def test_json_by_option(logs) -> None:
    assert logs(ONE, "--json") == {"m": '{"n":1}\n'}


def test_folder_by_option(logs, tmp_path: Path) -> None:
    assert logs(ONE, "--log-dir", "deep/er") == {}
    assert (tmp_path / "deep" / "er" / "m.log").exists()


def test_folder_that_cannot_be_made(logs, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    message = "error: log directory file: File exists\n"
    assert logs(ONE, "-l", "file", status=1, err=message) == {}


def test_file_that_cannot_be_opened(run, logs, tmp_path: Path) -> None:
    folder = tmp_path / "there"
    (folder / "m.log").mkdir(parents=True)
    body = "Log::write(LOG, Info($n=1)); Log::write(LOG, Info($n=2));"
    message = (
        "error: m/Log::WRITER_ASCII: cannot open there/m.log: Is a directory\n"
        "fatal error: errors occurred while initializing\n"
    )
    assert logs(body, "-l", "there", status=1, err=message) == {}


def test_one_filter_in_json_one_not(logs) -> None:
    body = (
        'Log::add_filter(LOG, [$name="j", $path="j",'
        ' $config=table(["use_json"] = "T")]);'
    )
    assert logs(body + ONE) == {"j": '{"n":1}\n', "m": "#fields\tn\ts\n1\t-\n"}


def test_wrong_option_of_a_filter(logs) -> None:
    body = (
        'Log::add_filter(LOG, [$name="default", $path="m",'
        ' $config=table(["gzip_level"] = "10")]);'
    )
    message = (
        "error: m/Log::WRITER_ASCII: invalid value for 'gzip_level',"
        " must be a number between 0 and 9.\n"
        "fatal error: errors occurred while initializing\n"
    )
    assert logs(body + ONE, status=1, err=message) == {}


def test_compressed(logs, tmp_path: Path) -> None:
    logs(ONE, "LogAscii::gzip_level=6")
    with gzip.open(tmp_path / "m.log.gz", "rt") as file:
        assert "\n1\t-\n#close" in file.read()


def test_lines_that_look_like_a_header(logs, tmp_path: Path) -> None:
    body = (
        'Log::add_filter(LOG, [$name="s", $path="s", $include=set("s")]);'
        'Log::write(LOG, Info($n=1, $s="#fields"));'
    )
    logs(body)
    assert "\\x23fields" in (tmp_path / "s.log").read_text()


def test_escaped() -> None:
    assert escaped(b"\t|\\") == b"\\x09|\\\\"


class Slow(io.RawIOBase):
    """Takes three bytes at a time, as a full pipe does."""

    def __init__(self) -> None:
        self.got = b""

    def write(self, data) -> int:
        self.got += bytes(data[:3])
        return len(data[:3])


def test_all_bytes_are_written() -> None:
    slow = Slow()
    Sink(slow).write(b"0123456789")
    assert slow.got == b"0123456789"


def test_gzip_sink() -> None:
    slow = Slow()
    sink = Gzip(Sink(slow), 1)
    sink.write(b"hello")
    sink.close()
    assert gzip.decompress(slow.got) == b"hello"


class Full:
    """A file of which only the first bytes fit on the disk."""

    def __init__(self, room: int):
        self.room = room
        self.data = b""

    def write(self, data: memoryview) -> int:
        part = bytes(data[: self.room])
        if not part:
            raise OSError(28, "No space left on device")
        self.room -= len(part)
        self.data += part
        return len(part)

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return len(self.data)

    def truncate(self, size: int) -> None:
        self.data = self.data[:size]


@pytest.mark.parametrize("room", range(12))
def test_full_disks_keep_whole_lines(room: int) -> None:
    file = Full(room)
    with pytest.raises(OSError, match="No space left"):
        Sink(file).write(b"one\ntwo\nthree\n")
    assert file.data == b"one\ntwo\n"[: room // 4 * 4]
