"""The writer that writes nothing."""

FILTER = (
    "Log::remove_default_filter(LOG);"
    'Log::add_filter(LOG, [$name="n", $path="m", $writer=Log::WRITER_NONE]);'
    "Log::write(LOG, Info($n=1));"
)


def test_nothing_is_written(logs) -> None:
    assert logs(FILTER) == {}
