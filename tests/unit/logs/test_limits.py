"""Lines that would become too long."""

from pyzeek.logs.limits import Cut, Limits


def cut(columns, record, **limits):
    weirds = []
    work = Cut(Limits(**limits), weirds.append)
    values = [record.n, record.note, record.tags]
    cut = work.values(columns[1:], values)
    return cut, weirds, bool(work.strings or work.containers)


def test_strings_are_cut(columns, record) -> None:
    one = record(n=1, note=b"0123456789", tags=[b"abcdef"])
    values, weirds, done = cut(columns, one, field_bytes=4)
    assert values == [1, b"0123", {b"abcd": None}]
    assert weirds == ["log_string_field_truncated"] * 2
    assert done


def test_all_strings_of_a_line_count_together(columns, record) -> None:
    one = record(n=1, note=b"0123456789", tags=[b"abcdef"])
    assert cut(columns, one, total_bytes=12)[0][2] == {b"ab": None}


def test_containers_are_cut(columns, record) -> None:
    one = record(n=1, note=b"x", tags=[b"a", b"b", b"c"])
    values, weirds, _ = cut(columns, one, field_elements=2)
    assert list(values[2]) == [b"a", b"b"]
    assert weirds == ["log_container_field_truncated"]


def test_what_is_short_is_left_alone(columns, record) -> None:
    one = record(n=1, note=b"x", tags=[b"a"])
    assert cut(columns, one, field_bytes=5, total_elements=3)[1:] == ([], False)


def test_lines_that_need_no_look() -> None:
    assert Limits(4096, 256000, 100, 500).harmless == 199
    assert Limits(4096, 256000, 100, 500).harmless_bytes == 4096
    assert Limits(4096, 256000, 100, 500).harmless_elements(2) == 100
    assert Limits(4096, 256000, 100, 500).harmless_elements(10) == 50
    assert Limits().harmless > 1 << 60 and Limits().harmless_elements(0) > 1 << 60


def test_size_of_a_record(columns, record) -> None:
    one = record(n=1, note=b"0123456789", tags=[b"abcdef"])
    weirds: list[str] = []
    work = Cut(Limits(record_bytes=23), weirds.append)
    work.values(columns[1:], [one.n, one.note, one.tags])
    assert work.size == 8 + 10 + 6 and work.too_large and not work.strings
    assert not Cut(Limits(), weirds.append).too_large
    assert Limits(record_bytes=2100).harmless == 100
